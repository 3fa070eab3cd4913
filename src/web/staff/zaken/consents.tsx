import { type Consent, type Said, type Standing, standingOf } from '#kernel/consent'
import type { ConsentQuestion, ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { choice, type Field } from '#platform/fields'
import { Chip, Soft, Stack } from '#ui'
import { dayInWords } from './in-words.ts'

type Questions = Readonly<Record<string, ConsentQuestion>>

/** The name of the field of a question. */
export const fieldOf = (scope: string) => `may-${scope}`

/**
 * The questions about consent as fields, with nothing chosen. Each must be answered, if only with 'Nog niet gevraagd': a name that is
 * told cannot be taken back. One about a partner may be left empty, for most reports come without one.
 */
export function consentFields(questions: Questions): Record<string, Field<Said | null>> {
  return Object.fromEntries(
    Object.entries(questions).map(([scope, { asks, whenReferred }]): [string, Field<Said | null>] => [
      fieldOf(scope),
      whenReferred
        ? choice(asks, { yes: 'Ja', no: 'Nee' }, { optional: true, hint: 'Laat leeg als het nog niet gevraagd is.' })
        : fullQuestion(asks),
    ]),
  )
}

/** A question that must be answered. Where it was asked more than once, that it was not asked is no answer any more. */
export function fullQuestion(asks: string, { askedOften = false } = {}): Field<Said> {
  const answers: Partial<Record<Said, string>> = { yes: 'Ja', no: 'Nee', ...(askedOften ? {} : { unasked: notAsked }) }
  return choice(asks, answers as Record<Said, string>, { whenEmpty: `Kies ja of nee, of ‘${notAsked}’.` })
}

const notAsked = 'Nog niet gevraagd'

/** The questions of a line that come up in a case: those about a partner only when one reported it, or answered before. */
export function questionsFor(line: ServiceLine, referred: boolean, consents: readonly Consent[]): Questions {
  return Object.fromEntries(
    Object.entries(line.case.consents).filter(
      ([scope, { whenReferred }]) => !whenReferred || referred || consents.some((one) => one.scope === scope),
    ),
  )
}

/** The names of the fields of these questions. */
export const consentNames = (questions: Questions): string[] => Object.keys(questions).map(fieldOf)

/** What was filled in, by scope; an empty field is a question that was not asked. */
export function saidIn(questions: Questions, input: Readonly<Record<string, unknown>>): Record<string, Said> {
  return Object.fromEntries(
    Object.keys(questions).map((scope) => [scope, (input[fieldOf(scope)] as Said | null | undefined) ?? 'unasked']),
  )
}

/** How it stands with a question: 'ja, sinds 3 maart', 'ingetrokken op 10 maart', 'nog niet gevraagd'. */
export function standingInWords({ now, since }: Standing, today: Day): string {
  const on = since === null ? '' : dayInWords(since, today)
  switch (now) {
    case 'yes':
      return `ja, sinds ${on}`
    case 'no':
      return `nee, op ${on}`
    case 'withdrawn':
      return `nee, ingetrokken op ${on}`
    case 'ended':
      return `nee, voorbij sinds ${on}`
    case 'unasked':
      return 'nog niet gevraagd'
  }
}

/** A no stands out: it is what a colleague on the telephone must not overlook. */
function Answer({ standing, today }: { standing: Standing; today: Day }) {
  const words = standingInWords(standing, today)
  if (standing.now === 'yes') return words
  return standing.now === 'unasked' ? <Soft>{words}</Soft> : <Chip tone="warn">{words}</Chip>
}

/** What the main side allows to be told, in its own card: one line for each question. */
export function ConsentLines({
  line,
  caseId,
  referred,
  consents,
  today,
  works,
  only,
}: {
  line: ServiceLine
  caseId: string
  referred: boolean
  consents: readonly Consent[]
  today: Day
  works: boolean
  /** At the end of a case only what goes back to the partner matters. */
  only?: 'about the partner'
}) {
  const questions = Object.entries(questionsFor(line, referred, consents)).filter(
    ([, { whenReferred }]) => only === undefined || whenReferred,
  )
  if (questions.length === 0) return null
  return (
    <Stack tight>
      {questions.map(([scope, { called }]) => {
        const standing = standingOf(consents, scope, today)
        return (
          <p key={scope}>
            {called}: <Answer standing={standing} today={today} />
          </p>
        )
      })}
      {works && (
        <p>
          <a href={`${line.path}/${caseId}/toestemming`}>toestemming wijzigen</a>
        </p>
      )}
    </Stack>
  )
}

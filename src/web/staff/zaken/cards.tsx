import { assessmentOf, type CaseFile } from '#kernel/case'
import type { NextStep } from '#kernel/next-step'
import { type Referral, referralKinds } from '#kernel/referral'
import { endsOf, type ServiceLine } from '#kernel/service-line'
import { mayBeQuoted, type Survey, type Way, ways } from '#kernel/survey'
import { type Day, inWords } from '#platform/days'
import { capital, list, thisOne } from '#platform/words'
import { ButtonLink, Card, Chip, Empty, Explain, List, ListItem, PostButton, Quote, Row, Soft, Stack } from '#ui'
import { deedsAt, waitsInWords, withWhomInWords } from '../stappen/in-words.tsx'
import { dayInWords, plannedInWords, stepCalled, topicsInWords } from './in-words.ts'

interface InCase {
  line: ServiceLine
  caseId: string
  today: Day
}

/** What was planned, the first on top, with one press to say it happened. */
export function StepsCard({
  steps,
  works,
  line,
  caseId,
  today,
  helpers = new Map(),
}: InCase & { steps: readonly NextStep[]; works: boolean; helpers?: ReadonlyMap<string, string> }) {
  const base = `${line.path}/${caseId}/stap`
  return (
    <Card
      title="Wat staat gepland"
      bare
      side={
        works && (
          <ButtonLink kind="quiet" to={base}>
            Stap plannen
          </ButtonLink>
        )
      }
    >
      <List
        empty={
          <Empty title="Nog niets gepland">
            Plan een telefoontje, bezoek, gesprek, brief of termijn. Het komt dan bij Vandaag te staan van wie het doet.
          </Empty>
        }
      >
        {steps.map((step) => (
          <ListItem
            key={step.id}
            to={works ? `${base}/${step.id}` : undefined}
            title={`${capital(stepCalled(step.kind))} ${plannedInWords(step, today)}`}
            about={
              [withWhomInWords(step, line) ?? helpers.get(step.match ?? ''), waitsInWords(step, line), step.about]
                .filter(Boolean)
                .join(' · ') || undefined
            }
            {...deedsAt(step, today, works, undefined)}
          />
        ))}
      </List>
    </Card>
  )
}

/** What a case is about, and what the line alone asks. Nothing stands here that was not filled in. */
export function FactsCard({
  file,
  line,
  owner,
  referrer,
  works,
}: {
  file: CaseFile
  line: ServiceLine
  owner: string | undefined
  referrer: string | undefined
  works: boolean
}) {
  const { case: one, topics } = file
  const assessment = assessmentOf(one)
  const fields = one.fields as Record<string, unknown>
  const rows = [
    {
      term: topics.length > 0 ? 'Onderwerpen' : 'Onderwerp',
      text: topicsInWords(line, one.mainTopic, topics) || 'nog niet gekozen',
    },
    {
      term: endsOf(line).first,
      // Where several reports came in, how the first did would tell whose it was.
      text: (file.reports.length > 0
        ? [inWords(one.openedOn)]
        : [inWords(one.openedOn), one.channel && line.case.channels[one.channel]?.toLowerCase(), referrer]
      )
        .filter(Boolean)
        .join(', '),
    },
    ...(assessment
      ? [
          {
            term: 'Past dit hier?',
            text:
              assessment.suitable === 'yes'
                ? 'Ja'
                : `Nee: ${list(assessment.reasons.map((key) => (line.case.unsuitable[key] ?? key).toLowerCase()))}`,
          },
        ]
      : []),
    ...Object.entries(line.case.fields).flatMap(([key, field]) =>
      fields[key] ? [{ term: field.label, text: field.show(fields[key]) }] : [],
    ),
    { term: 'Bij wie', text: owner ?? 'nog bij niemand' },
    { term: 'Nummer', text: one.number },
  ]
  return (
    <Card
      title={`Over ${thisOne(line.case.called)}`}
      side={works && <a href={`${line.path}/${one.id}/corrigeren`}>verbeteren</a>}
    >
      <Explain rows={rows} />
    </Card>
  )
}

/** To whom people were sent on, beside the outcome of the case. Left out while there is none. */
export function ReferralsCard({
  referrals,
  works,
  line,
  caseId,
  today,
}: InCase & { referrals: readonly Referral[]; works: boolean }) {
  if (referrals.length === 0) return null
  return (
    <Card title="Verwezen" bare>
      <List>
        {referrals.map((one) => (
          <ListItem
            key={one.id}
            title={one.destination}
            about={[
              dayInWords(one.onDay, today),
              (referralKinds as Record<string, string>)[one.kind]?.toLowerCase(),
              one.about,
            ]
              .filter(Boolean)
              .join(' · ')}
            side={
              <>
                {one.arrived === 'yes' && <Chip tone="good">aangekomen</Chip>}
                {one.arrived === 'no' && <Chip tone="warn">niet aangekomen</Chip>}
                {works && one.arrived === 'unknown' && (
                  <PostButton action={`${line.path}/${caseId}/verwijzing/${one.id}/aangekomen`}>
                    Is aangekomen
                  </PostButton>
                )}
                {works && (
                  <PostButton kind="quiet" action={`${line.path}/${caseId}/verwijzing/${one.id}/weg`}>
                    Verwijder
                  </PostButton>
                )}
              </>
            }
          />
        ))}
      </List>
    </Card>
  )
}

/** What people thought of it afterwards. Left out while nobody was asked. */
export function SurveysCard({
  surveys,
  may,
  line,
  caseId,
  today,
}: InCase & { surveys: readonly Survey[]; may: boolean }) {
  if (surveys.length === 0) return null
  return (
    <Card title="Wat vonden ze ervan?" side={<a href={`${line.path}/citaten?lijn=${line.key}`}>citaten</a>}>
      {surveys.map((one) => (
        <Stack key={one.id} tight>
          <Row apart>
            <span>
              <strong>
                {one.mark === null
                  ? one.answered
                    ? 'Geen cijfer'
                    : one.way === null
                      ? 'Niet ingevuld'
                      : 'Nog niet ingevuld'
                  : `Een ${one.mark}`}
              </strong>
              <Soft>
                {one.side && ` · ${line.case.sides[one.side]?.inText}`} ·{' '}
                {dayInWords(one.answeredOn ?? one.onDay, today)}
                {one.way && ` · ${ways[one.way as Way].toLowerCase()}`}
              </Soft>
            </span>
            {may && one.quoteConsentOn && !one.quoteWithdrawnOn && (
              <ButtonLink kind="quiet" to={`${line.path}/${caseId}/evaluatie/${one.id}/intrekken`}>
                Toestemming intrekken
              </ButtonLink>
            )}
            {may && !one.answered && (one.way === 'link' || one.way === 'paper') && (
              <ButtonLink kind="quiet" to={`${line.path}/${caseId}/evaluatie/${one.id}/link`}>
                Link en brief
              </ButtonLink>
            )}
          </Row>
          {one.quote && <Quote by={`${one.quoteBy ?? 'iemand'}, ${consentInWords(one, today)}`}>{one.quote}</Quote>}
        </Stack>
      ))}
    </Card>
  )
}

/** Whether words may be shown to others: 'mag dit delen tot 1 maart 2027'. */
export function consentInWords(one: Survey, today: Day): string {
  if (one.quoteWithdrawnOn) return `toestemming ingetrokken op ${inWords(one.quoteWithdrawnOn)}`
  if (!one.quoteConsentOn) return 'niet om te delen'
  if (!mayBeQuoted(one, today)) return 'de toestemming is voorbij'
  return one.quoteConsentUntil ? `mag dit delen tot ${inWords(one.quoteConsentUntil)}` : 'mag dit delen'
}

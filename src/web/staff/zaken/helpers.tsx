import {
  accepted,
  type CaseMatch,
  type FallOutReason,
  fallOutReasons,
  isOpen,
  ranOut,
  seeksInWords,
} from '#kernel/match'
import type { MatchDeclaration, ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { showPhone } from '#platform/fields'
import { capital, the } from '#platform/words'
import { ButtonLink, Card, Chip, List, ListItem, Soft, type Tone } from '#ui'
import { momentShortly } from './in-words.ts'

/** What the helpers of a case are called together: 'koppel', or the word for the one helper. */
export const groupCalled = ({ helpers, helper }: MatchDeclaration): string => (helpers === 2 ? 'koppel' : helper.one)

/** Where it stands with one helper, in a few words, with when. */
export function stateOf(
  match: CaseMatch,
  { now, today }: { now: Date; today: Day },
): { tone: Tone; text: string; about: string } {
  const at = (moment: Date | null) => (moment ? momentShortly(moment, today) : '')
  if (match.state === 'accepted') return { tone: 'good', text: 'zei ja', about: `zei ja op ${at(match.answeredAt)}` }
  if (match.state === 'passed') return { tone: 'plain', text: 'gaf door', about: `gaf door op ${at(match.answeredAt)}` }
  if (match.state === 'withdrawn')
    return { tone: 'plain', text: 'vraag ingetrokken', about: `gevraagd op ${at(match.askedAt)}` }
  if (match.state === 'fellOut')
    return {
      tone: 'warn',
      text: 'uitgevallen',
      about: `${fallOutReasons[match.reason as FallOutReason]?.toLowerCase() ?? 'viel uit'}, ${at(match.endedAt)}`,
    }
  if (ranOut(match, now)) return { tone: 'warn', text: 'niet geantwoord', about: `gevraagd op ${at(match.askedAt)}` }
  if (match.state === 'shown')
    return {
      tone: 'plain',
      text: 'kent daar niemand',
      about: `ziet de namen sinds ${at(match.shownAt)}, antwoord voor ${at(match.answerBy)}`,
    }
  return {
    tone: 'plain',
    text: 'gevraagd',
    about: `gevraagd op ${at(match.askedAt)}, antwoord voor ${at(match.answerBy)}`,
  }
}

/** Who helps with a case, or who is asked to. Left out on a line without helpers, and while nobody was asked. */
export function HelpersCard({
  line,
  one,
  matches,
  works,
  at,
}: {
  line: ServiceLine
  one: { id: string; seeks: number | null; closedOn: Day | null }
  matches: readonly CaseMatch[]
  works: boolean
  at: { now: Date; today: Day }
}) {
  const { match: declared } = line
  const shown = [...accepted(matches), ...matches.filter((match) => one.closedOn === null && isOpen(match, at.now))]
  if (!declared || (shown.length === 0 && one.seeks === null)) return null
  return (
    <Card
      title={capital(groupCalled(declared))}
      bare
      side={
        works &&
        one.closedOn === null && (
          <ButtonLink kind="quiet" to={`${line.path}/${one.id}/koppel`}>
            {one.seeks === null ? 'Bekijken' : 'Iemand vragen'}
          </ButtonLink>
        )
      }
    >
      <List empty={<Soft>Nu helpt hier niemand.</Soft>}>
        {one.seeks !== null && (
          <ListItem
            title={capital(seeksInWords(declared, one.seeks))}
            about={
              declared.helpers > 1
                ? `${the(line.case.called)} loopt door. Bellen kan; een bezoek plan je als het koppel weer compleet is.`
                : `${the(line.case.called)} loopt door.`
            }
          />
        )}
        {shown.map((match) => {
          const state = stateOf(match, at)
          return (
            <ListItem
              key={match.id}
              title={match.name}
              about={
                match.state === 'accepted' && match.phone ? (
                  <a href={`tel:${match.phone}`}>{showPhone(match.phone)}</a>
                ) : (
                  state.about
                )
              }
              side={<Chip tone={state.tone}>{state.text}</Chip>}
            />
          )
        })}
      </List>
    </Card>
  )
}

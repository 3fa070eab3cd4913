import type { CaseLine, LeftToDo } from '#kernel/case'
import type { Asker } from '#platform/asker'
import { withoutYear } from '#platform/days'
import { lineOf } from '#service-lines'
import { Chip, ListItem, PostButton } from '#ui'
import { aboutOf, chipOf, dayInWords, dueInWords, lateness, nextDeed, seenIn, titleOf } from '../zaken/in-words.ts'
import { askedPhases } from '../zaken/list-state.ts'

/** What is easily forgotten around a case: somebody to inform, a partner who may hear how it ended, a side to ask. */
export function Left({ left, asker }: { left: LeftToDo; asker: Asker }) {
  const line = lineOf(left.case.line)
  const here = `${line.path}/${left.case.id}`
  const who = left.side === null ? undefined : seenIn(line, left).case.sides[left.side]?.inText
  const title = titleOf(line, left.case)
  switch (left.kind) {
    case 'inform':
      return (
        <ListItem
          to={here}
          title={`Licht ${who} in over wat je bewaart: ${title}`}
          about={left.due < asker.today ? undefined : `uiterlijk ${withoutYear(left.due)}`}
          side={
            <>
              {left.due < asker.today && <Chip tone="late">{`had ${withoutYear(left.due)} gemoeten`}</Chip>}
              <PostButton action={`${here}/kant/${left.household}/ingelicht`} hidden={{ terug: 'vandaag' }}>
                Is ingelicht
              </PostButton>
            </>
          }
        />
      )
    case 'tell':
      return (
        <ListItem
          to={`${here}/verwijzer`}
          title={`Laat de verwijzer de afloop weten: ${title}`}
          about={`afgesloten op ${dayInWords(left.due, asker.today)}`}
        />
      )
    case 'ask':
      return (
        <ListItem
          to={`${here}/nazorg/${left.side}`}
          title={`${line.case.aftercare?.asks} Vraag het ${who}: ${title}`}
          about={`kan vanaf ${dayInWords(left.due, asker.today)}`}
        />
      )
  }
}

/** A case that is late, runs out of time, seeks somebody or is new. */
export function WaitingCase({ one, asker }: { one: CaseLine; asker: Asker }) {
  const line = lineOf(one.line)
  const late = one.dueAt && lateness(one.dueAt, asker.now)
  const soon = one.dueAt && one.warnAt && one.warnAt <= asker.now ? dueInWords(one.dueAt, asker.today) : undefined
  return (
    <ListItem
      to={`${line.path}/${one.id}`}
      title={`${nextDeed(seenIn(line, one), one)?.label ?? 'Bekijk'}: ${titleOf(line, one)}`}
      about={aboutOf(one, asker.today)}
      side={
        late ? (
          <Chip tone="late">{late}</Chip>
        ) : soon ? (
          <Chip tone="warn">{soon}</Chip>
        ) : one.seeks !== null ? (
          <Chip tone="warn">{chipOf(line, one, asker).text}</Chip>
        ) : askedPhases([line]).includes(one.phase) ? (
          <Chip tone="warn">nog geen ja</Chip>
        ) : (
          <Chip tone="heather">nieuw</Chip>
        )
      }
    />
  )
}

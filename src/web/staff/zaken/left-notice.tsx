import type { CaseFile } from '#kernel/case'
import { type FoundPerson, nameOf, type Wishes } from '#kernel/person'
import type { ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { capital, thisOne } from '#platform/words'
import { Notice } from '#ui'
import { dayInWords } from './in-words.ts'

/** That somebody in a running case moved away or died: what stands still, and that nobody closes it but who does the work. */
export function LeftNotice({
  line,
  file,
  people,
  wishes,
  works,
  today,
}: {
  line: ServiceLine
  file: CaseFile
  people: readonly FoundPerson[]
  wishes: ReadonlyMap<string, Wishes>
  works: boolean
  today: Day
}) {
  if (file.case.closedOn !== null) return null
  const here = `${line.path}/${file.case.id}`
  return people.map((person) => {
    const left = wishes.get(person.id)?.left
    if (!left) return null
    const died = left.kind === 'died'
    return (
      <Notice
        key={person.id}
        title={`${nameOf(person)} is ${died ? 'overleden' : 'verhuisd'} op ${dayInWords(left.onDay, today)}`}
      >
        {died && 'Neem de tijd die je nodig hebt. '}Er gaan geen brieven en vragen meer uit.{' '}
        {capital(thisOne(line.case.called))} blijft open.
        {works && (
          <>
            {' '}
            <a href={`${here}/afsluiten`}>Afsluiten</a> doe je zelf, als het zover is.
          </>
        )}
      </Notice>
    )
  })
}

import type { ReactNode } from 'react'
import { addressIsShielded } from '#kernel/area'
import { type Case, type CaseFile, householdsTogether, mustBeTold, type Together } from '#kernel/case'
import { type FoundPerson, nameOf, reachedAt, streetOf, type Wishes, wishesInWords } from '#kernel/person'
import { otherSidesOf, type ServiceLine, type Side } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { showPhone } from '#platform/fields'
import { Card, Chip, Columns, PostButton, Row, Soft, Stack } from '#ui'
import { dayInWords, householdOf } from './in-words.ts'

interface Shown {
  line: ServiceLine
  caseId: string
  people: readonly FoundPerson[]
  /** How they want to be reached, by key. */
  wishes: ReadonlyMap<string, Wishes>
  villages: ReadonlyMap<string, string>
  today: Day
  /** Whether the asker works in this case. */
  works: boolean
}

/** What stands below the households of a side about each report that came from it: what may be told. */
type OfReport = (report: Case) => ReactNode

/** The sides of a case, each in a card of its own: they stay apart, as they do in the work. */
export function Sides({ file, ofReport, ...shown }: Shown & { file: CaseFile; ofReport: OfReport }) {
  const { mainSide } = shown.line.case
  const reports = [
    { from: mainSide, report: file.case },
    ...file.reports.map(({ case: report, sides }) => ({
      report,
      // Who reported is on the main side of the report, wherever that lies in the case.
      from: sides.find((one) => (one.reportedAs ?? one.side) === mainSide)?.side ?? mainSide,
    })),
  ]
  return (
    <Columns>
      {Object.entries(shown.line.case.sides).map(([key, side]) => (
        <SideCard
          key={key}
          sideKey={key}
          side={side}
          households={householdsTogether(
            file.sides.filter((one) => one.side === key),
            file.reports,
          )}
          {...shown}
        >
          {reports.filter(({ from }) => from === key).map(({ report }) => ofReport(report))}
        </SideCard>
      ))}
    </Columns>
  )
}

function SideCard({
  sideKey,
  side,
  households,
  children,
  ...shown
}: Shown & { sideKey: string; side: Side; households: readonly Together[]; children?: ReactNode }) {
  const { line, caseId, works, today } = shown
  return (
    <Card title={side.called} side={<Told line={line} side={side} households={households} today={today} />}>
      {households.length === 0 && <Soft>Hier staat nog niemand. Een adres zonder naam is genoeg.</Soft>}
      {households.map((household) => (
        <Household key={household.household.id} side={side} together={household} {...shown} />
      ))}
      {works && (households.length === 0 || otherSidesOf(line).length > 0) && (
        <p>
          <a href={`${line.path}/${caseId}/kant/nieuw/${sideKey}`}>
            {households.length === 0 ? 'toevoegen' : 'nog een huishouden erbij'}
            <span className="n-hidden">: {side.inText}</span>
          </a>
        </p>
      )}
      {children}
    </Card>
  )
}

/** Whether this side knows that something is kept about it; a side that need not be told sees nothing of the other. */
function Told({
  line,
  side,
  households,
  today,
}: {
  line: ServiceLine
  side: Side
  households: readonly Together[]
  today: Day
}) {
  const apart = otherSidesOf(line).length > 0 ? <Chip>ziet de andere kant niet</Chip> : null
  if (households.length === 0) return side.mustBeInformed ? null : apart
  const waiting = households.filter((one) => one.rows.some((row) => mustBeTold(line, row))).length
  const told = households.flatMap((one) => one.rows.flatMap((row) => row.informedOn ?? []))
  if (waiting === 0 && told.length === 0) return apart
  if (waiting === 0) return <Chip tone="good">ingelicht op {dayInWords(told.sort().at(-1) as Day, today)}</Chip>
  return (
    <Chip tone="warn">
      {waiting === households.length ? 'weet nog van niets' : `${waiting} van ${households.length} weet nog van niets`}
    </Chip>
  )
}

function Household({
  side,
  together: { household, rows, words },
  line,
  caseId,
  people,
  wishes,
  villages,
  works,
  today,
}: Shown & { side: Side; together: Together }) {
  const untold = rows.filter((row) => mustBeTold(line, row))
  const person = people.find((one) => one.id === household.person)
  const address = household.shielded
    ? addressIsShielded
    : [streetOf(household), household.village && villages.get(household.village)].filter(Boolean).join(', ')
  // Who was written down as 'Bewoner Schoolpad 8' needs no address behind that.
  const namesStreet = household.street !== null && household.called?.includes(household.street) === true
  const wished = person && wishes.get(person.id)
  const calls = wished?.never.includes('phone') !== true && wished?.left?.kind !== 'died'
  const phone = person && calls ? reachedAt(person, wished).phone : null
  const reach = [phone && showPhone(phone), household.practical ?? person?.practical].filter(Boolean)
  const said = wished ? wishesInWords(wished) : []
  return (
    <Stack tight>
      <p>
        {person ? (
          <>
            <strong>
              <a href={`/mensen/${person.id}`}>{nameOf(person)}</a>
            </strong>
            {address && `, ${address}`}
          </>
        ) : (
          <>
            <strong>{householdOf(household)}</strong>
            {household.called && address && !namesStreet && `, ${address}`}
          </>
        )}
        <br />
        <Soft>
          {phone && <a href={`tel:${phone}`}>{showPhone(phone)}</a>}
          {phone ? (reach.length > 1 ? ` · ${reach[1]}` : '') : reach.join(' · ')}
          {!person && !household.called && (reach.length > 0 ? ' · nog geen naam' : 'nog geen naam')}
        </Soft>
      </p>
      {wished?.left && (
        <p>
          <Chip>
            {wished.left.kind === 'died' ? 'overleden' : 'verhuisd'} op {dayInWords(wished.left.onDay, today)}
          </Chip>
        </p>
      )}
      {said.length > 0 && (
        <p>
          <strong>{said.join('. ')}.</strong>
        </p>
      )}
      {words.map((said) => (
        <p key={said}>“{said}”</p>
      ))}
      {works && (
        <Row>
          {untold.slice(0, 1).map((row) => (
            <PostButton key={row.id} action={`${line.path}/${caseId}/kant/${row.id}/ingelicht`}>
              Is ingelicht
            </PostButton>
          ))}
          <a href={`${line.path}/${caseId}/kant/${household.id}`}>
            wijzigen<span className="n-hidden">: {person ? nameOf(person) : householdOf(household)}</span>
          </a>
          <a href={`${line.path}/${caseId}/gesprek/${household.id}`} data-key="g">
            gespreksstand<span className="n-hidden">: {person ? nameOf(person) : householdOf(household)}</span>
          </a>
        </Row>
      )}
      {untold.length > 0 && <Soft small>Licht {side.inText} bij het eerste contact in over wat je bewaart.</Soft>}
    </Stack>
  )
}

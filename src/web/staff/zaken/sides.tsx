import type { ReactNode } from 'react'
import type { CaseSide } from '#kernel/case'
import { type FoundPerson, nameOf, streetOf } from '#kernel/person'
import type { ServiceLine, Side } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { showPhone } from '#platform/fields'
import { Card, Chip, Columns, PostButton, Row, Soft, Stack } from '#ui'
import { dayInWords, householdOf } from './in-words.ts'

interface Shown {
  line: ServiceLine
  caseId: string
  people: readonly FoundPerson[]
  villages: ReadonlyMap<string, string>
  today: Day
  /** Whether the asker works in this case. */
  works: boolean
}

/** The sides of a case, each in a card of its own: they stay apart, as they do in the work. `children` belong to the main side. */
export function Sides({ sides, children, ...shown }: Shown & { sides: readonly CaseSide[]; children?: ReactNode }) {
  return (
    <Columns>
      {Object.entries(shown.line.case.sides).map(([key, side]) => (
        <SideCard key={key} sideKey={key} side={side} households={sides.filter((one) => one.side === key)} {...shown}>
          {key === shown.line.case.mainSide && children}
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
}: Shown & { sideKey: string; side: Side; households: readonly CaseSide[]; children?: ReactNode }) {
  const { line, caseId, works, today } = shown
  return (
    <Card title={side.called} side={<Told side={side} households={households} today={today} />}>
      {households.length === 0 && <Soft>Hier staat nog niemand. Een adres zonder naam is genoeg.</Soft>}
      {households.map((household) => (
        <Household key={household.id} side={side} household={household} {...shown} />
      ))}
      {works && (
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
function Told({ side, households, today }: { side: Side; households: readonly CaseSide[]; today: Day }) {
  if (!side.mustBeInformed) return <Chip>ziet de andere kant niet</Chip>
  if (households.length === 0) return null
  const waiting = households.filter((one) => one.informedOn === null).length
  if (waiting === 0)
    return (
      <Chip tone="good">
        ingelicht op{' '}
        {dayInWords(
          households
            .map((one) => one.informedOn as Day)
            .sort()
            .at(-1) as Day,
          today,
        )}
      </Chip>
    )
  return (
    <Chip tone="warn">
      {waiting === households.length ? 'weet nog van niets' : `${waiting} van ${households.length} weet nog van niets`}
    </Chip>
  )
}

function Household({
  side,
  household,
  line,
  caseId,
  people,
  villages,
  works,
}: Shown & { side: Side; household: CaseSide }) {
  const person = people.find((one) => one.id === household.person)
  const address = [streetOf(household), household.village && villages.get(household.village)].filter(Boolean).join(', ')
  // Who was written down as 'Bewoner Schoolpad 8' needs no address behind that.
  const namesStreet = household.street !== null && household.called?.includes(household.street) === true
  const reach = [person?.phone && showPhone(person.phone), household.practical ?? person?.practical].filter(Boolean)
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
          {person?.phone && <a href={`tel:${person.phone}`}>{showPhone(person.phone)}</a>}
          {person?.phone ? (reach.length > 1 ? ` · ${reach[1]}` : '') : reach.join(' · ')}
          {!person && !household.called && (reach.length > 0 ? ' · nog geen naam' : 'nog geen naam')}
        </Soft>
      </p>
      {household.words && <p>“{household.words}”</p>}
      {works && (
        <Row>
          {side.mustBeInformed && household.informedOn === null && (
            <PostButton action={`${line.path}/${caseId}/kant/${household.id}/ingelicht`}>Is ingelicht</PostButton>
          )}
          <a href={`${line.path}/${caseId}/kant/${household.id}`}>
            wijzigen<span className="n-hidden">: {person ? nameOf(person) : householdOf(household)}</span>
          </a>
        </Row>
      )}
      {side.mustBeInformed && household.informedOn === null && (
        <Soft small>Licht {side.inText} bij het eerste contact in over wat je bewaart.</Soft>
      )}
    </Stack>
  )
}

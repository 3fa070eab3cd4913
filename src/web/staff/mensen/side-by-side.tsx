import type { CaseLine } from '#kernel/case'
import { type Address, nameOf, type Person, type Said, streetOf } from '#kernel/person'
import { dayOf, inWords } from '#platform/days'
import { showPhone } from '#platform/fields'
import { list } from '#platform/words'
import { lineOf } from '#service-lines'
import { Card, Explain } from '#ui'
import { titleOf } from '../zaken/in-words.ts'
import { sexes } from './person-fields.ts'

type Placed = Address & { villageName: string | null }
type Stands = CaseLine & { side: string }

export const saidCalled: Record<Said, string> = {
  name: 'Naam',
  birthDate: 'Geboren',
  sex: 'Geslacht',
  phone: 'Telefoon',
  email: 'E-mail',
  practical: 'Handig om te weten',
}

/** What a record says of somebody, in words; 'onbekend' where it says nothing. */
export function saidInWords(person: Person, said: Said): string {
  if (said === 'name') return nameOf(person)
  if (said === 'birthDate') return person.birthDate ? inWords(person.birthDate) : 'onbekend'
  if (said === 'sex') return person.sex === 'unknown' ? 'onbekend' : sexes[person.sex as keyof typeof sexes]
  if (said === 'phone') return person.phone ? showPhone(person.phone) : 'onbekend'
  return person[said] ?? 'onbekend'
}

/** 'Oosterstraat 12, 9411 AB Oosterhaar, sinds 3 mei 2019'. */
export function homeInWords(home: Placed): string {
  const place = [home.postcode, home.villageName].filter(Boolean).join(' ')
  const dates = home.validUntil
    ? `van ${inWords(home.validFrom)} tot ${inWords(home.validUntil)}`
    : `sinds ${inWords(home.validFrom)}`
  return [streetOf(home), place, dates].filter(Boolean).join(', ')
}

/** One of two people, to hold beside the other: who they are, where they live and lived, and in which cases they stand. */
export function PersonBeside({
  title,
  person,
  addresses,
  cases,
}: {
  title: string
  person: Person
  addresses?: readonly Placed[]
  cases?: readonly Stands[]
}) {
  const said = (Object.keys(saidCalled) as Said[]).map((one) => ({
    term: saidCalled[one],
    text: saidInWords(person, one),
  }))
  const lived = addresses?.length ? addresses.map(homeInWords) : ['onbekend']
  const stands = cases?.length ? cases.map((one) => standsInWords(one)) : ['geen die jij kunt zien']
  return (
    <Card title={title}>
      <Explain
        rows={[
          ...said,
          ...(addresses ? [{ term: 'Woont en woonde', text: <Lines of={lived} /> }] : []),
          ...(cases ? [{ term: 'Zaken', text: <Lines of={stands} /> }] : []),
          { term: 'Staat erin sinds', text: inWords(dayOf(person.addedAt)) },
        ]}
      />
    </Card>
  )
}

function Lines({ of }: { of: readonly string[] }) {
  return of.map((line) => (
    <span key={line}>
      {line}
      <br />
    </span>
  ))
}

function standsInWords(one: Stands): string {
  const line = lineOf(one.line)
  return [titleOf(line, one), line.case.sides[one.side]?.inText, `sinds ${inWords(one.openedOn)}`]
    .filter(Boolean)
    .join(' · ')
}

/** 'In 2024 en 2025 meldden beide iets …': which figures become another when two are one. */
export function figuresInWords(years: readonly number[]): string {
  if (years.length === 0)
    return 'Er is geen jaar waarin beide iets meldden, voor zover jij het kunt zien. De cijfers blijven dan gelijk.'
  return `In ${list(years.map(String))} meldden ze allebei iets. Wie verschillende mensen telt, telt daar straks één mens in plaats van twee. Het aantal zaken blijft gelijk. Wat al gepubliceerd is, verandert niet.`
}

import type { Store } from '#access'
import {
  type DepartureKind,
  departureKinds,
  nameOf,
  type Person,
  relationKinds,
  type Said,
  type Since,
  type Which,
} from '#kernel/person'
import { inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { choice, type Field } from '#platform/fields'
import { together } from '#platform/together'
import { lineOf } from '#service-lines'
import { Columns, Form, Notice, Page } from '#ui'
import { Detour, page } from '#web/app'
import { titleOf } from '../zaken/in-words.ts'
import { onePerCase } from './samenvoegen.tsx'
import { homeInWords, PersonBeside, saidCalled, saidInWords } from './side-by-side.tsx'

/** Two that were merged become two again. What came since is asked, one by one: whose is it? */
export default page({
  path: '/mensen/:personId/uit-elkaar/:otherId',
  may: 'change person',
  async load({ store, params: { personId, otherId } }) {
    try {
      const since = await store.people.sinceMerge(personId, otherId)
      const cases = onePerCase(await store.cases.ofPerson(personId))
      const { addresses } = await store.people.file(personId)
      return {
        since,
        cases: cases.filter((one) => since.cases.includes(one.id)),
        addresses: addresses.filter((one) => since.addresses.some((two) => two.id === one.id)),
        tied: await tiesInWords(store, personId, since.ties),
      }
    } catch (problem) {
      // Pressed twice, or a colleague was first, perhaps while this was read: they are two already.
      const refused = problem instanceof NotFound || problem instanceof Invalid
      if (refused && (await store.people.nowUnder(otherId)) === otherId) throw new Detour(`/mensen/${personId}`)
      throw problem
    }
  },
  form({ since, cases, addresses, tied }) {
    const whose = (label: string): Field<Which> =>
      choice(
        label,
        { kept: `${nameOf(since.then.before)} (bleef staan)`, other: `${nameOf(since.other)} (ging erin op)` },
        { hint: 'Bij wie hoort dit?', whenEmpty: 'Kies bij wie dit hoort.' },
      )
    return {
      ...Object.fromEntries(
        since.said.map((said) => [said, whose(`${saidCalled[said]}: ${saidNow(since.kept, said)}`)]),
      ),
      ...Object.fromEntries(addresses.map((one) => [one.id, whose(`Adres: ${homeInWords(one)}`)])),
      ...Object.fromEntries(tied.map(({ id, called }) => [id, whose(called)])),
      ...Object.fromEntries(cases.map((one) => [one.id, whose(`Zaak: ${titleOf(lineOf(one.line), one)}`)])),
    } as Record<string, Field<Which>>
  },
  version: ({ since }) => since.version,
  async save({ store, params: { personId, otherId } }, { since }, { version, ...told }) {
    const of = (keys: readonly string[]) =>
      Object.fromEntries(keys.flatMap((key) => (told[key] ? [[key, told[key]]] : [])))
    await store.people.separate(
      personId,
      otherId,
      { seen: version },
      {
        said: of(since.said) as Partial<Record<Said, Which>>,
        cases: of(since.cases),
        addresses: of(since.addresses.map((one) => one.id)),
        ties: of(since.ties.map((one) => one.id)),
      },
    )
    for (const id of [personId, otherId]) await store.departures.settle(id)
    return { to: `/mensen/${personId}`, say: 'Ze zijn weer twee. Wat bij de ander hoort, staat weer bij de ander.' }
  },
  view: ({ since, cases, addresses, tied }, form) => (
    <Page
      title="Weer uit elkaar halen"
      about="Deze twee zijn eerder samengevoegd. Zo worden ze weer twee mensen."
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${since.kept.id}`, label: nameOf(since.kept) },
      ]}
    >
      <Columns>
        <PersonBeside title="Bleef staan" person={since.then.before} />
        <PersonBeside title="Ging erin op" person={since.other} />
      </Columns>
      <Notice kind="info" title="Wat er gebeurt">
        <p>
          Alles wat bij het samenvoegen meekwam, gaat terug naar de ander: de zaken, de adressen en wat er van die
          persoon stond. In de cijfers zijn het weer twee mensen.
        </p>
        <p>
          {since.said.length + cases.length + addresses.length + tied.length > 0
            ? 'Sinds het samenvoegen is er iets bij gekomen. Kies hieronder bij wie dat hoort.'
            : 'Sinds het samenvoegen is er niets bij gekomen dat jij kunt zien.'}{' '}
          Wat een ander team toevoegde, blijft bij wie bleef staan.
        </p>
      </Notice>
      <Form {...form} button="Haal uit elkaar" cancelTo={`/mensen/${since.kept.id}`} />
    </Page>
  ),
})

/** What was said of this person alone since, in words. */
async function tiesInWords(
  store: Store,
  person: string,
  ties: Since['ties'],
): Promise<{ id: string; called: string }[]> {
  if (ties.length === 0) return []
  const { relations, acting, left } = await together({
    relations: store.relations.ofPerson(person),
    acting: store.representatives.ofPerson(person),
    left: store.departures.ofPerson(person),
  })
  return ties.map(({ id, name }) => {
    const relation = relations.find((one) => one.id === id)
    const acts = acting.find((one) => one.id === id)
    const departure = left.find((one) => one.id === id)
    if (relation) return { id, called: `Relatie: ${relationKinds[relation.kind]}, ${relation.called}` }
    if (acts) return { id, called: `Beslist mee: ${acts.name}` }
    if (departure)
      return { id, called: `${departureKinds[departure.kind as DepartureKind]} op ${inWords(departure.onDay)}` }
    return {
      id,
      called: name === 'personWishes' ? 'Contactwensen' : name === 'householdMembers' ? 'Huishouden' : 'Relatie',
    }
  })
}

function saidNow(person: Person, said: Said): string {
  const words = saidInWords(person, said)
  return words === 'onbekend' ? 'leeggemaakt' : words
}

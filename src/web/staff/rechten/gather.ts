import type { Store } from '#access'
import type { CaseFile } from '#kernel/case'
import { nameOf, relationKinds, representativeKinds, streetOf, wishesInWords } from '#kernel/person'
import type { CopyItem, CopySection, Other, RightsRequest } from '#kernel/rights'
import type { Asker } from '#platform/asker'
import { inWords } from '#platform/days'
import { showPhone } from '#platform/fields'
import { lineOf } from '#service-lines'
import { sexes } from '../mensen/person-fields.ts'
import { keysOf } from '../zaken/open.ts'
import { kept, looks, received } from './around.ts'
import { beside, ofCase } from './in-case.ts'
import { nobody, one, row, since } from './items.ts'

/** What is kept about somebody on one line, and who else stands in the same cases. */
export interface Gathered {
  sections: CopySection[]
  others: Other[]
}

/**
 * Gathers what goes into a copy. What is of another side of a case is never read into it: not their words, not their name and not
 * where they live. What is of both, or of no side, is marked: somebody looks at it first.
 * @throws NotFound when the person is not the asker's to see
 */
export async function gather(store: Store, asker: Asker, request: RightsRequest): Promise<Gathered> {
  const id = await store.people.nowUnder(request.person)
  const line = lineOf(request.line)
  const { person, addresses } = await store.people.file(id)
  const stands = (await store.cases.ofPerson(id)).filter((stand) => stand.line === line.key)
  const files: CaseFile[] = []
  for (const key of new Set(stands.map((stand) => stand.id))) files.push(await store.cases.file(key))
  const others = await othersIn(store, files, id, addresses)
  const relations = (await store.relations.ofPerson(id)).filter((relation) => relation.own)
  const hidden = await store.rights.shielded(relations.flatMap((relation) => relation.other ?? []))
  const wishes = (await store.people.wishes([id])).get(id)
  const said = wishes ? wishesInWords(wishes) : []
  const who: CopyItem[] = [
    ...one('name', 'Naam', nameOf(person), { own: true }),
    ...one('birth', 'Geboren', person.birthDate && inWords(person.birthDate), { own: true }),
    ...(person.sex === 'unknown' ? [] : one('sex', 'Geslacht', sexes[person.sex as keyof typeof sexes], { own: true })),
    ...one('phone', 'Telefoon', person.phone && showPhone(person.phone), { own: true }),
    ...one('email', 'E-mail', person.email, { own: true }),
    ...addresses.flatMap((home) =>
      one(
        `address-${home.id}`,
        home.validUntil === null ? 'Adres' : 'Eerder adres',
        [
          [streetOf(home), [home.postcode, home.villageName].filter(Boolean).join(' ')].filter(Boolean).join(', '),
          `sinds ${inWords(home.validFrom)}${home.validUntil ? `, tot ${inWords(home.validUntil)}` : ''}`,
        ].join(', '),
        { own: true },
      ),
    ),
    ...said.flatMap((wish, at) => one(`wish-${at}`, 'Hoe we je bereiken', wish, { own: true })),
    ...(person.practical
      ? [{ key: 'practical', title: 'Handig om te weten', rows: [], words: person.practical } satisfies CopyItem]
      : []),
    ...relations
      .filter((relation) => relation.other === null || !hidden.has(relation.other))
      .map(
        (relation): CopyItem => ({
          key: `relation-${relation.id}`,
          title: `Relatie: ${relationKinds[relation.kind].toLowerCase()}`,
          rows: [
            ...row('Wie', relation.called),
            ...row('Toelichting', relation.described),
            ...since(relation.validFrom, relation.validUntil),
          ],
          words: null,
          own: true,
        }),
      ),
    ...(await store.representatives.ofPerson(id)).map(
      (acts): CopyItem => ({
        key: `representative-${acts.id}`,
        title: representativeKinds[acts.kind as keyof typeof representativeKinds],
        rows: [...row('Wie', acts.name), ...row('Waarover', acts.scope), ...since(acts.validFrom, acts.validUntil)],
        words: null,
      }),
    ),
  ]
  const perCase: CopySection[] = []
  for (const file of files) perCase.push(...(await ofCase(store, asker, line, file, id)))
  const loose = await beside(store, line, id)
  return {
    sections: [
      { title: 'Wie je bent', items: who },
      ...perCase,
      { title: `Buiten een ${line.case.called.one} om`, items: loose },
      { title: 'Wie gegevens van ons kreeg', ...(await received(store, files, line, id)) },
      kept(line, files),
      { title: 'Wie je dossier bekeek', ...(await looks(store, asker, [id, ...files.flatMap(keysOf)])) },
    ].filter(({ items, about }) => items.length > 0 || about === nobody),
    others,
  }
}

/** Of a request to take data along only what came from oneself goes along (AVG 20). */
export const sectionsFor = (kind: string, { sections }: Gathered): CopySection[] =>
  kind !== 'portability'
    ? sections
    : sections
        .map((part) => ({ ...part, items: part.items.filter((item) => item.own) }))
        .filter((part) => part.items.length > 0)

/** Who else stands in these cases: only to find their names, streets and numbers in what was written. */
async function othersIn(
  store: Store,
  files: readonly CaseFile[],
  id: string,
  homes: readonly { street: string | null }[],
): Promise<Other[]> {
  const theirs = files.flatMap((file) => file.sides).filter((side) => side.person !== id)
  const people = await store.people.byKeys(theirs.flatMap((side) => side.person ?? []))
  const mine = new Set(homes.map((home) => home.street?.toLowerCase()))
  return [
    ...people.map(
      (other): Other => ({
        names: [
          nameOf(other),
          [other.infix, other.familyName].filter(Boolean).join(' '),
          other.familyName,
          other.givenName,
        ],
        streets: [],
        phones: [other.phone],
      }),
    ),
    ...theirs.map(
      (side): Other => ({
        names: [side.called],
        // In one street the street alone tells nothing of the other.
        streets: [
          streetOf(side) ?? null,
          side.street && !mine.has(side.street.toLowerCase()) ? side.street : null,
          side.postcode,
        ],
        phones: [],
      }),
    ),
  ]
}

import { type BlockContext, type Draft, recognise } from '#exchange/cases'
import { type Likeness, mayBeSame, soundOf } from '#kernel/person'
import { dayOf } from '#platform/days'
import { newKey } from '#platform/ids'
import type { LookAlike } from './found.ts'
import type { Choices } from './imports.store.ts'

type Somebody = NonNullable<Draft['sides'][number]['person']> & { label: string; draft: Draft }

/** Of the people in these rows those who may be somebody who was here before this import, with whom they would be taken for. */
export async function lookAlikes(context: BlockContext, drafts: readonly Draft[]): Promise<LookAlike[]> {
  const { store, imports, asker, source } = context
  const fresh = await freshIn(context, drafts)
  const near = await store.people.alike(fresh.map(likenessOf))
  const nearKeys = near.map(({ id }) => id)
  const ours = await imports.madeBy(context.import, nearKeys)
  const here = near.filter(({ id }) => !ours.has(id))
  if (here.length === 0) return []
  const keys = new Set(fresh.map(({ key }) => key))
  const only = drafts.map((draft) => ({
    ...draft,
    sides: draft.sides.filter(({ person }) => person && keys.has(person.key)),
  }))
  // The same rule that takes them in: what it says here is what happens without a choice.
  const { ids } = await recognise(store, imports, asker, source, only)
  return fresh.flatMap((one) => {
    const alike = here.filter((other) => mayBeSame(likenessOf(one), other)).map(({ id }) => id)
    if (alike.length === 0) return []
    const id = ids.get(one.key)
    const taken = id !== undefined && alike.includes(id) ? id : null
    const { givenName, infix, familyName, birthDate } = one.person
    return [
      {
        key: one.key,
        line: one.draft.line,
        side: one.label,
        name: [givenName, infix, familyName].filter(Boolean).join(' '),
        birthDate: birthDate ?? null,
        alike: taken === null ? alike : [taken, ...alike.filter((other) => other !== taken)],
        taken,
      },
    ]
  })
}

/**
 * Does as somebody chose, before the rows are taken in: who is said to be somebody here is known by that key from then on, and
 * who is said to be somebody else is written down anew. @returns how many were written down
 */
export async function settle(context: BlockContext, drafts: readonly Draft[], choices: Choices): Promise<number> {
  if (Object.keys(choices).length === 0) return 0
  const { store, imports } = context
  const chosen = (await freshIn(context, drafts)).filter(({ key }) => Object.hasOwn(choices, key))
  if (chosen.length === 0) return 0
  const versions = new Map(
    (await store.people.byKeys(chosen.map(({ key }) => choices[key] as string).filter((id) => id !== ''))).map(
      ({ id, version }) => [id, version],
    ),
  )
  // Who went in the meantime, by a merge or a removal, is nobody to be the same as: then the rule decides.
  const known = chosen.filter(({ key }) => versions.has(choices[key] as string))
  const others = chosen.filter(({ key }) => choices[key] === '').map((one) => ({ ...one, id: newKey() }))
  await store.people.addMany(
    others.map(({ id, person, home, draft }) => ({
      person: { ...person, id },
      ...(Object.values(home).some((part) => part !== null) ? { home } : {}),
      from: dayOf(draft.case.reportedAt),
    })),
  )
  const row = { recordTable: 'persons' as const }
  await imports.remember(context, [
    ...known.map(({ key, hash }) => {
      const record = choices[key] as string
      return {
        ...row,
        rowKey: key,
        record,
        recordVersion: versions.get(record) as number,
        rowHash: hash,
        isKnown: true as const,
      }
    }),
    ...others.map(({ key, hash, id }) => ({ ...row, rowKey: key, record: id, recordVersion: 1, rowHash: hash })),
  ])
  for (const one of others)
    for (const other of await store.people.duplicates(likenessOf(one), one.id))
      await store.people.notTheSame(one.id, other.id)
  return others.length
}

/** The people in these rows whom this source did not tell of before, each once. */
async function freshIn({ imports, source }: BlockContext, drafts: readonly Draft[]): Promise<Somebody[]> {
  const all = new Map<string, Somebody>()
  for (const draft of drafts)
    for (const { person, label } of draft.sides)
      if (person && !all.has(person.key)) all.set(person.key, { ...person, label, draft })
  const before = await imports.rows(source, 'persons', [...all.keys()])
  return [...all.values()].filter(({ key }) => !before.has(key))
}

function likenessOf({ person, home }: Somebody): Likeness {
  return {
    sounds: soundOf({ givenName: person.givenName ?? null, familyName: person.familyName }),
    birthDate: person.birthDate ?? null,
    phone: person.phone ?? null,
    postcode: home.postcode ?? null,
    houseNumber: home.houseNumber ?? null,
  }
}

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doorway, foundOrganisation, openDoorway, type Store } from '#access'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { lineOf } from '#service-lines'
import { clockOn } from '../clock/index.ts'
import { day } from '../days/index.ts'
import { newKey } from '../ids/index.ts'

// What can be searched is written by the database, once for all the rows of a statement: so these tests write many at once.

const line = lineOf('buurtbemiddeling')
const reportedAt = new Date('2025-03-10T10:00:00Z')
let town: TestDatabase
let doorway: Doorway
let tenant: string

beforeAll(async () => {
  town = await testDatabase()
  doorway = openDoorway(town.webUrl, clockOn(day('2025-03-12')), 4)
  tenant = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
})
afterAll(async () => {
  await doorway.close()
  await town.close()
})

const within = <T>(work: (store: Store) => Promise<T>) =>
  doorway.system({ tenant, via: 'command', purpose: 'test' }, work)
/** One statement past the store, as the administrator acting for the organisation. */
const asAdmin = (text: string, values: unknown[] = []) =>
  town.asAdmin(async (client) => {
    await client.query('set search_path = naober')
    await client.query(`select set_config('naober.tenant', $1, false)`, [tenant])
    return (await client.query(text, values)).rows
  })
const found = (asked: { words?: string; place?: string; phone?: string }) =>
  within(async (store) =>
    (await store.people.search({ words: '', phone: null, birthDate: null, place: null, ...asked })).map(
      (one) => one.id,
    ),
  )
const home = (street: string, houseNumber: string) => ({ street, houseNumber, postcode: '9401 AB', village: null })

const silent = {
  ...{ language: null, interpreter: false, readsHard: false, hearsHard: false, safePhone: null, safeEmail: null },
  ...{ practical: null, notBefore: null, notAfter: null, never: [] },
}

/** Four people who are added in one statement, with their homes in another. */
async function fourPeople(familyName: string, street: string): Promise<[string, string, string, string]> {
  const people = ['Anna', 'Bram', 'Cor', 'Dina'].map((givenName, at) => ({
    person: { id: newKey(), givenName, familyName, phone: `+3161234567${at}` },
    home: home(street, String(at + 1)),
  }))
  const added = await within((store) => store.people.addMany(people))
  expect(added.map((one) => one.id)).toEqual(people.map((one) => one.person.id))
  return added.map((one) => one.id) as [string, string, string, string]
}

test('people who are added at once are each found by their name, their telephone and their house', async () => {
  const [anna, bram, cor, dina] = await fourPeople('Zwaluwstaart', 'Zwaluwlaan')
  expect((await found({ words: 'zwaluwstaart' })).sort()).toEqual([anna, bram, cor, dina].sort())
  expect(await found({ words: 'bram zwaluwstaart' })).toEqual([bram])
  expect(await found({ place: 'zwaluwlaan 3' })).toEqual([cor])
  expect(await found({ phone: '31612345673' })).toContain(dina)
})

test('one statement that renames, removes and puts people together leaves each as it should be found', async () => {
  const [anna, bram, cor, dina] = await fourPeople('Merelhof', 'Merelpad')
  await asAdmin(
    `update persons set family_name = case id when $1 then 'Lijsterbes' else family_name end,
       removed_at = case id when $2 then now() end, same_as = case id when $3 then $1::uuid end where id = any($4)`,
    [anna, bram, cor, [anna, bram, cor, dina]],
  )
  expect(await found({ words: 'lijsterbes' })).toEqual([anna])
  expect(await found({ words: 'merelhof' })).toEqual([dina])
  const words = await asAdmin('select person from person_words where person = any($1) order by person', [
    [anna, bram, cor, dina],
  ])
  expect(words.map((row) => row.person)).toEqual([anna, dina].sort())
})

test('who comes back after a removal is found by name and by house again', async () => {
  const [anna, bram] = await fourPeople('Vinkenslag', 'Vinkenweg')
  await within(async (store) => {
    await store.people.remove(anna)
    await store.people.remove(bram)
  })
  expect(await found({ place: 'vinkenweg 1' })).toEqual([])
  await within((store) => store.people.restore(anna))
  expect(await found({ words: 'anna vinkenslag' })).toEqual([anna])
  expect(await found({ place: 'vinkenweg 1' })).toEqual([anna])
  expect(await found({ place: 'vinkenweg 2' })).toEqual([])
})

test('who is wiped after a removal leaves no words behind', async () => {
  const [anna] = await fourPeople('Kievitsei', 'Kievitsveld')
  await within((store) => store.people.remove(anna))
  await within((store) => store.log.wipeRemovedBefore(new Date(Date.now() + 86_400_000)))
  const left = `select (select count(*)::int from person_words where person = $1) as words, (select count(*)::int from person_places where person = $1) as places,
    (select count(*)::int from change_content where record = $1) as content, (select count(*)::int from changes where record = $1) as lines`
  expect(await asAdmin(left, [anna])).toEqual([{ words: 0, places: 0, content: 0, lines: 2 }])
})

test('what was written down about who is wiped goes too, and leaves nothing in the log', async () => {
  const [anna] = await fourPeople('Wulpenhof', 'Wulpenweg')
  await within(async (store) => {
    await store.relations.add(anna, {
      ...{
        kind: 'child',
        other: null,
        called: 'Roerdomp',
        described: null,
        phone: null,
        validFrom: null,
        validUntil: null,
      },
    })
    await store.people.sayWishes(anna, { seen: 1 }, { ...silent, practical: 'Alleen bellen na de roerdomp.' })
    await store.safety.warn(anna, { facts: 'De roerdomp bijt.', until: day('2025-06-01') })
    await store.people.remove(anna)
  })
  await within((store) => store.log.wipeRemovedBefore(new Date(Date.now() + 86_400_000)))
  const tables = ['person_relations', 'person_wishes', 'safety_notes', 'persons', 'change_content']
  for (const table of tables)
    expect(
      await asAdmin(`select from ${table} t where t::text ilike '%roerdomp%' or t::text ilike '%wulpen%anna%'`),
      table,
    ).toEqual([])
})

test('addresses that change in one statement are found as they are now, several of one person as well', async () => {
  const [anna, bram] = await fourPeople('Spechtman', 'Spechtlaan')
  await within((store) => store.people.move(anna, home('Uilenhof', '8'), day('2025-03-01')))
  expect(await found({ place: 'spechtlaan 1' })).toEqual([anna]) // where somebody lived is remembered
  expect(await found({ place: 'uilenhof 8' })).toEqual([anna])
  await asAdmin(
    `update addresses set house_number = house_number || 'a', removed_at = case when person = $2 then now() end where person = any($1)`,
    [[anna, bram], bram],
  )
  expect(await found({ place: 'spechtlaan 1a' })).toEqual([anna])
  expect(await found({ place: 'uilenhof 8a' })).toEqual([anna])
  expect(await found({ place: 'spechtlaan 2' })).toEqual([])
})

test('cases that are opened at once are each found by the houses of all their sides', async () => {
  const side = (which: string, street: string, houseNumber: string) => ({
    side: which,
    person: null,
    called: null,
    ...home(street, houseNumber),
    words: null,
    practical: null,
    informedOn: null,
  })
  const opened = await within((store) =>
    store.cases.openMany(
      line,
      [1, 2, 3].map((nr) => ({
        reportedAt,
        mainTopic: null,
        sides: [side('reporter', 'Reigerstraat', String(nr)), side('neighbour', 'Kwartelweg', String(nr * 10))],
      })),
    ),
  )
  const casesAt = async (place: string) =>
    (await asAdmin('select case_id from search_cases(null, $1, 50)', [place])).map((row) => row.case_id)
  const [first, second, third] = opened.map((one) => one.id) as [string, string, string]
  expect(await casesAt('reigerstraat 2')).toEqual([second])
  expect(await casesAt('kwartelweg 30')).toEqual([third])
  await asAdmin(
    `update case_sides set street = case side when 'reporter' then 'Eksterlaan' else street end,
       removed_at = case when side = 'neighbour' and case_id = $1 then now() end where case_id = any($2)`,
    [first, [first, second, third]],
  )
  expect(await casesAt('reigerstraat 1')).toEqual([])
  expect(await casesAt('eksterlaan 1')).toEqual([first])
  expect(await casesAt('kwartelweg 10')).toEqual([])
  expect(await casesAt('kwartelweg 20')).toEqual([second])
})

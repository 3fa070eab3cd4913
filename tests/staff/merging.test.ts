import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guessMapping, importCases, knowsHeading } from '#exchange/cases'
import { readTable } from '#exchange/tables'
import { versionOfBoth } from '#kernel/person'
import { type Day, day, momentOf } from '#platform/days'
import { NotFound } from '#platform/errors'
import { lineOf } from '#service-lines'
import { reporters } from '../../src/service-lines/buurtbemiddeling.ts'
import { office } from './office.ts'

const line = lineOf('buurtbemiddeling')

let at: Awaited<ReturnType<typeof office>>
let folder: string
beforeAll(async () => {
  at = await office()
  folder = await mkdtemp(join(tmpdir(), 'naober-merging-'))
})
afterAll(async () => {
  await at.close()
  await rm(folder, { recursive: true, force: true })
})

interface Told {
  givenName?: string
  phone?: string | null
  birthDate?: Day | null
  email?: string | null
  practical?: string | null
}

let families = 0
const family = () => `Zwaagstra${'abcdefghijklmnopqrstuvwxyz'[families++]}`

/** Writes somebody down, with a home and, when a day is given, a report of that day. */
async function writesDown(familyName: string, told: Told = {}, street = 'Esweg', reportedOn?: string): Promise<string> {
  return at.noor.does(async (store) => {
    const someone = { givenName: 'Anke', infix: null, birthDate: null, phone: null, email: null, practical: null }
    const home = { street, houseNumber: '3', postcode: null, village: null }
    const { id } = await store.people.add({ ...someone, familyName, ...told }, home, day('2020-01-01'))
    if (reportedOn) await store.cases.open(line, report(id, reportedOn))
    return id
  })
}

const report = (person: string, on: string, side = 'reporter') => ({
  reportedAt: momentOf(day(on), '09:00'),
  mainTopic: 'noise',
  owner: at.noor.id,
  sides: [{ side, person, street: 'Esweg', houseNumber: '3' }],
})

const differentReporters = async () => (await at.figure(reporters, 2025)).value
const casesOf = (id: string) => at.noor.does(async (store) => (await store.cases.ofPerson(id)).map((one) => one.id))
const fileOf = (id: string) => at.noor.does((store) => store.people.file(id))
const found = (words: string) =>
  at.noor.does(async (store) =>
    (await store.people.search({ words, phone: null, birthDate: null, place: null })).map((one) => one.id),
  )
const livesAt = (place: string) =>
  at.noor.does(async (store) =>
    (await store.people.search({ words: '', phone: null, birthDate: null, place })).map((one) => one.id),
  )
const merging = (kept: string, other: string) => `/mensen/${kept}/samenvoegen/${other}`
const separating = (kept: string, other: string) => `/mensen/${kept}/uit-elkaar/${other}`
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
const versionOn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

/** Everything that the database holds of two people, without bookkeeping of versions. */
async function allOf(...people: string[]) {
  return at.database.asAdmin(async (client) => {
    const held: Record<string, unknown> = {}
    for (const [table, which] of [
      ['persons', 'id = any($1)'],
      ['addresses', 'person = any($1)'],
      ['cases', 'person = any($1)'],
      ['case_sides', 'person = any($1)'],
      ['distinct_persons', '(one = any($1) or other = any($1))'],
      ['person_words', 'person = any($1)'],
      ['person_places', 'person = any($1)'],
    ])
      held[table as string] = (
        await client.query(
          `select to_jsonb(t) - 'version' as row from naober.${table} t where ${which} order by to_jsonb(t) ->> 'id', to_jsonb(t)::text`,
          [people],
        )
      ).rows.map(({ row }) => row)
    return held
  })
}

describe('two records of one woman', () => {
  test('become one: counted once, found once, with all her cases; and apart again they are as they were', async () => {
    const name = family()
    const before = await differentReporters()
    const kept = await writesDown(name, { phone: '+31612340001' }, 'Esweg', '2025-02-03')
    const other = await writesDown(
      name,
      { phone: '+31612340001', birthDate: day('1961-05-04'), practical: 'liefst bellen' },
      'Kerkpad',
      '2025-02-10',
    )
    const third = await writesDown(name, { phone: '+31612340001', givenName: 'Jan' })
    await at.noor.does((store) => store.people.notTheSame(third, other))
    const asTheyWere = await allOf(kept, other)
    expect(await differentReporters()).toBe((before ?? 0) + 2)

    const page = await at.noor.opens(`/mensen/${kept}`)
    expect(page.html).toContain(merging(kept, other))
    const preview = await at.noor.opens(merging(kept, other))
    expect(preview.status).toBe(200)
    for (const text of [
      'Deze blijft staan',
      'Deze gaat erin op',
      'Esweg 3, sinds 1 januari 2020',
      'Kerkpad 3, sinds 1 januari 2020',
      '4 mei 1961',
      'De zaken van beide staan straks bij Anke',
      'In 2025 meldden ze allebei iets.',
      'weer uit elkaar halen',
    ])
      expect(words(preview.html)).toContain(text)
    // Only where they live differs; what one of them lacks is taken from the other.
    expect(preview.html).not.toContain('name="phone"')
    const unchosen = await at.noor.sends(merging(kept, other))
    expect(unchosen.status).toBe(422)
    expect(await differentReporters()).toBe((before ?? 0) + 2)

    const done = await at.noor.sends(merging(kept, other), { home: 'other' })
    expect(done).toMatchObject({ status: 303, to: `/mensen/${kept}` })
    expect(await differentReporters()).toBe((before ?? 0) + 1)
    expect(await casesOf(kept)).toHaveLength(2)
    expect((await found(`anke ${name}`)).sort()).toEqual([kept])
    expect(await livesAt('kerkpad 3')).toContain(kept)
    const { person, addresses } = await fileOf(kept)
    expect(person).toMatchObject({ birthDate: '1961-05-04', practical: 'liefst bellen', phone: '+31612340001' })
    expect(addresses.map((one) => `${one.street} ${one.validUntil}`).sort()).toEqual([
      'Esweg 2020-01-01',
      'Kerkpad null',
    ])
    expect(await at.noor.opens(`/mensen/${other}`)).toMatchObject({ status: 303, to: `/mensen/${kept}` })
    const now = await at.noor.opens(`/mensen/${kept}`)
    expect(words(now.html)).toContain(`Met Anke ${name}, op`)
    expect(now.html).not.toContain(`/mensen/${kept}/niet-dezelfde/${third}`)

    const back = await at.noor.opens(separating(kept, other))
    expect(words(back.html)).toContain('Sinds het samenvoegen is er niets bij gekomen')
    expect(await at.noor.sends(separating(kept, other))).toMatchObject({ status: 303, to: `/mensen/${kept}` })
    expect(await allOf(kept, other)).toEqual(asTheyWere)
    expect(await differentReporters()).toBe((before ?? 0) + 2)
    expect(await livesAt('kerkpad 3')).not.toContain(kept)
    expect((await found(`anke ${name}`)).sort()).toEqual([kept, other].sort())
  })

  test('taken apart, what came since goes to whom somebody says it is of', async () => {
    const name = family()
    const kept = await writesDown(name, { phone: '+31612340002' }, 'Esweg', '2025-01-08')
    const other = await writesDown(name, { phone: '+31612340003' }, 'Esweg', '2025-01-09')
    const [casesKept, casesOther] = [await casesOf(kept), await casesOf(other)]
    expect((await at.noor.sends(merging(kept, other), { phone: 'kept' })).status).toBe(303)

    const [hers, his] = await at.noor.does(async (store) => [
      await store.cases.open(line, report(kept, '2025-03-04')),
      await store.cases.open(line, report(kept, '2025-03-05')),
    ])
    const { person } = await fileOf(kept)
    await at.noor.sends(
      `/mensen/${kept}/wijzigen`,
      { familyName: name, givenName: 'Anke', phone: '06 12349999', email: '', sex: 'unknown' },
      `/mensen/${kept}/wijzigen`,
    )
    expect((await fileOf(kept)).person.version).toBe(person.version + 1)
    await at.noor.sends(`/mensen/${kept}/verhuizen`, { street: 'Brink', houseNumber: '9', from: '1-3-2025' })
    const moved = (await fileOf(kept)).addresses.find((one) => one.street === 'Brink')

    const page = await at.noor.opens(separating(kept, other))
    expect(words(page.html)).toContain('Telefoon: 06 1234 9999')
    expect(words(page.html)).toContain('Adres: Brink 9')
    const half = await at.noor.sends(separating(kept, other), { phone: 'other' })
    expect(half.status).toBe(422)
    expect(half.html).toContain('Kies bij wie dit hoort.')
    const told = { phone: 'other', [moved?.id as string]: 'other', [hers.id]: 'kept', [his.id]: 'other' }
    expect((await at.noor.sends(separating(kept, other), told)).status).toBe(303)

    expect((await casesOf(kept)).sort()).toEqual([...casesKept, hers.id].sort())
    expect((await casesOf(other)).sort()).toEqual([...casesOther, his.id].sort())
    const [one, two] = [await fileOf(kept), await fileOf(other)]
    expect([one.person.phone, two.person.phone]).toEqual(['+31612340002', '+31612349999'])
    // The one did not move after all; the other did.
    expect(one.addresses.map((home) => [home.street, home.validUntil])).toEqual([['Esweg', null]])
    expect(two.addresses.map((home) => [home.street, home.validUntil])).toContainEqual(['Brink', null])
  })

  test('a double click and two colleagues at once come to the same', async () => {
    const name = family()
    const kept = await writesDown(name, {}, 'Esweg', '2025-01-08')
    const other = await writesDown(name, {}, 'Esweg', '2025-01-09')
    const linesOf = async () =>
      at.database.asAdmin(
        async (client) =>
          (
            await client.query(`select 1 from naober.changes where record = any($1) and 'same_as' = any(fields)`, [
              [kept, other],
            ])
          ).rows.length,
      )
    const added = await linesOf()
    const version = versionOn((await at.noor.opens(merging(kept, other))).html)
    const send = (who: 'noor' | 'bas') => at[who].sends(merging(kept, other), { version }, '/mensen')
    for (const answer of await Promise.all([send('noor'), send('noor'), send('bas')]))
      expect(answer).toMatchObject({ status: 303, to: `/mensen/${kept}` })
    expect(await send('noor')).toMatchObject({ status: 303, to: `/mensen/${kept}` })
    expect(await linesOf()).toBe(added + 1)

    const then = versionOn((await at.noor.opens(separating(kept, other))).html)
    const undo = (who: 'noor' | 'bas') => at[who].sends(separating(kept, other), { version: then }, '/mensen')
    for (const answer of await Promise.all([undo('noor'), undo('bas'), undo('noor')]))
      expect(answer).toMatchObject({ status: 303, to: `/mensen/${kept}` })
    expect(await linesOf()).toBe(added + 2)
    expect(await casesOf(other)).toHaveLength(1)
  })

  test('when a colleague changed one of them in between, both versions are shown and nothing is merged', async () => {
    const name = family()
    const kept = await writesDown(name, { phone: '+31612340004' }, 'Esweg', '2025-01-08')
    const other = await writesDown(name, { phone: '+31612340005' }, 'Esweg', '2025-01-09')
    const version = versionOn((await at.noor.opens(merging(kept, other))).html)
    await at.bas.does((store) => store.people.change(other, { seen: 1 }, (was) => ({ ...was, phone: '+31612340006' })))
    const late = await at.noor.sends(merging(kept, other), { version, phone: 'other' }, '/mensen')
    expect(late.status).toBe(409)
    expect(words(late.html)).toContain('06 1234 0006')
    expect((await fileOf(other)).person.sameAs).toBeNull()
  })
})

describe('two who cannot be one', () => {
  test('stand opposite each other in a case', async () => {
    const name = family()
    const [kept, other] = [await writesDown(name, {}, 'Esweg', '2025-01-08'), await writesDown(name)]
    await at.noor.does(async (store) => {
      const [caseId] = (await store.cases.ofPerson(kept)).map((one) => one.id)
      await store.cases.addSide(caseId as string, { side: 'neighbour', person: other })
    })
    for (const answer of [
      await at.noor.opens(merging(kept, other)),
      await at.noor.sends(merging(kept, other), {}, '/mensen'),
    ]) {
      expect(answer.status).toBe(422)
      expect(answer.html).toContain('Deze twee staan tegenover elkaar in één zaak.')
    }
  })

  test('of whom one is merged with a third, or removed', async () => {
    const name = family()
    const [kept, other, third] = [
      await writesDown(name, {}, 'Esweg', '2025-01-08'),
      await writesDown(name, {}, 'Esweg', '2025-01-09'),
      await writesDown(name, {}, 'Esweg', '2025-01-10'),
    ]
    await at.noor.sends(merging(third, other))
    const merged = await at.noor.opens(merging(kept, other))
    expect(merged.status).toBe(422)
    expect(merged.html).toContain('Eén van de twee is al met iemand samengevoegd.')
    await at.noor.does((store) => store.people.remove(third))
    const removed = await at.noor.opens(merging(kept, third))
    expect(removed.status).toBe(422)
    expect(removed.html).toContain('Eén van de twee is verwijderd.')
  })

  test('of whom one is not yours to change: the page is not there, whoever asks', async () => {
    const name = family()
    const mine = await writesDown(name, {}, 'Esweg', '2025-01-08')
    const theirs = await at.doorway.system(
      { tenant: at.town.tenant, via: 'command', purpose: 'test' },
      async (store) => {
        const someone = { givenName: 'Anke', infix: null, birthDate: null, phone: null, email: null, practical: null }
        const { id } = await store.people.add({ ...someone, familyName: name })
        await store.cases.open({ ...line, key: 'seniorenwerk' }, { ...report(id, '2025-01-09'), owner: null })
        return id
      },
    )
    const second = await writesDown(name, {}, 'Esweg', '2025-01-08')
    // Daan works for another team, Marga and Tom only read, Peter sees figures, Anke reads from outside.
    for (const [who, one, two] of [
      ['noor', mine, theirs],
      ['noor', theirs, mine],
      ['tom', mine, second],
      ['marga', mine, second],
      ['peter', mine, second],
      ['anke', mine, second],
      ['daan', mine, second],
      ['ilse', mine, second],
      ['gerda', mine, second],
    ] as const) {
      expect([who, (await at[who].opens(merging(one, two))).status]).toEqual([who, 404])
      expect([who, (await at[who].sends(merging(one, two), { version: '1' }, '/')).status]).toEqual([who, 404])
    }
    expect((await at.marga.opens(`/mensen/${mine}`)).html).not.toContain('Samenvoegen')
    // Nor does the store, whatever page would ask it.
    const seen = { seen: versionOfBoth(await fileOf(mine), await fileOf(second)) }
    for (const who of ['daan', 'marga', 'tom', 'ilse', 'gerda'] as const) {
      await expect(at[who].does((store) => store.people.mayMerge(mine, second))).rejects.toThrow(NotFound)
      await expect(at[who].does((store) => store.people.merge(mine, second, seen, {}))).rejects.toThrow(NotFound)
    }
    await expect(at.noor.does((store) => store.people.merge(mine, theirs, seen, {}))).rejects.toThrow(NotFound)
    await expect(at.noor.does((store) => store.people.merge(theirs, mine, seen, {}))).rejects.toThrow(NotFound)
    await at.noor.sends(merging(mine, second))
    for (const who of ['tom', 'marga', 'peter', 'daan'] as const) {
      expect([who, (await at[who].opens(separating(mine, second))).status]).toEqual([who, 404])
      expect([who, (await at[who].sends(separating(mine, second), { version: '1' }, '/')).status]).toEqual([who, 404])
    }
    const nothing = { said: {}, cases: {}, addresses: {} }
    for (const who of ['daan', 'marga', 'tom', 'ilse', 'gerda'] as const) {
      await expect(at[who].does((store) => store.people.sinceMerge(mine, second))).rejects.toThrow(NotFound)
      await expect(at[who].does((store) => store.people.separate(mine, second, { seen: 1 }, nothing))).rejects.toThrow(
        NotFound,
      )
      // What merged with whom is for who may read the one that stayed.
      if (who !== 'marga')
        await expect(at[who].does((store) => store.people.mergedInto(mine))).rejects.toThrow(NotFound)
    }
    expect((await at.tom.opens(`/mensen/${second}`)).status).toBe(404)
    expect((await at.marga.opens(`/mensen/${second}`)).to).toBe(`/mensen/${mine}`)
  })
})

test('three records become one after another, and come apart in the other order', async () => {
  const name = family()
  const [one, two, three] = [
    await writesDown(name, {}, 'Esweg', '2025-01-08'),
    await writesDown(name, {}, 'Esweg', '2025-01-09'),
    await writesDown(name, {}, 'Esweg', '2025-01-10'),
  ]
  const asTheyWere = await allOf(one, two, three)
  await at.noor.sends(merging(two, one))
  await at.noor.sends(merging(three, two))
  expect(await casesOf(three)).toHaveLength(3)
  expect((await at.noor.opens(`/mensen/${one}`)).to).toBe(`/mensen/${three}`)
  const tooSoon = await at.noor.sends(separating(two, one), { version: '1' }, '/mensen')
  expect([404, 422]).toContain(tooSoon.status)
  expect((await at.noor.sends(separating(three, two))).to).toBe(`/mensen/${three}`)
  expect(await casesOf(two)).toHaveLength(2)
  expect((await at.noor.sends(separating(two, one))).to).toBe(`/mensen/${two}`)
  expect(await allOf(one, two, three)).toEqual(asTheyWere)
})

test('a woman who stands twice on one side stands there once on her page, and each household keeps its own', async () => {
  const name = family()
  const [kept, other] = [await writesDown(name, {}, 'Esweg', '2025-01-08'), await writesDown(name)]
  const [caseId] = await casesOf(kept)
  await at.noor.does((store) => store.cases.addSide(caseId as string, { side: 'reporter', person: other }))
  const asTheyWere = await allOf(kept, other)
  expect((await at.noor.sends(merging(kept, other))).status).toBe(303)
  const { html } = await at.noor.opens(`/mensen/${kept}`)
  expect(html.match(new RegExp(`class="[^"]*"[^>]*href="/zaken/${caseId}"|href="/zaken/${caseId}"`, 'g'))?.length).toBe(
    2,
  )
  expect((await at.noor.sends(separating(kept, other))).status).toBe(303)
  expect(await allOf(kept, other)).toEqual(asTheyWere)
})

test('a removed case goes along; once it is wiped, taking apart does not ask for it', async () => {
  const name = family()
  const kept = await writesDown(name, {}, 'Esweg', '2025-01-08')
  const other = await writesDown(name, {}, 'Esweg', '2025-01-09')
  const [gone] = await casesOf(other)
  const second = await at.noor.does((store) => store.cases.open(line, report(other, '2025-01-10')))
  await at.noor.does((store) => store.cases.remove(gone as string))
  await at.noor.sends(merging(kept, other))
  await at.noor.does((store) => store.cases.restore(gone as string))
  expect(await casesOf(kept)).toHaveLength(3)
  await at.noor.does((store) => store.cases.remove(gone as string))
  await at.doorway.system({ tenant: at.town.tenant, via: 'job', purpose: 'test' }, (store) =>
    store.log.wipeRemovedBefore(new Date(Date.now() + 60_000)),
  )
  expect((await at.noor.sends(separating(kept, other))).status).toBe(303)
  expect(await casesOf(other)).toEqual([second.id])
})

test('a case of a team that the asker cannot see goes along, and comes back', async () => {
  const name = family()
  const kept = await writesDown(name, {}, 'Esweg', '2025-01-08')
  const other = await writesDown(name, {}, 'Esweg', '2025-01-09')
  const elsewhere = await at.doorway.system({ tenant: at.town.tenant, via: 'command', purpose: 'test' }, (store) =>
    store.cases.open({ ...line, key: 'seniorenwerk' }, { ...report(other, '2025-01-09'), owner: null }),
  )
  const standsAt = async () =>
    at.database.asAdmin(
      async (client) =>
        (await client.query('select person from naober.cases where id = $1', [elsewhere.id])).rows[0]?.person,
    )
  await at.noor.sends(merging(kept, other))
  expect(await standsAt()).toBe(kept)
  await at.noor.sends(separating(kept, other))
  expect(await standsAt()).toBe(other)
})

test('who writes something down about somebody just merged writes it down about the one they became', async () => {
  const name = family()
  const kept = await writesDown(name, {}, 'Esweg', '2025-01-08')
  const other = await writesDown(name, {}, 'Esweg', '2025-01-09')
  const version = versionOn((await at.noor.opens(merging(kept, other))).html)
  const [, opened] = await Promise.all([
    at.noor.sends(merging(kept, other), { version }, '/mensen'),
    at.bas.does((store) => store.cases.open(line, { ...report(other, '2025-02-02'), owner: at.bas.id })),
  ])
  const late = await at.noor.does((store) => store.cases.open(line, report(other, '2025-02-03')))
  const cases = await casesOf(kept)
  expect(cases).toHaveLength(4)
  expect(cases).toEqual(expect.arrayContaining([opened.id, late.id]))
  // A form that was open before the merge goes on as well.
  const form = await at.noor.opens(`/nieuw/zaak/${other}`)
  expect(form.html).toContain(`Melding van Anke ${name}`)
})

test('when the log no longer knows how they were, they stay together and the page says so', async () => {
  const name = family()
  const kept = await writesDown(name, {}, 'Esweg', '2025-01-08')
  const other = await writesDown(name, {}, 'Esweg', '2025-01-09')
  await at.noor.sends(merging(kept, other))
  await at.database.asAdmin((client) =>
    client.query('delete from naober.change_content where record = any($1)', [[kept, other]]),
  )
  const page = await at.noor.opens(separating(kept, other))
  expect(page.status).toBe(422)
  expect(page.html).toContain('Ze kunnen niet meer uit elkaar.')
})

test('every table that points at a person is known to a merge', async () => {
  const pointing = await at.database.asAdmin(
    async (client) =>
      (
        await client.query<{ name: string }>(`
    select k.conrelid::regclass::text || '.' || a.attname as name from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
    where k.contype = 'f' and k.confrelid = 'naober.persons'::regclass order by 1`)
      ).rows,
  )
  expect(pointing.map(({ name }) => name.replace('naober.', ''))).toEqual([
    'addresses.person',
    'call_backs.person',
    'case_sides.person',
    'cases.person',
    'consents.person',
    'distinct_persons.one',
    'distinct_persons.other',
    'documents.person',
    // These hold for who was merged under whatever key: `under_every_key` finds them, and nothing has to be moved.
    'file_links.person',
    'household_members.person',
    'next_steps.person',
    'notes.person',
    'person_departures.person',
    'person_relations.other',
    'person_relations.person',
    'person_representatives.person',
    'person_wishes.person',
    'persons.same_as',
    'rights_requests.person',
    'safety_notes.person',
    'shielded_places.person',
    'shields.person',
  ])
})

test('the log of merging and taking apart is sealed and unaltered', async () => {
  const altered = await at.doorway.system({ tenant: at.town.tenant, via: 'command', purpose: 'test' }, (store) =>
    store.log.altered(),
  )
  expect(altered).toEqual([])
})

test('a version tells both people and where they live', () => {
  const person = { id: 'a', version: 1 } as never
  const home = { id: 'h', version: 1, removedAt: null } as never
  const moved = { id: 'h', version: 2, removedAt: null } as never
  const of = (addresses: never[]) => versionOfBoth({ person, addresses }, { person, addresses: [] })
  expect(of([home])).not.toBe(of([moved]))
})

describe('a worksheet that is read in again', () => {
  const row = (key: string, name: string, more: Record<string, string>) => ({
    Nummer: key,
    'Gemeld op': '2025-01-14',
    Onderwerp: 'Geluid',
    'Naam melder': name,
    ...more,
  })

  test('brings the kept one up to date; what somebody chose it leaves alone', async () => {
    const name = family()
    const rows = (phone: string, source: string) => [
      row(`${source}-1`, `Wim ${name}`, {
        'Telefoon melder': phone,
        'Straat melder': 'Esweg 4',
        'Postcode melder': '9411 AB',
      }),
      row(`${source}-2`, `W. ${name}`, { 'Telefoon melder': phone, 'Geboortedatum melder': '1970-02-03' }),
    ]
    expect(await readsIn('een', rows('0612340007', 'een'))).toMatchObject({ added: 2, newPeople: 2 })
    const [one, two] = (await found(name)).sort()
    const [kept, other] = [one as string, two as string]
    expect((await at.noor.opens(`/mensen/${kept}`)).html).toContain(merging(kept, other))
    // The names differ, so somebody chooses; an import that still says otherwise does not undo that.
    await at.noor.sends(merging(kept, other), { name: 'kept' })
    const again = await readsIn('een', rows('0612340008', 'een'))
    expect(again).toMatchObject({ added: 0, newPeople: 0, changed: 2 })
    expect(again.remarks.map((one) => one.message).join()).toContain('Die zijn gebleven zoals ze zijn.')
    expect((await fileOf(kept)).person).toMatchObject({ phone: '+31612340007', birthDate: '1970-02-03' })
    expect(await casesOf(kept)).toHaveLength(2)
  })

  test('without anything to choose the kept one gets what the row now says, and nobody is made anew', async () => {
    const name = family()
    const rows = (phone: string) => [
      row('twee-1', `Jan ${name}`, { 'Geboortedatum melder': '1970-02-04', 'Telefoon melder': phone }),
      row('twee-2', `Jan ${name}`, { 'Straat melder': 'Esweg 5', 'Postcode melder': '9411 AC' }),
    ]
    expect(await readsIn('twee', rows('0612340009'))).toMatchObject({ added: 2, newPeople: 2 })
    const [one, two] = (await found(name)).sort()
    const [kept, other] = [one as string, two as string]
    expect((await at.noor.sends(merging(kept, other))).status).toBe(303)
    expect(await readsIn('twee', rows('0612340010'))).toMatchObject({ added: 0, newPeople: 0, changed: 1 })
    expect(await found(`jan ${name}`)).toEqual([kept])
    expect((await fileOf(kept)).person.phone).toBe('+31612340010')

    // The import came in between: whose number that is has to be said, and the next import overwrites neither.
    await at.noor.sends(separating(kept, other), { phone: 'kept' })
    expect((await fileOf(other)).person).toMatchObject({ sameAs: null, birthDate: null })
    expect(await casesOf(other)).toHaveLength(1)
  })

  async function readsIn(source: string, rows: Record<string, string>[]) {
    const headers = [...new Set(rows.flatMap((one) => Object.keys(one)))]
    const text = [headers, ...rows.map((one) => headers.map((header) => one[header] ?? ''))]
      .map((cells) => cells.join(';'))
      .join('\n')
    const file = join(folder, `${source}.csv`)
    await writeFile(file, text)
    const table = await readTable(file, knowsHeading(line))
    return importCases(
      (work) =>
        at.doorway.system({ tenant: at.town.tenant, via: 'import', purpose: 'test', account: at.noor.id }, work),
      line,
      table,
      guessMapping(table.headers, line).mapping,
      { source, fileName: 'zaken.csv', fileHash: Buffer.from(text) },
    )
  }
})

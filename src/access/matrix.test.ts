import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asker, Resource } from '#platform/asker'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { type Doorway, openDoorway } from './doorway.ts'
import { type Door, doors, noDoors } from './matrix/doors.ts'
import { everyRole, type Fixture, makeFixture, myLine } from './matrix/fixture.ts'
import { type Fact, lets, type Said, sentencesAsWritten, type Who } from './matrix/said.ts'
import { sentences } from './sentences.ts'
import { type Store, storeFor } from './store.ts'

let town: TestDatabase
let doorway: Doorway
let fixture: Fixture
const said: Said[] = sentencesAsWritten()
const moment = new Date('2025-03-12T08:14:00Z')

beforeAll(async () => {
  town = await testDatabase()
  doorway = openDoorway(
    town.webUrl,
    clockOn(day('2025-03-12'), () => moment),
    4,
  )
  fixture = await makeFixture(doorway)
})
afterAll(async () => {
  await doorway.close()
  await town.close()
})

test('every sentence is read as it is written, and none is passed over', () => {
  const plain = (all: readonly Pick<Said, 'role' | 'verb' | 'resource'>[]) =>
    all.map((one) => `${one.role} ${one.verb} ${one.resource}`).sort()
  expect(plain(said)).toEqual(plain(sentences))
})

test('every method of the store is a door in this matrix, or says why it is none', () => {
  const methods = Object.entries(storeFor({} as Asker)).flatMap(([part, own]) =>
    Object.keys(own).map((name) => `${part}.${name}`),
  )
  expect([...Object.keys(doors), ...Object.keys(noDoors)].sort()).toEqual(methods.sort())
})

const resources = [...new Set(Object.values(doors).map((door) => door.resource))]

describe.each(everyRole)('%s', (role) => {
  test.each(resources)('%s: each door opens for what a sentence says, and for nothing else', async (resource) => {
    expect(await wrongDoors(role, resource, (asker) => storeFor(asker))).toEqual([])
  })
})

test('a store that forgot its sentences is found at every door that shows or changes rows', async () => {
  const careless = (asker: Asker) => storeFor({ ...asker, may: () => sql<boolean>`true` })
  // One after the other: two doors at once could wait for each other's rows.
  const found: string[] = []
  for (const resource of [
    'case',
    'person',
    'note',
    'document',
    'next-step',
    'referral',
    'survey',
    'consent',
    'volunteer',
    'match',
  ] as const)
    found.push(...(await wrongDoors('outsideReader', resource, careless)))
  const names = new Set(found.map((one) => one.split(':')[0]))
  const expected = Object.entries(doors).filter(
    ([, door]) =>
      [
        'case',
        'person',
        'note',
        'document',
        'next-step',
        'referral',
        'survey',
        'consent',
        'volunteer',
        'match',
      ].includes(door.resource) && rowsFor(door, fixture.who.outsideReader as Who).length > 0,
  )
  expect([...names].map(String).sort()).toEqual(expected.map(([name]) => name).sort())
})

test.each(everyRole)('the numbers on the start page of %s are of cases that may be read', async (role) => {
  const who = fixture.who[role] as Who & { token: string }
  const readable = fixture.rows.cases.filter((row) => lets(said, who, 'read', 'case', row))
  const counted = await inPage(who, (_asker, store) => store.cases.waiting([myLine, 'seniorenwerk']))
  expect(counted?.running).toBe(readable.length)
})

test('what was searched opens for the session that searched, and for no other', async () => {
  const key = await doorway.page(visit(fixture.who.coordinator as Who & { token: string }), (store) =>
    store.searches.keep('kamps'),
  )
  const asked = (role: string) =>
    inPage(fixture.who[role] as Who & { token: string }, (_asker, store) => store.searches.asked(key?.result as string))
  expect(await asked('coordinator')).toBe('kamps')
  await expect(asked('teamLeader')).rejects.toThrow(NotFound)
})

const visit = (who: { token: string }) => ({ token: who.token, purpose: '/test', request: 'TEST1', writes: true })
const taken = new Error('taken back')

/** Work on a page of somebody, after which everything is taken back. */
async function inPage<T>(
  who: { token: string },
  work: (asker: Asker, store: Store) => Promise<T>,
): Promise<T | undefined> {
  let result: T | undefined
  await doorway
    .page(visit(who), async (store, asker) => {
      result = await work(asker, store)
      throw taken
    })
    .catch((problem: unknown) => {
      if (problem !== taken) throw problem
    })
  return result
}

function rowsFor(door: Door, who: Who): Fact[] {
  const third = (row: Fact) =>
    Object.values(fixture.who).some((one) => one.account === row.by && one.account !== who.account)
  return fixture.rows[door.rows].filter((row) => !third(row) && (door.among?.(row, who) ?? true))
}

/** Every door of a resource on every row, against what the sentences say in plain words. @returns where they differ */
async function wrongDoors(role: string, resource: Resource, storeOf: (asker: Asker) => Store): Promise<string[]> {
  const who = fixture.who[role] as Who & { token: string }
  const wrong: string[] = []
  for (const [name, door] of Object.entries(doors).filter(([, one]) => one.resource === resource)) {
    const opened = await inPage(who, async (asker) => {
      const results: boolean[] = []
      for (const row of rowsFor(door, who)) results.push(await opens(door, row, asker, storeOf(asker)))
      return results
    })
    for (const [at, row] of rowsFor(door, who).entries()) {
      const sentence = door.needs.every(([verb, on, which]) => lets(said, who, verb, on, which?.(row) ?? row))
      const expected = sentence || (door.orMe === true && row.id === who.account)
      if (opened?.[at] !== expected) wrong.push(`${name}: ${opened?.[at] ? 'opens' : 'stays shut'} for ${row.called}`)
    }
  }
  return wrong
}

/** Tries one door on one row and takes it back, so that the next finds everything as it was. */
async function opens(door: Door, row: Fact, asker: Asker, store: Store): Promise<boolean> {
  await sql`savepoint before_the_door`.execute(asker.tx)
  try {
    const shown = await door.try(store, row, asker)
    return door.lists ? (shown as (string | undefined)[]).includes(row.id) : true
  } catch (problem) {
    // A key of another organisation is no key here: the database says so where the store was not asked.
    if (problem instanceof NotFound || (problem as { code?: string }).code === '23503') return false
    throw problem
  } finally {
    await sql`rollback to savepoint before_the_door`.execute(asker.tx)
  }
}

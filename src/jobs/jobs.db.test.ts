import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doorway, foundOrganisation, openDoorway } from '#access'
import { importDesk } from '#exchange/imports'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { jobs, startJobs } from './index.ts'

let database: TestDatabase
let doorway: Doorway
let worker: Awaited<ReturnType<typeof startJobs>>

beforeAll(async () => {
  database = await testDatabase()
  doorway = openDoorway(database.webUrl, clockOn(day('2025-03-12')), 5)
  worker = await startJobs(database.jobsUrl, doorway)
})
afterAll(async () => {
  await worker?.stop()
  await doorway?.close()
  await database?.close()
})

test('what a page asks for is taken from the queue by the worker, whose role may use the queue and nothing else', async () => {
  const tenant = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
  const as = { tenant, via: 'web' as const, purpose: 'test' }
  const file = { name: 'lijst.csv', content: Buffer.from('Nummer;Gemeld op\n1;14-1-2025\n'), hash: Buffer.alloc(32) }
  const { id } = await doorway.system(as, (_store, asker) => importDesk(asker).give('buurtbemiddeling', file))
  const look = await until(() => doorway.system(as, (_store, asker) => importDesk(asker).found(id, 'look')))
  expect(look?.content.sheets[0]).toMatchObject({ rows: 1 })
})

test('work that comes round is known to the queue', async () => {
  const known = await until(async () => {
    const { rows } = await database.asAdmin((client) =>
      client.query<{ identifier: string }>('select identifier from naober_queue._private_known_crontabs'),
    )
    return rows.length > 0 ? rows.map((row) => row.identifier) : undefined
  })
  expect(new Set(known)).toEqual(new Set(jobs.map((job) => job.name)))
})

/** Asks until there is an answer, for ten seconds at most. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let times = 0; times < 100; times++) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await wait(100)
  }
  return undefined
}

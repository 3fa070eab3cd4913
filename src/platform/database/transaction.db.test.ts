import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { newKey } from '../ids/index.ts'
import { actFor, inTransaction, plannedOnce, type Tx } from './index.ts'

let town: TestDatabase
const tenant = newKey()

beforeAll(async () => {
  town = await testDatabase()
  await within(async (tx) => {
    await tx.insertInto('tenants').values({ tenant, name: 'Welzijn Lindeveen', municipality: 'Lindeveen' }).execute()
  })
})
afterAll(() => town.close())

/** Work as the web role, for our organisation. */
function within<T>(work: (tx: Tx) => Promise<T>, last?: () => ReturnType<typeof village>): Promise<T> {
  return inTransaction(
    town.database,
    'read committed',
    async (tx) => {
      await actFor(tx, tenant)
      return work(tx)
    },
    last,
  )
}

const add = (tx: Tx, name: string) =>
  tx.insertInto('areas').values({ tenant, id: newKey(), kind: 'village', name, addedAt: new Date(), version: 1 })
const village = (tx: Tx, name: string) => add(tx, name).compile()
const names = () =>
  within(async (tx) => (await tx.selectFrom('areas').select('name').orderBy('name').execute()).map((row) => row.name))

test('statements that are asked together are answered each with its own', async () => {
  const ask = (tx: Tx, n: number) => sql<{ n: number }>`${plannedOnce} select ${n}::int as n`.execute(tx)
  const answers = await within((tx) => Promise.all([3, 1, 4, 1, 5, 9, 2, 6].map((n) => ask(tx, n))))
  expect(answers.map(({ rows }) => rows[0]?.n)).toEqual([3, 1, 4, 1, 5, 9, 2, 6])
})

test('what failed takes everything with it, also what was asked together with it', async () => {
  const divided = within((tx) =>
    Promise.all([add(tx, 'Esdorp').execute(), sql`select 1 / 0`.execute(tx), add(tx, 'Heidedorp').execute()]),
  )
  await expect(divided).rejects.toMatchObject({ code: '22012' })
  expect(await names()).toEqual([])
})

test('a failure that was caught on the way is no commit', async () => {
  const kept = within(async (tx) => {
    await add(tx, 'Esdorp').execute()
    await sql`select 1 / 0`.execute(tx).catch(() => {})
  })
  await expect(kept).rejects.toThrow('given up')
  expect(await names()).toEqual([])
})

test('the last statement goes along with the commit, and when it fails there is none', async () => {
  let tx: Tx | undefined
  const keeping = (name: string, last: () => ReturnType<typeof village>) =>
    within(async (opened) => {
      tx = opened
      await add(opened, name).execute()
    }, last)
  await keeping('Esdorp', () => village(tx as Tx, 'Heidedorp'))
  expect(await names()).toEqual(['Esdorp', 'Heidedorp'])
  await expect(keeping('Veendorp', () => sql`select 1 / 0`.compile(tx as Tx) as never)).rejects.toMatchObject({
    code: '22012',
  })
  expect(await names()).toEqual(['Esdorp', 'Heidedorp'])
})

test('what went on by itself after the end is refused, and reaches nobody else', async () => {
  let late: Tx | undefined
  await within(async (tx) => {
    late = tx
  })
  await expect(sql`select 1`.execute(late as Tx)).rejects.toThrow('over')
  await expect(within((tx) => tx.transaction().execute(() => Promise.resolve()))).rejects.toThrow(
    'no transaction of its own',
  )
})

test('moments come back to the microsecond they can hold, and what is no moment as it was', async () => {
  const ask = (text: string) =>
    within((tx) => sql<{ at: unknown }>`select ${text}::timestamptz as at`.execute(tx)).then(({ rows }) => rows[0]?.at)
  expect(await ask('2025-03-30 02:30:00.123456+02')).toEqual(new Date('2025-03-30T00:30:00.123Z'))
  expect(await ask('2025-03-12 09:14+00')).toEqual(new Date('2025-03-12T09:14:00Z'))
  expect(await ask('1867-05-05 12:00:00+00')).toEqual(new Date('1867-05-05T12:00:00Z'))
  expect(await ask('0044-03-15 12:00:00+00 BC')).toEqual(new Date('-000043-03-15T12:00:00Z'))
  expect(await ask('infinity')).toBe(Number.POSITIVE_INFINITY)
})

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

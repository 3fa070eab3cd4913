import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { letsIn, lookAtDatabase } from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const look = () => lookAtDatabase(database.adminUrl)
const change = (text: string) => database.asAdmin((client) => client.query(text))

test('a fresh database of this version is as it should be', async () => {
  expect(await look()).toMatchObject({
    version: 'same',
    open: [],
    tooMuch: [],
    jobs: { failed: 0, stuck: 0, late: 0, lastSeal: undefined },
  })
  expect(Math.abs((await look()).clockAhead)).toBeLessThan(1_000)
})

test.each([
  ['alter table naober.cases no force row level security', 'alter table naober.cases force row level security'],
  ['alter table naober.cases disable row level security', 'alter table naober.cases enable row level security'],
  ['create policy wide on naober.cases using (true)', 'drop policy wide on naober.cases'],
])('a table that lets organisations see each other is named: %s', async (open, close) => {
  await change(open)
  expect((await look()).open).toEqual(['cases'])
  await change(close)
  expect((await look()).open).toEqual([])
})

test.each([
  ['grant delete on naober.access_lines to naober_web', 'revoke delete on naober.access_lines from naober_web'],
  ['grant select on naober.account_secrets to naober_web', 'revoke select on naober.account_secrets from naober_web'],
  [
    'grant execute on function naober.begin_page to public',
    'revoke execute on function naober.begin_page from public; grant execute on function naober.begin_page to naober_web',
  ],
])('a right too many is named: %s', async (give, take) => {
  await change(give)
  expect((await look()).tooMuch).toHaveLength(1)
  await change(take)
  expect((await look()).tooMuch).toEqual([])
})

test('work that failed, hangs or waits too long is told apart', async () => {
  await change(`
    select naober_queue.add_job('seal-logs', run_at => now() - interval '2 hours');
    select naober_queue.add_job('seal-logs', run_at => now() + interval '1 hour');
    select naober_queue.add_job('wipe-removed', max_attempts => 1);
    select naober_queue.add_job('forget-searches');
    update naober_queue._private_jobs set attempts = 1 where max_attempts = 1;
    update naober_queue._private_jobs set locked_at = now() - interval '5 hours', locked_by = 'gone'
      where task_id = (select id from naober_queue._private_tasks where identifier = 'forget-searches')`)
  expect((await look()).jobs).toMatchObject({ failed: 1, stuck: 1, late: 1 })
})

test('a database of another version is told from one that holds nothing', async () => {
  await change(`update naober.migrations set hash = 'other' where name = (select max(name) from naober.migrations)`)
  expect((await look()).version).toBe('altered')
  await change('delete from naober.migrations where name = (select max(name) from naober.migrations)')
  expect((await look()).version).toBe('older')
  await change(`insert into naober.migrations (name, hash) values ('99991231-2359-later.sql', '')`)
  expect((await look()).version).toBe('newer')
  const empty = Object.assign(new URL(database.adminUrl), { pathname: '/postgres' }).toString()
  expect(await lookAtDatabase(empty)).toMatchObject({ version: 'none', open: [], tooMuch: [] })
})

test('a role comes in with its own password and no other', async () => {
  expect(await letsIn(database.webUrl)).toBe(true)
  expect(await letsIn(Object.assign(new URL(database.webUrl), { password: 'geraden' }).toString())).toBe(false)
})

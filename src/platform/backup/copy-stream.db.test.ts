import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { CopyIn, CopyOut } from './copy-stream.ts'
import { sameTexts } from './tables.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(sameTexts)
})
afterAll(async () => {
  await client.end()
  await database.close()
})

const columns = `n int, words text, bytes bytea, at timestamptz, dag date, double float8, exact numeric, many text[], keys uuid[],
  tree jsonb, span interval, xact xid8, yes boolean`

const odd = `
  (1, 'gewoon', '\\x00ff0a5c'::bytea, '2025-03-12 14:20:00.123456+01', '2025-03-12', 0.1, 1.10, '{a,NULL,"b,c"}', '{}', '{"a": 1.50}', '1 mon 2 days', '7', true),
  (2, E'\\\\N', ''::bytea, 'infinity', '-infinity', '-0', 'NaN', '{}', null, 'null', '-00:00:00.000001', '18446744073709551615', false),
  (3, E'\\\\.', null, '-infinity', 'infinity', 'NaN', -0.000, array['', E'\\n', E'\\\\'], '{018f0000-0000-7000-8000-000000000000}', '"\\\\u0001"', null, '0', null),
  (4, E'regel\\n\\ttab\\r\\\\x00\\\\0 \\\\u0000 👩‍👧 é é ‮', null, '0044-03-15 12:00:00+00 BC', '4714-11-24 BC', 'Infinity', 1e400, null, null, '[]', 'P1Y', '3', true),
  (5, null, null, null, null, '5e-324', null, null, null, null, null, null, null)`

test('every value comes back as it was, whatever its kind', async () => {
  await client.query(
    `create temp table one (${columns}); create temp table other (${columns}); insert into one values ${odd}`,
  )

  const out = client.query(new CopyOut('copy one to stdout'))
  const into = client.query(new CopyIn('copy other from stdin'))
  const [bytes] = await Promise.all([collect(out)])
  await pipeline(Readable.from([bytes]), into)

  expect(out.rows).toBe(5)
  expect(into.rows).toBe(5)
  const whole = (table: string) => client.query(`select t::text from ${table} t order by n`).then(({ rows }) => rows)
  expect(await whole('other')).toEqual(await whole('one'))
  const exactly = `select encode(float8send(double), 'hex') as double, encode(convert_to(words, 'UTF8'), 'hex') as words, extract(epoch from at) as at`
  const bits = (table: string) => client.query(`${exactly} from ${table} order by n`).then(({ rows }) => rows)
  expect(await bits('other')).toEqual(await bits('one'))
  expect((await bits('other'))[1].double).toBe('8000000000000000') // zero below zero is another zero
})

test('a row of several megabytes passes, and one who reads slowly is waited for', async () => {
  await client.query(
    `create temp table long as select n, repeat('ab👩', 500000 + n) as words from generate_series(1, 6) n`,
  )
  const out = client.query(new CopyOut('copy long to stdout'))
  const pieces: Buffer[] = []
  for await (const piece of out) {
    await new Promise((resolve) => setImmediate(resolve))
    pieces.push(piece as Buffer)
  }
  const { rows } = await client.query(
    `select string_agg(n || E'\\t' || words || E'\\n', '' order by n) as whole from long`,
  )
  expect(Buffer.concat(pieces).equals(Buffer.from(rows[0].whole))).toBe(true)
})

test('a line that does not fit stops the copy, and the connection goes on', async () => {
  await client.query('create temp table narrow (n int)')
  const into = client.query(new CopyIn('copy narrow from stdin'))
  await expect(pipeline(Readable.from([Buffer.from('1\nabc\n')]), into)).rejects.toThrow('invalid input syntax')
  expect((await client.query('select n from narrow')).rows).toEqual([])
})

test('a source that breaks leaves no half table', async () => {
  async function* breaking() {
    yield Buffer.from('1\n2\n')
    await new Promise((resolve) => setTimeout(resolve, 10))
    throw new Error('the stick was pulled out')
  }
  await client.query('create temp table half (n int)')
  const into = client.query(new CopyIn('copy half from stdin'))
  await expect(pipeline(Readable.from(breaking()), into)).rejects.toThrow('the stick was pulled out')
  expect((await client.query('select n from half')).rows).toEqual([])
})

test('a table that is not there fails both ways', async () => {
  await expect(collect(client.query(new CopyOut('copy nowhere to stdout')))).rejects.toThrow('does not exist')
  const into = client.query(new CopyIn('copy nowhere from stdin'))
  await expect(pipeline(Readable.from([Buffer.from('1\n')]), into)).rejects.toThrow('does not exist')
  expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }])
})

async function collect(from: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of from) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

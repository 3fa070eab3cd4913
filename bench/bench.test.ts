import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dropDatabase } from '#platform/database'
import { testSecret } from '#platform/testing'
import { chance } from './chance.ts'
import { inLines, runBench, sizeOf } from './index.ts'

const adminUrl = process.env.TEST_DATABASE_URL as string
const database = `naober_test_${randomBytes(6).toString('hex')}`
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'naober-bench-'))
})
afterAll(async () => {
  await dropDatabase(adminUrl, database)
  await rm(folder, { recursive: true, force: true })
})

test('a tiny organisation is built once, measured twice, and nothing fails in it', async () => {
  const wishes = {
    folder,
    size: sizeOf(200, 400),
    effort: { rate: 50, seconds: 0.2, connections: 2 },
    rounds: 2,
    rows: 60,
    server: { adminUrl, database, secret: testSecret },
  }
  const first = await runBench(wishes)
  expect(first.built.map((one) => one.rows)).toEqual([300, 200, 400, 50, 40, 8, 6])
  expect(first.morning.pages.map((one) => one.what)).toHaveLength(7)
  for (const { what, steady, saturated } of first.morning.pages) {
    expect([what, steady.failed + saturated.failed]).toEqual([what, 0])
    expect(steady.requests).toBe(10)
    expect(steady.p50).toBeLessThanOrEqual(steady.p95)
  }
  expect(first.figures.engine).toBeGreaterThan(0)
  expect(first.publishing.settled).toBeGreaterThan(0)
  expect(first.wizard).toMatchObject({ rows: 60 })
  expect(Object.keys(first.morning.kilobytes)).toEqual(['vandaag', 'zaken', 'zaak', 'persoon', 'factsheet', 'koppel'])
  expect(inLines(first).join('\n')).toContain('200 zaken, 400 notities, 300 personen')

  const second = await runBench(wishes)
  expect(second.built).toEqual([])
  expect(second.morning.pages.every((one) => one.steady.failed === 0)).toBe(true)
}, 180_000)

test('chance falls the same way each time, and over the whole width', () => {
  const rolls = () => {
    const { roll } = chance(1)
    return Array.from({ length: 10_000 }, roll)
  }
  expect(rolls()).toEqual(rolls())
  for (let part = 0; part < 10; part++)
    expect(rolls().filter((one) => Math.floor(one * 10) === part).length).toBeGreaterThan(850)
})

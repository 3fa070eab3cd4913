import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#platform/days'
import buurtbemiddeling, {
  allCases,
  averageMark,
  longestWait,
  response,
  runningCases,
  solved,
  standing,
} from '../src/service-lines/buurtbemiddeling.ts'
import { buildZuidwoldeZand } from './index.ts'
import { lindeveen, type TestTown } from './testing.ts'

let demo: TestTown
let empty: TestTown
beforeAll(async () => {
  demo = await lindeveen({ cases: true })
  empty = await lindeveen()
})
afterAll(async () => {
  await demo.close()
  await empty.close()
})

const lines = ['buurtbemiddeling']

test('on Wednesday 12 March fourteen cases run, one is late and two were not looked at', async () => {
  expect(await demo.noor.does((store) => store.cases.waiting(lines))).toMatchObject({
    running: 14,
    late: 1,
    unassessed: 2,
  })
  const { rows } = await demo.noor.does((store) =>
    store.cases.list({ lines, status: 'running', order: 'waiting', limit: 50 }),
  )
  const late = rows.filter(({ dueAt }) => dueAt && dueAt < demo.doorway.clock.now())
  expect(late.map(({ number, mainTopic, street, openedOn }) => [number, mainTopic, street, openedOn])).toEqual([
    ['XG4-MWZ', 'pets', 'Oosterstraat', '2025-03-10'],
  ])
  expect(rows.filter(({ waitsFor }) => waitsFor === 'neighbour').map(({ street, nextOn }) => [street, nextOn])).toEqual(
    [['Veldweg', '2025-03-14']],
  )
  expect(
    rows
      .filter(({ nextOn }) => nextOn === '2025-03-13')
      .map(({ nextKind, nextAt, nextPlace }) => [nextKind, nextAt, nextPlace]),
  ).toContainEqual(['talk', '19:30:00', 'dorpshuis'])
})

test('the core of the town is the same each time', async () => {
  const [in2023, in2024, in2025] = await Promise.all([2023, 2024, 2025].map((year) => demo.figure(allCases, year)))
  expect([in2023?.value, in2024?.value, in2025?.value]).toEqual([28, 31, 13])
  expect(await demo.figure(averageMark, 2025)).toMatchObject({ n: 11 })
  expect((await demo.figure(averageMark, 2025)).value).toBeCloseTo(8.7, 1)
  expect(await demo.figure(response, 2025)).toMatchObject({ part: 11, of: 19 })
  expect(await demo.figure(standing, 2024)).toMatchObject({ value: 5 })
  expect(await demo.figure(runningCases, 2023)).toMatchObject({ value: 28 })
  const opened = await demo.noor.does((store) => store.cases.list({ lines, status: 'all', order: 'opened', limit: 3 }))
  expect(opened.rows.map(({ openedOn, mainTopic }) => [openedOn, mainTopic])).toEqual([
    ['2023-01-10', 'heatPump'],
    ['2023-01-13', 'disturbed'],
    ['2023-01-16', 'pets'],
  ])
})

test('every figure of the town can be counted, and none is about an unknown village', async () => {
  for (const indicator of buurtbemiddeling.indicators)
    expect(await demo.figure(indicator, 2024)).toMatchObject({ hidden: false })
  const cells = (await demo.figure(allCases, 2024)).cells.village ?? []
  expect(cells.map(({ key }) => key)).not.toContain('unknown')
  const waits = await Promise.all([2023, 2024, 2025].map((year) => demo.figure(longestWait, year)))
  for (const { value } of waits) expect(value).toBeLessThanOrEqual(24)
})

test('two men called Jan de Vries are found both, and one woman who was written down twice is suspected', async () => {
  const asked = { phone: null, birthDate: null, place: null }
  const vries = await demo.noor.does((store) => store.people.search({ ...asked, words: 'jan de vries' }))
  expect(vries.map(({ birthDate }) => `${birthDate}`).sort()).toEqual(['1956-02-11', '1984-09-23'])
  const [timmer] = await demo.noor.does((store) => store.people.search({ ...asked, words: 'geertje timmer' }))
  const alike = await demo.noor.does((store) =>
    store.people.duplicates({ ...timmer!, sounds: timmer!.sounds }, timmer!.id),
  )
  expect(alike).toHaveLength(1)
})

test('of the quotes one was withdrawn and one has expired', async () => {
  const quotable = await demo.noor.does((store) => store.surveys.quotable('buurtbemiddeling'))
  expect(quotable).toHaveLength(3)
})

test('who moved is found at the new address, and the case keeps its village', async () => {
  const { rows } = await demo.noor.does((store) =>
    store.cases.list({ lines, status: 'running', topic: 'pets', order: 'opened', limit: 9 }),
  )
  expect(rows.find(({ street }) => street === 'Beukenhof')?.villageName).toBe('Oosterhaar')
  const [saskia] = await demo.noor.does((store) =>
    store.people.search({ words: 'saskia', phone: null, birthDate: null, place: null }),
  )
  expect(saskia).toMatchObject({ street: 'Wilgenpad', villageName: 'Lindeveen' })
})

test('a colleague of another team sees none of it, and another organisation sees nothing at all', async () => {
  const all = { lines, status: 'all', order: 'opened', limit: 99 } as const
  expect((await demo.daan.does((store) => store.cases.list(all))).rows).toEqual([])
  expect((await demo.bas.does((store) => store.cases.list(all))).rows).toHaveLength(72)
  const other = await buildZuidwoldeZand(demo.doorway)
  const theirs = await demo.doorway.system({ tenant: other.tenant, via: 'command', purpose: 'test' }, (store) =>
    store.cases.list(all),
  )
  expect(theirs.rows).toHaveLength(6)
  expect((await demo.noor.does((store) => store.cases.list(all))).rows).toHaveLength(72)
})

test('advice does not count against the mediators', async () => {
  await empty.noor.closesCases(buurtbemiddeling, { solved: 9, unsolved: 1, advice: 7 })
  expect(await empty.figure(solved, 2025)).toMatchObject({ value: 90, of: 10 })
  const opened = await empty.noor.opensCase(buurtbemiddeling, {
    village: 'Esveld',
    topic: 'noise',
    reportedOn: day('2025-02-03'),
  })
  expect(opened).toMatchObject({ openedOn: '2025-02-03', mainTopic: 'noise' })
})

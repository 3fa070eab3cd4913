import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#access'
import { ruleInWords } from '#counting'
import { day, momentOf, yearPeriod } from '#platform/days'
import { versionOf } from '#platform/records'
import { lindeveen, type TestTown } from '../../demo/testing.ts'
import line, {
  allQuestions,
  carriedOver,
  chores,
  growth,
  mediated,
  notMediated,
  respite,
  seekers,
  standing,
  stillRunning,
  visiting,
} from './vrijwillige-ondersteuning.ts'

let town: TestTown
beforeAll(async () => {
  town = await lindeveen()
})
afterAll(() => town.close())

const system = <T>(work: (store: Store) => Promise<T>): Promise<T> =>
  town.doorway.system({ tenant: town.town.tenant, via: 'command', purpose: 'test' }, work)
const figure = (indicator: Parameters<TestTown['figure']>[0], year = 2025) => town.figure(indicator, year, line.key)

test('a year adds up: helped, not mediated with a reason, stopped otherwise, or still running', async () => {
  await town.daan.closesCases(line, { done: 4, goesOnAlone: 1, nobodyFound: 2, withdrawn: 1, moved: 1 })
  await town.daan.opensCase(line, { topic: 'visiting', village: 'Esveld' })

  const asked = await figure(allQuestions)
  expect(asked.value).toBe(10)
  expect(asked.cells.outcome?.map(({ key, value }) => [key, value])).toEqual(
    expect.arrayContaining([
      ['helped', 5],
      ['notMediated', 3],
      ['otherwise', 1],
      ['running', 1],
    ]),
  )
  expect((await figure(notMediated)).cells.detailedOutcome?.map(({ key, value }) => [key, value])).toEqual(
    expect.arrayContaining([
      ['nobodyFound', 2],
      ['withdrawn', 1],
    ]),
  )
  expect(await figure(stillRunning)).toMatchObject({ value: 1 })
})

test('who moved away before a volunteer could help counts neither for nor against us', async () => {
  expect(await figure(mediated)).toMatchObject({ part: 5, of: 8 })
})

test('the garden, the computer and the post are chores; company is not, nor is time off for who cares', async () => {
  for (const topic of ['garden', 'computer', 'administration', 'respite']) await town.daan.opensCase(line, { topic })

  expect(await figure(chores)).toMatchObject({ value: 3 })
  expect(await figure(respite)).toMatchObject({ value: 1 })
  expect(await figure(visiting)).toMatchObject({ value: 10 })
})

test('what was asked in December and still runs was carried over, and is asked once', async () => {
  await town.daan.opensCase(line, { reportedOn: day('2024-12-03') })

  expect(await figure(allQuestions, 2024)).toMatchObject({ value: 1 })
  expect(await figure(carriedOver)).toMatchObject({ value: 1 })
  expect(await figure(standing)).toMatchObject({ value: 6 })
  expect((await figure(seekers)).value).toBe((await figure(allQuestions)).value)
  expect((await figure(growth)).value).toBe(1300)
})

test('a home talk comes within a week, a volunteer within two, and after six weeks both are asked', async () => {
  const asked = await town.daan.opensCase(line, { reportedOn: day('2025-03-03') })
  const reach = (phase: string, on: string) =>
    town.daan.does((store) => store.cases.goTo(asked.id, line, phase, momentOf(day(on), '09:00')))

  expect(asked.dueAt).toEqual(momentOf(day('2025-03-10'), '09:00'))
  expect((await reach('homeTalk', '2025-03-05')).dueAt).toEqual(momentOf(day('2025-03-17'), '09:00'))
  await reach('searching', '2025-03-06')
  expect((await reach('found', '2025-03-10')).dueAt).toBeNull()
  expect((await reach('introduced', '2025-03-11')).dueAt).toEqual(momentOf(day('2025-04-22'), '09:00'))
  expect((await reach('evaluated', '2025-03-12')).dueAt).toBeNull()
})

test('an appeal is a search too, and a talk at home comes first', async () => {
  const asked = await town.daan.opensCase(line)
  const talk = (kind: string, side: string | null) =>
    town.daan.does(async (store) => {
      const talked = { kind, side, result: 'discussed', at: new Date('2025-03-12T08:00:00Z') }
      return (await store.cases.talked(asked.id, line, talked)).phase
    })

  expect(await talk('appeal', null)).toBe('requested')
  expect(await talk('visit', 'seeker')).toBe('homeTalk')
  expect(await talk('appeal', null)).toBe('searching')
})

test('one volunteer is enough: a yes is found, and who has no certificate of conduct cannot be asked', async () => {
  const asked = await town.daan.opensCase(line)
  await town.daan.does((store) => store.cases.goTo(asked.id, line, 'homeTalk', momentOf(day('2025-03-11'), '10:00')))
  const volunteer = (name: string, ...met: string[]) =>
    system(async (store) => {
      const home = { street: 'Es', houseNumber: '4', village: null }
      const known = { name, ...home, days: ['mo'], parts: ['morning'], phone: null, email: null, practical: null }
      const { id } = await store.volunteers.add(known, { line: line.key, validFrom: day('2024-01-01'), casesBefore: 0 })
      for (const demand of met) await store.volunteers.meet(id, line.key, demand, day('2024-02-01'))
      return id
    })
  const [nel, piet] = [await volunteer('Nel Proef', 'talk', 'vog'), await volunteer('Piet Proef', 'talk')]
  const ask = (who: string) =>
    town.daan.does(async (store) => {
      const standing = await store.matches.ofCase(asked.id)
      return store.matches.ask(asked.id, { seen: versionOf(standing) }, line, [who])
    })

  await expect(ask(piet)).rejects.toThrow('heeft nog geen VOG laten zien')
  const match = (await ask(nel)).find((one) => one.volunteer === nel)?.id as string
  expect((await town.daan.does((store) => store.cases.get(asked.id))).phase).toBe('searching')
  await town.daan.does((store) => store.matches.look(match, line))
  await town.daan.does((store) => store.matches.accept(match, line))
  expect(await town.daan.does((store) => store.cases.get(asked.id))).toMatchObject({ phase: 'found', seeks: null })
})

test('a figure is explained in the words of the line', () => {
  expect(ruleInWords(seekers, yearPeriod(2025))).toContain(
    'Geteld zijn de hulpvragers bij de vragen die in 2025 begonnen.',
  )
})

import type { Answer, Question } from '#counting'
import { isKey } from '#platform/ids'
import { factsheetOf } from '#reports'
import { lineOf } from '#service-lines'
import { figuresByHand, plainScan, tableByHand } from './by-hand.store.ts'
import type { House } from './house.ts'

/** How long the figures of a factsheet take, in milliseconds (the median), beside two ways to do less. */
export interface FiguresMeasured {
  year: number
  engine: number
  byHand: number
  scan: number
  /** How many times as long as the table written by hand, and as reading the rows. */
  toByHand: number
  toScan: number
}

const year = 2024

/** The figures of the last whole year with the year before, all in one transaction of a coordinator, row security on. */
export async function measureFigures(house: House, rounds: number): Promise<FiguresMeasured> {
  const line = lineOf('buurtbemiddeling')
  const visit = { token: house.tokens.coordinator, purpose: '/bench', request: 'BENCH', writes: false }
  const times = await house.doorway.page(visit, async (store, asker) => {
    const { question } = await factsheetOf(store, asker, { line, year })
    const large = largeVillages(question)
    refuseAnotherTable(await store.figures.ask(question), await tableByHand(asker, line.key, year, large))
    const ways = {
      engine: () => store.figures.ask(question),
      byHand: () => tableByHand(asker, line.key, year, large),
      scan: () => plainScan(asker, line.key, year),
    }
    const took = { engine: [] as number[], byHand: [] as number[], scan: [] as number[] }
    // By turns, so that what else the machine does falls on all three alike; the first round warms up.
    for (let round = -1; round < rounds; round++) {
      for (const [name, way] of Object.entries(ways)) {
        const began = performance.now()
        await way()
        if (round >= 0) took[name as keyof typeof took].push(performance.now() - began)
      }
    }
    return took
  })
  if (!times) throw new Error('the session of the bench has ended')
  const [engine, byHand, scan] = [times.result.engine, times.result.byHand, times.result.scan].map(median) as [
    number,
    number,
    number,
  ]
  const tenth = (value: number) => Math.round(value * 10) / 10
  const ratio = (value: number) => Math.round((engine / value) * 100) / 100
  return {
    year,
    engine: tenth(engine),
    byHand: tenth(byHand),
    scan: tenth(scan),
    toByHand: ratio(byHand),
    toScan: ratio(scan),
  }
}

/** The large villages as the question itself counts them. */
function largeVillages({ groupings = [] }: Omit<Question, 'tenant'>): string[] {
  const sizes = groupings.find(({ key }) => key === 'villageSize')
  return [...(sizes?.groups ?? [])].filter(([key, group]) => isKey(key) && group === 'large').map(([key]) => key)
}

/** How long one table takes against another says nothing unless they are the same, in every margin. */
function refuseAnotherTable(
  { figures }: Answer,
  { rows, destinations }: Awaited<ReturnType<typeof tableByHand>>,
): void {
  const numberOf = (key: string, last: boolean, by?: string, row?: string): number => {
    const [figure, field = 'value'] = key.split(' ') as [string, 'of' | 'part' | 'value' | undefined]
    const place = by ? figures[figure]?.cells[by]?.find((cell) => cell.key === row) : figures[figure]
    return (last ? place?.last?.[field] : place?.[field]) ?? 0
  }
  const differ = (what: string, engine: number, byHand: number | undefined) => {
    if (engine !== byHand) throw new Error(`the table by hand is another one: ${what} is ${engine}, by hand ${byHand}`)
  }
  for (const { margin, key, numbers } of rows) {
    figuresByHand.forEach((figure, i) => {
      // Only the cases are broken down on the page; by hand every figure is.
      if (margin !== 'total' && i > 0) return
      const by = breakdowns[margin]
      for (const last of [false, true]) {
        if (margin === (last ? 'outcome now' : 'outcome last')) continue
        differ(`${figure} ${margin} ${key} ${last}`, numberOf(figure, last, by, key), numbers[2 * i + (last ? 1 : 0)])
      }
    })
  }
  destinations.forEach((found, i) => {
    differ('destinations', numberOf('buurtbemiddeling-verwezen-naar', i === 1), found)
  })
}

const breakdowns: Readonly<Record<string, string>> = {
  village: 'village',
  size: 'villageSize',
  column: 'villageColumn',
  topic: 'mainTopic',
  'outcome now': 'outcome',
  'outcome last': 'outcome',
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

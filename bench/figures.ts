import type { Store } from '#access'
import type { Asker } from '#platform/asker'
import { isKey } from '#platform/ids'
import { factsheetOf } from '#reports'
import { lineOf } from '#service-lines'
import { plainScan, tableByHand } from './by-hand.store.ts'
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
    const large = await largeVillages(store, asker)
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

async function largeVillages(store: Store, asker: Asker): Promise<string[]> {
  const groupings = await store.areas.bySize('groot-klein', asker.today)
  return [...(groupings[0]?.groups ?? [])].filter(([key, group]) => isKey(key) && group === 'large').map(([key]) => key)
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

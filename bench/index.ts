import { cpus, totalmem } from 'node:os'
import { type FiguresMeasured, measureFigures } from './figures.ts'
import { openHouse, type ServerOfAnother } from './house.ts'
import { type Effort, type MorningMeasured, measureMorning } from './morning.ts'
import type { Built } from './organisation.ts'
import { measurePublishing, type PublishingMeasured } from './publishing.ts'
import { type Size, sizeOf } from './sizes.ts'
import { startWeb } from './web.ts'
import { measureWizard, type WizardMeasured } from './wizard.ts'

export { fullSize, type Size, sizeOf } from './sizes.ts'

/** Everything that one run measured, with what it was measured on. */
export interface Bench {
  on: string
  machine: { processor: string; cores: number; gigabytes: number; node: string; system: string }
  size: Size
  built: Built[]
  figures: FiguresMeasured
  morning: MorningMeasured
  publishing: PublishingMeasured
  wizard: WizardMeasured
  /** Memory of the web process in megabytes: just started, and after the morning. */
  memory: { started: number | null; after: number | null }
}

export const usualEffort: Effort = { rate: 100, seconds: 10, connections: 16 }

export interface BenchWishes {
  folder: string
  size?: Size
  effort?: Effort
  /** How often the figures are counted. */
  rounds?: number
  /** How many rows the workbook has that is read in. */
  rows?: number
  tell?: (line: string) => void
  /** For tests: a server that runs already, and the database to make in it. */
  server?: ServerOfAnother
}

/**
 * Builds the organisation in a folder, or uses the one that stands there, and measures a morning in it. The generator of
 * the load runs in this process, on the same machine.
 */
export async function runBench({
  folder,
  size = sizeOf(),
  effort = usualEffort,
  rounds = 15,
  rows = 20_000,
  tell = () => {},
  server,
}: BenchWishes): Promise<Bench> {
  const house = await openHouse(
    folder,
    size,
    ({ what, rows, seconds }) =>
      tell(`${what}: ${rows} rijen in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} per seconde`),
    server,
  )
  try {
    const figures = await measureFigures(house, rounds)
    tell(
      `cijfers van de factsheet: ${figures.engine} ms, met de hand ${figures.byHand} ms, alleen lezen ${figures.scan} ms`,
    )
    const web = await startWeb(house)
    try {
      const started = web.megabytes()
      const publishing = await measurePublishing(house, web, Math.min(rounds, 5))
      tell(`een jaar publiceren: bekijken ${publishing.shown} ms, vaststellen ${publishing.settled} ms`)
      const morning = await measureMorning(house, web, effort, (one) =>
        tell(`${one.what}: p95 ${one.steady.p95} ms, vol ${one.saturated.perSecond} per seconde`),
      )
      const after = web.megabytes()
      const wizard = await measureWizard(house, rows)
      tell(`inlezen van ${rows} rijen: proef ${wizard.rehearse} s, inlezen ${wizard.take} s`)
      return {
        on: new Date().toISOString(),
        machine: machine(),
        size,
        built: house.built,
        figures,
        morning,
        publishing,
        wizard,
        memory: { started, after },
      }
    } finally {
      await web.stop()
    }
  } finally {
    await house.close()
  }
}

function machine(): Bench['machine'] {
  const all = cpus()
  return {
    processor: all[0]?.model.trim() ?? 'onbekend',
    cores: all.length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
  }
}

export { inLines } from './in-words.ts'

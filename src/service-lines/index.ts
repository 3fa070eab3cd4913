import type { Indicator } from '#counting'
import type { ServiceLine } from '#kernel/service-line'
import { NotFound } from '#platform/errors'
import buurtbemiddeling from './buurtbemiddeling.ts'
import vrijwilligeOndersteuning from './vrijwillige-ondersteuning.ts'

/** Every line that is declared. The folder is the registry: a line is one file here, and one entry below. */
export const serviceLines: readonly ServiceLine[] = [buurtbemiddeling, vrijwilligeOndersteuning]

/** A line by its key. @throws NotFound */
export function lineOf(key: string): ServiceLine {
  const line = serviceLines.find((one) => one.key === key)
  if (!line) throw new NotFound()
  return line
}

/** Every indicator of every line, by key. */
export const indicators: ReadonlyMap<string, Indicator> = new Map(
  serviceLines.flatMap((line) => line.indicators.map((one) => [one.key, one] as const)),
)

import type { ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { outcomeSet, type SettingUsed, villageSet } from './question.ts'
import { type Agreed, type Reader, type Sight, smallNumbers } from './sight.ts'

interface Settled {
  settingsOn(keys: readonly string[], on: Day): Promise<readonly { key: string; source: string }[]>
}

/** The settings that a factsheet rests on, each with its value in words and who agreed it: an organisation's own, or the default. */
export async function settingsUsed(
  store: Settled,
  { settings }: Pick<Reader, 'settings'>,
  line: ServiceLine,
  sight: Sight,
  on: Day,
): Promise<SettingUsed[]> {
  const agreed: Agreed<unknown>[] = [
    villageSet(line),
    outcomeSet(line),
    ...(sight === 'records' ? [] : [smallNumbers[sight], smallNumbers.means]),
  ]
  const own = new Map(
    (
      await store.settingsOn(
        agreed.map(({ key }) => key),
        on,
      )
    ).map((row) => [row.key, row.source]),
  )
  return agreed.map((one) => ({
    called: one.called,
    value: inWords(settings.value<unknown>(one.key, on, one.otherwise), line),
    source: own.get(one.key) ?? one.source,
  }))
}

function inWords(value: unknown, line: ServiceLine): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const moved = Object.entries(value as Record<string, unknown>).flatMap(([ending, as]) => {
    const [from, to] = [line.case.outcomes[ending]?.called, line.case.published[String(as)]]
    return from && to ? [`${from}: ${to}`] : []
  })
  return moved.length === 0 ? 'zoals de werksoort het zegt' : moved.join('; ')
}

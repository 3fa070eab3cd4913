import type { ServiceLine } from '#kernel/service-line'
import { addDays, type Day, inWords, startOfYear, yearOf } from '#platform/days'
import type { Settings } from '#platform/settings'
import { list } from '#platform/words'
import { villageSet } from '#reports'

type Line = ServiceLine

/** The set of large and small villages that the figures of a line count with on a day. */
export function setUsedBy(line: Line, settings: Settings, on: Day): string {
  const agreed = villageSet(line)
  return String(settings.value<unknown>(agreed.key, on, agreed.otherwise))
}

/** The lines whose figures count with a set on a day. */
export const linesCountingWith = (lines: readonly Line[], set: string, settings: Settings, on: Day): Line[] =>
  lines.filter((line) => setUsedBy(line, settings, on) === set)

/** The names of the figures of a line that tell large from small villages. */
export function figuresBySize(line: Pick<Line, 'indicators'>): string[] {
  return line.indicators
    .filter((one) => {
      const { by, where, whole, part } = one as unknown as Record<string, object | undefined>
      const named = [...((by as readonly string[] | undefined) ?? []), ...[where, whole, part].flatMap(keysOf)]
      return named.includes('villageSize') || named.includes('villageColumn')
    })
    .map(({ name }) => name)
}

const keysOf = (conditions: object | undefined): string[] => Object.keys(conditions ?? {})

/**
 * What happens to figures when a village stands in another group from a day on, in sentences for who decides it. A report counts a
 * whole year, and the year before it, with the group of the year's last day (or of today, in a year that runs).
 */
export function touchedInWords(
  inUse: readonly Line[],
  set: string,
  settings: Settings,
  from: Day,
  today: Day,
): string[] {
  const lines = linesCountingWith(inUse, set, settings, from > today ? from : today)
  if (lines.length === 0) return ['Geen factsheet telt met deze indeling. Er verandert dus geen cijfer.']
  const what = lines.map(
    (line) => `Bij ${line.name} gaat het om ${list(figuresBySize(line).map((name) => `‘${name}’`))}.`,
  )
  return [
    yearsInWords(from, today),
    ...what,
    'Het jaar ervoor, dat er in een factsheet naast staat, telt met dezelfde groep. Wat al gepubliceerd is, blijft zoals het is.',
  ]
}

/** Which years count with a group that begins on a day, and which do not. */
export function yearsInWords(from: Day, today: Day): string {
  const [year, thisYear] = [yearOf(from), yearOf(today)]
  const whole = from === startOfYear(from) ? '' : ', ook over zaken van vóór die dag'
  const stay = `De cijfers over ${year - 1} en eerder blijven zoals ze zijn.`
  if (from > today)
    return `Tot en met ${inWords(addDays(from, -1))} verandert er niets. Daarna telt heel ${year} met de nieuwe groep${whole}. ${stay}`
  if (year === thisYear) return `Heel ${year} telt met de nieuwe groep${whole}. ${stay}`
  const years = Array.from({ length: thisYear - year + 1 }, (_, at) => year + at)
  const called = years.length > 4 ? `van ${year} tot en met ${thisYear}` : `over ${list(years.map(String))}`
  return `Let op: de cijfers ${called} veranderen, ook van jaren die al voorbij zijn. ${stay}`
}

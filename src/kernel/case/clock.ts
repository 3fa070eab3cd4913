import type { ClockRule, Lasting, ServiceLine } from '#kernel/service-line'
import {
  addDays,
  addWorkdays,
  clockTimeOf,
  type Day,
  dayOf,
  daysBetween,
  momentOf,
  workdaysBetween,
} from '#platform/days'
import type { New, Row } from '#platform/records'
import type { Settings } from '#platform/settings'
import { decent, type QuietHours, quietHoursOf } from './quiet-hours.ts'

export type CaseClock = Row<'caseClocks'>
/** A stretch in which the clocks of a case stand still, from one moment until another. */
export type Pause = Pick<Row<'casePauses'>, 'startedAt' | 'endsAt'>

const hour = 3_600_000

/** What clocks must know of the organisation, as it was set on a day. */
export interface Calendar {
  /** Days on which nobody works there, besides weekends and holidays. */
  closed: ReadonlySet<Day>
  quiet: QuietHours
}

/** The calendar of a line on a day: the setting `closed-days` for all lines, `<line>.quiet-hours` for this one. */
export function calendarOf(line: Pick<ServiceLine, 'key'>, on: Day, settings: Settings): Calendar {
  return {
    closed: new Set(settings.value<readonly Day[]>('closed-days', on, [])),
    quiet: quietHoursOf(line, on, settings),
  }
}

/** How long a clock runs, by the setting `<line>.clock.<key>` or by default. */
export function lastingOf(line: Pick<ServiceLine, 'key'>, rule: ClockRule, on: Day, settings: Settings): Lasting {
  return settings.value(`${line.key}.clock.${rule.key}`, on, rule.lasts)
}

/**
 * The clocks that start when a phase is reached, with the moment each is due. How long they run is what was set on that day; a
 * later setting does not move a clock that runs. One that starts in a pause begins to run after it.
 */
export function clocksStartedBy(
  line: ServiceLine,
  caseId: string,
  phase: string,
  at: Date,
  on: Day,
  settings: Settings,
  pauses: readonly Pause[] = [],
): New<'caseClocks'>[] {
  const calendar = calendarOf(line, on, settings)
  return line.case.clocks
    .filter((rule) => rule.from === phase)
    .map((rule) => {
      const started = { startedAt: at, ...lastingOf(line, rule, on, settings) }
      return { caseId, clock: rule.key, ...started, ...dueOf(started, pauses, calendar), stoppedAt: null }
    })
}

/**
 * When a clock is due and when to warn that half of its time is over. Hours go on day and night. Days end at the same time on
 * the clock, also when summer time began in between; workdays leave out weekends, holidays and the days that the organisation is
 * closed. What a pause took is added at the end, in the clock's own unit. A warning comes at a decent hour, and never after
 * the clock itself.
 */
export function dueOf(
  clock: { startedAt: Date; amount: number; unit: string },
  pauses: readonly Pause[],
  calendar: Calendar,
): { dueAt: Date; warnAt: Date } {
  const { closed, quiet } = calendar
  const inOrder = [...pauses].sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime())
  let dueAt = later(clock.startedAt, clock.amount, clock.unit, closed)
  for (const pause of inOrder) {
    const from = latest(pause.startedAt, clock.startedAt)
    if (from >= dueAt || pause.endsAt <= from) continue
    dueAt = later(dueAt, lengthOf(from, pause.endsAt, clock.unit, closed), clock.unit, closed)
  }
  const half = decent(halfway(clock.startedAt, dueAt, inOrder), quiet, clock.unit === 'workdays' ? closed : undefined)
  return { dueAt, warnAt: new Date(Math.min(half.getTime(), dueAt.getTime())) }
}

/** So many hours, days or workdays after a moment. */
function later(at: Date, amount: number, unit: string, closed: ReadonlySet<Day>): Date {
  if (unit === 'hours') return new Date(at.getTime() + amount * hour)
  const on = unit === 'days' ? addDays(dayOf(at), amount) : addWorkdays(dayOf(at), amount, closed)
  return momentOf(on, clockTimeOf(at))
}

function lengthOf(from: Date, until: Date, unit: string, closed: ReadonlySet<Day>): number {
  if (unit === 'hours') return (until.getTime() - from.getTime()) / hour
  if (unit === 'days') return daysBetween(dayOf(from), dayOf(until))
  return workdaysBetween(dayOf(from), dayOf(until), closed)
}

/** The moment at which half of the time is over that the clock did run. */
function halfway(startedAt: Date, dueAt: Date, pauses: readonly Pause[]): Date {
  const stood = pauses.reduce((sum, pause) => sum + overlap(startedAt, dueAt, pause), 0)
  let half = startedAt.getTime() + (dueAt.getTime() - startedAt.getTime() - stood) / 2
  for (const pause of pauses) {
    const from = latest(pause.startedAt, startedAt).getTime()
    if (from <= half && pause.endsAt > startedAt) half += Math.max(0, pause.endsAt.getTime() - from)
  }
  return new Date(half)
}

const overlap = (from: Date, until: Date, pause: Pause): number =>
  Math.max(0, Math.min(until.getTime(), pause.endsAt.getTime()) - latest(from, pause.startedAt).getTime())

const latest = (one: Date, other: Date): Date => new Date(Math.max(one.getTime(), other.getTime()))

/** Whether reaching this phase stops the clock. */
export function stops(line: ServiceLine, clock: string, phase: string): boolean {
  const places = Object.keys(line.case.phases)
  const rule = line.case.clocks.find((one) => one.key === clock)
  return rule !== undefined && places.indexOf(phase) >= places.indexOf(rule.to)
}

/** The first moments of the clocks that run: what stands with the case, makes it late, and warns before. */
export function firstDue(clocks: readonly Pick<CaseClock, 'dueAt' | 'warnAt' | 'stoppedAt'>[]): {
  dueAt: Date | null
  warnAt: Date | null
} {
  const running = clocks.filter((clock) => clock.stoppedAt === null)
  const first = (moments: number[]) => (moments.length === 0 ? null : new Date(Math.min(...moments)))
  return {
    dueAt: first(running.map((clock) => clock.dueAt.getTime())),
    warnAt: first(running.map((clock) => clock.warnAt.getTime())),
  }
}

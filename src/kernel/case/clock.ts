import type { ClockRule, ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import type { New, Row } from '#platform/records'
import type { Settings } from '#platform/settings'

export type CaseClock = Row<'caseClocks'>
const hour = 3_600_000

/**
 * The clocks that start when a phase is reached, with the moment each is due. Hours are clock hours, or those of the
 * organisation's setting `<line>.clock.<key>` on that day; a later setting does not move a clock that runs.
 */
export function clocksStartedBy(
  line: ServiceLine,
  caseId: string,
  phase: string,
  at: Date,
  on: Day,
  settings: Settings,
): New<'caseClocks'>[] {
  return line.case.clocks
    .filter((rule) => rule.from === phase)
    .map((rule) => ({
      caseId,
      clock: rule.key,
      startedAt: at,
      dueAt: new Date(at.getTime() + hoursOf(line, rule, on, settings) * hour),
      stoppedAt: null,
    }))
}

/** How many hours a clock gives, by setting or by default. */
export function hoursOf(line: ServiceLine, rule: ClockRule, on: Day, settings: Settings): number {
  return settings.value(`${line.key}.clock.${rule.key}`, on, rule.hours)
}

/** Whether reaching this phase stops the clock. */
export function stops(line: ServiceLine, clock: string, phase: string): boolean {
  const places = Object.keys(line.case.phases)
  const rule = line.case.clocks.find((one) => one.key === clock)
  return rule !== undefined && places.indexOf(phase) >= places.indexOf(rule.to)
}

/** The moment the first running clock is due: what stands with the case and makes it late. */
export function firstDue(clocks: readonly Pick<CaseClock, 'dueAt' | 'stoppedAt'>[]): Date | null {
  const running = clocks.filter((clock) => clock.stoppedAt === null).map((clock) => clock.dueAt.getTime())
  return running.length === 0 ? null : new Date(Math.min(...running))
}

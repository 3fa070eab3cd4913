import type { Asker } from '#platform/asker'
import type { records } from '#platform/records'
import type { CasePause } from './case.store.ts'
import { type Case, leftReason } from './case.ts'
import { type Calendar, calendarOf } from './clock.ts'

const tenYears = 10 * 366 * 24 * 3_600_000

/**
 * A case stands still when nobody is left on one of its sides: somebody moved away or died. It is a pause without an end in sight, so its
 * clocks wait; a pause that ran already ends first, and runs on when this one is taken back.
 */
export function standingStill(
  asker: Asker,
  cases: ReturnType<typeof records<'cases'>>,
  pauses: ReturnType<typeof records<'casePauses'>>,
  of: {
    pausesOf: (id: string) => Promise<CasePause[]>
    setClocks: (id: string, calendar: Calendar) => Promise<Case>
  },
) {
  const now = asker.now
  const latest = (moments: readonly Date[]) => new Date(Math.max(...moments.map((moment) => moment.getTime())))

  /** Lets a running case stand still. Twice is once. @throws NotFound */
  async function standStill(id: string): Promise<Case> {
    const running = await cases.apply(id, (was) => was)
    const current = (await of.pausesOf(id)).filter((one) => one.endsAt > now)
    if (running.closedOn !== null || current.some((one) => one.reason === leftReason)) return running
    const endsAt = new Date(now.getTime() + tenYears)
    const startedAt = latest([now, ...current.map((one) => one.endsAt)])
    await pauses.add({ caseId: id, startedAt, endsAt, reason: leftReason })
    return cases.apply(id, (was) => ({ ...was, pausedUntil: endsAt }))
  }

  /** Lets it go on; its clocks are due as much later as it stood. Nothing happens to a case that does not stand still for this. */
  async function goOn(id: string): Promise<Case> {
    const running = await cases.apply(id, (was) => was)
    const stood = (await of.pausesOf(id)).filter((one) => one.reason === leftReason && one.endsAt > now)
    if (stood.length === 0) return running
    for (const one of stood) await pauses.apply(one.id, (was) => ({ ...was, endsAt: latest([was.startedAt, now]) }))
    const current = (await of.pausesOf(id)).filter((one) => one.reason !== leftReason && one.endsAt > now)
    const pausedUntil = current.length > 0 ? latest(current.map((one) => one.endsAt)) : null
    await cases.apply(id, (was) => (was.closedOn === null ? { ...was, pausedUntil } : was))
    return of.setClocks(id, calendarOf({ key: running.line }, asker.today, asker.settings))
  }

  return { standStill, goOn }
}

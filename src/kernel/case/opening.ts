import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { type Day, dayOf, momentOf } from '#platform/days'
import { newKey, shortNumber } from '#platform/ids'
import type { New } from '#platform/records'
import { type Assessment, assess, type Case, type Closing, closeCase, reachPhase, reportDay } from './case.ts'
import { type CaseClock, clocksStartedBy, firstDue, stops } from './clock.ts'

export type NewSide = Omit<New<'caseSides'>, 'caseId'>

export interface NewCase {
  /** A short number that it already has; left out: a new one. */
  number?: string
  /** The moment it was reported; the case is opened on its day. */
  reportedAt: Date
  sides: readonly NewSide[]
  mainTopic: string | null
  topics?: readonly string[]
  channel?: string | null
  referrer?: string | null
  owner?: string | null
  ageAtStart?: number | null
  fields?: Record<string, unknown>
  /** What already happened to a case that is taken over from elsewhere, in order. */
  since?: {
    assessment?: Assessment
    reached?: readonly { phase: string; at: Date }[]
    closing?: Closing
  }
}

/**
 * A new case in memory with its parts, and with what has happened to it since: the same rules as step by step.
 * @param id its key; a case that is told again keeps the one it has
 * @throws Invalid as the rules of each step do
 */
export function beginCase(asker: Asker, line: ServiceLine, news: NewCase, id: string = newKey()) {
  const main = news.sides.find((side) => side.side === line.case.mainSide)
  const openedOn = reportDay(news.reportedAt, asker.today)
  const first = Object.keys(line.case.phases)[0] as string
  let running = {
    id,
    tenant: asker.tenant,
    version: 1,
    addedAt: asker.now,
    addedBy: asker.account,
    removedAt: null,
    number: news.number ?? shortNumber(),
    line: line.key,
    person: main?.person ?? null,
    village: main?.village ?? null,
    street: main?.street ?? null,
    openedOn,
    closedOn: null,
    phase: first,
    phaseSince: news.reportedAt,
    outcome: null,
    mainTopic: news.mainTopic,
    channel: news.channel ?? null,
    referrer: news.referrer ?? null,
    owner: news.owner ?? null,
    waitsFor: line.case.phases[first]?.waitsFor ?? 'us',
    dueAt: null,
    warnAt: null,
    pausedUntil: null,
    seeks: null,
    ageAtStart: news.ageAtStart ?? null,
    fields: (news.fields ?? {}) as Case['fields'],
    joinedTo: null,
    joinedAs: null,
    joinedAt: null,
    joinedStood: null,
    referrerToldOn: null,
    shielded: false,
    destroyedOn: null,
  } satisfies Case as Case
  let ticking: New<'caseClocks'>[] = []
  const reached: New<'casePhases'>[] = []
  const reach = (phase: string, moment: Date) => {
    reached.push({ caseId: id, phase, reachedAt: moment })
    ticking = ticking.map((clock) =>
      !clock.stoppedAt && stops(line, clock.clock, phase) ? { ...clock, stoppedAt: moment } : clock,
    )
    ticking.push(...clocksStartedBy(line, id, phase, moment, dayOf(moment), asker.settings))
  }
  reach(first, news.reportedAt)
  const { assessment, reached: since = [], closing } = news.since ?? {}
  if (assessment) running = assess(running, line.case, assessment)
  for (const { phase, at: moment } of since) {
    const further = reachPhase(running, line.case, phase, moment)
    if (further !== running) reach(phase, moment)
    running = further
  }
  const ended = closing ? endOf(closing.on, asker) : assessment?.suitable === 'no' ? asker.now : null
  if (ended) ticking = ticking.map((clock) => ({ ...clock, stoppedAt: clock.stoppedAt ?? ended }))
  running = { ...running, ...firstDue(ticking as CaseClock[]) }
  if (closing) running = closeCase(running, line, closing, asker)
  return {
    case: running as New<'cases'>,
    sides: news.sides.map((side) => ({ ...side, caseId: id })),
    topics: [...new Set(news.topics ?? [])]
      .filter((topic) => topic !== news.mainTopic)
      .map((topic) => ({ caseId: id, topic })),
    phases: reached,
    clocks: ticking,
  }
}

/** When the clocks of a case stop that was closed on a day: now, or at the end of a day that lies behind us. */
function endOf(on: Day, { today, now }: Pick<Asker, 'today' | 'now'>): Date {
  return on === today ? now : momentOf(on, '23:59')
}

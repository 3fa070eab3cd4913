// The life of a case:
//
//   reported ─ assessed ─┬─ suitable ─ … phases of the line … ─┬─ closed with one outcome
//                        └─ not suitable ──────────────────────┘        │
//                                        running again ◄── closing withdrawn
//
// A case never goes back a phase by itself: what happened, happened. Only a closing can be withdrawn.

import type { CaseDeclaration, ServiceLine } from '#kernel/service-line'
import { type Day, dayOf, daysBetween, inWords, momentOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { At, Row } from '#platform/records'
import { the, thisOne, withArticle } from '#platform/words'
import type { QuietHours } from './quiet-hours.ts'

export type Case = Row<'cases'>

export interface Assessment {
  suitable: 'yes' | 'no'
  /** Keys of the line's reasons, when it does not suit. */
  reasons: readonly string[]
}

export interface Closing {
  on: Day
  outcome: string
}

/** Whether the case was found suitable; undefined before it was assessed. */
export function assessmentOf(one: Case): Assessment | undefined {
  const { suitable, unsuitableReasons } = one.fields as { suitable?: 'yes' | 'no'; unsuitableReasons?: string[] }
  return suitable && { suitable, reasons: unsuitableReasons ?? [] }
}

/**
 * Decides whether the line can help here. It comes before anything else (Appendix 1, rule 5).
 * @throws Invalid when it does not suit and no reason is given, or when the case is closed
 */
export function assess(running: Case, declared: CaseDeclaration, { suitable, reasons }: Assessment): Case {
  mustRun(running)
  if (suitable === 'no' && reasons.length === 0) {
    throw new Invalid({ reasons: 'Kies waarom het hier niet past. Dan kun je het later nog uitleggen.' })
  }
  const fields = { ...(running.fields as object), suitable, unsuitableReasons: suitable === 'no' ? [...reasons] : [] }
  const phase = Object.entries(declared.phases).find(([, one]) => one.byAssessment)?.[0]
  const assessed: Case = { ...running, fields, waitsFor: 'us' }
  return suitable === 'yes' && phase ? assessed : { ...assessed, ...nothingDue }
}

/** The place of a phase on the line, from 0; -1 for a phase the line does not have. */
export function placeOf(declared: CaseDeclaration, phase: string): number {
  return Object.keys(declared.phases).indexOf(phase)
}

/**
 * Brings a case to a phase at a moment. Further on only: reaching one that lies behind changes nothing.
 * @throws Invalid when the line has no such phase, the case is closed, or it was not found suitable yet
 */
export function reachPhase(running: Case, declared: CaseDeclaration, phase: string, at: Date): Case {
  mustRun(running)
  const place = placeOf(declared, phase)
  if (place < 0) throw new Invalid({ phase: 'Die stap bestaat hier niet. Kies een stap van de lijn.' })
  if (place <= placeOf(declared, running.phase)) return running
  const assessed = Object.values(declared.phases).findIndex((one) => one.byAssessment)
  if (assessed >= 0 && place > assessed && assessmentOf(running)?.suitable !== 'yes') {
    throw new Invalid({ phase: `Beslis eerst of ${thisOne(declared.called)} past. Daarna kun je verder.` })
  }
  return { ...running, phase, phaseSince: at, waitsFor: declared.phases[phase]?.waitsFor ?? 'us' }
}

/** A talk as far as it moves a case. */
export interface Moved {
  kind: string
  side: string | null
  result: string | null
}

/** The phase that a talk brings the case to, or undefined when it moves nothing. Nobody spoken to moves nothing. */
export function phaseAfter(running: Case, declared: CaseDeclaration, talk: Moved): string | undefined {
  if (talk.result && declared.results[talk.result]?.nobody) return undefined
  const place = placeOf(declared, running.phase)
  return declared.reaches
    .filter((rule) => rule.kind.includes(talk.kind) && (!rule.side || rule.side === talk.side))
    .filter((rule) => !rule.result || (talk.result !== null && rule.result.includes(talk.result)))
    .filter((rule) => placeOf(declared, rule.after) <= place)
    .map((rule) => rule.phase)
    .filter((phase) => placeOf(declared, phase) > place)
    .sort((one, other) => placeOf(declared, other) - placeOf(declared, one))[0]
}

/** For whom the case waits after a talk: the side that wants to think, or whoever the phase says. */
export function waitsAfter(running: Case, declared: CaseDeclaration, talk: Moved): Case {
  const result = talk.result ? declared.results[talk.result] : undefined
  const waitsFor =
    result?.waitsFor === 'side' && talk.side ? talk.side : (declared.phases[running.phase]?.waitsFor ?? 'us')
  return { ...running, waitsFor }
}

/**
 * The outcomes that fit what was assessed: what never suited cannot end as solved. Before an assessment only those that say
 * nothing of it, such as advice: whether a case can be mediated is decided first (Appendix 1, rule 5).
 */
export function outcomesFor(running: Case, declared: CaseDeclaration): Record<string, string> {
  const suitable = assessmentOf(running)?.suitable
  return Object.fromEntries(
    Object.entries(declared.outcomes)
      .filter(([, outcome]) => !outcome.suitable || outcome.suitable === suitable)
      .map(([key, outcome]) => [key, outcome.called]),
  )
}

/**
 * Ends a case with exactly one outcome, for the whole case: what was agreed belongs to all sides.
 * @throws Invalid when the day lies before the start or after today, or the outcome does not fit the assessment
 */
export function closeCase(
  running: Case,
  line: ServiceLine,
  { on, outcome }: Closing,
  { today }: Pick<At, 'today'>,
): Case {
  mustRun(running)
  const { called } = line.case
  if (on < running.openedOn) {
    throw new Invalid({ on: `${the(called)} begon op ${inWords(running.openedOn)}. Kies die dag of later.` })
  }
  if (on > today) throw new Invalid({ on: 'Die dag moet nog komen. Kies vandaag of een dag daarvoor.' })
  if (!(outcome in outcomesFor(running, line.case))) {
    throw new Invalid({ outcome: `Kies hoe ${withArticle(called)} is afgelopen, uit de lijst.` })
  }
  return { ...running, closedOn: on, outcome, waitsFor: null, ...nothingDue, pausedUntil: null }
}

/**
 * Takes a closing back: the case runs on from where it stood, and who sent it is told anew how it ends. Nothing happens to a case
 * that runs.
 */
export function withdrawClosing(closed: Case): Case {
  if (closed.closedOn === null) return closed
  return { ...closed, closedOn: null, outcome: null, waitsFor: 'us', referrerToldOn: null }
}

/** Why a case stands still. Keys are for ever. */
export const pauseReasons = {
  thinking: 'Iemand wil er nog over nadenken',
  away: 'Iemand is weg of met vakantie',
  ill: 'Iemand is ziek',
  other: 'Iets anders',
} as const
export type PauseReason = keyof typeof pauseReasons

/** The reason of a pause that nobody chose: on one of the sides nobody is left. */
export const leftReason = 'left'

/** Why a case stands still, in words that fit after a colon. */
export const whyStill = (reason: string): string =>
  reason === leftReason
    ? 'iemand is verhuisd of overleden'
    : (pauseReasons[reason as PauseReason]?.toLowerCase() ?? reason)

/** A case that stands longer than this is not paused: it is better closed and taken up again. */
const longestPause = 183

/**
 * Lets a case stand still until a day; its clocks stand still as well and go on at the end of the quiet hours of that day.
 * @throws Invalid when the day is not to come, lies more than half a year ahead, or the case is closed or stands still already
 */
export function pauseCase(
  running: Case,
  until: Day,
  { today, now }: Pick<At, 'today' | 'now'>,
  quiet: QuietHours,
): Case {
  mustRun(running)
  if (stillUntil(running, now)) throw new Invalid({ '': 'Dit staat al stil. Laat het eerst weer lopen.' })
  if (until <= today) throw new Invalid({ until: 'Kies een dag die nog komt.' })
  if (daysBetween(today, until) > longestPause)
    throw new Invalid({
      until: 'Dat is meer dan een half jaar. Kies een eerdere dag, of sluit af en begin later opnieuw.',
    })
  return { ...running, pausedUntil: momentOf(until, quiet.until) }
}

/** Until when a case stands still at this moment; undefined when it does not. */
export function stillUntil(one: Pick<Case, 'pausedUntil'>, now: Date): Date | undefined {
  return one.pausedUntil && one.pausedUntil > now ? one.pausedUntil : undefined
}

/** A moment after the end of every pause that somebody chose: what stands still beyond it has no end in sight. */
export const endOfPauses = (now: Date): Date => new Date(now.getTime() + 2 * longestPause * 24 * 3_600_000)

/** Whether it stands still with no end in sight: somebody moved away or died. */
export const stillForLong = (one: Pick<Case, 'pausedUntil'>, now: Date): boolean =>
  one.pausedUntil !== null && one.pausedUntil > endOfPauses(now)

/** Gives a case to somebody else. */
export function handOver(running: Case, owner: string): Case {
  mustRun(running)
  return { ...running, owner }
}

/** Whether a case was running at the start of a day's year: carried over from the year before. */
export function isCarriedOver(one: Case, today: Day): boolean {
  return one.openedOn.slice(0, 4) < today.slice(0, 4)
}

/** The day a case is reported on, from its moment. Reports in the future do not exist. */
export function reportDay(at: Date, today: Day): Day {
  const on = dayOf(at)
  if (on > today) throw new Invalid({ openedOn: 'Die dag moet nog komen. Kies vandaag of een dag daarvoor.' })
  return on
}

const nothingDue = { dueAt: null, warnAt: null }

function mustRun(one: Case): void {
  if (one.joinedTo !== null) throw new Invalid({ '': 'Dit is samengevoegd met een ander. Laad de pagina opnieuw.' })
  if (one.closedOn !== null) {
    throw new Invalid({ '': `Dit is op ${inWords(one.closedOn)} afgesloten. Trek eerst de afsluiting in.` })
  }
}

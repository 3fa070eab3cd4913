import { addressIsShielded } from '#kernel/area'
import {
  type CaseClock,
  type CaseLine,
  type CasePause,
  type CaseSide,
  lineForBoth,
  placeOf,
  stillForLong,
  stillUntil,
  whyStill,
} from '#kernel/case'
import { seeksInWords } from '#kernel/match'
import { stepKinds } from '#kernel/next-step'
import type { Lasting, MatchDeclaration, ServiceLine } from '#kernel/service-line'
import {
  type Day,
  dayOf,
  daysBetween,
  fromToday,
  inWords,
  shortly,
  timeOf,
  weekdayName,
  withoutYear,
  yearOf,
} from '#platform/days'
import { capital, counted, list, noun, spelled, withArticle } from '#platform/words'
import type { Tone, TrackStep } from '#ui'

type Named = Pick<CaseLine, 'mainTopic' | 'street' | 'number'>
type Stands = Pick<
  CaseLine,
  'phase' | 'waitsFor' | 'dueAt' | 'warnAt' | 'pausedUntil' | 'closedOn' | 'outcome' | 'seeks'
> & { bothReported?: boolean }
type Planned = Pick<CaseLine, 'nextKind' | 'nextOn' | 'nextAt' | 'nextPlace'>
const hour = 3_600_000

/** What a case is called: 'Huisdieren, Oosterstraat'; without a street its number stands there, for two cases must differ. */
export function titleOf(line: ServiceLine, one: Named): string {
  const topic = (one.mainTopic && line.case.topics[one.mainTopic]) ?? capital(line.case.called.one)
  return `${topic}, ${one.street ?? `nummer ${one.number}`}`
}

/** 'Lindeveen · sinds 10 maart · Gerda en Wim': where, since when, and who mediate. */
export function aboutOf(
  one: Pick<CaseLine, 'villageName' | 'openedOn' | 'fields'> & Partial<Pick<CaseLine, 'helperNames'>>,
  today: Day,
): string {
  const typed = (one.fields as { mediators?: string | null } | null)?.mediators
  // A list has room for what people call each other; the whole name stands with the case.
  const helpers = one.helperNames ? list(one.helperNames.map((name) => name.split(' ')[0] as string)) : typed
  return [one.villageName ?? 'dorp onbekend', `sinds ${dayInWords(one.openedOn, today)}`, helpers]
    .filter(Boolean)
    .join(' · ')
}

/** '10 maart', with the year when that is another than today's. */
export function dayInWords(on: Day, today: Day): string {
  return yearOf(on) === yearOf(today) ? withoutYear(on) : inWords(on)
}

/** A moment in a list: '10 mrt 16.20', with the year when that is another than today's. */
export function momentShortly(at: Date, today: Day): string {
  const on = dayOf(at)
  return yearOf(on) === yearOf(today) ? `${shortly(on)} ${clockTime(timeOf(at))}` : `${shortly(on)} ${yearOf(on)}`
}

/** Before when something must be done, as short as it can be understood: 'voor morgen 8.50'. */
export function dueInWords(dueAt: Date, today: Day): string {
  return `voor ${nearDay(dayOf(dueAt), today)} ${clockTime(timeOf(dueAt))}`
}

/** How late something is, as people say it: 'net te laat', '3 uur te laat', and what had to be done yesterday '1 dag te laat'. */
export function lateness(dueAt: Date, now: Date): string | undefined {
  if (now.getTime() <= dueAt.getTime()) return undefined
  const days = daysBetween(dayOf(dueAt), dayOf(now))
  if (days > 0) return `${days} ${days === 1 ? 'dag' : 'dagen'} te laat`
  const hours = Math.floor((now.getTime() - dueAt.getTime()) / hour)
  return hours < 1 ? 'net te laat' : `${hours} uur te laat`
}

/** A day as short as it can be understood: 'vandaag', 'morgen', 'vrijdag' within the week, else '24 mrt'. */
export function nearDay(on: Day, today: Day): string {
  const away = daysBetween(today, on)
  if (away >= -1 && away <= 1) return fromToday(on, today)
  if (away > 1 && away < 7) return weekdayName(on)
  return yearOf(on) === yearOf(today) ? shortly(on) : `${shortly(on)} ${yearOf(on)}`
}

/** 'morgen 19.30, dorpshuis': a planned step as seen from today. `short` for where there is little room. */
export function plannedInWords(
  step: { onDay: Day; atTime: string | null; place: string | null },
  today: Day,
  short = false,
): string {
  const at = step.atTime ? ` ${clockTime(step.atTime)}` : ''
  return `${short ? nearDay(step.onDay, today) : fromToday(step.onDay, today)}${at}${step.place ? `, ${step.place}` : ''}`
}

/** '09:30' as people say it: '9.30'. */
export const clockTime = (time: string): string => time.slice(0, 5).replace(':', '.').replace(/^0/, '')

/** '1 dag', '48 uur', '3 werkdagen': how long a clock runs. */
export function lastingInWords({ amount, unit }: Lasting): string {
  return unit === 'hours' ? `${amount} uur` : counted(amount, unit === 'days' ? dayNoun : workdayNoun)
}
const dayNoun = noun('dag', 'dagen', 'de')
const workdayNoun = noun('werkdag', 'werkdagen', 'de')

/** What a step is called: 'bellen', or the words of a kind that is not ours. */
export function stepCalled(kind: string): string {
  return ((stepKinds as Record<string, string>)[kind] ?? kind).toLowerCase()
}

/**
 * The one thing to know of a case in a list: that it stands still; how late it is; else what was planned; else for whom it waits; else what the
 * next deed is. Late is red, what passed, waits or has half of its time behind it amber, what is planned green.
 */
export function chipOf(
  line: ServiceLine,
  one: Stands & Planned,
  { now, today }: { now: Date; today: Day },
): { tone: Tone; text: string } {
  if (one.closedOn)
    return { tone: 'plain', text: (one.outcome && line.case.outcomes[one.outcome]?.called) ?? 'Afgesloten' }
  const still = stillUntil(one, now)
  if (stillForLong(one, now)) return { tone: 'plain', text: 'staat stil' }
  if (still) return { tone: 'plain', text: `staat stil tot ${nearDay(dayOf(still), today)}` }
  const late = one.dueAt && lateness(one.dueAt, now)
  if (late) return { tone: 'late', text: late }
  if (one.seeks !== null && line.match) return { tone: 'warn', text: seeksInWords(line.match, one.seeks) }
  const waiting = waitedFor(seenIn(line, one), one.waitsFor)
  const thinking = one.waitsFor === 'helpers' ? undefined : waiting
  if (one.nextOn && one.nextKind) {
    // A long place would take the room of what matters: it stands with the case.
    const place = one.nextPlace && one.nextPlace.length <= 12 ? one.nextPlace : null
    const planned = plannedInWords(
      { onDay: one.nextOn, atTime: one.nextAt, place: thinking ? null : place },
      today,
      true,
    )
    if (one.nextOn < today) return { tone: 'warn', text: `${stepCalled(one.nextKind)}: ${planned}` }
    return {
      tone: thinking ? 'warn' : 'good',
      text: thinking
        ? `${thinking} denkt na, ${stepCalled(one.nextKind)} ${planned}`
        : `${stepCalled(one.nextKind)} ${planned}`,
    }
  }
  if (waiting) return { tone: 'warn', text: `wacht op ${waiting}` }
  if (one.dueAt)
    return {
      tone: one.warnAt && one.warnAt <= now ? 'warn' : 'plain',
      text: dueInWords(one.dueAt, today),
    }
  return { tone: 'plain', text: seenIn(line, one).case.phases[one.phase]?.next ?? 'Kijk wat er nodig is' }
}

/** The words of a line for one of its cases in a list: where both sides reported, none is called the reporter. */
export const seenIn = (line: ServiceLine, { bothReported = false }: { bothReported?: boolean }): ServiceLine =>
  bothReported ? lineForBoth(line) : line

/** Which deed comes first, and where its page is. A closed case has none. */
export function nextDeed(
  line: ServiceLine,
  one: Pick<CaseLine, 'id' | 'phase' | 'closedOn' | 'seeks'>,
): { label: string; to: string } | undefined {
  const phase = line.case.phases[one.phase]
  if (one.closedOn || !phase) return undefined
  if (one.seeks !== null && line.match)
    return { label: askingInWords(line.match, one.seeks), to: `${line.path}/${one.id}/koppel` }
  const pages = { assess: 'beoordelen', match: 'koppel', log: 'vastleggen', close: 'afsluiten' }
  return { label: phase.next, to: `${line.path}/${one.id}/${pages[phase.deed]}` }
}

/** 'Vraag een tweede', 'Vraag twee bemiddelaars': what to do for a case that seeks helpers. */
const askingInWords = ({ helpers, helper }: MatchDeclaration, seeks: number): string =>
  helpers === 2 && seeks === 1
    ? 'Vraag een tweede'
    : `Vraag ${seeks === 1 ? `een ${helper.one}` : `${spelled(seeks)} ${helper.many}`}`

interface Reached {
  phase: string
  reachedAt: Date
}

/**
 * A case as the line it is: what was reached is done, with its day; the step to reach now is where it stands, with the moment
 * of a clock that runs. `late` when that moment passed. A closed case stands nowhere: what was not reached stays open.
 */
export function trackOf(
  line: ServiceLine,
  one: Stands,
  now: Date,
  known: { phases?: readonly Reached[]; clocks?: readonly CaseClock[] } = {},
): TrackStep[] {
  const place = placeOf(line.case, one.phase)
  const running = one.closedOn === null
  return Object.entries(seenIn(line, one).case.phases).map(([key, phase], at) => {
    const reached = known.phases?.find((step) => step.phase === key)
    if (at <= place) return { label: phase.called, state: 'done', note: reached && shortly(dayOf(reached.reachedAt)) }
    if (!running || at > place + 1) return { label: phase.called, state: 'todo' }
    const due = one.dueAt
    return {
      label: phase.called,
      state: due && due < now && !stillUntil(one, now) ? 'late' : 'now',
      note: due && known.clocks && !stillForLong(one, now) ? `voor ${momentShortly(due, dayOf(now))}` : undefined,
    }
  })
}

/** Who waits for whom, as one sentence: 'Deze zaak wacht op ons.', 'We wachten op de buur.', 'Afgesloten op 3 maart: …' */
export function whoWaits(
  line: ServiceLine,
  one: Stands,
  { now, today }: { now: Date; today: Day },
  pauses: readonly CasePause[] = [],
): string {
  const { called, outcomes } = line.case
  if (one.closedOn) {
    const outcome = one.outcome ? outcomes[one.outcome]?.called : undefined
    return `Afgesloten op ${dayInWords(one.closedOn, today)}${outcome ? `: ${outcome.toLowerCase()}` : ''}.`
  }
  const still = stillUntil(one, now)
  if (still) {
    const current = pauses.filter((pause) => pause.endsAt > now)
    const long = stillForLong(one, now)
    const reason = (long ? current.at(-1) : current.find((pause) => pause.startedAt <= now))?.reason
    const why = reason && whyStill(reason)
    if (long) return `Deze ${called.one} staat stil${why ? `: ${why}` : ''}.`
    return `Deze ${called.one} staat stil tot ${dayInWords(dayOf(still), today)}${why ? `: ${why}` : ''}.`
  }
  if (!one.waitsFor || one.waitsFor === 'us') return `Deze ${called.one} wacht op ons.`
  return `We wachten op ${waitedFor(line, one.waitsFor) ?? 'een ander'}.`
}

/** For whom a case waits when not for us: 'de buur', 'de bemiddelaars'. */
function waitedFor({ case: { sides }, match }: ServiceLine, waitsFor: string | null): string | undefined {
  if (waitsFor === 'helpers' && match) return match.helpers > 1 ? `de ${match.helper.many}` : withArticle(match.helper)
  return waitsFor ? sides[waitsFor]?.inText : undefined
}

/** A household on a side: its person's name is shown elsewhere; without one 'Bewoner Oosterstraat 14', or what it was called. */
export function householdOf(
  side: Pick<CaseSide, 'called' | 'street' | 'houseNumber'> & { shielded?: boolean },
): string {
  if (side.called) return side.called
  if (side.shielded) return `Bewoner, ${addressIsShielded}`
  return side.street
    ? `Bewoner ${[side.street, side.houseNumber].filter(Boolean).join(' ')}`
    : 'Nog niet bekend wie het is'
}

/** All topics of a case in a sentence, the main one first and the others in the order of the line. */
export function topicsInWords(line: ServiceLine, main: string | null, others: readonly string[]): string {
  const order = Object.keys(line.case.topics).filter((key) => others.includes(key) && key !== main)
  return list([main, ...order].flatMap((key) => (key ? [line.case.topics[key] ?? key] : [])))
}

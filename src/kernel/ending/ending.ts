import type { ServiceLine } from '#kernel/service-line'
import { addYears, type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Settings } from '#platform/settings'
import { counted } from '#platform/words'

/** How long a case of a line is kept, and from when that is counted. */
export interface Term {
  /** Whole years. */
  years: number
  /** From the closing of the case itself, or of the last case of that person on that line. */
  from: TermStart
}

export const termStarts = {
  closing: 'vanaf de dag dat die zelf is afgesloten',
  'last-closing': 'vanaf de dag dat de laatste van die persoon is afgesloten',
} as const
export type TermStart = keyof typeof termStarts

/** Why a case may have to stay after its term. Keys are for ever. */
export const holdReasons = {
  complaint: 'Er loopt een klacht',
  claim: 'Er loopt een claim of een zaak bij de rechter',
  report: 'Er is gemeld dat er huiselijk geweld of kindermishandeling is',
  money: 'De verantwoording van geld is nog niet klaar',
  other: 'Een ander heeft er groot belang bij',
  asked: 'Degene om wie het gaat, vraagt het te bewaren',
} as const
export type HoldReason = keyof typeof holdReasons

/** Nobody keeps a case longer than this without looking at it again. */
export const longestHoldYears = 5

/** The term of a line on a day: what the organisation set (`<line>.kept-for`), or else what the declaration says. */
export function termOf(line: Pick<ServiceLine, 'key' | 'keptForYears'>, settings: Settings, on: Day): Term {
  return settings.value<Term>(`${line.key}.kept-for`, on, { years: line.keptForYears, from: 'closing' })
}

/** The first day on which a case closed on this day need not be kept any more. */
export const keptUntil = (closedOn: Day, { years }: Term): Day => addYears(closedOn, years)

/** The last closing day that is over its term today: what closed then or before. */
export const closedBy = (today: Day, { years }: Term): Day => addYears(today, -years)

/** What the end of a case depends on beside its own closing. */
export interface Around {
  /** The closing days of the other cases of the same person on that line; null for one that runs. */
  others: readonly { id: string; closedOn: Day | null }[]
  /** Somebody asked something by right about it that was not decided. */
  asked: boolean
}

/**
 * Whether a case over its term may go. Cases of one person on one line go together: else one person becomes two in the figures.
 * @returns the others that go along, or why it has to stay, in one sentence without a name
 */
export function mayEnd(
  { others, asked }: Around,
  term: Term,
  today: Day,
  called: ServiceLine['case']['called'],
): { may: true; along: string[] } | { may: false; because: string } {
  if (asked) return { may: false, because: 'Er is een verzoek om inzage, correctie of vernietiging dat nog open is.' }
  const running = others.filter(({ closedOn }) => closedOn === null).length
  if (running > 0)
    return {
      may: false,
      because: `Van dezelfde persoon ${running === 1 ? 'loopt' : 'lopen'} hier nog ${counted(running, called)}.`,
    }
  const last = others
    .map(({ closedOn }) => closedOn as Day)
    .sort()
    .at(-1)
  if (last && keptUntil(last, term) > today)
    return {
      may: false,
      because: `Van dezelfde persoon is er een ${called.one} die nog bewaard wordt, tot ${inWords(keptUntil(last, term))}.`,
    }
  return { may: true, along: others.map(({ id }) => id) }
}

/** Checks until when a case is kept for a reason. @throws Invalid naming the field */
export function mustBeHold(until: Day, today: Day): void {
  if (until <= today) throw new Invalid({ until: 'Kies een dag na vandaag.' })
  if (until > addYears(today, longestHoldYears))
    throw new Invalid({ until: `Kies een dag binnen ${longestHoldYears} jaar. Daarna kijk je opnieuw.` })
}

/** Kinds of answers that name nobody by themselves: something chosen or counted. */
const counts = ['choice', 'several', 'number', 'yesno', 'mark']

/** The fields of a line that survive the end of a case: chosen and not private. What was assessed is always counted. */
export function fieldsThatStay({ case: declared }: Pick<ServiceLine, 'case'>): string[] {
  const own = Object.entries(declared.fields).filter(([, field]) => counts.includes(field.kind) && !field.private)
  return ['suitable', 'unsuitableReasons', ...own.map(([key]) => key)]
}

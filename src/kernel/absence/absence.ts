import { addDays, type Day, withoutYear } from '#platform/days'
import { Invalid } from '#platform/errors'
import { list } from '#platform/words'

// Somebody is away from a day up to and including another; on each of her lines a colleague does her work meanwhile:
//
//   to come ──first day──► away ──last day──► over
//
// No reason is asked or kept: it would be data about health. On the day after the last one everything is hers again by itself.

/** The most days that somebody can be away in one go. */
export const mostDaysAway = 400

/** Days away as they are given; `until` is the last day away. */
export interface DaysAway {
  from: Day
  until: Day
}

/** Who does the work on a line meanwhile; null where nobody does. */
export type StandIns = Readonly<Record<string, string | null>>

/** What must be known to judge an absence. */
export interface Around {
  account: string
  today: Day
  /** Her other days away. */
  others: readonly DaysAway[]
  /** Who works on each line, by line. */
  workingOn: Readonly<Record<string, readonly { id: string; name: string }[]>>
  /** The days on which those who could stand in are away themselves, by account. */
  awayAlready: Readonly<Record<string, readonly DaysAway[]>>
}

const overlap = (one: DaysAway, other: DaysAway) => one.from <= other.until && other.from <= one.until

/** '14 maart', or '14 maart tot en met 18 maart'. */
export const daysInWords = ({ from, until }: DaysAway): string =>
  from === until ? withoutYear(from) : `${withoutYear(from)} tot en met ${withoutYear(until)}`

/** @throws Invalid for days that cannot be, that she was away already, or that are over; `was` is what stood there before */
export function mustBeDays(days: DaysAway, { today, others }: Pick<Around, 'today' | 'others'>, was?: DaysAway): void {
  if (days.until < days.from)
    throw new Invalid({ until: `De laatste dag ligt voor de eerste. Kies ${withoutYear(days.from)} of later.` })
  if (days.until < today && was?.until !== days.until && addDays(days.until, 1) !== today)
    throw new Invalid({ until: 'Die dagen zijn al voorbij. Afwezig zijn geef je door voor vandaag of later.' })
  if (days.from < today && was?.from !== days.from)
    throw new Invalid({ from: 'Die dag is al voorbij. Kies vandaag of een dag daarna.' })
  if (addDays(days.from, mostDaysAway) < days.until)
    throw new Invalid({ until: 'Dat is langer dan een jaar. Draag het werk dan over.' })
  const other = others.find((one) => overlap(one, days))
  if (other)
    throw new Invalid({ from: `Van ${daysInWords(other)} staat al genoteerd. Kies andere dagen, of verander die.` })
}

/**
 * Each stand-in works on that line, is there on those days, and is somebody else.
 * @throws Invalid, at the field `line.<key>`
 */
export function mustStandIn(days: DaysAway, standIns: StandIns, around: Around): void {
  const problems: Record<string, string> = {}
  for (const [line, account] of Object.entries(standIns)) {
    if (account === null) continue
    const problem = unfit(days, line, account, around)
    if (problem) problems[fieldOf(line)] = problem
  }
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
}

/** The name of the field that asks who stands in on a line. */
export const fieldOf = (line: string): string => `line.${line}`

function unfit(days: DaysAway, line: string, account: string, around: Around): string | undefined {
  if (account === around.account) return 'Wie weg is kan niet zichzelf vervangen. Kies een collega.'
  const who = around.workingOn[line]?.find(({ id }) => id === account)
  if (!who) return 'Deze collega doet dit werk niet. Kies iemand die dat wel doet.'
  const away = around.awayAlready[account]?.filter((one) => overlap(one, days)) ?? []
  if (away.length === 0) return undefined
  return `${who.name} is zelf weg: ${list(away.map(daysInWords))}. Kies een ander.`
}

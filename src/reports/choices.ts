import { type Answer, type Choice, type WayOn, waysFor } from '#counting'
import { type Day, inWords, yearOf } from '#platform/days'
import type { Sight } from './sight.ts'

/** For whom small numbers are hidden: colleagues without the records, and readers outside. */
export type Hiding = Exclude<Sight, 'records'>

/** Who reads what is hidden, as a page says it. */
export const hidingFor: Readonly<Record<Hiding, string>> = {
  inside: 'collega’s zonder dossiers',
  outside: 'lezers buiten',
}

/** What can be done with a number that is too small to show, besides saying that it is. */
export const waysOn: Readonly<Record<WayOn, { asks: string; called: string }>> = {
  group: { asks: 'Samen met andere onderdelen onder Overige', called: 'samen onder Overige' },
  below: { asks: 'Schrijf dat het er minder zijn dan de grens', called: 'minder dan de grens' },
  omit: { asks: 'Laat het weg', called: 'weggelaten' },
  show: { asks: 'Laat het zien, op mijn naam', called: 'getoond met een besluit' },
}

/** What somebody decided about one number of a line in one year, for one audience. */
export interface SmallChoice {
  id: string
  version: number
  year: number
  audience: Hiding
  figure: string
  by: string | null
  row: string | null
  way: WayOn
  reason: string
  madeBy: string
  role: string
  on: Day
}

/** One place: a figure, or a row of it. */
export type Small = Pick<SmallChoice, 'figure' | 'by' | 'row'>
export const sameSmall = (one: Small, other: Small): boolean =>
  one.figure === other.figure && one.by === other.by && one.row === other.row

/**
 * Choices as suppression takes them: for the places of this document over days of the year that they are about, whether it
 * stands there as this year or as the one before.
 */
export function choicesIn(answers: readonly Answer[], choices: readonly SmallChoice[]): Choice[] {
  return choices.flatMap(({ id, figure, by, row, way, year }) =>
    answers.flatMap(({ figures }, answer) => {
      const found = figures[figure]
      if (!found) return []
      const cell = by !== null && row !== null ? { cell: [by, row] as const } : {}
      const over = [
        ...(yearOf(found.period.from) === year ? [false] : []),
        ...(found.lastPeriod && yearOf(found.lastPeriod.from) === year ? [true] : []),
      ]
      return over.map((last): Choice => ({ name: id, way, place: { answer, figure, last, ...cell } }))
    }),
  )
}

/** The ways that are open for a number. @param line whose indicators are meant */
export function waysOpen(answers: readonly Answer[], { figure, by }: Small): readonly WayOn[] {
  const found = answers[0]?.figures[figure]
  return found ? waysFor(found.indicator, by) : []
}

/** 'besluit van de directeur op 12 maart 2025': who decided to show it, without a name for who reads it outside. */
export function decidedInWords({ role, on, madeBy, reason }: SmallChoice, sight: Sight): string {
  const who = sight === 'outside' ? `de ${role}` : `${madeBy} (${role})`
  return `Dit is een klein getal. Het staat er met een besluit van ${who} op ${inWords(on)}${sight === 'outside' ? '' : `: ${reason}`}`
}

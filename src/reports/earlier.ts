import {
  type Amount,
  type Answer,
  type Audience,
  type Cell,
  type Figure,
  type Indicator,
  isCounted,
  type Place,
  rounded,
  suppress,
} from '#counting'
import { type Day, lastDay, type Period, yearOf } from '#platform/days'

// Who has two publications can subtract one from the other. A correction of one case between them would stand in the
// difference of every figure that it counts in. So a later publication is made with the earlier ones beside it:
//   - what changed by less than the threshold since is hidden, with as many others as the difference needs;
//   - what an earlier one hid over the same days stays hidden.

/** One printed place of a publication: a figure or one row of a breakdown, over some days of one year. */
export interface Spot {
  figure: string
  cell: readonly [by: string, key: string] | null
  from: Day
  /** The last day that counts. */
  to: Day
}
/** A place with its numbers, as far as they were shown. */
export interface Shown extends Spot {
  value: number | null
  part: number | null
  of: number | null
  n: number | null
}
/** What a publication showed and where it hid something. Of what it hid there is no number in it. */
export interface Account {
  shown: readonly Shown[]
  hidden: readonly Spot[]
}

/** The account of some answers after suppression. Values as they are printed: more decimals would tell more. */
export function accountOf(answers: readonly Answer[]): Account {
  const all = placesIn(answers)
  return {
    shown: all
      .filter(({ amount }) => !amount.hidden)
      .map(({ spot, indicator, amount }) => {
        const { part, of, n } = amount
        return { ...spot, value: rounded(amount, indicator), part, of, n }
      }),
    hidden: all.filter(({ amount }) => amount.hidden).map(({ spot }) => spot),
  }
}

/**
 * The answers of a document with everything hidden that this audience must not see, also not beside what was published
 * before. @param earlier the accounts of publications of the same line
 */
export function suppressBeside(
  answers: readonly Answer[],
  audience: Audience,
  earlier: readonly Account[],
): readonly Answer[] {
  const keep = earlier.flatMap((account) => [
    ...stillHidden(answers, account),
    ...tooLittleChanged(answers, audience, account),
  ])
  return suppress(answers, audience, keep)
}

/** The places that an earlier document hid over the very same days. */
function stillHidden(answers: readonly Answer[], { hidden }: Account): Place[] {
  const before = new Set(hidden.map(nameOf))
  return placesIn(answers)
    .filter(({ spot }) => before.has(nameOf(spot)))
    .map(({ place }) => place)
}

/**
 * The places whose change since an earlier document is too small to show. The changes are a document of their own, over
 * the same figures, and are suppressed as one: so no change can be worked out from the others either.
 */
function tooLittleChanged(answers: readonly Answer[], audience: Audience, { shown }: Account): Place[] {
  const changes = answers.map((answer) => changesOf(answer, shown))
  if (!placesIn(changes).some(({ amount }) => amount.value || amount.n || amount.of)) return []
  return placesIn(suppress(changes, audience))
    .filter(({ amount }) => amount.hidden)
    .map(({ place }) => place)
}

/** An answer with, instead of every number, how much it differs from what was shown. Nothing where that is not known. */
function changesOf(answer: Answer, shown: readonly Shown[]): Answer {
  const figures = Object.entries(answer.figures).filter(([, { indicator }]) => isCounted(indicator))
  return {
    ...answer,
    figures: Object.fromEntries(
      figures.map(([key, figure]) => {
        const differing = (amount: Amount, period: Period | null, cell: Spot['cell'] = null) => {
          const was =
            period &&
            shown.filter(
              (one) => one.figure === key && sameCell(one.cell, cell) && yearOf(one.from) === yearOf(period.from),
            )
          return difference(figure, amount, was ?? [])
        }
        const cells = Object.entries(figure.cells).map(([by, rows]) => [
          by,
          rows.map(
            (cell): Cell => ({
              key: cell.key,
              label: cell.label,
              ...differing(cell, figure.period, [by, cell.key]),
              last: cell.last && differing(cell.last, figure.lastPeriod, [by, cell.key]),
            }),
          ),
        ])
        const changed: Figure = {
          ...figure,
          ...differing(figure, figure.period),
          last: figure.last && differing(figure.last, figure.lastPeriod),
          cells: Object.fromEntries(cells),
        }
        return [key, changed]
      }),
    ),
  }
}

/** The smallest difference with any of these; none when one of the two was not shown. */
function difference({ indicator }: Figure, now: Amount, before: readonly Shown[]): Amount {
  const none: Amount = {
    value: 0,
    part: now.part === null ? null : 0,
    of: now.of === null ? null : 0,
    n: now.n === null ? null : 0,
    hidden: false,
  }
  const apart = (one: number | null, other: number | null) =>
    one === null || other === null ? null : Math.abs(one - other)
  const all = before.map((was) => ({
    value: apart(rounded(now, indicator), was.value),
    part: apart(now.part, was.part),
    of: apart(now.of, was.of),
    n: apart(now.n, was.n),
  }))
  const size = (one: { value: number | null; of: number | null; n: number | null }) => one.of ?? one.n ?? one.value ?? 0
  const least = all
    .filter((one) => size(one) || one.value || one.part)
    .sort((one, other) => size(other) - size(one))
    .at(-1)
  if (!least) return none
  // A mark that was corrected changes a mean without changing how many gave one: that is somebody's own mark.
  const n = indicator.kind === 'measure' ? Math.max(1, least.n ?? 0) : least.n
  const of = indicator.kind === 'share' ? Math.max(least.of ?? 0, least.part ?? 0) : least.of
  return {
    value: indicator.kind === 'share' ? (of ? (100 * (least.part ?? 0)) / of : null) : least.value,
    part: least.part,
    of,
    n,
    hidden: false,
  }
}

interface Placed {
  place: Place
  spot: Spot
  indicator: Indicator
  amount: Amount
}

/** Every place of a document with its days and its numbers. */
function placesIn(answers: readonly Answer[]): Placed[] {
  return answers.flatMap(({ figures }, answer) =>
    Object.entries(figures).flatMap(([figure, one]) => {
      const at = (amount: Amount | null, period: Period | null, last: boolean, cell: Spot['cell']): Placed[] =>
        amount && period
          ? [
              {
                place: { answer, figure, last, ...(cell ? { cell } : {}) },
                spot: { figure, cell, from: period.from, to: lastDay(period.until) },
                indicator: one.indicator,
                amount,
              },
            ]
          : []
      const rows = Object.entries(one.cells).flatMap(([by, cells]) =>
        cells.flatMap((cell) => [
          ...at(cell, one.period, false, [by, cell.key]),
          ...at(cell.last, one.lastPeriod, true, [by, cell.key]),
        ]),
      )
      return [...at(one, one.period, false, null), ...at(one.last, one.lastPeriod, true, null), ...rows]
    }),
  )
}

function nameOf({ figure, cell, from, to }: Spot): string {
  return JSON.stringify([figure, cell, from, to])
}

function sameCell(one: Spot['cell'], other: Spot['cell']): boolean {
  return one === other || (one !== null && other !== null && one[0] === other[0] && one[1] === other[1])
}

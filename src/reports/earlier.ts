import {
  type Amount,
  type Answer,
  type Audience,
  type Cell,
  type Choice,
  type Figure,
  GROUPED,
  type Indicator,
  isCounted,
  type Place,
  rounded,
  type Suppressed,
  suppress,
  suppressed,
} from '#counting'
import { type Day, lastDay, type Period, yearOf } from '#platform/days'

// Who has two publications can subtract one from the other. A correction of one case between them would stand in the
// difference of every figure that it counts in. So a later publication is made with the earlier ones beside it:
//   - what changed by less than the threshold since is hidden, with as many others as the difference needs;
//   - what an earlier one hid over the same days stays hidden, unless somebody decided to show it;
//   - what an earlier one showed is known, whatever is hidden now: no choice may count on it.

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
  /** Of rows that were put together: which. */
  keys?: readonly string[]
}
/** What a publication showed and where it hid something. Of what it hid there is no number in it. */
export interface Account {
  shown: readonly Shown[]
  hidden: readonly Spot[]
}

/**
 * The account of some answers after suppression. Values as they are printed: more decimals would tell more.
 * @param before the same answers before it: a row that was left out or put with others was hidden too
 */
export function accountOf(answers: readonly Answer[], before: readonly Answer[] = answers): Account {
  const all = placesIn(answers)
  const there = new Set(all.map(({ spot }) => nameOf(spot)))
  const away = placesIn(before).filter(({ spot }) => !there.has(nameOf(spot)) && !isLonely(before, spot))
  return {
    shown: all
      .filter(({ amount }) => !amount.hidden)
      .map(({ spot, indicator, amount, keys }) => {
        const { part, of, n } = amount
        return { ...spot, value: rounded(amount, indicator), part, of, n, ...(keys ? { keys } : {}) }
      }),
    hidden: [...all.filter(({ amount }) => amount.hidden), ...away].map(({ spot }) => spot),
  }
}

/** A breakdown of one row is left out as a whole, and its row is the total: that is not hidden. */
function isLonely(answers: readonly Answer[], { figure, cell }: Spot): boolean {
  return cell !== null && answers.every(({ figures }) => (figures[figure]?.cells[cell[0]]?.length ?? 0) <= 1)
}

/**
 * The answers of a document with everything hidden that this audience must not see, also not beside what was published
 * before. @param earlier the accounts of publications of the same line
 */
export const suppressBeside = (
  answers: readonly Answer[],
  audience: Audience,
  earlier: readonly Account[],
): readonly Answer[] => suppressedBeside(answers, audience, earlier).answers

/** The same with what somebody chose for numbers that are too small, and which of these choices do not hold. */
export function suppressedBeside(
  answers: readonly Answer[],
  audience: Audience,
  earlier: readonly Account[],
  choices: readonly Choice[] = [],
): Suppressed {
  const keep = earlier.flatMap((account) => [
    ...stillHidden(answers, account),
    ...tooLittleChanged(answers, audience, account),
  ])
  const known = earlier.flatMap((account) => stillTheSame(answers, account))
  const sums = earlier.flatMap((account) => sumsIn(answers, account))
  const told = groupsChangedLittle(answers, audience, earlier, choices)
  const found = suppressed(answers, audience, {
    keep,
    known,
    sums,
    choices: choices.filter(({ name }) => !told.has(name)),
  })
  return { ...found, refused: new Set([...found.refused, ...told]) }
}

/** The places that an earlier document showed over the very same days with the number they have now. */
function stillTheSame(answers: readonly Answer[], { shown }: Account): Place[] {
  const before = new Map(shown.map((one) => [nameOf(one), one]))
  return placesIn(answers)
    .filter(({ spot, indicator, amount }) => {
      const was = before.get(nameOf(spot))
      return was && was.value === rounded(amount, indicator) && was.of === amount.of && was.n === amount.n
    })
    .map(({ place }) => place)
}

/** Rows that an earlier document told together over the same days, where they still add up to that. */
function sumsIn(answers: readonly Answer[], { shown }: Account): Place[][] {
  const all = placesIn(answers)
  return shown.flatMap((was) => {
    if (!was.keys || !was.cell) return []
    const rows = all.filter(
      ({ spot }) =>
        spot.figure === was.figure &&
        spot.from === was.from &&
        spot.to === was.to &&
        spot.cell?.[0] === was.cell?.[0] &&
        was.keys?.includes(spot.cell?.[1] ?? ''),
    )
    const sum = rows.reduce((made, { amount }) => made + (amount.value ?? 0), 0)
    return rows.length === was.keys.length && sum === was.value ? [rows.map(({ place }) => place)] : []
  })
}

/** The choices that put rows together of which the sum differs too little from what was told before. */
function groupsChangedLittle(
  answers: readonly Answer[],
  { threshold }: Audience,
  earlier: readonly Account[],
  choices: readonly Choice[],
): Set<string> {
  const groups = Map.groupBy(
    choices.filter(({ way, place }) => way === 'group' && place.cell && !place.last),
    ({ place }) => JSON.stringify([place.answer, place.figure, place.cell?.[0]]),
  )
  const told = [...groups.values()].filter((all) => {
    const { answer, figure, cell } = (all[0] as Choice).place
    const read = answers[answer]?.figures[figure]
    const keys = new Set(all.map(({ place }) => place.cell?.[1]))
    const rows = read?.cells[cell?.[0] ?? ''] ?? []
    const sum = rows.reduce((made, row) => made + (keys.has(row.key) ? (row.value ?? 0) : 0), 0)
    const before = earlier.flatMap(({ shown }) =>
      shown.filter(
        (one) =>
          one.figure === figure &&
          sameCell(one.cell, [cell?.[0] ?? '', GROUPED]) &&
          read !== undefined &&
          yearOf(one.from) === yearOf(read.period.from),
      ),
    )
    return before.some(({ value }) => value !== null && value !== sum && Math.abs(value - sum) < threshold)
  })
  return new Set(told.flat().map(({ name }) => name))
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
  keys?: readonly string[] | undefined
}

/** Every place of a document with its days and its numbers. */
function placesIn(answers: readonly Answer[]): Placed[] {
  return answers.flatMap(({ figures }, answer) =>
    Object.entries(figures).flatMap(([figure, one]) => {
      const at = (
        amount: Amount | null,
        period: Period | null,
        last: boolean,
        cell: Spot['cell'],
        keys?: readonly string[],
      ): Placed[] =>
        amount && period
          ? [
              {
                place: { answer, figure, last, ...(cell ? { cell } : {}) },
                spot: { figure, cell, from: period.from, to: lastDay(period.until) },
                indicator: one.indicator,
                amount,
                keys,
              },
            ]
          : []
      const rows = Object.entries(one.cells).flatMap(([by, cells]) =>
        cells.flatMap((cell) => [
          ...at(cell, one.period, false, [by, cell.key], cell.keys),
          ...at(cell.last, one.lastPeriod, true, [by, cell.key], cell.keys),
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

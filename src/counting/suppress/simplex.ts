const tiny = 1e-9

/** What a reader can still think possible. */
export interface Interval {
  low: number
  high: number
}

/**
 * The linear programme of a few unknowns x ≥ 0 with equations A x = b, solved from its corner points. It tells for
 * each unknown how low and how high it can be. Equations that contradict each other leave no room at all.
 */
export class Programme {
  /** The factors of each unknown and the constant last; every row has one unknown (its basis) that no other row has. */
  private readonly rows: number[][]
  private readonly basis: number[]
  private readonly count: number
  private contradicts = false
  /** The lowest and highest value of each unknown in the corners that were visited. */
  private readonly lows: Float64Array
  private readonly highs: Float64Array

  /** @param equations one row for each: the factors of all unknowns, and the constant last */
  constructor(equations: readonly (readonly number[])[], count: number) {
    this.count = count
    this.rows = equations.map((equation) => {
      const row = equation.slice()
      if ((row[count] ?? 0) < 0) for (let j = 0; j <= count; j++) row[j] = -(row[j] as number)
      return row
    })
    // The search begins with an unknown that stands in one row alone, and where there is none with a helper, numbered
    // after the unknowns. A helper that has left never comes back, so it needs no column.
    this.basis = ownColumns(this.rows, count).map((column, i) => (column < 0 ? count + i : column))
    this.lows = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    this.highs = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
    this.findCorner()
  }

  /** The lowest and highest value of one unknown. */
  interval(unknown: number): Interval {
    if (this.contradicts) return { low: 0, high: 0 }
    return { low: this.extreme(unknown, -1), high: this.extreme(unknown, 1) }
  }

  /** Whether one unknown has at least so many whole steps of room. One corner tells of all unknowns at once. */
  hasRoom(unknown: number, width: number): boolean {
    if (this.contradicts) return false
    const room = () =>
      Math.floor((this.highs[unknown] as number) + 1e-6) - Math.ceil((this.lows[unknown] as number) - 1e-6)
    if (room() >= width) return true
    this.highs[unknown] = Math.max(this.highs[unknown] as number, this.extreme(unknown, 1))
    if (room() >= width) return true
    this.lows[unknown] = Math.min(this.lows[unknown] as number, this.extreme(unknown, -1))
    return room() >= width
  }

  private look() {
    const values = new Float64Array(this.count)
    this.basis.forEach((column, i) => {
      values[column] = this.constant(i)
    })
    for (let j = 0; j < this.count; j++) {
      this.lows[j] = Math.min(this.lows[j] as number, values[j] as number)
      this.highs[j] = Math.max(this.highs[j] as number, values[j] as number)
    }
  }

  private extreme(unknown: number, direction: 1 | -1): number {
    const gains = new Array<number>(this.count + 1).fill(0)
    gains[unknown] = direction
    const at = this.basis.indexOf(unknown)
    if (at >= 0) {
      const row = this.rows[at] as number[]
      subtract(gains, row, filledIn(row), direction)
    }
    if (!this.optimise(gains)) return direction * Number.POSITIVE_INFINITY
    this.look()
    const now = this.basis.indexOf(unknown)
    return now < 0 ? 0 : this.constant(now)
  }

  /** Gets rid of the helpers with which the search began, and of equations that say nothing new. */
  private findCorner() {
    const gains = new Array<number>(this.count + 1).fill(0)
    this.rows.forEach((row, i) => {
      if ((this.basis[i] as number) < this.count) return
      for (let j = 0; j < this.count; j++) gains[j] = (gains[j] as number) + (row[j] as number)
    })
    this.optimise(gains)
    this.contradicts = this.basis.some((column, i) => column >= this.count && this.constant(i) > 1e-6)
    for (let i = this.rows.length - 1; i >= 0; i--) {
      if ((this.basis[i] as number) < this.count) continue
      const row = this.rows[i] as number[]
      const column = row.findIndex((factor, j) => j < this.count && Math.abs(factor) > 1e-7)
      if (column >= 0) this.pivot(i, column)
      else {
        this.rows.splice(i, 1)
        this.basis.splice(i, 1)
      }
    }
  }

  /** Walks along corners while there is anything to gain; false when there is no end to it. Helpers never come back. */
  private optimise(gains: number[]): boolean {
    for (let step = 0; step < 20_000; step++) {
      const entering = this.entering(gains, step > 200)
      if (entering < 0) return true
      const leaving = this.leaving(entering)
      if (leaving < 0) return false
      const filled = this.pivot(leaving, entering)
      subtract(gains, this.rows[leaving] as number[], filled, gains[entering] as number)
    }
    throw new Error('The verification of hidden cells found no end')
  }

  /** The column that gains most; the first that gains anything once a walk in circles threatens. */
  private entering(gains: number[], careful: boolean): number {
    let best = -1
    let most = tiny
    for (let j = 0; j < this.count; j++) {
      const gain = gains[j] as number
      if (gain <= most) continue
      if (careful) return j
      best = j
      most = gain
    }
    return best
  }

  private leaving(column: number): number {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let i = 0; i < this.rows.length; i++) {
      const factor = (this.rows[i] as number[])[column] as number
      if (factor <= tiny) continue
      const ratio = this.constant(i) / factor
      const tie = Math.abs(ratio - least) <= tiny
      if (ratio < least - tiny || (tie && (this.basis[i] as number) < (this.basis[best] as number))) {
        best = i
        least = Math.min(ratio, least)
      }
    }
    return best
  }

  /** @returns where the row that was pivoted on is not zero */
  private pivot(at: number, column: number): readonly number[] {
    const row = this.rows[at] as number[]
    const factor = row[column] as number
    const filled = filledIn(row)
    if (factor !== 1) for (const j of filled) row[j] = (row[j] as number) / factor
    for (let i = 0; i < this.rows.length; i++) {
      const other = this.rows[i] as number[]
      const times = other[column] as number
      if (i !== at && times !== 0) subtract(other, row, filled, times)
    }
    this.basis[at] = column
    return filled
  }

  private constant(i: number): number {
    const row = this.rows[i] as number[]
    return row[row.length - 1] as number
  }
}

/** For each row an unknown that stands in no other, with a factor of one; -1 where there is none. */
function ownColumns(rows: readonly number[][], count: number): number[] {
  const times = new Uint16Array(count)
  for (const row of rows) for (let j = 0; j < count; j++) if (row[j] !== 0) times[j] = (times[j] as number) + 1
  return rows.map((row) => {
    for (let j = 0; j < count; j++) if (row[j] === 1 && times[j] === 1) return j
    return -1
  })
}

/** Where a row is not zero: in a document nearly all of it is, as a number hangs together with few others. */
function filledIn(row: readonly number[]): number[] {
  const filled: number[] = []
  for (let j = 0; j < row.length; j++) if (row[j] !== 0) filled.push(j)
  return filled
}

/** Takes one row so many times off another. Counts make whole numbers; what rounding does to them is undone at once. */
function subtract(from: number[], row: readonly number[], filled: readonly number[], times: number) {
  for (let i = 0; i < filled.length; i++) {
    const j = filled[i] as number
    const left = (from[j] as number) - times * (row[j] as number)
    const whole = Math.round(left)
    from[j] = Math.abs(left - whole) < 1e-9 ? whole : left
  }
}

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
  private readonly rows: Float64Array[]
  private readonly basis: number[]
  private readonly count: number
  private contradicts = false
  /** The lowest and highest value of each unknown in the corners that were visited. */
  private readonly lows: Float64Array
  private readonly highs: Float64Array

  /** @param equations one row for each: the factors of all unknowns, and the constant last */
  constructor(equations: readonly (readonly number[])[], count: number) {
    this.count = count
    const total = count + equations.length
    this.rows = equations.map((equation, i) => {
      const sign = (equation[count] ?? 0) < 0 ? -1 : 1
      const row = new Float64Array(total + 1)
      for (let j = 0; j < count; j++) row[j] = sign * (equation[j] ?? 0)
      row[count + i] = 1
      row[total] = sign * (equation[count] ?? 0)
      return row
    })
    this.basis = this.rows.map((_, i) => count + i)
    this.lows = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    this.highs = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
    this.findCorner(total)
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
    const gains = new Float64Array(this.count + 1)
    gains[unknown] = direction
    const at = this.basis.indexOf(unknown)
    if (at >= 0) subtract(gains, this.rows[at] as Float64Array, direction)
    if (!this.optimise(gains)) return direction * Number.POSITIVE_INFINITY
    this.look()
    const now = this.basis.indexOf(unknown)
    return now < 0 ? 0 : this.constant(now)
  }

  /** Gets rid of the helpers with which the search began, and of equations that say nothing new. */
  private findCorner(total: number) {
    const gains = new Float64Array(total + 1)
    for (const row of this.rows)
      for (let j = 0; j < this.count; j++) gains[j] = (gains[j] as number) + (row[j] as number)
    this.optimise(gains)
    this.contradicts = this.basis.some((column, i) => column >= this.count && this.constant(i) > 1e-6)
    for (let i = this.rows.length - 1; i >= 0; i--) {
      if ((this.basis[i] as number) < this.count) continue
      const row = this.rows[i] as Float64Array
      const column = row.subarray(0, this.count).findIndex((factor) => Math.abs(factor) > 1e-7)
      if (column >= 0) this.pivot(i, column)
      else {
        this.rows.splice(i, 1)
        this.basis.splice(i, 1)
      }
    }
    this.rows.forEach((row, i) => {
      const short = row.slice(0, this.count + 1)
      short[this.count] = row[total] as number
      this.rows[i] = short
    })
  }

  /** Walks along corners while there is anything to gain; false when there is no end to it. Helpers never come back. */
  private optimise(gains: Float64Array): boolean {
    for (let step = 0; step < 20_000; step++) {
      const entering = this.entering(gains, step > 200)
      if (entering < 0) return true
      const leaving = this.leaving(entering)
      if (leaving < 0) return false
      this.pivot(leaving, entering)
      subtract(gains, this.rows[leaving] as Float64Array, gains[entering] as number)
    }
    throw new Error('The verification of hidden cells found no end')
  }

  /** The column that gains most; the first that gains anything once a walk in circles threatens. */
  private entering(gains: Float64Array, careful: boolean): number {
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
      const factor = (this.rows[i] as Float64Array)[column] as number
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

  private pivot(at: number, column: number) {
    const row = this.rows[at] as Float64Array
    const factor = row[column] as number
    if (factor !== 1) for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) / factor
    for (let i = 0; i < this.rows.length; i++) {
      const other = this.rows[i] as Float64Array
      const times = other[column] as number
      if (i !== at && times !== 0) subtract(other, row, times)
    }
    this.basis[at] = column
  }

  private constant(i: number): number {
    const row = this.rows[i] as Float64Array
    return row[row.length - 1] as number
  }
}

/** Takes one row so many times off another. Counts make whole numbers; what rounding does to them is undone at once. */
function subtract(from: Float64Array, row: Float64Array, times: number) {
  for (let j = 0; j < row.length; j++) {
    const part = row[j] as number
    if (part === 0) continue
    const left = (from[j] as number) - times * part
    const whole = Math.round(left)
    from[j] = Math.abs(left - whole) < 1e-9 ? whole : left
  }
}

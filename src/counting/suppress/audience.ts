/** Who will read a document, as far as small numbers go. What is agreed with a municipality is a setting. */
export interface Audience {
  /** Counts of persons from 1 up to this are hidden; 1 hides nothing. */
  threshold: number
  /** Means and medians of fewer numbers are hidden. */
  meansFrom: number
  /** Whether the smallest and largest value may be shown: each is somebody's own. */
  extremes: boolean
}

/** The organisation itself, which has the records. */
export const inside: Audience = { threshold: 1, meansFrom: 1, extremes: true }
/** A municipality or partner with a contract (normen K13: fewer than 5). */
export const partner: Audience = { threshold: 5, meansFrom: 10, extremes: false }
/** Everybody, and the province (normen K13: fewer than 10). */
export const everybody: Audience = { threshold: 10, meansFrom: 10, extremes: false }

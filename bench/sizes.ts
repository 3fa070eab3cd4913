/** How large the benchmark organisation is. */
export interface Size {
  cases: number
  notes: number
  persons: number
  /** Who can be asked to help. */
  volunteers: number
}

export const fullSize = { cases: 100_000, notes: 1_000_000 } as const

/** The size that goes with a number of cases and notes: half as many people again as there are cases, and volunteers for a town. */
export function sizeOf(cases: number = fullSize.cases, notes: number = cases * 10): Size {
  return {
    cases,
    notes,
    persons: Math.round(cases * 1.5),
    volunteers: Math.max(6, Math.min(120, Math.round(cases / 1000))),
  }
}

/** Ten years of work, up to a Monday on which everybody comes in at nine. */
export const firstYear = 2016
export const monday = '2025-12-15'

import type { NewCase, NewSide } from '#kernel/case'
import type { NewAddress, NewPerson } from '#kernel/person'
import type { Day } from '#platform/days'

/** One row of a file that can be taken: the case it tells of, with everybody and everything that belongs to it. */
export interface Draft {
  line: number
  /** By it the row is recognised in a next file: its number in the source, or when and about whom it was reported. */
  key: string
  /** Of what the row says; another hash is a changed row. */
  hash: Buffer
  case: Omit<NewCase, 'sides' | 'since' | 'reportedAt'> & { reportedAt: Date; since: NonNullable<NewCase['since']> }
  sides: DraftSide[]
  referrals: { destination: string; organisation: string | null; kind: string; onDay: Day }[]
  survey: { onDay: Day; answered: boolean; mark: number | null } | null
  village: string | null
}

export interface DraftSide {
  side: NewSide
  /** Who it is, when the row names somebody. */
  person: { key: string; hash: Buffer; person: NewPerson; home: NewAddress } | null
  label: string
}

/** What is wrong with one cell, or with a whole row when the column is ''. */
export interface Complaint {
  line: number
  column: string
  value: string
  /** What is wrong and what to do now. */
  message: string
}

/** 'Regel 14, Geboortedatum: 31 februari bestaat niet. …' */
export function complaintInWords({ line, column, message }: Complaint): string {
  return `Regel ${line}${column === '' ? '' : `, ${column}`}: ${message}`
}

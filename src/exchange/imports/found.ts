import type { Complaint, Mapping } from '#exchange/cases'
import type { Told } from '#exchange/tables'

/** One column of a sheet, with a few of the values in it. */
export interface FoundColumn {
  heading: string
  examples: string[]
}

/** A sheet with a row of headings, and what we make of them. */
export interface FoundSheet {
  name: string
  headerLine: number
  rows: number
  columns: FoundColumn[]
  /** Headings that stand above more than one column: the last one counts. */
  twice: string[]
  told: Told
  /** What its columns mean, as was agreed for its source before or else as we guess. */
  proposal: Mapping
  /** Where its rows come from: by this name a row is recognised the next time. */
  source: string
  /** The headings are those of a source that was read before. */
  remembered: boolean
}

/** What stands in a file. */
export interface Look {
  sheets: FoundSheet[]
  /** The sheet with most headings that we know. */
  best: number
  hidden: string[]
  /** Sources of this line that were read before. */
  sources: string[]
}

/** One main figure, as it is and as it would become; as they are printed on the factsheet. */
export interface TileBeside {
  key: string
  name: string
  unit: '%' | null
  now: string
  becomes: string
}

export interface YearBeside {
  year: number
  tiles: TileBeside[]
}

/** Somebody in the file who may be somebody who is here already. */
export interface LookAlike {
  /** The key by which the person of the file is known in its source. */
  key: string
  line: number
  /** 'De melder' */
  side: string
  /** As it stands in the file. */
  name: string
  birthDate: string | null
  /** Who is here, the likeliest first. */
  alike: string[]
  /** What happens when nobody chooses: whom it is taken for, or nobody. */
  taken: string | null
}

/** How many rows did what; their sum is what was read. */
export interface Counts {
  read: number
  added: number
  changed: number
  same: number
  kept: number
  refused: number
  newPeople: number
  knownPeople: number
}

/** What a rehearsal or the reading itself came to. The workbook with wrong rows holds every complaint; here are the first. */
export interface Outcome extends Counts {
  complaints: Complaint[]
  remarks: Complaint[]
  moreComplaints: number
  moreRemarks: number
}

/** Words of one column that are not in its list, with how many rows have each. */
export interface UnknownWords {
  key: string
  heading: string
  words: { word: string; rows: number }[]
}

export interface Rehearsal extends Outcome {
  words: UnknownWords[]
  years: YearBeside[]
  alike: LookAlike[]
  /** Look-alikes beyond what is kept: they are taken as they would be without a choice. */
  moreAlike: number
}

/** A record that stays when an import is taken back, and why. */
export interface Staying {
  /** The number of the case; of a person nothing but the key. */
  number: string | null
  record: string
  why: 'worked on' | 'told again' | 'referred to'
}

/** What taking an import back removes, or removed. */
export interface Undoing {
  cases: number
  people: number
  staying: Staying[]
  moreStaying: number
  peopleStaying: number
  /** Cases and people that were here before and were brought up to date: set to what they were. Not in what was kept before that was so. */
  toldBack?: number
  peopleToldBack?: number
  /** Cases that were brought up to date before it was kept how: those have what they have. */
  retold: number
}

import type { Resident } from './residents.ts'

/** A moment as it is told: '2025-03-10 09:40'. */
export type Told = string

export interface SideStory {
  side: 'reporter' | 'neighbour'
  person?: Resident
  /** Instead of a person: 'Bewoner Oosterstraat 14'. */
  called?: string
  street: string
  houseNumber: string
  words?: string
  practical?: string
  /** The day on which the neighbour was told what is kept. */
  informed?: string
}

export interface NoteStory {
  at: Told
  by: 'noor' | 'bas'
  kind: 'call' | 'visit' | 'message' | 'talk' | 'memo'
  side?: 'reporter' | 'neighbour'
  result?: string
  words: string
}

export interface StepStory {
  kind: 'call' | 'visit' | 'talk'
  on: string
  at?: string
  place?: string
  side?: 'reporter' | 'neighbour'
  about?: string
  by: 'noor' | 'bas'
  /** Left out: us. */
  waitsFor?: 'reporter' | 'neighbour'
}

export interface ReferralStory {
  direction: 'in' | 'out'
  partner: string
  on: string
  arrived?: 'yes' | 'no' | 'unknown'
  about?: string
}

/** What somebody thought of it, when asked afterwards. Without a mark: asked, and not answered. */
export interface SurveyStory {
  side: 'reporter' | 'neighbour'
  on: string
  mark?: number
  quote?: string
  quoteBy?: string
  consent?: { on: string; until?: string; withdrawn?: string }
}

/** One mediation as people would tell it. */
export interface Story {
  reported: Told
  village: string
  topic: string
  others?: string[]
  channel: 'phone' | 'mail' | 'desk' | 'form' | 'partner'
  sides: SideStory[]
  owner: 'noor' | 'bas'
  /** 'yes', or why it did not suit; left out: nobody has looked yet. */
  suits?: 'yes' | string[]
  reached?: [phase: string, at: Told][]
  closed?: [on: string, outcome: string]
  /** Whether the neighbour may know who reported; left out: yes. */
  named?: 'yes' | 'no'
  /** The day on which the reporter took that back. */
  namedUntil?: string
  mediators?: string
  housing?: string
  notes?: NoteStory[]
  steps?: StepStory[]
  referrals?: ReferralStory[]
  surveys?: SurveyStory[]
  /** The last talk, when somebody wanted to think: from then on it waits for that side. */
  thinking?: 'reporter' | 'neighbour'
}

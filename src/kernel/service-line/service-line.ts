import type { Indicator } from '#counting'
import type { Fields } from '#platform/fields'
import type { Noun } from '#platform/words'

/** A party in a case. Neither side sees the other's; several households may stand on one side. */
export interface Side {
  /** On the form: 'Wie meldt?' */
  asks: string
  /** On the case page: 'De melder' */
  called: string
  /** In a running sentence: 'de melder' */
  inText: string
  /** This side must be told what is kept about it, at the first contact. */
  mustBeInformed?: true
}

/** A step on the line from first to last. Keys are for ever, labels are for today. */
export interface Phase {
  called: string
  /** What is to be done when this phase was reached, on the button and in the list: 'Kijk of de zaak past'. */
  next: string
  /** Which deed that is; the page offers its form. */
  deed: 'assess' | 'reach' | 'log' | 'close'
  /** Whom it waits for while in this phase: 'us' or a side. */
  waitsFor: string
  /** Decided by the deed 'assess', not by hand. */
  byAssessment?: true
}

/**
 * How long a clock runs: in hours, day and night; in days, until the same time on the clock; or in workdays, without weekends,
 * holidays and the days on which the organisation is closed.
 */
export interface Lasting {
  /** Whole hours, days or workdays. */
  amount: number
  unit: 'hours' | 'days' | 'workdays'
}

/** Starts when a phase is reached, is due after its time, stops when the next phase named is reached. */
export interface ClockRule {
  key: string
  called: string
  from: string
  to: string
  /** The default: an organisation overrides it with the setting `<line>.clock.<key>`. */
  lasts: Lasting
  source: string
}

/** How a talk can end, and what follows from it. */
export interface TalkResult {
  called: string
  /** After this, the case waits for this side. */
  waitsFor?: 'side'
  /** Nobody was spoken to: it moves nothing. */
  nobody?: true
}

/** A talk of this kind with this side brings the case to a phase, when it had not come as far. */
export interface Reaches {
  phase: string
  kind: readonly string[]
  side?: string
  /** Only once the case has come at least this far. */
  after: string
  result?: readonly string[]
}

export interface Outcome {
  called: string
  /** The published outcome it belongs to by default; the setting `<line>.outcomes` overrides it, with dates. */
  publishedAs: string
  /** Only when the case was found suitable ('yes') or not ('no'). */
  suitable?: 'yes' | 'no'
}

/** What the main side is asked leave for. Keys are for ever: what was answered stands under them. */
export interface ConsentQuestion {
  /** On the form: 'Mag de buur weten wie het meldde?' */
  asks: string
  /** On the case page and in what happened: 'De buur mag weten wie het meldde' */
  called: string
  /** Only when another organisation sent them. */
  whenReferred?: true
}

export interface CaseDeclaration {
  called: Noun
  sides: Readonly<Record<string, Side>>
  /** The side whose person, street and village are the case's own. */
  mainSide: string
  phases: Readonly<Record<string, Phase>>
  clocks: readonly ClockRule[]
  topics: Readonly<Record<string, string>>
  outcomes: Readonly<Record<string, Outcome>>
  published: Readonly<Record<string, string>>
  /** Why it may not suit this line; asked at the assessment. */
  unsuitable: Readonly<Record<string, string>>
  channels: Readonly<Record<string, string>>
  talks: Readonly<Record<string, { called: string; withSide: boolean }>>
  results: Readonly<Record<string, TalkResult>>
  reaches: readonly Reaches[]
  /** What the main side is asked at the report, by key; a line that needs no leave has none. */
  consents: Readonly<Record<string, ConsentQuestion>>
  /** Fields that this line alone has. */
  fields: Fields
}

export interface Chart {
  indicator: string
  /** A dimension or grouping of it. */
  by: string
  title: string
}

/** What the line's factsheet starts with, until its coordinator chooses. */
export interface FactsheetDefaults {
  tiles: readonly { figure: string; line: string }[]
  charts: readonly Chart[]
  words: string
}

/**
 * A service line: what it registers, with which words, who sees it, on what ground and for how long, and what is
 * counted of it. Numbers, labels and topics are defaults; structure (keys) is for ever.
 */
export interface ServiceLine {
  key: string
  name: string
  about: string
  /** Where its cases live: /zaken. */
  path: string
  case: CaseDeclaration
  legalGround: string
  keptForYears: number
  indicators: readonly Indicator[]
  factsheet: FactsheetDefaults
}

/** Declares a service line. @throws Error naming the line and the key that does not exist, at load. */
export function serviceLine(declared: ServiceLine): ServiceLine {
  const refuse = (why: string): never => {
    throw new Error(`Service line '${declared.key}': ${why}`)
  }
  const { phases, outcomes, published, clocks, reaches, sides, results, talks, mainSide } = declared.case
  if (!sides[mainSide]) refuse(`main side '${mainSide}' is no side`)
  for (const [key, outcome] of Object.entries(outcomes)) {
    if (!published[outcome.publishedAs])
      refuse(`outcome '${key}' is published as '${outcome.publishedAs}', which is no published outcome`)
  }
  for (const clock of clocks) {
    for (const phase of [clock.from, clock.to])
      if (!phases[phase]) refuse(`clock '${clock.key}' names phase '${phase}'`)
  }
  for (const rule of reaches) {
    for (const phase of [rule.phase, rule.after])
      if (!phases[phase]) refuse(`a talk reaches phase '${phase}', which is none`)
    for (const kind of rule.kind)
      if (!talks[kind]) refuse(`a talk of kind '${kind}' reaches '${rule.phase}', which is no kind`)
    for (const result of rule.result ?? []) if (!results[result]) refuse(`result '${result}' is none`)
  }
  const keys = declared.indicators.map((indicator) => indicator.key)
  const twice = keys.find((key, at) => keys.indexOf(key) !== at)
  if (twice) refuse(`indicator '${twice}' stands in it twice`)
  for (const { figure } of declared.factsheet.tiles)
    if (!keys.includes(figure)) refuse(`tile '${figure}' is no indicator`)
  for (const { indicator } of declared.factsheet.charts)
    if (!keys.includes(indicator)) refuse(`chart of '${indicator}', which is no indicator`)
  return declared
}

import type { Indicator } from '#counting'
import type { Fields } from '#platform/fields'
import type { Noun } from '#platform/words'
import { type LetterWords, unknownFields } from './letters.ts'

/** A party in a case. Where there are two, neither sees the other's; several households may stand on one side. */
export interface Side {
  /** On the form: 'Wie meldt?' */
  asks: string
  /** On the case page: 'De melder' */
  called: string
  /** In a running sentence: 'de melder' */
  inText: string
  /** This side must be told what is kept about it, at the first contact. */
  mustBeInformed?: true
  /** Why we may keep something about this side, to them and in plain words: 'jij gaf daar toestemming voor'. Else the legal ground is told. */
  keptBecause?: string
}

/** A step on the line from first to last. Keys are for ever, labels are for today. */
export interface Phase {
  called: string
  /** What is to be done when this phase was reached, on the button and in the list: 'Kijk of de zaak past'. */
  next: string
  /** Which deed that is; the page offers its form. */
  deed: 'assess' | 'match' | 'log' | 'close'
  /** The same where both sides reported, and none of them is the one who came first. */
  bothReported?: { called: string; next: string }
  /** Whom it waits for while in this phase: 'us', a side, or 'helpers' when they are asked. */
  waitsFor: string
  /** Decided by the deed 'assess', not by hand. A line without such a phase does not ask whether a case suits. */
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

/** A way of speaking somebody. */
export interface TalkKind {
  called: string
  /** With one side, which is asked. */
  withSide: boolean
  /** Without a side, yet a talk: with whom, as one of the answers to 'Met wie?'. Without this too it is a note that moves nothing. */
  withWhom?: string
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
  /** With a yes the other sides may be told who reported; without one no letter names them. */
  toBeNamed?: true
}

/** Asking both sides, months after the closing. Keys of answers are for ever. */
export interface Aftercare {
  /** How many months after the closing: the default, an organisation overrides it with the setting `<line>.aftercare`. */
  afterMonths: number
  /** For so many months it may still be asked; after that nobody is bothered with it any more. */
  withinMonths: number
  /** 'Houdt het nog stand?' */
  asks: string
  answers: Readonly<Record<string, string>>
  /** The answer of who could not be reached. */
  unreached: string
  /** The published outcomes after which it is asked. */
  whenPublishedAs: readonly string[]
  source: string
}

/** The evaluation as somebody who lives here sees it: on paper, on a telephone, or read out. */
export interface Evaluation {
  /** 'Welk cijfer geef je de hulp van Buurtbemiddeling?' */
  asks: string
  /** How somebody may be called when their words are shown, by key and never with a name: 'een buurvrouw'. */
  namedAs: Readonly<Record<string, string>>
}

export interface CaseDeclaration {
  called: Noun
  /** What comes in, where that has another word than the case that is made of it: 'melding'. */
  report?: Noun
  sides: Readonly<Record<string, Side>>
  /** The side whose person, street and village are the case's own. */
  mainSide: string
  phases: Readonly<Record<string, Phase>>
  clocks: readonly ClockRule[]
  topics: Readonly<Record<string, string>>
  outcomes: Readonly<Record<string, Outcome>>
  published: Readonly<Record<string, string>>
  /** Why it may not suit this line; asked at the assessment. Empty where a line has none. */
  unsuitable: Readonly<Record<string, string>>
  channels: Readonly<Record<string, string>>
  talks: Readonly<Record<string, TalkKind>>
  results: Readonly<Record<string, TalkResult>>
  reaches: readonly Reaches[]
  /** What the main side is asked at the report, by key; a line that needs no leave has none. */
  consents: Readonly<Record<string, ConsentQuestion>>
  /** Some time after the closing each side is asked whether it still holds; a line that does not ask has none. */
  aftercare?: Aftercare
  /** How people are asked what they thought of it; a line that does not ask has none. */
  evaluation?: Evaluation
  /** Letters in its own words, and letters of its own, beside those that every line has. */
  letters?: Readonly<Record<string, LetterWords>>
  /** Fields that this line alone has. */
  fields: Fields
  /** Headings under which files from before have something, by the key of its column: `{ topic: ['soort overlast'] }`. */
  headings?: Readonly<Record<string, readonly string[]>>
}

/** What a helper of this line must have met before being asked. Keys are for ever: the day on which it was met stands under them. */
export interface Demand {
  /** On the form and in the file: 'Training gevolgd'. */
  called: string
  /** Why somebody cannot be asked yet, after the name: 'heeft de training nog niet gevolgd'. */
  missing: string
}

/** A talk that a helper logs with one tap. With whom it was is chosen before it. */
export interface QuickTalk {
  /** On the button: 'Afspraak gemaakt'. */
  called: string
  /** How it is kept: a kind of talk and a result of the line. */
  kind: string
  result: string
  /** Chosen for a talk with one side, or for one with all of them. */
  with: 'side' | 'all'
  /** It went badly: who coordinates is asked to call. */
  callsCoordinator?: true
}

/** Who helps with a case of this line: how many at once, what is demanded of them, and how they are asked. */
export interface MatchDeclaration {
  helper: Noun
  /** How many help with one case. Each of them must say yes. */
  helpers: number
  demands: Readonly<Record<string, Demand>>
  /** From how many ended cases on somebody is an old hand; the setting `<line>.old-hand-from` overrides it. */
  oldHandFrom: number
  /** How long a question stays open; the setting `<line>.asked-for` overrides it. */
  askedFor: Lasting
  /** The phase that asking brings a case to, and the phase that the last yes brings it to. */
  askedPhase: string
  pairedPhase: string
  /** Whether a helper had better live elsewhere, or close by. */
  nearby: 'avoid' | 'prefer'
  /** What helpers log of their talks, each with one tap. A line whose helpers log nothing has none. */
  talks?: Readonly<Record<string, QuickTalk>>
}

export interface Chart {
  indicator: string
  /** A dimension or grouping of it. */
  by: string
  title: string
}

/** The figures that stand on the start page of who works on the line. */
export interface StartFigures {
  /** How many run today. */
  standing: string
  /** What people thought of it, where the line asks them: the mean mark, how many answered, and whose mark it is ('van de buren'). */
  mark?: { figure: string; response: string; called: string }
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
export interface LineDeclaration {
  key: string
  name: string
  about: string
  case: CaseDeclaration
  /** A line in which nobody is matched has none. */
  match?: MatchDeclaration
  /**
   * Who may see that somebody is known here at all: every colleague of the organisation, those of the line, or no more than the owner of the
   * case and who coordinates. Left out: the line. The setting `<line>.known-to` overrides it.
   */
  knownTo?: KnownTo
  /** Whether a closed file of this line may be opened in need. Left out: yes. The setting `<line>.opens-in-need` overrides it. */
  opensInNeed?: boolean
  legalGround: string
  keptForYears: number
  indicators: readonly Indicator[]
  start: StartFigures
  factsheet: FactsheetDefaults
}

export type KnownTo = 'everyone' | 'line' | 'named'

/** A line as the rest of the program knows it. */
export interface ServiceLine extends LineDeclaration {
  knownTo: KnownTo
  opensInNeed: boolean
  /** Where cases live. The address of a case says nothing about anybody, so not its line either. */
  path: string
}

/** What every case is asked already: a field of a line needs another key. */
const askedAnyway = [
  ...['mainTopic', 'topics', 'words', 'channel', 'referrer', 'on', 'at', 'version'],
  ...['street', 'houseNumber', 'postcode', 'village', 'called', 'suitable', 'unsuitableReasons'],
]

/** Declares a service line. @throws Error naming the line and the key that does not exist, at load. */
export function serviceLine(declared: LineDeclaration): ServiceLine {
  const refuse = (why: string): never => {
    throw new Error(`Service line '${declared.key}': ${why}`)
  }
  const { phases, outcomes, published, clocks, reaches, sides, results, talks, mainSide } = declared.case
  if (!sides[mainSide]) refuse(`main side '${mainSide}' is no side`)
  for (const key of Object.keys(declared.case.fields))
    if (askedAnyway.includes(key)) refuse(`field '${key}' is asked of every case; give it another key`)
  const decides = Object.values(phases).some((phase) => phase.byAssessment)
  for (const [key, { waitsFor, deed }] of Object.entries(phases)) {
    if (!['us', ...(declared.match ? ['helpers'] : []), ...Object.keys(sides)].includes(waitsFor))
      refuse(`phase '${key}' waits for '${waitsFor}', who is nobody`)
    if (deed === 'match' && !declared.match) refuse(`phase '${key}' asks for helpers, and the line matches nobody`)
    if (deed === 'assess' && !decides) refuse(`phase '${key}' decides, and no phase is reached by it`)
  }
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
    if (rule.side && !sides[rule.side]) refuse(`a talk with '${rule.side}' reaches '${rule.phase}', who is no side`)
    for (const result of rule.result ?? []) if (!results[result]) refuse(`result '${result}' is none`)
  }
  const { match } = declared
  for (const phase of match ? [match.askedPhase, match.pairedPhase] : [])
    if (!phases[phase]) refuse(`a match reaches phase '${phase}', which is none`)
  if (match && match.helpers < 1) refuse('a match without helpers')
  for (const { called, kind, result } of Object.values(match?.talks ?? {}))
    if (!talks[kind] || !results[result]) refuse(`a helper logs '${called}', of a kind or result that is none`)
  const { aftercare } = declared.case
  if (aftercare && !aftercare.answers[aftercare.unreached])
    refuse(`answer '${aftercare.unreached}' is none of the aftercare`)
  for (const outcome of aftercare?.whenPublishedAs ?? [])
    if (!published[outcome]) refuse(`aftercare follows on '${outcome}', which is no published outcome`)
  for (const [key, letter] of Object.entries(declared.case.letters ?? {}))
    for (const field of unknownFields([letter.title, ...letter.text, ...(letter.toOthers ?? [])]))
      refuse(`letter '${key}' fills in '${field}', which is no field`)
  const keys = declared.indicators.map((indicator) => indicator.key)
  const twice = keys.find((key, at) => keys.indexOf(key) !== at)
  if (twice) refuse(`indicator '${twice}' stands in it twice`)
  const { standing, mark } = declared.start
  for (const figure of [standing, ...(mark ? [mark.figure, mark.response] : [])])
    if (!keys.includes(figure)) refuse(`the start page shows '${figure}', which is no indicator`)
  for (const { figure } of declared.factsheet.tiles)
    if (!keys.includes(figure)) refuse(`tile '${figure}' is no indicator`)
  for (const { indicator } of declared.factsheet.charts)
    if (!keys.includes(indicator)) refuse(`chart of '${indicator}', which is no indicator`)
  return { knownTo: 'line', opensInNeed: true, ...declared, path: '/zaken' }
}

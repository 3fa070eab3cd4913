import { bothReported, type Case, type CaseFile, type CasePause, whyStill } from '#kernel/case'
import type { Consent } from '#kernel/consent'
import { type CaseMatch, type FallOutReason, fallOutReasons } from '#kernel/match'
import type { SignedNote } from '#kernel/note'
import type { ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { list } from '#platform/words'
import { lineOf } from '#service-lines'
import type { TimelineItem } from '#ui'
import { momentShortly } from './in-words.ts'

/** A line of the change log, as far as the timeline of a case tells it. */
export interface LoggedDeed {
  at: Date
  accountName: string | null
  deed: string
  table: string
  record: string
  fields: string[]
}

/** What of a case the timeline tells about. */
type Told = Pick<CaseFile, 'case' | 'phases' | 'sides'> &
  Partial<Pick<CaseFile, 'pauses' | 'reports'>> & { consents?: readonly Consent[]; matches?: readonly CaseMatch[] }

interface Moment extends TimelineItem {
  title: string
  at: Date
  /** Tells when somebody came in. */
  first?: boolean
  /** Is about one side. */
  ofSide?: boolean
}

/**
 * What happened on a case, the newest first: talks and notes, the steps that were reached, and what was changed. A step that a
 * talk brought stands with that talk. `editable` says which notes lead to their own page.
 */
export function timelineOf(
  line: ServiceLine,
  file: Told,
  notes: readonly SignedNote[],
  deeds: readonly LoggedDeed[],
  { today, editable, elsewhere }: { today: Day; editable: boolean; elsewhere?: ReadonlyMap<string, string> },
): TimelineItem[] {
  const talked = new Set(notes.map((note) => note.happenedAt.getTime()))
  const moments: Moment[] = [
    ...notes.map((note) => noteMoment(line, file, note, { today, editable, elsewhere })),
    ...file.phases
      .filter((step) => !talked.has(step.reachedAt.getTime()))
      .map((step) => phaseMoment(line, file.case, step, today)),
    ...matchMoments(file.matches ?? [], today),
    ...deedMoments(line, file, deeds, today),
  ]
  const since = joinedAt(file)
  return [
    ...moments
      .filter((one) => !since || !tells(one, since))
      .sort((one, other) => other.at.getTime() - one.at.getTime()),
    ...(since ? earlier(moments.filter((one) => tells(one, since))) : []),
  ].map(({ at: _at, first: _first, ofSide: _ofSide, ...item }) => item)
}

/** When two that both reported became one case. */
function joinedAt({ reports = [] }: Told): Date | undefined {
  if (!bothReported(reports)) return undefined
  return reports
    .map((report) => report.case.joinedAt as Date)
    .sort((one, other) => one.getTime() - other.getTime())
    .at(-1)
}

/** Whether a moment before both reports became one is about one side of the two: its day would tell who came first. */
const tells = ({ at, first, ofSide }: Moment, since: Date) => at < since && (first === true || ofSide === true)

/** What was said with one side before both reports became one, by what it is and without a day. */
function earlier(moments: readonly Moment[]): Moment[] {
  return moments
    .filter(({ first }) => !first)
    .map((moment) => ({ ...moment, when: 'vóór het samenvoegen' }))
    .sort((one, other) => one.title.localeCompare(other.title, 'nl', { numeric: true }))
}

/** What a talk is called: 'Gebeld, de melder: verhaal gehoord'. */
export function talkInWords(
  line: ServiceLine,
  note: Pick<SignedNote, 'kind' | 'side' | 'result'> & { line?: string },
): string {
  // What also stands in a file of another line keeps the words of the line in which it was written.
  const { talks, results } = (note.line && note.line !== line.key ? lineOf(note.line) : line).case
  const kind = talks[note.kind]?.called ?? note.kind
  const side = note.side ? line.case.sides[note.side]?.inText : undefined
  const result = note.result ? results[note.result]?.called.toLowerCase() : undefined
  return `${[kind, side].filter(Boolean).join(', ')}${result ? `: ${result}` : ''}`
}

function noteMoment(
  line: ServiceLine,
  file: Pick<CaseFile, 'case' | 'phases'>,
  note: SignedNote,
  { today, editable, elsewhere }: { today: Day; editable: boolean; elsewhere: ReadonlyMap<string, string> | undefined },
): Moment {
  const reached = file.phases.find((step) => step.reachedAt.getTime() === note.happenedAt.getTime())
  const about = [
    note.words,
    elsewhere?.get(note.id),
    reached && `Stap: ${line.case.phases[reached.phase]?.called ?? reached.phase}.`,
    note.authorName,
  ].filter(Boolean)
  return {
    at: note.happenedAt,
    key: note.id,
    title: talkInWords(line, note),
    when: momentShortly(note.happenedAt, today),
    about: about.length > 0 ? about.join(' · ') : undefined,
    to: editable ? `${line.path}/${file.case.id}/notitie/${note.id}` : undefined,
    tone: reached ? 'good' : undefined,
    ofSide: note.side !== null,
  }
}

function phaseMoment(
  line: ServiceLine,
  one: Case,
  step: { id: string; phase: string; reachedAt: Date },
  today: Day,
): Moment {
  const first = step.phase === Object.keys(line.case.phases)[0]
  const channel = first && one.channel ? line.case.channels[one.channel] : undefined
  return {
    at: step.reachedAt,
    key: step.id,
    title: `${line.case.phases[step.phase]?.called ?? step.phase}${channel ? `, ${channel.toLowerCase()}` : ''}`,
    when: momentShortly(step.reachedAt, today),
    tone: first ? undefined : 'good',
    first,
  }
}

/**
 * What happened with those who were asked to help; who were asked together, stand together. That somebody passed it on stands here,
 * and nowhere why.
 */
function matchMoments(matches: readonly CaseMatch[], today: Day): Moment[] {
  const told = Map.groupBy(matches.flatMap(toldOf), ({ at, what }) => `${at.getTime()} ${what}`)
  return [...told].flatMap(([key, together]) => {
    const [first] = together
    if (!first) return []
    const title = `${first.what}: ${list(together.map(({ name }) => name))}`
    return [{ at: first.at, key: `match ${key}`, title, when: momentShortly(first.at, today) }]
  })
}

function toldOf(match: CaseMatch): { at: Date; what: string; name: string }[] {
  const left = match.state === 'passed' ? 'Gaf door' : match.state === 'withdrawn' ? 'Vraag ingetrokken' : 'Zei ja'
  const reason = match.reason && fallOutReasons[match.reason as FallOutReason]?.toLowerCase()
  const told: [Date | null, string][] = [
    [match.askedAt, 'Gevraagd'],
    [match.shownAt, 'Kent daar niemand, weet om wie het gaat'],
    [match.answeredAt, left],
    [match.endedAt, `Valt uit${reason ? ` (${reason})` : ''}`],
  ]
  return told.flatMap(([at, what]) => (at ? [{ at, what, name: match.name }] : []))
}

/** The changes worth a line: closed and opened again, handed over, corrected, a side added or told. */
function deedMoments(line: ServiceLine, file: Told, deeds: readonly LoggedDeed[], today: Day): Moment[] {
  const inOrder = [...deeds].sort((one, other) => one.at.getTime() - other.at.getTime())
  const written = file.case.addedAt.getTime()
  let closed = false
  return inOrder.flatMap((deed, index) => {
    // A closing and its withdrawal change the same field by turns.
    if (deed.table === 'cases' && deed.deed === 'change' && deed.fields.includes('closed_on')) closed = !closed
    const title = deedInWords(line, file, deed, closed, written)
    return title === undefined
      ? []
      : [
          {
            at: deed.at,
            key: `deed-${index}`,
            title,
            when: momentShortly(deed.at, today),
            about: deed.accountName ?? undefined,
            first: deed.table === 'case_sides' && deed.deed === 'add',
          },
        ]
  })
}

function deedInWords(
  line: ServiceLine,
  file: Pick<Told, 'case' | 'sides' | 'consents' | 'pauses'>,
  deed: LoggedDeed,
  closed: boolean,
  written: number,
): string | undefined {
  const changed = (...names: string[]) => deed.deed === 'change' && names.some((name) => deed.fields.includes(name))
  if (deed.table === 'cases') {
    // Of a report that joined, only that it did.
    if (deed.record !== file.case.id) return changed('joined_to') ? 'Samengevoegd' : undefined
    if (deed.deed === 'remove') return 'Verwijderd'
    if (deed.deed === 'restore') return 'Teruggezet'
    if (changed('closed_on')) return closed ? 'Afgesloten' : 'Afsluiting ingetrokken'
    if (changed('owner')) return 'Overgedragen'
    return changed('main_topic', 'channel') ? 'Gegevens verbeterd' : undefined
  }
  // The sides and the answers of a report are written down with it, or right after.
  const later = deed.at.getTime() - written > 600_000
  if (deed.table === 'case_pauses') return pauseInWords(file.pauses ?? [], deed)
  if (deed.table === 'consents') return consentInWords(line, file.consents ?? [], deed, later)
  if (deed.table !== 'case_sides') return undefined
  const side = line.case.sides[file.sides.find((one) => one.id === deed.record)?.side ?? '']
  if (!side) return undefined
  if (changed('informed_on')) return `Ingelicht: ${side.inText}`
  if (deed.deed === 'change') return `Gewijzigd: ${side.inText}`
  return deed.deed === 'add' && later ? `Toegevoegd: ${side.inText}` : undefined
}

/** 'Stilgezet: iemand is ziek', 'Loopt weer'. */
function pauseInWords(pauses: readonly CasePause[], deed: LoggedDeed): string | undefined {
  const pause = pauses.find((one) => one.id === deed.record)
  if (!pause) return undefined
  if (deed.deed === 'add') return `Stilgezet: ${whyStill(pause.reason)}`
  return deed.deed === 'change' ? 'Loopt weer' : undefined
}

/** 'De buur mag weten wie het meldde: nee'. */
function consentInWords(
  line: ServiceLine,
  consents: readonly Consent[],
  deed: LoggedDeed,
  later: boolean,
): string | undefined {
  const consent = consents.find((one) => one.id === deed.record)
  const question = line.case.consents[consent?.scope ?? '']?.called
  if (!consent || !question) return undefined
  if (deed.deed === 'change') return `Ingetrokken: ${question.charAt(0).toLowerCase()}${question.slice(1)}`
  return deed.deed === 'add' && later ? `${question}: ${consent.answer === 'yes' ? 'ja' : 'nee'}` : undefined
}

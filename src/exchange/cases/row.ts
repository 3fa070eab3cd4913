import { hash } from 'node:crypto'
import type { Assessment } from '#kernel/case'
import { endsOf, reportOf, type ServiceLine } from '#kernel/service-line'
import { ageOn, type Day, dayOf, inWords } from '#platform/days'
import { plain, the, withArticle } from '#platform/words'
import type { ReadRow } from './cells.ts'
import type { Known } from './columns.ts'
import type { Complaint, Draft } from './draft.ts'
import { inOrder, type Moment } from './moment.ts'
import { readSides } from './sides.ts'

/**
 * Makes the draft of a case out of one row, by the rules that hold between its cells. Everything that is wrong is told
 * at once, each with the column it stands in.
 */
export function draftOf(line: ServiceLine, known: Known, row: number, read: ReadRow): Draft | Complaint[] {
  const complaints = [...read.complaints]
  const complain: Complain = (key, message) =>
    void complaints.push({
      line: row,
      column: key === '' ? '' : read.headingOf(key),
      value: key === '' ? '' : read.rawOf(key),
      message,
    })
  const value = <T>(key: string): T | null => (read.values[key] ?? null) as T | null
  const told = (key: string) => read.complaints.some((one) => one.column === read.headingOf(key))

  const reported = value<Moment>('reportedOn')
  if (!reported) {
    if (!told('reportedOn'))
      complain(
        'reportedOn',
        `Vul in wanneer ${withArticle(line.case.called)} is ${endsOf(line).first.toLowerCase()}, bijvoorbeeld 14-3-2025.`,
      )
    return complaints
  }
  const { on } = reported
  const time = value<string>('reportedTime') ?? reported.time
  const reached = reachedIn(line, { on, time }, value, complain)
  const closing = closingIn(line, on, reached.phases, value, complain, told)
  const assessment = assessmentIn(line, reached.phases, closing?.outcome ?? null, value, complain)
  const referrals = referralsIn(line, known, on, closing?.on ?? null, value, complain)
  const survey = surveyIn(line, on, closing?.on ?? null, value, complain, told)
  const reference = value<string>('reference')
  if (reference === null && Object.hasOwn(read.values, 'reference'))
    complain('reference', 'Vul een nummer in: daaraan herkennen we de regel de volgende keer.')
  const { sides, identity } = readSides(line, on, value, complain)
  const key =
    reference ??
    `~${digest([on, ...identity])
      .toString('hex')
      .slice(0, 40)}`
  for (const side of sides) if (side.person) side.person.key ||= `${key}/${side.side.side}`

  const birth = sides.find((side) => side.side.side === line.case.mainSide)?.person?.person.birthDate
  if (complaints.length > 0) return complaints
  const suitablePhase = Object.entries(line.case.phases).find(([, phase]) => phase.byAssessment)?.[0]
  // Found suitable, but not when: then it was on the day it came in, or the case would wait to be assessed again.
  const since =
    reached.phases.length === 0 && !closing && assessment?.suitable === 'yes' && suitablePhase
      ? [{ phase: suitablePhase, at: reached.reportedAt }]
      : reached.phases
  const content = {
    case: {
      reportedAt: reached.reportedAt,
      mainTopic: value<string>('topic'),
      topics: value<string[]>('topics') ?? [],
      channel: value<string>('channel'),
      referrer: value<string>('referrer'),
      owner: value<string>('owner'),
      ageAtStart: birth ? ageOn(birth, on) : value<number>('ageAtStart'),
      fields: Object.fromEntries(
        Object.keys(line.case.fields).flatMap((field) =>
          value(`field.${field}`) === null ? [] : [[field, value(`field.${field}`)]],
        ),
      ),
      since: { ...(assessment ? { assessment } : {}), reached: since, ...(closing ? { closing } : {}) },
    },
    sides,
    referrals,
    survey,
  }
  return {
    line: row,
    key,
    hash: digest([line.key, content]),
    ...content,
    village: sides.find((side) => side.side.side === line.case.mainSide)?.side.village ?? null,
  }
}

export type Value = <T>(key: string) => T | null
export type Complain = (key: string, message: string) => void
type Reached = { phase: string; at: Date }[]

/** The phases with a moment, in the order in which they came. What has no time of day comes after what was before it. */
function reachedIn(
  line: ServiceLine,
  reported: Moment,
  value: Value,
  complain: Complain,
): { reportedAt: Date; phases: Reached } {
  const found = Object.keys(line.case.phases).flatMap((phase) => {
    const moment = value<Moment>(`phase.${phase}`)
    if (moment && moment.on < reported.on)
      complain(
        `phase.${phase}`,
        `Dit is voor ${withArticle(reportOf(line))} op ${inWords(reported.on)}. Kijk welke datum klopt.`,
      )
    return moment ? [{ phase, moment }] : []
  })
  found.sort((one, other) => (one.moment.on < other.moment.on ? -1 : one.moment.on > other.moment.on ? 1 : 0))
  const [reportedAt, ...moments] = inOrder([reported, ...found.map(({ moment }) => moment)]) as [Date, ...Date[]]
  return {
    reportedAt,
    phases: found.map(({ phase }, at) => ({
      phase,
      at: (moments[at] as Date) < reportedAt ? reportedAt : (moments[at] as Date),
    })),
  }
}

function closingIn(
  line: ServiceLine,
  reportedOn: Day,
  reached: Reached,
  value: Value,
  complain: Complain,
  told: (key: string) => boolean,
) {
  const on = value<Day>('closedOn')
  const outcome = value<string>('outcome')
  if (on === null && outcome === null) return undefined
  if (on === null) {
    if (!told('closedOn'))
      complain(
        'closedOn',
        'Er staat een afloop, maar niet wanneer is afgesloten. Vul de dag in, of haal de afloop weg.',
      )
    return undefined
  }
  if (outcome === null) {
    if (!told('outcome'))
      complain(
        'outcome',
        `${the(line.case.called)} is afgesloten, maar er staat niet hoe het is afgelopen. Vul de afloop in.`,
      )
    return undefined
  }
  if (on < reportedOn)
    complain('closedOn', `${the(line.case.called)} begon op ${inWords(reportedOn)}. Vul die dag of later in.`)
  const last = reached.at(-1)
  if (last && on < dayOf(last.at)) {
    complain(
      'closedOn',
      `Dit is voor "${line.case.phases[last.phase]?.called}" op ${inWords(dayOf(last.at))}. Kijk welke datum klopt.`,
    )
  }
  return { on, outcome }
}

/** What was decided is said, or follows from what came after: who was helped, suited. */
function assessmentIn(
  line: ServiceLine,
  reached: Reached,
  outcome: string | null,
  value: Value,
  complain: Complain,
): Assessment | undefined {
  const { phases, outcomes, called } = line.case
  const order = Object.keys(phases)
  const decided = order.findIndex((phase) => phases[phase]?.byAssessment)
  const further = reached.find(({ phase }) => order.indexOf(phase) >= decided)
  const said = value<boolean>('suitable')
  const byOutcome = outcome === null ? undefined : outcomes[outcome]?.suitable
  const reasons = value<string[]>('reasons') ?? []
  const suitable =
    said === null
      ? (byOutcome ?? (further && decided >= 0 ? 'yes' : reasons.length > 0 ? 'no' : undefined))
      : said
        ? 'yes'
        : 'no'
  if (suitable === undefined) return undefined
  if (byOutcome && byOutcome !== suitable) {
    complain(
      'outcome',
      suitable === 'yes'
        ? `${the(called)} past, en dan kan dit de afloop niet zijn. Kijk welke van de twee klopt.`
        : `${the(called)} past niet, en dan kan dit de afloop niet zijn. Kijk welke van de twee klopt.`,
    )
  }
  if (suitable === 'no' && further && decided >= 0) {
    complain(`phase.${further.phase}`, `${the(called)} past niet, maar ging wel verder. Kijk welke van de twee klopt.`)
  }
  if (suitable === 'no' && reasons.length === 0) {
    complain(
      'reasons',
      `Vul in waarom ${withArticle(called)} niet past. Staat het niet in je bestand, kies dan bij de kolommen een reden die voor alle regels geldt (in het koppelbestand onder "vast").`,
    )
  }
  if (suitable === 'yes' && reasons.length > 0)
    complain('reasons', `${the(called)} past, maar hier staat waarom niet. Kijk welke van de twee klopt.`)
  return { suitable, reasons }
}

function referralsIn(
  line: ServiceLine,
  known: Known,
  reportedOn: Day,
  closedOn: Day | null,
  value: Value,
  complain: Complain,
): Draft['referrals'] {
  const to = value<string>('referredTo')
  const on = value<Day>('referredOn')
  if (to === null) {
    if (on !== null)
      complain('referredTo', 'Er staat wanneer is verwezen, maar niet naar wie. Vul in naar wie, of haal de datum weg.')
    return []
  }
  if (on !== null && on < reportedOn)
    complain(
      'referredOn',
      `Dit is voor ${withArticle(reportOf(line))} op ${inWords(reportedOn)}. Kijk welke datum klopt.`,
    )
  const partners = new Map(Object.entries(known.partners).map(([key, name]) => [plain(name), { key, name }]))
  // A partner whose own name has a comma is one partner.
  const names = partners.has(plain(to))
    ? [to]
    : to
        .split(/[;,\n]| en (?=\p{Lu})/u)
        .map((name) => name.trim())
        .filter((name) => name !== '')
  if (names.some((name) => name.length > 120))
    complain('referredTo', 'Een van de namen is langer dan 120 tekens. Zet een ; tussen de partijen.')
  return [...new Map(names.map((name) => [plain(name), name])).values()].map((name) => {
    const partner = partners.get(plain(name))
    return {
      destination: partner?.name ?? name,
      organisation: partner?.key ?? null,
      kind: value<string>('referredKind') ?? 'unknown',
      onDay: on ?? closedOn ?? reportedOn,
    }
  })
}

function surveyIn(
  line: ServiceLine,
  reportedOn: Day,
  closedOn: Day | null,
  value: Value,
  complain: Complain,
  told: (key: string) => boolean,
): Draft['survey'] {
  const mark = value<number>('mark')
  const on = value<Day>('evaluatedOn')
  const answered = value<boolean>('evaluationAnswered')
  if (mark === null && on === null && answered === null) return null
  if (mark !== null && answered === false)
    complain('mark', 'De evaluatie is niet ingevuld, en toch staat hier een cijfer. Kijk welke van de twee klopt.')
  if (on !== null && on < reportedOn)
    complain(
      'evaluatedOn',
      `Dit is voor ${withArticle(reportOf(line))} op ${inWords(reportedOn)}. Kijk welke datum klopt.`,
    )
  const onDay = on ?? closedOn
  if (onDay === null) {
    if (!told('evaluatedOn') && !told('closedOn'))
      complain('evaluatedOn', 'Vul in wanneer de evaluatie was, bijvoorbeeld 14-3-2025.')
    return null
  }
  return { onDay, answered: mark !== null || answered === true, mark }
}

/** A digest of what is said, whatever form it had in the file. */
export function digest(content: unknown): Buffer {
  return hash('sha256', JSON.stringify(content), 'buffer')
}

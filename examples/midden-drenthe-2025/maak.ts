// Writes buurtbemiddeling.xlsx and its koppeling.json: invented residents and moments behind figures that were published.
// Run it after a change with `node --import ./src/platform/loader/register.mjs examples/midden-drenthe-2025/maak.ts`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dice } from '#demo'
import { caseColumns, type Mapping, mappingFile } from '#exchange/cases'
import { type SheetCell, writeWorkbook } from '#exchange/workbook'
import { type Day, inDigits, inWords, momentOf } from '#platform/days'
import { lineOf } from '#service-lines'
import { type Line, linesOf, year2024, year2025 } from './zaken.ts'

const topics: Record<string, string> = {
  disturbed: 'verstoorde relatie',
  pets: 'dieren',
  garden: 'rommel/tuin',
  noise: 'geluid',
  boundary: 'erfgrens',
  parking: 'parkeren',
  bullying: 'pesten',
  doorbell: 'deurbel met camera',
  heatPump: 'warmtepomp',
  fight: 'vechtpartij',
  other: 'anders',
}
const outcomes: Record<string, string> = {
  solvedTogether: 'opgelost, samen',
  solvedApart: 'opgelost, apart',
  storyEnough: 'verhaal was genoeg',
  improved: 'beter',
  notSolved: 'niet gelukt',
  neighbourRefuses: 'buur wil niet',
  unsuitable: 'ongeschikt',
  advice: 'advies',
  referred: 'doorverwezen',
}
const channels = { tel: 'phone', mail: 'mail', formulier: 'form', balie: 'desk', partner: 'partner' }
const reasons = {
  geweld: 'violence',
  familie: 'family',
  rechtszaak: 'legal',
  'geen toestemming': 'noConsent',
  verslaving: 'addiction',
  'strafbaar feit': 'crime',
}

type Kind = 'text' | 'day' | 'moment' | 'number'
interface WorkbookColumn {
  title: string
  key: string
  kind: Kind
  cell(line: Line, at: number): SheetCell
}

// The headings, in a coordinator's own words and order; `key` is what the product calls it.
const columns: WorkbookColumn[] = [
  {
    title: 'Nr.',
    key: 'reference',
    kind: 'text',
    cell: ({ reportedOn }, at) => `BB-${reportedOn.slice(0, 4)}-${String(at).padStart(3, '0')}`,
  },
  { title: 'Binnen op', key: 'reportedOn', kind: 'day', cell: ({ reportedOn }, at) => notation(reportedOn, at) },
  { title: 'Tijd', key: 'reportedTime', kind: 'text', cell: ({ time }) => time.replace(':', '.') },
  { title: 'Via', key: 'channel', kind: 'text', cell: ({ via }) => via },
  { title: 'Kern', key: 'reporter.village', kind: 'text', cell: ({ reporter }) => reporter.village },
  { title: 'Melder', key: 'reporter.name', kind: 'text', cell: ({ reporter }) => fullName(reporter) },
  {
    title: 'Adres melder',
    key: 'reporter.street',
    kind: 'text',
    cell: ({ reporter }) => `${reporter.street} ${reporter.houseNumber}`,
  },
  { title: 'Geb. datum melder', key: 'reporter.birthDate', kind: 'day', cell: ({ reporter }) => reporter.birthDate },
  { title: 'Tel. melder', key: 'reporter.phone', kind: 'text', cell: ({ reporter }, at) => phone(reporter.phone, at) },
  { title: 'Buur', key: 'neighbour.name', kind: 'text', cell: ({ neighbour }) => neighbour && fullName(neighbour) },
  {
    title: 'Adres buur',
    key: 'neighbour.street',
    kind: 'text',
    cell: ({ neighbourStreet, neighbourNumber }) => `${neighbourStreet} ${neighbourNumber}`,
  },
  { title: 'Thema', key: 'topic', kind: 'text', cell: ({ topic }) => topics[topic] as string },
  {
    title: 'Speelt ook',
    key: 'topics',
    kind: 'text',
    cell: ({ others }) => others.map((other) => topics[other]).join('; '),
  },
  {
    title: 'Bemiddelbaar?',
    key: 'suitable',
    kind: 'text',
    cell: ({ suits }) => (suits === null ? null : suits ? 'ja' : 'nee'),
  },
  { title: 'Waarom niet', key: 'reasons', kind: 'text', cell: ({ reason }) => reason },
  { title: 'Koppel', key: 'field.mediators', kind: 'text', cell: ({ pair }) => pair },
  {
    title: 'Koppel zegt ja',
    key: 'phase.assigned',
    kind: 'moment',
    cell: ({ assigned }) => assigned && momentOf(...assigned),
  },
  {
    title: '1e contact',
    key: 'phase.contacted',
    kind: 'moment',
    cell: ({ contacted }) => contacted && momentOf(...contacted),
  },
  { title: 'Bij melder', key: 'phase.reporterHeard', kind: 'day', cell: ({ atReporter }) => atReporter },
  { title: 'Bij buur', key: 'phase.neighbourHeard', kind: 'day', cell: ({ atNeighbour }) => atNeighbour },
  { title: 'Samen gepraat', key: 'phase.talked', kind: 'day', cell: ({ talk }) => talk },
  {
    title: 'Klaar op',
    key: 'closedOn',
    kind: 'day',
    cell: ({ closedOn }, at) => closedOn && notation(closedOn, at + 3),
  },
  {
    title: 'Resultaat',
    key: 'outcome',
    kind: 'text',
    cell: ({ closedOn, outcome }) => (closedOn && outcome ? (outcomes[outcome] as string) : null),
  },
  { title: 'Doorverwezen naar', key: 'referredTo', kind: 'text', cell: ({ referredTo }) => referredTo },
  { title: 'Cijfer', key: 'mark', kind: 'number', cell: ({ mark }) => mark },
]

const declared = lineOf('buurtbemiddeling').case
/** What stands in the workbook to what the product calls it. */
const meant = (words: Record<string, string>, labels: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(words).map(([key, word]) => [word, labels[key] as string]))
const turned = (words: Record<string, string>) =>
  Object.fromEntries(Object.entries(words).map(([word, key]) => [key, word]))
const endings = Object.fromEntries(Object.entries(declared.outcomes).map(([key, { called }]) => [key, called]))

/** What the headings and words of this workbook mean. */
const mapping: Mapping = {
  line: 'buurtbemiddeling',
  sheet: 'Zaken',
  columns: Object.fromEntries(columns.map(({ title, key }) => [title, key])),
  values: {
    topic: meant(topics, declared.topics),
    topics: meant(topics, declared.topics),
    outcome: meant(outcomes, endings),
    channel: meant(turned(channels), declared.channels),
    reasons: meant(turned(reasons), declared.unsuitable),
  },
  fixed: {},
}

/** People write a date as it comes: mostly as a date, now and then as text. */
function notation(on: Day, at: number): SheetCell {
  if (at % 9 === 4) return inWords(on)
  return at % 7 === 3 ? inDigits(on) : on
}

function phone(number: string | null, at: number): string | null {
  const digits = number?.replace('+31', '0')
  if (!digits) return null
  return at % 4 === 1
    ? `${digits.slice(0, 2)}-${digits.slice(2)}`
    : at % 4 === 2
      ? digits
      : `${digits.slice(0, 2)} ${digits.slice(2, 6)} ${digits.slice(6)}`
}

const fullName = ({
  givenName,
  infix,
  familyName,
}: {
  givenName: string | null
  infix: string | null
  familyName: string
}) => [givenName, infix, familyName].filter(Boolean).join(' ')

const lines = [linesOf(year2024, dice(2024)), linesOf(year2025, dice(2025))]
const rows = lines.flatMap((year) => year.map((line, at) => columns.map(({ cell }) => cell(line, at + 1))))
const missing = columns.filter(
  ({ key }) => !caseColumns(lineOf('buurtbemiddeling')).some((column) => column.key === key),
)
if (missing.length > 0) throw new Error(`No such column: ${missing.map(({ key }) => key).join(', ')}`)

const place = (name: string) => join(import.meta.dirname, name)
writeFileSync(
  place('buurtbemiddeling.xlsx'),
  await writeWorkbook({
    sheets: [{ name: 'Zaken', columns: columns.map(({ title, kind }) => ({ title, kind })), rows }],
  }),
)
writeFileSync(place('koppeling.json'), mappingFile(mapping, 'buurtbemiddeling 2024-2025', lineOf('buurtbemiddeling')))
console.log(`${rows.length} zaken geschreven.`)

import type { ServiceLine } from '#kernel/service-line'
import { roles } from '#platform/asker'
import type { ExportedTable } from '#platform/export'
import type { Field } from '#platform/fields'
import { counted, noun, number } from '#platform/words'
import { serviceLines } from '#service-lines'
import { columnsLeftOut } from './left-out.ts'
import { meanings, shared } from './meanings.ts'
import type { Contents } from './write.ts'

type Line = readonly (string | number | null)[]

/** What the files of an export mean. */
export interface Codebook {
  tables: readonly ExportedTable[]
  /** One line for each column, under a heading. */
  rows: readonly Line[]
  /** One line for each value of a choice, of each service line. */
  choices: readonly Line[]
}

/** What a column means; nothing when nobody wrote it down yet. */
export const meaningOf = (table: string, column: string): string | undefined =>
  meanings[table]?.columns?.[column] ?? shared[column]

/** Makes the codebook of these tables, from what the database says of itself and what the service lines declare. */
export function codebookOf(tables: readonly ExportedTable[]): Codebook {
  return {
    tables,
    rows: [
      ['tabel', 'naam', 'kolom', 'soort', 'verplicht', 'sleutel', 'verwijst naar', 'betekenis'],
      ...tables.flatMap((table) =>
        table.columns
          .filter(({ name }) => !(`${table.name}.${name}` in columnsLeftOut))
          .map(({ name, type, needed }) => [
            table.name,
            meanings[table.name]?.called ?? table.name,
            name,
            typeInWords(type),
            needed ? 'ja' : 'nee',
            table.key.includes(name) ? 'ja' : '',
            table.refersTo.find(({ column }) => column === name)?.table ?? '',
            meaningOf(table.name, name) ?? '',
          ]),
      ),
    ],
    choices: [
      ['tabel', 'kolom', 'werksoort', 'waarde', 'betekenis'],
      ...Object.entries(roles).map(([key, called]) => ['accounts', 'role', '', key, called]),
      ...serviceLines.flatMap(choicesOf),
    ],
  }
}

/** What a service line lets people choose from, and the fields that it alone has. */
function choicesOf(line: ServiceLine): Line[] {
  const own = line.case
  const all = (table: string, column: string, values: Readonly<Record<string, string>>): Line[] =>
    Object.entries(values).map(([key, called]) => [table, column, line.key, key, called])
  const called = (values: Readonly<Record<string, { called: string }>>) =>
    Object.fromEntries(Object.entries(values).map(([key, one]) => [key, one.called]))
  return [
    ['cases', 'line', line.key, line.key, line.name],
    ...all('cases', 'phase', called(own.phases)),
    ...all('cases', 'outcome', called(own.outcomes)),
    ...all('cases', 'main_topic', own.topics),
    ...all('cases', 'channel', own.channels),
    ...all('case_sides', 'side', called(own.sides)),
    ...own.clocks.map(({ key, called: name }): Line => ['case_clocks', 'clock', line.key, key, `tijd tot ${name}`]),
    ...all('notes', 'kind', called(own.talks)),
    ...all('notes', 'result', called(own.results)),
    ...all('consents', 'scope', called(own.consents)),
    ...Object.entries(own.fields).flatMap(([key, field]) => fieldLines(line, key, field as Field<unknown>)),
  ]
}

function fieldLines(line: ServiceLine, key: string, { label, options }: Field<unknown>): Line[] {
  return [
    ['cases', `fields: ${key}`, line.key, '', label],
    ...Object.entries(options ?? {}).map(
      ([value, called]): Line => ['cases', `fields: ${key}`, line.key, value, called],
    ),
  ]
}

const types: Readonly<Record<string, string>> = {
  uuid: 'sleutel',
  text: 'tekst',
  integer: 'geheel getal',
  bigint: 'geheel getal',
  boolean: 'ja of nee; in JSON true of false',
  date: 'dag (2025-03-14)',
  'timestamp with time zone': 'moment, in UTC (2025-03-14T09:30:00+00:00)',
  'time without time zone': 'tijd (09:30:00)',
  jsonb: 'JSON',
  bytea: 'bytes, hexadecimaal',
  xid8: 'nummer van een transactie',
  'text[]': 'lijst van teksten, als JSON',
  'uuid[]': 'lijst van sleutels, als JSON',
}
const typeInWords = (type: string): string => types[type] ?? type

/** The codebook to read: what is in which file, how it is written, and what stays out. */
export function codebookInWords(
  { tables, rows, choices }: Codebook,
  { organisation, madeAt, tables: written, leftOut }: Contents,
): string {
  const regel = noun('regel', 'regels', 'de')
  const cell = (text: Line[number]) => String(text ?? '').replaceAll('|', '\\|')
  const table = (heading: readonly string[], lines: readonly Line[]) => [
    `| ${heading.join(' | ')} |`,
    `| ${heading.map(() => '---').join(' | ')} |`,
    ...lines.map((line) => `| ${line.map(cell).join(' | ')} |`),
    '',
  ]
  const sum = written.reduce((all, one) => all + one.rows, 0)
  return [
    `# Codeboek: alle gegevens van ${organisation}`,
    '',
    `Gemaakt op ${madeAt}, op één moment: ${counted(sum, regel)} uit ${number(written.length)} tabellen.`,
    '',
    'Let op: hierin staan persoonsgegevens, ook uit dossiers. Bewaar deze map op slot en wis haar als je haar niet meer nodig hebt.',
    '',
    '## Hoe het geschreven is',
    '',
    '- In de map `csv` staat elke tabel als CSV: UTF-8 met een merkteken vooraan, een puntkomma tussen de kolommen, een punt voor de',
    '  decimalen. Een lege cel is leeg; een lege tekst is `""`. Begint een tekst als een formule, dan staat er een apostrof voor: die',
    '  hoort er niet bij.',
    '- In de map `json` staat hetzelfde als JSON: één regel tekst is één regel van de tabel, zonder die apostrof.',
    '- `codeboek.csv` is de lijst van kolommen hieronder. In `keuzes.csv` staat wat de waarden betekenen, per werksoort.',
    '- In `inhoud.json` staan de aantallen, en van elk bestand een controlegetal (SHA-256).',
    '- Verwijderde regels staan erbij tot ze gewist zijn: dan is `removed_at` gevuld.',
    '- In de map `documenten` staat elk document als bestand. De naam is de sleutel (`id`) uit de tabel `documents`.',
    '',
    '## Tabellen',
    '',
    ...table(
      ['Tabel', 'Naam', 'Regels', 'Wat erin staat'],
      tables.map(({ name }) => [
        name,
        meanings[name]?.called ?? name,
        written.find((one) => one.name === name)?.rows ?? 0,
        meanings[name]?.about ?? '',
      ]),
    ),
    '## Niet meegenomen',
    '',
    ...table(['Tabel of kolom', 'Waarom'], Object.entries({ ...leftOut.tables, ...leftOut.columns })),
    ...tables.flatMap(({ name }) => [
      `## ${meanings[name]?.called ?? name} (\`${name}\`)`,
      '',
      ...(meanings[name] ? [meanings[name].about, ''] : []),
      ...table(
        ['Kolom', 'Soort', 'Verplicht', 'Sleutel', 'Verwijst naar', 'Betekenis'],
        rows.filter(([of]) => of === name).map((row) => row.slice(2)),
      ),
    ]),
    '## Wat waarden betekenen',
    '',
    ...table(['Tabel', 'Kolom', 'Werksoort', 'Waarde', 'Betekenis'], choices.slice(1)),
  ].join('\n')
}

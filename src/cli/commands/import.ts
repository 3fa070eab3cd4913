import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Doorway } from '#access'
import {
  type Complaint,
  complaintInWords,
  guessMapping,
  type ImportResult,
  type InTransaction,
  importCases,
  importStore,
  knowsHeading,
  type Mapping,
  mappingFile,
  readMapping,
} from '#exchange/cases'
import { readTable, type SourceTable } from '#exchange/tables'
import { writeWorkbook } from '#exchange/workbook'
import type { ServiceLine } from '#kernel/service-line'
import { Refused } from '#platform/errors'
import { counted, list, noun, number } from '#platform/words'
import { serviceLines } from '#service-lines'
import { answer, command, readArgs, WrongUse } from '../command.ts'
import { openOffice } from '../office.ts'

const rule = noun('regel', 'regels', 'de')
const mostShown = 50

/** Takes the cases of a workbook or a CSV file in. */
export default command({
  name: 'import',
  about: 'Leest zaken in uit een werkmap (.xlsx) of een CSV-bestand.',
  usage: `naober import <bestand> [--line <lijn>] [--source <naam>] [--sheet <blad>] [--tenant <organisatie>]
    naober import <bestand> --dry-run        doet alles en bewaart niets
    naober import <bestand> --mapping <koppelbestand.json>
    naober import <bestand> --errors <fouten.xlsx>`,
  async run(args) {
    const read = readArgs(
      args,
      {
        ...{
          line: { type: 'string' },
          source: { type: 'string' },
          mapping: { type: 'string' },
          sheet: { type: 'string' },
        },
        ...{ tenant: { type: 'string' }, errors: { type: 'string' }, 'dry-run': { type: 'boolean' } },
      } as const,
      { least: 1 },
    )
    const file = read.words[0] as string
    const line = lineNamed(read.line)
    const source = (read.source ?? line.key).trim().slice(0, 100) || line.key
    const office = await openOffice()
    try {
      const inTransaction = await transactionsOf(office.doorway, read.tenant)
      const agreed = await agreedMapping(inTransaction, line, source, read.mapping)
      const isKnown = knowsHeading(line)
      const table = await readTable(
        file,
        (heading) => isKnown(heading) || Object.hasOwn(agreed?.columns ?? {}, heading),
        read.sheet ?? agreed?.sheet ?? undefined,
      )
      const { mapping, unknown } = await mappingFor(table, line, source, file, agreed)
      const dryRun = read['dry-run'] === true
      const result = await importCases(inTransaction, line, table, mapping, {
        source,
        fileName: path.basename(file),
        fileHash: await hashOf(file),
        dryRun,
        onProgress: (done, of) => {
          if (!read.json && process.stderr.isTTY)
            process.stderr.write(`\r${number(done)} van ${number(of)} regels${done === of ? '\n' : ''}`)
        },
      })
      if (!dryRun) await inTransaction((_store, asker) => importStore(asker).keepMapping(source, line.key, mapping))
      if (read.errors !== undefined) await writeFile(read.errors, await errorBook(result))
      answer(
        read.json,
        { source, line: line.key, dryRun, unknownColumns: unknown, ...result },
        summary(result, { source, dryRun, unknown, errors: read.errors }),
      )
      return result.refused > 0 ? 1 : 0
    } finally {
      await office.close()
    }
  },
})

function lineNamed(name: string | undefined): ServiceLine {
  const [only] = serviceLines
  if (name === undefined && only && serviceLines.length === 1) return only
  const found = serviceLines.find((line) => line.key === name || line.name.toLowerCase() === name?.toLowerCase())
  if (found) return found
  const all = list(
    serviceLines.map((line) => line.key),
    'of',
  )
  throw name === undefined
    ? new WrongUse(`Zeg met --line welke lijn het is: ${all}.`)
    : new Refused(`De lijn "${name}" bestaat niet. Kies ${all}.`)
}

/** Work in one transaction of the organisation that is meant. @throws Refused when it is not clear which */
async function transactionsOf(doorway: Doorway, wanted: string | undefined): Promise<InTransaction> {
  const asked = (tenant: string) => ({ tenant, via: 'import' as const, purpose: 'naober import' })
  const named = await Promise.all(
    (await doorway.tenants()).map(async (tenant) => ({
      tenant,
      name: await doorway.system(asked(tenant), async (_store, asker) => asker.tenantName),
    })),
  )
  const found =
    wanted === undefined
      ? named
      : named.filter((one) => one.tenant === wanted || one.name.toLowerCase() === wanted.toLowerCase())
  const [only] = found
  if (!only)
    throw new Refused(
      wanted === undefined
        ? 'Er is nog geen organisatie. Maak die eerst met naober init.'
        : `De organisatie "${wanted}" is er niet. Kies ${list(
            named.map((one) => one.name),
            'of',
          )}.`,
    )
  if (found.length > 1)
    throw new Refused(
      `Zeg met --tenant welke organisatie het is: ${list(
        found.map((one) => one.name),
        'of',
      )}.`,
    )
  return (work) => doorway.system(asked(only.tenant), work)
}

/** What was agreed about the columns of this source: in the file that is given, or kept from the last time. */
async function agreedMapping(
  inTransaction: InTransaction,
  line: ServiceLine,
  source: string,
  file: string | undefined,
): Promise<Mapping | undefined> {
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Refused(`Het koppelbestand ${file} is er niet, of je mag het niet lezen. Controleer de naam en de map.`)
    })
    return readMapping(text, line)
  }
  const kept = await inTransaction((_store, asker) => importStore(asker).mapping(source))
  return kept?.line === line.key ? (kept.mapping as Mapping) : undefined
}

/** The mapping for this file. What was not agreed yet is guessed; when that is not enough, a proposal is written to be looked at. */
async function mappingFor(
  table: SourceTable,
  line: ServiceLine,
  source: string,
  file: string,
  agreed: Mapping | undefined,
): Promise<{ mapping: Mapping; unknown: string[] }> {
  const guess = guessMapping(table.headers, line)
  const taken = new Set(Object.values(agreed?.columns ?? {}))
  const mapping: Mapping = agreed
    ? {
        ...agreed,
        columns: {
          ...Object.fromEntries(Object.entries(guess.mapping.columns).filter(([, key]) => !taken.has(key))),
          ...agreed.columns,
        },
      }
    : guess.mapping
  const missing =
    guess.missing.length > 0 &&
    !table.headers.some((header) => mapping.columns[header] === 'reportedOn') &&
    mapping.fixed.reportedOn === undefined
  if (missing) {
    const proposal = path.join(path.dirname(file), `${path.basename(file, path.extname(file))}.koppeling.json`)
    await writeFile(proposal, mappingFile(guess.mapping, source, line))
    throw new Refused(
      `In blad "${table.sheet}" is geen kolom voor ${list(guess.missing.map((label) => `"${label}"`))}. Kijk in ${proposal} welke kolom wat is, ` +
        `en probeer het opnieuw met --mapping ${proposal}`,
    )
  }
  return {
    mapping,
    unknown: table.headers.filter(
      (header) =>
        header !== '' && (mapping.columns[header] ?? null) === null && !Object.hasOwn(agreed?.columns ?? {}, header),
    ),
  }
}

function summary(
  result: ImportResult,
  {
    source,
    dryRun,
    unknown,
    errors,
  }: { source: string; dryRun: boolean; unknown: string[]; errors: string | undefined },
): string[] {
  const count = (label: string, value: number) => `  ${label.padEnd(18)} ${number(value).padStart(7)}`
  const taken = result.read - result.refused
  return [
    dryRun ? 'Proef: er is niets bewaard.' : `Ingelezen uit bron "${source}".`,
    count('gelezen', result.read),
    count('toegevoegd', result.added),
    count('gewijzigd', result.changed),
    count('gelijk gebleven', result.same),
    count('niet overschreven', result.kept),
    count('geweigerd', result.refused),
    `Mensen: ${number(result.newPeople)} nieuw, ${number(result.knownPeople)} herkend.`,
    ...(unknown.length > 0
      ? ['', `Deze kolommen kennen we niet en zijn overgeslagen: ${list(unknown.map((one) => `"${one}"`))}.`]
      : []),
    ...shown(result.remarks, 'Let op:'),
    ...shown(
      result.complaints,
      `Geweigerd; de andere ${counted(taken, rule)} ${taken === 1 ? 'is' : 'zijn'} ${dryRun ? 'goed' : 'ingelezen'}:`,
    ),
    ...(errors !== undefined
      ? ['', `Alle opmerkingen staan in ${errors}.`]
      : result.complaints.length > mostShown
        ? ['', 'Met --errors fouten.xlsx krijg je ze allemaal in een werkmap.']
        : []),
  ]
}

function shown(complaints: readonly Complaint[], title: string): string[] {
  if (complaints.length === 0) return []
  const rest = complaints.length - mostShown
  return [
    '',
    title,
    ...complaints.slice(0, mostShown).map((one) => `  ${complaintInWords(one)}`),
    ...(rest > 0 ? [`  en nog ${number(rest)}.`] : []),
  ]
}

function errorBook(result: ImportResult): Promise<Buffer> {
  const columns = [
    { title: 'Regel', kind: 'number' as const },
    { title: 'Kolom', kind: 'text' as const, width: 28 },
    { title: 'Wat er staat', kind: 'text' as const, width: 28 },
    { title: 'Wat er mis is', kind: 'text' as const, width: 90 },
  ]
  const rowsOf = (complaints: readonly Complaint[]) =>
    complaints.map((one) => [one.line, one.column, one.value, one.message])
  return writeWorkbook({
    sheets: [
      { name: 'Geweigerd', columns, rows: rowsOf(result.complaints) },
      { name: 'Let op', columns, rows: rowsOf(result.remarks) },
    ],
  })
}

async function hashOf(file: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest()
}

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { knowsHeading, type Mapping, readMapping } from '#exchange/cases'
import { readCsv } from '#exchange/csv'
import { readTable, type SourceTable } from '#exchange/tables'
import type { ServiceLine } from '#kernel/service-line'
import { type Day, isDay } from '#platform/days'
import { Refused } from '#platform/errors'
import { list } from '#platform/words'
import { type CatalogueRow, readCatalogue } from '#reports'
import { indicators, serviceLines } from '#service-lines'

/** The municipality of an example: what an organisation has before its first case is imported. */
export interface Municipality {
  organisation: string
  municipality: string
  year: number
  today: Day
  villages: string[]
  /** Large from this day on. */
  large: { village: string; from: Day }[]
  partners: { name: string; kind: string }[]
}

/** Everything in an example folder: the register, what its headings mean, and what was printed about it. */
export interface ProofFolder {
  line: ServiceLine
  municipality: Municipality
  table: SourceTable
  mapping: Mapping
  file: { name: string; hash: Buffer }
  catalogue: CatalogueRow[]
}

/**
 * Reads an example folder: gemeente.json, koppeling.json, cijfers.csv and one workbook.
 * @throws Refused with one sentence: no such folder, a file that misses, or what is wrong in one
 */
export async function readProofFolder(folder: string): Promise<ProofFolder> {
  const municipality = readMunicipality(textIn(folder, 'gemeente.json'))
  const written = textIn(folder, 'koppeling.json')
  const line = lineIn(written)
  const mapping = readMapping(written, line)
  const book = readdirSync(folder).find((name) => name.endsWith('.xlsx') && !name.startsWith('~'))
  if (!book) throw new Refused(`In ${folder} staat geen werkmap (.xlsx). Zet er een bij.`)
  const known = knowsHeading(line)
  const table = await readTable(
    join(folder, book),
    (heading) => heading in mapping.columns || known(heading),
    mapping.sheet ?? undefined,
  )
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, book)))
    .digest()
  textIn(folder, 'cijfers.csv')
  const catalogue = readCatalogue(await recordsIn(join(folder, 'cijfers.csv')), indicators, municipality.year)
  return { line, municipality, table, mapping, file: { name: book, hash }, catalogue }
}

function lineIn(written: string): ServiceLine {
  const { lijn } = asJson(written, 'koppeling.json') as { lijn?: unknown }
  const found = serviceLines.find(({ key }) => key === lijn)
  if (!found)
    throw new Refused(
      `koppeling.json: de lijn "${String(lijn)}" bestaat niet. Kies uit ${list(
        serviceLines.map(({ key }) => key),
        'of',
      )}.`,
    )
  return found
}

function textIn(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    throw new Refused(`In ${folder} staat geen ${name}, of je mag het niet lezen. Kijk de map na.`)
  }
}

function asJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(`${name} is geen geldige JSON. Kijk of er een komma of aanhalingsteken mist.`)
  }
}

/** The rows of a text file under their headings. */
async function recordsIn(path: string): Promise<Record<string, string>[]> {
  const [head, ...rows] = (await readCsv(path)).rows
  const headings = (head?.cells ?? []).map((cell) => String(cell).trim())
  return rows.map(({ cells }) =>
    Object.fromEntries(headings.map((heading, at) => [heading, String(cells[at] ?? '').trim()])),
  )
}

interface Written {
  organisatie?: unknown
  gemeente?: unknown
  jaar?: unknown
  vandaag?: unknown
  dorpen?: unknown
  grote_dorpen?: unknown
  partners?: unknown
}

function readMunicipality(text: string): Municipality {
  const read = asJson(text, 'gemeente.json') as Written
  const refuse = (what: string): never => {
    throw new Refused(`gemeente.json: ${what}`)
  }
  const today = read.vandaag
  if (!isDay(today)) return refuse('"vandaag" is geen dag. Schrijf hem als 2026-02-02.')
  if (!Number.isInteger(read.jaar)) return refuse('"jaar" is geen jaartal.')
  const villages = listOf(read.dorpen).map(String)
  if (villages.length === 0) return refuse('er staan geen "dorpen" in.')
  const large = listOf<{ dorp?: unknown; vanaf?: unknown }>(read.grote_dorpen).map(({ dorp, vanaf }) => {
    if (!villages.includes(String(dorp)))
      return refuse(`"${String(dorp)}" is een groot dorp, maar staat niet bij de dorpen.`)
    return {
      village: String(dorp),
      from: isDay(vanaf) ? vanaf : refuse(`"vanaf" van ${String(dorp)} is geen dag. Schrijf hem als 2025-01-01.`),
    }
  })
  const partners = listOf<{ naam?: unknown; soort?: unknown }>(read.partners).map(({ naam, soort }) => ({
    name: String(naam),
    kind: String(soort),
  }))
  return {
    organisation: String(read.organisatie),
    municipality: String(read.gemeente),
    year: Number(read.jaar),
    today,
    villages,
    large,
    partners,
  }
}

const listOf = <T = unknown>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : [])

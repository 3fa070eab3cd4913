import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { csvLine } from '#exchange/csv'
import { Refused } from '#platform/errors'
import { type ExportedTable, readOrganisation } from '#platform/export'
import { codebookInWords, codebookOf } from './codebook.ts'
import { documentPieces, pieceColumns, type WrittenDocument, writeDocuments } from './documents.ts'
import { columnsLeftOut, tablesLeftOut } from './left-out.ts'

/** What was written of one table. */
export interface WrittenTable {
  name: string
  rows: number
  csv: { file: string; sha256: string }
  json: { file: string; sha256: string }
}

/** What an export holds, as it stands in inhoud.json. */
export interface Contents {
  organisation: string
  madeAt: string
  tables: readonly WrittenTable[]
  /** Each document as a file, under its key. */
  documents: readonly WrittenDocument[]
  leftOut: { tables: Readonly<Record<string, string>>; columns: Readonly<Record<string, string>> }
}

/** What is wanted of an export. */
export interface ExportWanted {
  adminUrl: string
  tenant: string
  organisation: string
  folder: string
  madeAt: Date
  /** Called before the first row is read, when the folder was found to be good. */
  begin(): Promise<void>
}

/**
 * Writes all that one organisation has into an empty folder: each table as CSV and as JSON lines, with a codebook in Dutch. Only
 * who runs the command can read the files. When something goes wrong nothing stays behind.
 * @throws Refused when the folder is not empty or cannot be written
 */
export async function exportEverything(wanted: ExportWanted): Promise<Contents> {
  const { folder } = wanted
  const made = await emptyFolder(folder)
  try {
    await wanted.begin()
    for (const part of ['csv', 'json']) await mkdir(join(folder, part), { mode: 0o700 })
    const written: WrittenTable[] = []
    let documents: WrittenDocument[] = []
    const tables = await readOrganisation(
      wanted.adminUrl,
      wanted.tenant,
      (table) => (table.name === documentPieces ? pieceColumns : columnsThatGo(table)),
      async ({ table, rows }, columns) => {
        if (table.name === documentPieces) documents = await writeDocuments(folder, rows)
        else written.push(await writeTable(folder, table, columns, rows))
      },
    )
    const contents: Contents = {
      organisation: wanted.organisation,
      madeAt: wanted.madeAt.toISOString(),
      tables: written,
      documents,
      leftOut: { tables: tablesLeftOut, columns: columnsLeftOut },
    }
    const book = codebookOf(tables.filter(({ name }) => !(name in tablesLeftOut)))
    await save(folder, 'codeboek.md', codebookInWords(book, contents))
    await save(folder, 'codeboek.csv', `\ufeff${book.rows.map((row) => csvLine(row)).join('')}`)
    await save(folder, 'keuzes.csv', `\ufeff${book.choices.map((row) => csvLine(row)).join('')}`)
    await save(folder, 'inhoud.json', `${JSON.stringify(contents, null, 2)}\n`)
    return contents
  } catch (problem) {
    for (const name of ['csv', 'json', 'documenten', 'codeboek.md', 'codeboek.csv', 'keuzes.csv', 'inhoud.json'])
      await rm(join(folder, name), { recursive: true, force: true })
    if (made) await rm(folder, { recursive: true, force: true })
    throw inWords(problem, folder)
  }
}

/** The columns of a table that go along; none of one that stays. */
export function columnsThatGo({ name, columns }: Pick<ExportedTable, 'name' | 'columns'>): string[] {
  if (name in tablesLeftOut) return []
  return columns.map((column) => column.name).filter((column) => !(`${name}.${column}` in columnsLeftOut))
}

/** @returns whether the folder was made */
async function emptyFolder(folder: string): Promise<boolean> {
  const there = await stat(folder).catch(() => undefined)
  if (there && !there.isDirectory())
    throw new Refused(`${folder} is een bestand. Geef de naam van een map die leeg is of nog niet bestaat.`)
  if (there && (await readdir(folder)).length > 0)
    throw new Refused(
      `De map ${folder} is niet leeg. Geef een lege map, of een die nog niet bestaat: er wordt niets overschreven.`,
    )
  if (there) await chmod(folder, 0o700)
  else
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((problem: unknown) => {
      throw inWords(problem, folder)
    })
  return there === undefined
}

async function writeTable(
  folder: string,
  table: ExportedTable,
  columns: readonly string[],
  rows: AsyncIterable<string>,
): Promise<WrittenTable> {
  const csv = openFile(folder, join('csv', `${table.name}.csv`))
  const json = openFile(folder, join('json', `${table.name}.jsonl`))
  const types = new Map(table.columns.map(({ name, type }) => [name, type]))
  let count = 0
  try {
    await csv.write(`\ufeff${csvLine(columns)}`)
    for await (const row of rows) {
      count++
      const held = JSON.parse(row) as Record<string, unknown>
      await csv.write(csvLine(columns.map((column) => cellOf(held[column], types.get(column) ?? ''))))
      await json.write(`${row.replaceAll('\n', ' ')}\n`)
    }
    return { name: table.name, rows: count, csv: await csv.close(), json: await json.close() }
  } catch (problem) {
    csv.stop()
    json.stop()
    throw problem
  }
}

/** A value as it stands in a csv: a list or a field of fields as JSON, a yes or no in Dutch. */
function cellOf(value: unknown, type: string): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 'ja' : 'nee'
  if (typeof value === 'number' && !type.startsWith('json')) return value
  return typeof value === 'string' && !type.startsWith('json') ? value : JSON.stringify(value)
}

/** A file of our own that is written as fast as the disk takes it, and no faster. */
function openFile(folder: string, file: string) {
  const stream: WriteStream = createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600 })
  const hash = createHash('sha256')
  let failed: Error | undefined
  stream.on('error', (problem) => {
    failed = problem
  })
  return {
    async write(text: string): Promise<void> {
      if (failed) throw failed
      hash.update(text)
      if (!stream.write(text)) await once(stream, 'drain')
    },
    async close(): Promise<{ file: string; sha256: string }> {
      stream.end()
      await finished(stream)
      return { file: file.replaceAll('\\', '/'), sha256: hash.digest('hex') }
    },
    stop: () => stream.destroy(),
  }
}

const save = (folder: string, name: string, text: string): Promise<void> =>
  writeFile(join(folder, name), text, { flag: 'wx', mode: 0o600 })

function inWords(problem: unknown, folder: string): unknown {
  const { code } = problem as NodeJS.ErrnoException
  if (code === 'ENOSPC')
    return new Refused('De schijf is vol. Maak ruimte en begin opnieuw; er is niets blijven staan.')
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new Refused(`In ${folder} mag je niet schrijven. Kies een andere map.`)
  return problem
}

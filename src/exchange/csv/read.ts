import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { Refused } from '#platform/errors'
import { withFormula } from '../formula.ts'
import { limits, type SourceRow, type SourceSheet } from '../source.ts'

/**
 * Reads a text file with separated values: what separates them, the quotes and the letters' encoding are found out.
 * @throws Refused with one sentence when it is too large or no such file
 */
export async function readCsv(file: string): Promise<SourceSheet> {
  if ((await stat(file)).size > limits.bytes)
    throw new Refused('Dit bestand is groter dan 50 MB. Verdeel het over meer bestanden.')
  return { name: path.basename(file), rows: await rowsOf(textOf(await readFile(file))) }
}

/** The text of a file: UTF-8 or UTF-16 with a mark before it, UTF-8 without, and otherwise what old Windows writes. */
export function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** What separates the values: the sign that cuts most of the first lines into the same number of parts. */
export function delimiterOf(text: string): string {
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1]
  if (said) return said
  const lines = text
    .slice(0, 100_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 30)
  const score = (sign: string) => {
    const counts = lines.map((line) => line.split(sign).length - 1).filter((count) => count > 0)
    const usual = [...Map.groupBy(counts, (count) => count).values()].sort((one, other) => other.length - one.length)[0]
    return usual === undefined ? 0 : usual.length * 1000 + Math.min(usual[0] ?? 0, limits.columns)
  }
  return [';', '\t', ',', '|'].reduce((best, sign) => (score(sign) > score(best) ? sign : best))
}

async function rowsOf(text: string): Promise<SourceRow[]> {
  const delimiter = delimiterOf(text)
  const told = /^sep=.\r?\n/i.exec(text)?.[0] ?? ''
  const parser = Readable.from([text.slice(told.length)]).pipe(
    parse({
      delimiter,
      bom: true,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 12_000_000,
    }),
  )
  const rows: SourceRow[] = []
  let line = told === '' ? 1 : 2
  try {
    for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
      const cells = record.map(withFormula)
      while (cells.length > 0 && cells.at(-1)?.trim() === '') cells.pop()
      if (cells.length > limits.columns)
        throw new Refused(`Regel ${line} heeft meer dan 200 kolommen. Kijk of het scheidingsteken klopt.`)
      if (cells.length > 0) rows.push({ line, cells })
      if (rows.length > limits.rows)
        throw new Refused('Dit bestand heeft meer dan 200.000 regels. Verdeel het over meer bestanden.')
      line += raw.match(/\r\n|\r|\n/g)?.length ?? 0
    }
  } catch (problem) {
    if (!(problem instanceof CsvError)) throw problem
    if (problem.code === 'CSV_QUOTE_NOT_CLOSED')
      throw new Refused(
        `Op regel ${openedAt(text)} gaat een aanhalingsteken (") open dat nergens sluit. Verbeter die regel en probeer het opnieuw.`,
      )
    throw new Refused(`Regel ${line} kunnen we niet lezen. Bewaar het bestand opnieuw als CSV of als .xlsx.`)
  }
  return rows
}

/** The line on which the quote stands that is never closed. */
function openedAt(text: string): number {
  let opened = 1
  let isOpen = false
  text.split(/\r\n|\r|\n/).forEach((line, at) => {
    if ((line.split('"').length - 1) % 2 === 0) return
    isOpen = !isOpen
    if (isOpen) opened = at + 1
  })
  return opened
}

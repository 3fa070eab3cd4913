import { open } from 'node:fs/promises'
import { readCsv } from '#exchange/csv'
import { readBook } from '#exchange/workbook'
import { Refused } from '#platform/errors'
import { list } from '#platform/words'
import { type SourceSheet, type SourceTable, tableIn } from '../source.ts'

export type { Cell, SourceRow, SourceTable, Told } from '../source.ts'

/**
 * The table in a file, whatever its name says it is: a workbook or separated values.
 * @param wanted the sheet that is meant; without it the one with most known headings
 * @throws Refused with one sentence when there is no table in it
 */
export async function readTable(
  path: string,
  isKnown: (heading: string) => boolean,
  wanted?: string,
): Promise<SourceTable> {
  const { sheets } = await sheetsIn(path)
  const asked =
    wanted === undefined ? sheets : sheets.filter((sheet) => sheet.name.toLowerCase() === wanted.toLowerCase())
  if (wanted !== undefined && asked.length === 0) {
    throw new Refused(
      `Het blad "${wanted}" staat niet in dit bestand. Wel: ${list(sheets.map((sheet) => sheet.name))}.`,
    )
  }
  const tables = asked.map((sheet: SourceSheet) => tableIn(sheet, isKnown)).filter((table) => table !== undefined)
  const known = (table: SourceTable) => table.headers.filter(isKnown).length
  const [best] = tables.sort((one, other) => known(other) - known(one))
  if (!best)
    throw new Refused('Dit bestand is leeg. Zet op de eerste regel de namen van de kolommen, en daaronder de gegevens.')
  if (best.rows.length === 0)
    throw new Refused('In dit bestand staan alleen kolomnamen. Vul er regels onder en probeer het opnieuw.')
  return best
}

/**
 * Every table in a file, each sheet's own, in its order, and the names of the sheets that are hidden.
 * @throws Refused with one sentence when there is no table in it
 */
export async function readTables(
  path: string,
  isKnown: (heading: string) => boolean,
): Promise<{ tables: SourceTable[]; hidden: string[] }> {
  const { sheets, hidden } = await sheetsIn(path)
  const tables = sheets.flatMap((sheet) => tableIn(sheet, isKnown) ?? []).filter((table) => table.rows.length > 0)
  if (tables.length > 0) return { tables, hidden }
  const rows = sheets.some((sheet) => sheet.rows.length > 0)
  throw new Refused(
    rows
      ? 'In dit bestand vinden we geen regels met kolomnamen erboven. Zet op de eerste regel de namen van de kolommen, en daaronder de gegevens.'
      : hidden.length > 0
        ? `Alle gegevens staan op een verborgen blad (${list(hidden)}). Maak het in Excel zichtbaar en probeer het opnieuw.`
        : 'Dit bestand is leeg. Zet op de eerste regel de namen van de kolommen, en daaronder de gegevens.',
  )
}

async function sheetsIn(path: string): Promise<{ sheets: SourceSheet[]; hidden: string[] }> {
  return (await isText(path)) ? { sheets: [await readCsv(path)], hidden: [] } : readBook(path)
}

// What people take for a list when they choose a file in a hurry, by how such a file begins.
const others: readonly (readonly [signs: string, what: string])[] = [
  ['%PDF', 'een pdf'],
  ['\x89PNG', 'een plaatje'],
  ['\xff\xd8\xff', 'een foto'],
  ['GIF8', 'een plaatje'],
  ['{\\rtf', 'een tekstdocument'],
  ['<!DOCTYPE', 'een webpagina'],
  ['<html', 'een webpagina'],
]

/** @throws Refused when a file begins as something that is no list */
function refuseOthers(head: Buffer): void {
  const begin = head.toString('latin1', 0, 16)
  const other = others.find(([signs]) => begin.toLowerCase().startsWith(signs.toLowerCase()))
  if (other) throw new Refused(`Dit is ${other[1]}, geen lijst. Kies een werkmap (.xlsx) of een CSV-bestand.`)
}

async function isText(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => {
    throw new Refused('Dit bestand is er niet, of je mag het niet lezen. Controleer de naam en de map.')
  })
  try {
    if (!(await file.stat()).isFile())
      throw new Refused('Dit is geen bestand. Geef de naam van een werkmap of een CSV-bestand.')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    if (bytesRead === 0)
      throw new Refused(
        'Dit bestand is leeg. Zet op de eerste regel de namen van de kolommen, en daaronder de gegevens.',
      )
    const head = buffer.subarray(0, bytesRead)
    refuseOthers(head)
    const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
    // A zip and an old workbook begin with their own signs; a text has no NUL in it.
    const isPacked = head.subarray(0, 2).toString('latin1') === 'PK' || head.readUInt8(0) === 0xd0
    return !isPacked && (isUtf16 || !head.includes(0))
  } finally {
    await file.close()
  }
}

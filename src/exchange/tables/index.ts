import { open } from 'node:fs/promises'
import { readCsv } from '#exchange/csv'
import { readWorkbook } from '#exchange/workbook'
import { Refused } from '#platform/errors'
import { list } from '#platform/words'
import { type SourceSheet, type SourceTable, tableIn } from '../source.ts'

export type { Cell, SourceRow, SourceTable } from '../source.ts'

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
  const sheets = (await isText(path)) ? [await readCsv(path)] : await readWorkbook(path)
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
    const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
    // A zip and an old workbook begin with their own signs; a text has no NUL in it.
    const isPacked = head.subarray(0, 2).toString('latin1') === 'PK' || head.readUInt8(0) === 0xd0
    return !isPacked && (isUtf16 || !head.includes(0) || !/\.xls[xm]?$/i.test(path))
  } finally {
    await file.close()
  }
}

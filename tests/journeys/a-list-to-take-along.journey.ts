import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import { expect, test } from './journey.ts'

test('the workbook of a list holds the rows and columns of the screen, and no formula that runs', async ({
  signedIn,
}) => {
  const { page, desk } = await signedIn('noor')
  await desk.reports({ familyName: 'Rekenaar', street: '=1+1', houseNumber: '4', topic: 'heatPump' })
  await page.goto('/zaken?onderwerp=heatPump&op=opened')
  const table = page.getByRole('table')
  const headings = await table.getByRole('columnheader').allInnerTexts()
  const rows = await table
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.textContent.trim())),
    )
  expect(rows.some((row) => row.join().includes('=1+1'))).toBe(true)

  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Excel' }).click()])
  expect(file.suggestedFilename()).toBe('zaken-2025-03-12.xlsx')
  const book = new exceljs.Workbook()
  await book.xlsx.load((await readFile(await file.path())) as unknown as ArrayBuffer)
  const kept: unknown[][] = []
  book.worksheets[0]?.eachRow((row) => kept.push((row.values as unknown[]).slice(1)))

  const top = kept.findIndex((row) => row.length === headings.length && row[0] === 'Zaak')
  expect(kept[top]).toEqual(headings.map((heading) => heading.trim().split('\n')[0]))
  const taken = kept.slice(top + 1)
  expect(taken.length).toBe(rows.length)
  const [title, number] = [0, headings.findIndex((one) => one.startsWith('Nummer'))]
  expect(taken.map((row) => row[number])).toEqual(rows.map((row) => row[number]))
  expect(taken.map((row) => String(row[title]).replace(/^'/, ''))).toEqual(rows.map((row) => row[title]))
  for (const cell of taken.flat()) {
    expect(cell !== null && typeof cell === 'object' && 'formula' in cell).toBe(false)
    expect(String(cell)).not.toMatch(/^[=+@]/)
  }
})

import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import { expect, test } from './journey.ts'
import { lookedAt, wide } from './looking.ts'

const list = [
  'Zaaknummer;Datum melding;Soort overlast;Naam melder;Straat melder',
  'A-1;14-1-2025;Geluid;Lena Inlezer;Lijstpad 1',
  'A-2;15-1-2025;Blaffen;Otto Inlezer;Lijstpad 2',
].join('\r\n')

test('Noor reads a list in, mends what is wrong, and takes all of it back', async ({ signedIn }) => {
  test.setTimeout(120_000)
  const { page } = await signedIn('noor')
  const look = async () => {
    expect(await lookedAt(page)).toEqual([])
    await page.setViewportSize(wide)
  }
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const follow = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const give = async (name: string, buffer: Buffer) => {
    await page.goto('/inlezen/nieuw')
    await page.getByLabel('Welk bestand?').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await press('Kijk wat erin staat')
  }

  await page.goto('/inlezen/nieuw')
  await press('Kijk wat erin staat')
  await expect(page.getByRole('alert')).toContainText('Kies het bestand')
  await give('maart.csv', Buffer.from(list))
  await follow('Kijk naar de kolommen')
  await expect(page.getByLabel('Wat is de kolom Soort overlast?')).toHaveValue('topic')
  await look()
  await page.getByLabel('Wat is de kolom Naam melder?').selectOption('topic')
  await press('Doe een proef')
  await expect(page.getByRole('alert')).toContainText('‘Onderwerp’ is al gekozen')
  await page.getByLabel('Wat is de kolom Naam melder?').selectOption('reporter.name')
  await press('Doe een proef')

  await expect(page.getByRole('button', { name: 'Lees in' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^zaken/ })).toBeVisible()
  await look()
  await press('Lees in')
  await expect(page.getByRole('link', { name: 'Maak dit ongedaan' })).toBeVisible()
  const [file] = await Promise.all([page.waitForEvent('download'), follow('Foute regels in Excel')])
  const book = new exceljs.Workbook()
  await book.xlsx.load((await readFile(await file.path())) as unknown as ArrayBuffer)
  const row = book.worksheets[0]?.getRow(2)
  expect(row?.getCell(1).text).toContain('‘Blaffen’ staat niet in de lijst')
  if (row) row.getCell(4).value = 'Huisdieren'

  await give('verbeterd.xlsx', Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer))
  await follow('Kijk naar de kolommen')
  await expect(page.getByText('Deze lijst kennen we')).toBeVisible()
  await press('Doe een proef')
  await press('Lees in')
  await expect(page.getByRole('link', { name: 'Maak dit ongedaan' })).toBeVisible()

  await follow('Maak dit ongedaan')
  await press('Kijk wat er weggaat')
  await expect(page.getByText('1 zaak en 1 mens.')).toBeVisible()
  await press('Maak ongedaan')
  await expect(page.getByText('Dit inlezen is ongedaan gemaakt')).toBeVisible()
})

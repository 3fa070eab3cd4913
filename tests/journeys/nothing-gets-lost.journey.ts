import { expect, test } from './journey.ts'

test('a form with a mistake comes back with all that was typed, and leads to what is wrong', async ({ signedIn }) => {
  const { page, desk } = await signedIn('noor')
  const { path } = await desk.reports({ familyName: 'Vergist', street: 'Foutlaan' })
  await page.goto(`${path}/vastleggen`)
  const main = page.getByRole('main')
  await main.getByRole('radio', { name: 'De melder' }).check()
  await main.getByRole('radio', { name: 'Bezoek' }).check()
  await main.getByText('Was het eerder?').click()
  await main.getByLabel('Op welke dag?', { exact: true }).fill('31-2-2025')
  await main.getByText('Iets erbij schrijven').click()
  await main.getByLabel('Wil je er iets bij schrijven? (hoeft niet)').fill('Koffie gedronken <b>en</b> gepraat.')
  await main.getByRole('button', { name: 'Vastleggen' }).click()

  const alert = main.getByRole('alert')
  await expect(alert).toBeFocused()
  await expect(alert).toContainText('31 februari bestaat niet. Vul een datum in, bijvoorbeeld 14-3-2025.')
  await expect(main.getByRole('radio', { name: 'Bezoek' })).toBeChecked()
  await expect(main.getByLabel('Op welke dag?', { exact: true })).toHaveValue('31-2-2025')
  await expect(main.getByLabel('Wil je er iets bij schrijven? (hoeft niet)')).toHaveValue(
    'Koffie gedronken <b>en</b> gepraat.',
  )
  await alert.getByRole('link', { name: /31 februari/ }).click()
  await expect(main.getByLabel('Op welke dag?', { exact: true })).toBeFocused()
})

test('work that was typed and not saved is asked about before it goes', async ({ signedIn }) => {
  const { page, desk } = await signedIn('noor')
  const { path } = await desk.reports({ familyName: 'Haastig', street: 'Weglaan' })
  await page.goto(`${path}/notitie`)
  const words = page.getByLabel('Wat wil je onthouden?')
  await words.fill('Nog lang niet klaar')
  await page.getByRole('link', { name: 'Annuleren' }).click()
  const question = page.getByRole('dialog', { name: 'Dit is nog niet bewaard' })
  await question.getByRole('button', { name: 'Blijf hier' }).click()
  await expect(words).toHaveValue('Nog lang niet klaar')
  await page.getByRole('link', { name: 'Annuleren' }).click()
  await question.getByRole('button', { name: 'Weg zonder te bewaren' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Geluid, Weglaan')
})

test('who presses twice has saved once', async ({ signedIn }) => {
  const { page, desk } = await signedIn('noor')
  const { path } = await desk.reports({ familyName: 'Dubbelaar', street: 'Tweelaan' })
  await page.goto(`${path}/notitie`)
  await page.getByLabel('Wat wil je onthouden?').fill('Eén keer is genoeg')
  await page.getByRole('button', { name: 'Bewaren' }).dblclick()
  await expect(page.getByRole('main')).toContainText('De notitie staat erbij.')
  await expect(page.getByText('Eén keer is genoeg')).toHaveCount(1)
})

test('two colleagues change one case: the second sees both, and nothing that was typed is gone', async ({
  signedIn,
}) => {
  const noor = await signedIn('noor')
  const bas = await signedIn('bas')
  const { path } = await bas.desk.reports({ familyName: 'Samen', street: 'Beidelaan', topic: 'noise' })
  await bas.page.goto(`${path}/corrigeren`)
  await noor.page.goto(`${path}/corrigeren`)
  await noor.page.getByLabel('Waar gaat het vooral over?').selectOption('Parkeren')
  await noor.page.getByRole('button', { name: 'Bewaren' }).click()
  await expect(noor.page.getByRole('heading', { level: 1 })).toHaveText('Parkeren, Beidelaan')

  const main = bas.page.getByRole('main')
  await bas.page.getByLabel('Waar gaat het vooral over?').selectOption('Pesten')
  await bas.page.getByLabel('Koop of huur, en van wie? (hoeft niet)').fill('huur, van een boer')
  await bas.page.getByRole('button', { name: 'Bewaren' }).click()
  await expect(main).toContainText('Een collega bewaarde net iets anders')
  const both = main.getByRole('row', { name: /Waar gaat het vooral over/ })
  await expect(both).toContainText('Parkeren')
  await expect(both).toContainText('Pesten')
  await expect(bas.page.getByLabel('Koop of huur, en van wie? (hoeft niet)')).toHaveValue('huur, van een boer')
  // Having seen both he decides; what he leaves as he typed it holds.
  await bas.page.getByRole('button', { name: 'Bewaren' }).click()
  await expect(bas.page.getByRole('heading', { level: 1 })).toHaveText('Pesten, Beidelaan')
  await expect(main).toContainText('huur, van een boer')
})

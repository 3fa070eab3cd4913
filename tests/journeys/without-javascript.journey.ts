import { expect, test } from './journey.ts'

test('without scripts a report comes in, a talk is logged, and the case is closed', async ({ visitor }) => {
  const { page } = await visitor({ javaScriptEnabled: false })
  const main = page.getByRole('main')
  const press = (name: string) => main.getByRole('button', { name, exact: true }).click()
  const follow = (name: string | RegExp) =>
    main
      .getByRole('link', { name, exact: typeof name === 'string' })
      .first()
      .click()
  await page.goto('/zaken')
  await press('Ga verder als Noor Haan')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zaken')

  const box = page.getByRole('searchbox')
  await box.fill('Scriptloos')
  await box.press('Enter')
  await expect(main).toContainText('We vinden niemand')
  await follow(/^Voeg iemand toe|^Nieuw: iemand/)
  await main.getByLabel('Straat (hoeft niet)').fill('Stillelaan')
  await press('Verder')
  await main.getByLabel('Waar gaat het vooral over?').selectOption('Huisdieren')
  await main.getByLabel('E-mail', { exact: true }).check()
  await main.getByLabel('Nog niet gevraagd').check()
  await press('Verder')
  await press('Klaar')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Huisdieren, Stillelaan')

  await follow('Gesprek vastleggen')
  await main.getByRole('radio', { name: 'De melder' }).check()
  await main.getByRole('radio', { name: 'Gebeld' }).check()
  await press('Vastleggen')
  await expect(main.getByRole('alert')).toContainText('Kies hoe het ging.')
  await expect(main.getByRole('radio', { name: 'Gebeld' })).toBeChecked()
  await main.getByRole('radio', { name: 'Verhaal gehoord' }).check()
  await press('Vastleggen')
  await expect(main).toContainText('Het gesprek is vastgelegd.')

  await follow('Afsluiten')
  await main.getByRole('radio', { name: 'Advies gegeven' }).check()
  await press('De zaak afsluiten')
  await expect(main).toContainText('Afgesloten op 12 maart: advies gegeven.')
})

test('without scripts tiles are chosen and put in another order', async ({ signedIn }) => {
  const { page } = await signedIn('noor', { javaScriptEnabled: false })
  const main = page.getByRole('main')
  const sheet = '/cijfers/buurtbemiddeling/2024'
  await page.goto(`${sheet}/bewerken`)
  await main.getByRole('checkbox', { name: /^Niet opgelost/ }).check()
  await main
    .getByRole('button', { name: /omhoog/i })
    .nth(1)
    .click()
  await expect(main.getByRole('checkbox', { name: /^Niet opgelost/ })).toBeChecked()
  await main.getByRole('button', { name: 'Factsheet bewaren' }).click()
  await expect(main).toContainText('Het factsheet is bewaard')
  await expect(
    page.getByRole('region', { name: 'De cijfers' }).getByRole('link', { name: /niet opgelost/i }),
  ).toBeVisible()
})

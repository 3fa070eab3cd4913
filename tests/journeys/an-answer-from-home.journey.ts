import { expect, test } from './journey.ts'
import { onAPhone, phone } from './looking.ts'

test('somebody who lives here says what it was worth, on a telephone without scripts, and is thanked once', async ({
  signedIn,
  visitor,
}) => {
  const noor = await signedIn('noor')
  const { path } = await noor.desk.reports({ familyName: 'Thuis', street: 'Antwoordlaan' })
  await noor.page.goto(`${path}/evaluatie/vragen`)
  const asks = noor.page.getByRole('main')
  await asks.getByRole('radio', { name: 'De melder' }).check()
  await asks.getByRole('button', { name: 'Maak de link' }).click()
  await expect(asks.getByRole('img', { name: 'De link als vierkant om te scannen' })).toBeVisible()
  const link = new URL((await asks.getByText('/evaluatie/').textContent()) ?? '')

  const { page } = await visitor({ javaScriptEnabled: false, viewport: phone })
  const main = page.getByRole('main')
  await page.goto(link.pathname)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wat vond je ervan?')
  expect(await onAPhone(page)).toEqual([])
  await expect(page.locator('body')).not.toContainText('Thuis')
  await main.getByRole('button', { name: 'Versturen' }).click()
  await expect(main.getByRole('alert')).toContainText('Kies een cijfer van 1 tot en met 10.')
  await main.getByRole('radio', { name: '9', exact: true }).check()
  await main.getByLabel('Wil je er iets bij zeggen?').fill('We groeten elkaar weer.')
  await main.getByRole('checkbox', { name: 'Ja, zonder mijn naam' }).check()
  await main.getByRole('radio', { name: 'een buurman' }).check()
  await main.getByRole('button', { name: 'Versturen' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dank je wel')
  await page.goto(link.pathname)
  await expect(main).toContainText('Dit is al ingevuld.')
  expect(await onAPhone(page)).toEqual([])

  await noor.page.goto(path)
  await expect(noor.page.getByRole('main')).toContainText('We groeten elkaar weer.')
  await expect(noor.page.getByRole('main')).toContainText('Een 9')
})

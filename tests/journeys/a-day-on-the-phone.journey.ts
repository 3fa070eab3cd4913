import { devices, type Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { onAPhone, phone } from './looking.ts'

const { userAgent } = devices['Galaxy S9+']

test('with one thumb a report comes in, is called about, and is closed', async ({ visitor }) => {
  test.setTimeout(90_000)
  const { page } = await visitor({ viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2, userAgent })
  const main = page.getByRole('main')
  const heading = page.getByRole('heading', { level: 1 })
  const tap = async (role: 'button' | 'link', name: string | RegExp) => {
    const target = main.getByRole(role, { name, exact: typeof name === 'string' }).first()
    await Promise.all([page.waitForEvent('load'), target.tap()])
    await fits(page)
  }
  const choose = (name: string) =>
    main
      .locator('.n-choice')
      .filter({ hasText: new RegExp(`^${name}$`) })
      .first()
      .tap()

  await test.step('she signs in and finds the menu below her thumb', async () => {
    await page.goto('/')
    await fits(page)
    await tap('button', 'Ga verder als Noor Haan')
    await expect(heading).toHaveText(/Noor$/)
    await page.getByRole('navigation', { name: 'Menu onderaan' }).getByText('Meer').tap()
    await expect(
      page.getByRole('navigation', { name: 'Menu onderaan' }).getByRole('button', { name: 'Log uit' }),
    ).toBeVisible()
    await fits(page)
    await page.getByRole('navigation', { name: 'Menu onderaan' }).getByText('Meer').tap()
  })

  await test.step('somebody reports: she looks first whether they are known, and writes them down', async () => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Nieuw' }).first().tap()])
    await expect(heading).toHaveText('Wie meldt?')
    await main.getByLabel('Wie of wat zoek je?').fill('Wietske Duimstra')
    await tap('button', 'Zoek')
    await tap('link', /^Voeg iemand toe|^Nieuw: iemand/)
    await expect(main.getByLabel('Voornaam (hoeft niet)')).toHaveValue('Wietske')
    await expect(main.getByLabel('Achternaam')).toHaveValue('Duimstra')
    await main.getByLabel('Straat (hoeft niet)').fill('Duimpad')
    await main.getByLabel('Huisnummer (hoeft niet)').fill('2')
    await tap('button', 'Verder')
    await main.getByLabel('Waar gaat het vooral over?').selectOption('Geluid')
    await choose('Telefoon')
    await choose('Nee')
    await tap('button', 'Verder')
    await tap('link', 'Sla over')
    await expect(heading).toHaveText('Geluid, Duimpad')
    await expect(main).toContainText('De buur mag weten wie het meldde: nee, op 12 maart')
  })

  await test.step('it suits and two mediators take it', async () => {
    await tap('link', 'Kijk of de zaak past')
    await choose('Ja')
    await tap('button', 'Vastleggen')
    await tap('link', 'Vraag een koppel')
    await tap('button', /^Samen vragen/)
    await expect(main).toContainText('0 van 2 zeiden ja')
    for (const answer of ['Kent daar niemand', 'Kent daar niemand', 'Zegt ja', 'Zegt ja']) await tap('button', answer)
    await expect(main).toContainText('Deze zaak kan verder.')
  })

  await test.step('a call is three taps', async () => {
    await tap('link', 'Maak het eerste contact')
    await choose('De melder')
    await choose('Gebeld')
    await choose('Verhaal gehoord')
    await tap('button', 'Vastleggen')
    await expect(main).toContainText('De stap is nu: Eerste contact.')
  })

  await test.step('the neighbour refuses, and the case is closed', async () => {
    await tap('link', 'Afsluiten')
    await main.getByLabel('Hoe is de zaak afgelopen?').selectOption('De buur weigert')
    await tap('button', 'De zaak afsluiten')
    await expect(main).toContainText('Afgesloten op 12 maart: de buur weigert.')
  })
})

async function fits(page: Page): Promise<void> {
  expect(await onAPhone(page), page.url()).toEqual([])
}

import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { lookedAt, phone } from './looking.ts'

/** A phone with a lock, whose owner holds a finger on it whenever it asks. */
async function withLock(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test('a mediator comes in from paper with her own phone, logs a talk in three taps, and loses that phone', async ({
  signedIn,
  visitor,
}) => {
  test.setTimeout(120_000)
  const noor = await signedIn('noor')
  await noor.page.goto('/vrijwilligers')
  await noor.page.getByRole('link', { name: 'Fatma Aydin' }).click()
  await noor.page.getByRole('link', { name: 'Nodig uit' }).click()
  await noor.page.getByLabel('E-mailadres').fill('fatma.aydin@voorbeeld.example')
  await noor.page.getByRole('button', { name: 'Maak een uitnodiging' }).click()
  const paper = noor.page.waitForEvent('download')
  await noor.page.getByRole('button', { name: 'Uitnodiging op papier' }).click()
  expect((await paper).suggestedFilename()).toBe('uitnodiging.pdf')
  const code = /#([\w-]{14})$/.exec((await noor.page.locator('code').textContent()) ?? '')?.[1] as string
  expect(await lookedAt(noor.page, { axe: [phone] })).toEqual([])

  const { page } = await visitor({ viewport: phone })
  await withLock(page)
  await page.goto('/welkom')
  await page.getByLabel('Code van je uitnodiging').fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Gebruik deze telefoon' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vandaag')
  await expect(page).toHaveTitle('Vandaag · Naober')
  await page.context().clearCookies()
  await page.goto('/aanmelden')
  await page.getByRole('button', { name: 'Aanmelden met je telefoon' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vandaag')

  await page.getByRole('link', { name: 'Gesprek vastleggen' }).first().click()
  await page.getByRole('link', { name: 'De melder' }).click()
  await page.getByRole('button', { name: 'Niemand bereikt' }).click()
  await expect(page.getByRole('status')).toContainText('Vastgelegd. Niemand bereikt: de melder.')
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await expect(page.getByRole('status')).toContainText('Het gesprek is weggehaald.')

  const second = await visitor({ viewport: phone })
  await second.page.goto(`/welkom#${code}`)
  await second.page.getByRole('button', { name: 'Gebruik deze telefoon' }).click()
  await expect(second.page.getByText('Deze uitnodiging is al gebruikt of verlopen.')).toBeVisible()
  await second.page.getByRole('link', { name: 'Liever een wachtwoord' }).click()
  await expect(second.page.getByLabel('Code van je uitnodiging')).toHaveValue(code)

  await noor.page.getByRole('link', { name: 'Ik heb hem gegeven' }).click()
  await noor.page.getByRole('link', { name: 'Telefoon kwijt' }).click()
  await noor.page.getByRole('button', { name: 'Sluit alles af en nodig opnieuw uit' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aanmelden')
  await page.getByRole('button', { name: 'Aanmelden met je telefoon' }).click()
  await expect(page.getByRole('alert')).toContainText('Naober kent deze telefoon niet meer.')
})

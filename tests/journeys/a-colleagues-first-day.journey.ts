import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { stepAt, totpCode } from '#platform/secrets'
import { kill, ready, runNaober } from '../run/naober.ts'
import { freePort } from '../run/port.ts'
import { expect, test } from './journey.ts'

const words = 'zeven trage fietsen in mei'

// The demo asks no second step, so this is a real installation: made from the command line, as an administrator does.
test('an administrator begins, invites a colleague, and both come in with a second step', async ({ visitor }) => {
  test.setTimeout(180_000)
  const folder = await mkdtemp(join(tmpdir(), 'naober-first-day-'))
  const data = join(folder, 'data')
  const port = await freePort()
  const site = { PORT: `${port}`, NAOBER_URL: `http://localhost:${port}` }
  const names = ['--organisatie', 'Welzijn Proefdorp', '--gemeente', 'Proefdorp', '--naam', 'Ida Wiersma']
  const founding = runNaober(['init', ...names, '--email', 'ida@proefdorp.example'], data, site)
  expect(await founding.ended, founding.said()).toBe(0)
  const house = await ready(runNaober(['start'], data, site))
  try {
    const ida = await visitor()
    await test.step('the administrator follows her link, and keeps her recovery codes', async () => {
      await comesIn(ida.page, linkIn(founding.said()))
      await expect(ida.page.getByRole('heading', { level: 1 })).toContainText('Ida')
      await expect(ida.page.getByText('Demo:')).toHaveCount(0)
    })

    const link = await test.step('she adds a colleague to the team, and gets a link to hand over', async () => {
      await ida.page.goto(`${site.NAOBER_URL}/beheer/accounts/nieuw`)
      await ida.page.getByLabel('Naam', { exact: true }).fill('Joost Feenstra')
      await ida.page.getByLabel('E-mailadres van het werk').fill('joost@proefdorp.example')
      await pick(ida.page, 'Rol', 'coördinator')
      await pick(ida.page, /^Team/, 'Buurtbemiddeling')
      await ida.page.getByRole('button', { name: 'Voeg toe en maak een link' }).click()
      await expect(ida.page.getByRole('main')).toContainText('Deze link zie je maar één keer')
      await expect(ida.page).toHaveTitle('Link voor Joost Feenstra · Naober')
      return linkIn((await ida.page.getByRole('main').textContent()) ?? '')
    })

    const joost = await visitor()
    const { page } = joost
    const codes = await test.step('he chooses a password, sets up his telephone, and is at work', async () => {
      const given = await comesIn(page, link)
      expect(given).toHaveLength(10)
      await page.goto(`${site.NAOBER_URL}/zaken`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zaken')
      return given
    })

    await test.step('the link does not work twice', async () => {
      const other = await visitor()
      await other.page.goto(link)
      await password(other.page)
      await expect(other.page.getByRole('alert')).toContainText('Deze uitnodiging is al gebruikt of verlopen.')
    })

    await test.step('without his telephone a recovery code lets him in, once', async () => {
      await leave(page)
      await enter(page, site.NAOBER_URL)
      await page.goto(`${site.NAOBER_URL}/zaken`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nog één stap')
      await withRecoveryCode(page, codes[0] as string)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Joost')
      await leave(page)
      await enter(page, site.NAOBER_URL)
      await withRecoveryCode(page, codes[0] as string)
      await expect(page.getByRole('alert')).toContainText('Deze herstelcode klopt niet, of hij is al gebruikt.')
      await page.getByLabel('Herstelcode').fill(codes[1] as string)
      await page.getByRole('button', { name: 'Aanmelden' }).click()
      await page.goto(`${site.NAOBER_URL}/mijn-account`)
      await expect(page.getByRole('main')).toContainText('Nog 8 herstelcodes over')
    })
  } finally {
    house.interrupt()
    await Promise.race([house.ended, new Promise((resolve) => setTimeout(resolve, 15_000))])
    kill(house.processes())
    await rm(folder, { recursive: true, force: true })
  }
})

/** Follows a link all the way in. @returns the recovery codes */
async function comesIn(page: Page, link: string): Promise<string[]> {
  await page.goto(link)
  // The token is in the form, and out of the address.
  await expect(page).toHaveURL(/\/uitnodiging$/)
  await password(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stel je tweede stap in')
  const secret = ((await page.locator('main li code').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Zet de tweede stap aan' }).click()
  await expect(page.getByRole('alert')).toContainText('Deze code klopt niet.')
  expect(((await page.locator('main li code').textContent()) ?? '').replaceAll(' ', '')).toBe(secret)
  await page.getByLabel('Code').fill(totpCode(secret, stepAt(new Date())))
  await page.getByRole('button', { name: 'Zet de tweede stap aan' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je tweede stap staat aan')
  await expect(page).toHaveTitle('Je tweede stap staat aan · Naober')
  const codes = await page.locator('main li code').allInnerTexts()
  await page.getByRole('link', { name: 'Ik heb ze bewaard, ga verder' }).click()
  return codes
}

async function password(page: Page): Promise<void> {
  await page.getByLabel('Nieuw wachtwoord').fill(words)
  await page.getByLabel('Hetzelfde wachtwoord nog een keer').fill(words)
  await page.getByRole('button', { name: 'Bewaar je wachtwoord' }).click()
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Log uit' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je bent uitgelogd')
}

async function enter(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/aanmelden`)
  await page.getByLabel('E-mailadres').fill('joost@proefdorp.example')
  await page.getByLabel('Wachtwoord').fill(words)
  await page.getByRole('button', { name: 'Ga verder' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nog één stap')
}

async function withRecoveryCode(page: Page, code: string): Promise<void> {
  await page.getByRole('link', { name: /Gebruik een herstelcode/ }).click()
  await page.getByLabel('Herstelcode').fill(code)
  await page.getByRole('button', { name: 'Aanmelden' }).click()
}

/** A choice is a list or a group of buttons, as many as there are. */
async function pick(page: Page, label: string | RegExp, option: string): Promise<void> {
  const group = page.getByRole('radiogroup', { name: label })
  if ((await group.count()) > 0) await group.getByRole('radio', { name: option }).check()
  else await page.getByLabel(label).selectOption({ label: option })
}

const linkIn = (text: string): string => /http:\/\/\S+\/uitnodiging#[\w-]{43}/.exec(text)?.[0] ?? ''

import type { Browser, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildAssets } from '../build.ts'
import { contextOf, galleryPage, launch, origin, sideways, violations } from '../ui/gallery/browser.ts'
import { gallery } from '../ui/gallery.tsx'

/** What the script adds, tried in a real browser on the pages of the gallery. */

interface Post {
  path: string
  body: URLSearchParams
}

let browser: Browser
let posted: Post[] = []

beforeAll(async () => {
  await buildAssets()
  browser = await launch()
})

afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

afterAll(() => browser.close())

/** Opens a page of the gallery; what it posts is kept in `posted`, quick search finds three people. */
async function open(name: keyof typeof gallery, options: { width?: 360; scripts?: false } = {}): Promise<Page> {
  const { width = 1280, scripts = true } = options
  const sent: Post[] = []
  posted = sent
  const page = await galleryPage(await contextOf(browser, width, scripts), (path, body) => {
    sent.push({ path, body: new URLSearchParams(body) })
    if (!path.startsWith('/zoeken?snel')) return undefined
    return {
      items: ['Riet', 'Rita', 'Rik'].map((title) => ({ to: `/mensen/${title}`, title, about: '<b>Lindeveen</b>' })),
    }
  })
  await page.goto(`${origin}/${name}`)
  return page
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

test('every page passes axe and fits on a phone of 360 pixels', async () => {
  const page = await open('vandaag', { width: 360 })
  for (const name of Object.keys(gallery)) {
    await page.goto(`${origin}/${name}`)
    expect([name, await sideways(page), await violations(page)]).toEqual([name, 0, []])
  }
}, 180_000)

test('lock, sign out and help can be reached on a phone, also without a script', async () => {
  const page = await open('vandaag', { width: 360, scripts: false })
  const more = page.getByRole('navigation', { name: 'Menu onderaan' })
  await more.getByText('Meer').tap()
  for (const name of ['Hulp', 'Vergrendel', 'Log uit']) expect(await more.getByText(name).isVisible()).toBe(true)
  await more.getByText('Log uit').tap()
  await expect.poll(() => posted.map(({ path, body }) => [path, body.get('csrf')])).toEqual([['/uitloggen', 'gallery']])
})

test('a slash goes to the search box; what is typed is posted, and the arrows walk through what was found', async () => {
  const page = await open('vandaag')
  await page.keyboard.press('/')
  await page.keyboard.type('ri')
  const options = page.getByRole('option')
  await options.first().waitFor()
  expect(posted[0]).toMatchObject({ path: '/zoeken?snel' })
  expect(posted[0]?.body.get('zoek')).toBe('ri')
  expect(await options.first().textContent()).toBe('Riet<b>Lindeveen</b>') // as text, never as html
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/mensen/Rita')
})

test('Enter without a choice opens the page with all results', async () => {
  const page = await open('vandaag')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('ri')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/zoeken')
  expect(page.url()).not.toContain('ri=')
})

test('in a list j and the arrows go from row to row, and Enter opens one', async () => {
  const page = await open('lijst')
  await page.keyboard.press('j')
  expect(await focused(page)).toBe('Inwoner 1')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  expect(await focused(page)).toBe('Inwoner 2')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/v/1')
})

test('a filter applies when it is chosen with a pointer, and waits for the button when the keyboard chose it', async () => {
  const page = await open('lijst')
  const village = page.getByRole('combobox', { name: 'Dorp' })
  await village.focus()
  await page.keyboard.press('ArrowDown')
  await page.waitForTimeout(100)
  expect(page.url()).not.toContain('dorp')
  await page.getByRole('heading', { name: 'Vrijwilligers' }).click() // a pointer somewhere
  await village.selectOption('esdorp')
  await page.waitForURL('**dorp=esdorp**')
  expect(page.url()).toContain('op=naam')
})

test('leaving a form with work in it asks first, and staying keeps what was typed', async () => {
  const page = await open('vastleggen')
  await page.getByText('Wil nadenken').click()
  await page.getByRole('link', { name: 'Oosterstraat' }).click()
  const dialog = page.getByRole('dialog', { name: 'Dit is nog niet bewaard' })
  await dialog.waitFor()
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Blijf hier' }).click()
  expect(await page.getByLabel('Wil nadenken').isChecked()).toBe(true)
  await page.getByRole('link', { name: 'Oosterstraat' }).click()
  await dialog.getByRole('button', { name: 'Weg zonder te bewaren' }).click()
  await page.waitForURL('**/zaken/1')
})

test('pressing twice sends once, with the value of the button that was pressed', async () => {
  const page = await open('kiezen')
  await page.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>('.n-confirm button')
    button?.setAttribute('name', 'welke')
    button?.setAttribute('value', 'deze')
    button?.click()
    button?.click()
  })
  await page.waitForURL('**/weg')
  expect(posted.map(({ path, body }) => [path, body.get('welke')])).toEqual([['/weg', 'deze']])
})

test('a tile moves without a round trip, and the order is what is sent', async () => {
  const page = await open('kiezen')
  await page.getByRole('button', { name: 'Cijfer van de buren omhoog' }).click()
  await page.getByRole('button', { name: 'Cijfer van de buren omhoog' }).click()
  expect(posted).toEqual([])
  await page.getByRole('button', { name: 'Bewaren' }).click()
  await expect.poll(() => posted[0]?.body.getAll('volgorde')).toEqual(['mark', 'late', 'new'])
})

test('a figure is named by its first letters after two braces', async () => {
  const page = await open('kiezen')
  const area = page.getByLabel('Wat hebben we gedaan?')
  await area.press('Control+End')
  await area.pressSequentially(' Wij losten {{opg')
  await page.getByRole('option', { name: 'Opgelost' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  expect(await area.inputValue()).toBe('In 2025 vroegen {{zaken}} buren om hulp. Wij losten {{zaken-opgelost}}')
})

test('a link in the summary of problems goes into its field, and one press fills in today', async () => {
  const page = await open('formulier')
  expect(await focused(page)).toContain('Er kloppen nog een paar dingen niet')
  await page.getByRole('link', { name: '31 februari bestaat niet' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-born')
  await page.getByRole('button', { name: 'Vandaag, Op welke dag?' }).click()
  expect(await page.locator('#f-on').inputValue()).toBe('12-3-2025')
})

test('before the session ends the page asks, and staying keeps it', async () => {
  const page = await open('inactief')
  await page.clock.install()
  await page.reload()
  await page.clock.runFor(13 * 60_000 + 10_000) // of fifteen minutes
  const dialog = page.getByRole('dialog', { name: 'Ben je er nog?' })
  await dialog.getByRole('button', { name: 'Blijf ingelogd' }).click()
  await expect.poll(() => posted.map(({ path }) => path)).toEqual(['/sessie/verleng'])
  expect(await dialog.count()).toBe(0)
  // Who types is there: the page says so by itself.
  await page.clock.runFor(6 * 60_000)
  await page.locator('#zoek').pressSequentially('x')
  await page.clock.runFor(10_000)
  await expect.poll(() => posted.filter(({ path }) => path === '/sessie/verleng').length).toBe(2)
})

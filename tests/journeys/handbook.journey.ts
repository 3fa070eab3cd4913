import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type Who } from './journey.ts'
import { phone, wide } from './looking.ts'

const chapters = path.resolve(import.meta.dirname, '../../docs/handboek')
const folder = path.join(chapters, 'beelden')
/** With HANDBOOK_PICTURES=write a run makes the pictures anew. The walk over every page opens the same pages in any run. */
const writes = process.env.HANDBOOK_PICTURES === 'write'

interface Picture {
  name: string
  /** The page, or the links that lead to it one after the other, from a page on. */
  at: string | readonly [from: string, ...links: (string | RegExp)[]]
  /** What must stand on it, or the chapter tells of something that is gone. */
  shows: string
}

/** Who sees what, on what they work with. */
const pictures: Partial<Record<Who, { on: typeof wide; of: readonly Picture[] }>> = {
  noor: {
    on: wide,
    of: [
      { name: 'vandaag', at: '/', shows: 'Wacht op jou' },
      { name: 'zaak', at: ['/zaken', 'Geluid, Hoofdstraat'], shows: 'Plan een gesprek samen' },
      { name: 'koppel', at: ['/zaken', 'Rommel of tuin, Molenweg', /koppel|antwoordde/i], shows: 'zei ja' },
      { name: 'vrijwilligers', at: '/vrijwilligers', shows: 'beschikbaar' },
      { name: 'factsheet', at: '/cijfers/buurtbemiddeling/2025', shows: 'opgelost na bemiddeling' },
      { name: 'inlezen', at: '/inlezen/nieuw', shows: 'bestand' },
    ],
  },
  gerda: {
    on: phone,
    of: [
      { name: 'mijn-dag', at: '/', shows: 'Vraag voor jou' },
      { name: 'mijn-vraag', at: ['/', 'Bekijk de vraag'], shows: 'Ken je daar iemand?' },
      { name: 'mijn-gesprek', at: ['/', 'Gesprek vastleggen'], shows: 'Met wie' },
    ],
  },
  ilse: {
    on: wide,
    of: [
      { name: 'accounts', at: '/beheer', shows: 'Noor Haan' },
      { name: 'instellingen', at: '/beheer/instellingen', shows: 'Instellingen' },
      { name: 'dorpen', at: '/beheer/dorpen', shows: 'Lindeveen' },
    ],
  },
}

for (const [who, { on, of }] of writes ? Object.entries(pictures) : [])
  test(`the handbook shows what ${who} sees`, async ({ signedIn }) => {
    test.setTimeout(120_000)
    mkdirSync(folder, { recursive: true })
    const { page } = await signedIn(who as Who, { viewport: on })
    for (const { name, at, shows } of of) {
      await goTo(page, at)
      await expect(page.getByRole('main')).toContainText(shows)
      await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
    }
  })

test('every picture stands in a chapter with words for who does not see it, and every chapter finds its pictures', () => {
  const shown = readdirSync(chapters)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) =>
      [...readFileSync(path.join(chapters, name), 'utf8').matchAll(/!\[([^\]]*)\]\(beelden\/([\w-]+)\.png\)/g)].map(
        ([, words = '', picture = '']) => ({ picture, words }),
      ),
    )
  expect(shown.filter(({ words }) => words.length < 15)).toEqual([])
  const made = Object.values(pictures).flatMap(({ of }) => of.map((one) => one.name))
  expect([...new Set(shown.map((one) => one.picture))].sort()).toEqual(made.sort())
  expect(shown.filter(({ picture }) => !existsSync(path.join(folder, `${picture}.png`)))).toEqual([])
})

async function goTo(page: Page, at: Picture['at']): Promise<void> {
  if (typeof at === 'string') {
    await page.goto(at)
    return
  }
  const [from, ...links] = at
  await page.goto(from)
  for (const link of links) await page.getByRole('main').getByRole('link', { name: link }).first().click()
}

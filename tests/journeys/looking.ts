import { gzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export const wide = { width: 1280, height: 800 }
export const phone = { width: 360, height: 740 }
/** The most that a page may weigh, gzip, in bytes (design, Budgets). */
const mostBytes = 15_000
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What is wrong with the answer itself, before a browser drew it. */
export function weighed(html: string): string[] {
  const bytes = gzipSync(html).length
  return bytes > mostBytes ? [`weighs ${bytes} bytes`] : []
}

/**
 * What is wrong with the page that is open: its title and heading, what axe finds at these sizes, and what does not fit on
 * a phone.
 */
export async function lookedAt(page: Page, { axe = [wide, phone] } = {}): Promise<string[]> {
  const wrong: string[] = []
  if (!/^.+ · Naober$/.test(await page.title())) wrong.push(`has the title "${await page.title()}"`)
  const headings = await page.getByRole('heading', { level: 1 }).count()
  if (headings !== 1) wrong.push(`has ${headings} first headings`)
  for (const size of [wide, phone]) {
    await page.setViewportSize(size)
    if (axe.includes(size)) wrong.push(...(await barriers(page)).map((barrier) => `at ${size.width}: ${barrier}`))
  }
  return [...wrong, ...(await tooWide(page)), ...(await tooSmall(page))]
}

/** What is wrong with a page that is open on a phone already. */
export async function onAPhone(page: Page): Promise<string[]> {
  return [...(await tooWide(page)), ...(await tooSmall(page))]
}

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // What is right is not described, and nothing is fetched a second time: our styles are our own.
    .options({ resultTypes: ['violations'], preload: false })
    .withTags(standards)
    .setLegacyMode(true)
    .analyze()
  return violations.map(({ id, nodes }) => `${id} (${nodes.length}×): ${nodes[0]?.html.slice(0, 160)}`)
}

/** Nobody should have to push a page sideways to read it. */
async function tooWide(page: Page): Promise<string[]> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: window.innerWidth,
  }))
  return wide > room ? [`is ${wide} wide on a phone of ${room}`] : []
}

const controls =
  'main button, main a.utrecht-button-link, main .n-choice, main select, main input:not([type=hidden], [type=radio], [type=checkbox]), .n-bottom > a, .n-bottom summary, .n-top a, .n-top input'

/** What is pressed with a thumb is at least 44 by 44. */
async function tooSmall(page: Page): Promise<string[]> {
  const small = await page.locator(controls).evaluateAll((all) =>
    all.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      // What is hidden for the eye alone (a button for who has no pointer) is a few points large: nobody aims at it.
      const shown = width > 6 && height > 6 && getComputedStyle(element).visibility !== 'hidden'
      return shown && (width < 43.5 || height < 43.5)
        ? [`${element.textContent?.trim() || element.getAttribute('name')} ${Math.round(width)}×${Math.round(height)}`]
        : []
    }),
  )
  return small.length === 0 ? [] : [`has small targets on a phone: ${[...new Set(small)].slice(0, 4).join('; ')}`]
}

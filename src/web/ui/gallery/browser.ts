import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { readAsset } from '../../assets.ts'
import { gallery } from '../gallery.tsx'
import { htmlOf } from '../index.tsx'

/** Where the gallery stands in the browser; no server runs, every request is answered here. */
export const origin = 'http://gallery.localhost'

/** As strict as the product's own: a style or script inside a page would be refused, and the refusal is an error here. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

/** Starts the browser of this machine: CHROMIUM_PATH, or where Debian puts it. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
}

/** Opens a desk (1280) or a phone (360). Without `scripts` pages must work as well. */
export function contextOf(browser: Browser, width: 1280 | 360, scripts = true): Promise<BrowserContext> {
  const phone = width === 360
  const viewport = { width, height: phone ? 760 : 900 }
  return browser.newContext({
    viewport,
    deviceScaleFactor: phone ? 2 : 1,
    hasTouch: phone,
    locale: 'nl-NL',
    javaScriptEnabled: scripts,
  })
}

/** A page that serves the gallery; `posts` gets what forms send, and answers when it returns something. */
export async function galleryPage(
  context: BrowserContext,
  posts: (path: string, body: string) => object | undefined = () => undefined,
): Promise<Page> {
  const page = await context.newPage()
  await page.route(`${origin}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url())
    if (route.request().method() === 'POST') {
      const answer = posts(pathname + search, route.request().postData() ?? '')
      if (answer) return route.fulfill({ json: answer })
    }
    const asset = pathname.startsWith('/assets/') ? readAsset(pathname.slice('/assets/'.length)) : undefined
    if (asset) return route.fulfill({ body: Buffer.from(asset.body), contentType: asset.type })
    const element = gallery[(pathname.slice(1) || 'vandaag') as keyof typeof gallery] ?? gallery.vandaag
    return route.fulfill({
      body: htmlOf(element),
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
    })
  })
  return page
}

/** What axe finds against WCAG 2.2 AA and good practice, one line each; empty when all is well. */
export async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const found = await new AxeBuilder({ page })
    // What is right is not described, and nothing is fetched a second time: our styles are our own.
    .options({ resultTypes: ['violations'], preload: false })
    .withTags(tags)
    .setLegacyMode(true)
    .analyze()
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary}`),
  )
}

/** How many pixels a page is wider than its screen. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}

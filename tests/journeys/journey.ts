import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { colleagues, demoPassword, otherColleagues } from '#demo'
import { type Desk, deskOf } from './desk.ts'

export { expect } from '@playwright/test'

export const everybody = { ...colleagues, ...otherColleagues }
export type Who = keyof typeof everybody

/** Somebody at work: the browser they sit at, and their desk for what was done before the journey begins. */
export interface AtWork {
  page: Page
  context: BrowserContext
  desk: Desk
}

interface Journeys {
  /** Signs somebody in, in a browser of their own. */
  signedIn: (who: Who, options?: BrowserContextOptions) => Promise<AtWork>
  /** A browser in which nobody is signed in. */
  visitor: (options?: BrowserContextOptions) => Promise<AtWork>
  /** What browsers complained about; a journey in which one complains has failed. */
  complaints: string[]
}

/** A journey: whatever it is about, no page may have an error in the console or break the content security policy. */
export const test = base.extend<Journeys>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    expect(complaints).toEqual([])
  },
  visitor: async ({ browser, complaints }, use) => {
    const open: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext(options)
      open.push(context)
      listen(context, complaints)
      const page = await context.newPage()
      return { context, page, desk: deskOf(context.request) }
    })
    for (const context of open) await context.close()
  },
  signedIn: async ({ visitor }, use) => {
    await use(async (who, options) => {
      const atWork = await visitor(options)
      await atWork.desk.signIn(everybody[who].email, demoPassword)
      return atWork
    })
  },
})

function listen(context: BrowserContext, complaints: string[]): void {
  context.on('weberror', (problem) => complaints.push(problem.error().message))
  context.on('console', (line) => {
    // That a page is not there, or a form came back, is said with a status; the browser calls that an error of loading.
    const answered = /^Failed to load resource: .*status of 4(?:04|09|22)/.test(line.text())
    if (line.type() === 'error' && !(answered && !line.location().url.includes('/assets/')))
      complaints.push(`${line.location().url}: ${line.text()}`)
  })
}

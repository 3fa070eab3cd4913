import { type AtWork, expect, test, type Who } from './journey.ts'
import { lookedAt, phone, weighed, wide } from './looking.ts'

/** Of most kinds one page is opened. Of what differs by what is in it, such as a case that runs and one that ended, two. */
const ofOneKind = (kind: string): number =>
  /^\/(zaken|mensen|vrijwilligers|inlezen)\/:key$|:figure$/.test(kind) ? 2 : 1
/** Daan works on another line: what differs by line is walked again, and not what is the same for everybody. */
const ofTheLine = /^\/($|zaken|mensen|vrijwilligers)/
/** What axe saw. With nothing else on a page, in another role, it need not look again. */
const known = { kinds: new Set<string>(), blocks: new Set<string>() }

/** Bas and Marga see what Noor sees with fewer buttons, and Tom what Peter sees: their doors are tried in who-sees-what. */
const roles: readonly Who[] = ['noor', 'peter', 'ilse', 'gerda', 'anke', 'daan']

for (const who of roles)
  test(`every page that ${who} can reach is whole, light and without barriers`, async ({ signedIn }) => {
    test.setTimeout(420_000)
    const at = await signedIn(who)
    const found = await walked(at, await beginnings(at, who), who === 'daan' ? ofTheLine : /./)
    expect(found.wrong).toEqual([])
    expect(found.seen.length).toBeGreaterThan(1)
  })

test('every way to order and to narrow the list of cases gives a whole page', async ({ signedIn }) => {
  test.setTimeout(120_000)
  const { page } = await signedIn('noor')
  await page.goto('/zaken')
  const narrowed = await page
    .locator('form.n-filters select')
    .evaluateAll((all) =>
      all.flatMap((select) =>
        [...(select as HTMLSelectElement).options]
          .slice(1, 3)
          .map((option) => `/zaken?${(select as HTMLSelectElement).name}=${option.value}`),
      ),
    )
  const ordered = ['waiting', 'opened', 'closed', 'topic', 'village'].flatMap((order) => [
    `/zaken?status=alles&op=${order}`,
    `/zaken?status=alles&op=${order}&om=ja`,
  ])
  const wrong: string[] = []
  for (const address of [...narrowed, ...ordered, '/zaken?jaar=1999&status=alles']) {
    const answer = await page.goto(address)
    if (answer?.status() !== 200) wrong.push(`${address} answers ${answer?.status()}`)
    wrong.push(...(await lookedAt(page, { axe: [] })).map((one) => `${address} ${one}`))
  }
  expect(wrong).toEqual([])
})

test('pages for who is not signed in are whole, light and without barriers', async ({ visitor }) => {
  test.setTimeout(120_000)
  const at = await visitor()
  const found = await walked(at, [
    '/aanmelden',
    '/uitnodiging',
    '/welkom',
    '/welkom?met=wachtwoord',
    '/aanmelden/met-telefoon',
    '/uitgelogd',
    '/aanmelden?verder=%2Fzaken',
  ])
  expect(found.wrong).toEqual([])
  await at.page.goto('/aanmelden')
  await at.page.getByRole('button', { name: 'Ga verder', exact: true }).click()
  await expect(at.page.getByRole('alert')).toBeVisible()
  expect(await lookedAt(at.page)).toEqual([])
})

test('a form that comes back with what is wrong is whole and without barriers', async ({ signedIn }) => {
  test.setTimeout(60_000)
  const { page, desk } = await signedIn('noor')
  const { path } = await desk.reports({ familyName: 'Wegman', street: 'Foutenpad' })
  for (const address of [
    `${path}/vastleggen`,
    `${path}/afsluiten`,
    `${path}/beoordelen`,
    `${path}/notitie`,
    '/nieuw',
  ]) {
    await page.goto(address)
    await page.locator('main form.n-form button[type=submit]').first().click()
    await expect(page.getByRole('alert')).toBeVisible()
    expect(await lookedAt(page)).toEqual([])
  }
})

/** Where a walk begins: the start page, and pages that only a search, a form or a wrong address leads to. */
async function beginnings({ desk }: AtWork, who: Who): Promise<string[]> {
  const always = [
    '/',
    '/hulp',
    '/mijn-account',
    '/mijn-account/wachtwoord',
    '/mijn-account/telefoon',
    '/mijn-account/tweede-stap',
    '/bestaat-niet',
  ]
  if (who !== 'noor') return always
  const search = async (words: string) => desk.save('/zoeken', { zoek: words })
  return [
    ...always,
    await search('boonstra'),
    await search('qqxxzz'),
    await search('oosterstraat'),
    '/zoeken',
    '/nieuw',
  ]
}

interface Walk {
  seen: string[]
  wrong: string[]
}

/** Follows every link from these pages on, a few of each kind, and looks at each page it comes to. */
async function walked({ page }: AtWork, from: readonly string[], which = /./): Promise<Walk> {
  const todo = [...from]
  const kinds = new Map<string, number>()
  const seen: string[] = []
  const wrong: string[] = []
  for (let address = todo.shift(); address !== undefined; address = todo.shift()) {
    const kind = kindOf(address)
    const already = kinds.get(kind) ?? 0
    if (seen.includes(address) || already >= ofOneKind(kind) || !which.test(kind)) continue
    kinds.set(kind, already + 1)
    seen.push(address)
    const answer = await page.goto(address)
    const expected = address === '/bestaat-niet' ? 404 : 200
    if (answer?.status() !== expected) wrong.push(`${address} answers ${answer?.status()}`)
    wrong.push(
      ...[...weighed((await answer?.text()) ?? ''), ...(await lookedAt(page, { axe: await newsAt(page, kind) }))].map(
        (one) => `${address} ${one}`,
      ),
    )
    todo.push(...(await linksOn(page.url(), page)))
  }
  return { seen, wrong }
}

/**
 * At which sizes axe must look at this page. On a phone once for each kind, for that is where a page is at its tightest, and wherever a
 * block stands on it that axe did not see. Beside that wide, where such a block is laid out otherwise there: a table, a menu, a track.
 */
async function newsAt(page: AtWork['page'], kind: string): Promise<(typeof wide)[]> {
  const blocks = await page
    .locator('body *')
    .evaluateAll((all) => all.map((one) => `${one.tagName}.${one.getAttribute('class')}.${one.getAttribute('role')}`))
  const fresh = blocks.filter((block) => !known.blocks.has(block))
  const sizes = [
    ...(fresh.some((block) => /^(TABLE|TH|TD|NAV|HEADER)\b|track|tile/.test(block)) ? [wide] : []),
    ...(fresh.length > 0 || !known.kinds.has(kind) ? [phone] : []),
  ]
  known.kinds.add(kind)
  for (const block of blocks) known.blocks.add(block)
  return sizes
}

async function linksOn(here: string, page: AtWork['page']): Promise<string[]> {
  const all = await page
    .locator('a[href]:not([download])')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  return all.flatMap((href) => {
    const url = new URL(href)
    return url.origin === new URL(here).origin ? [url.pathname + url.search] : []
  })
}

/** Pages that differ only in a key, a line, a year, a figure or a choice are of one kind. */
function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://naober')
  const path = pathname
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':key')
    .replace(/^(\/helpen\/:key\/gesprek\/).+/, '$1:who')
    .replace(/^\/cijfers\/[\w-]+/, '/cijfers/:line')
    .replace(/^(\/cijfers\/:line\/)\d{4}\/(?!bewerken|publiceren|meenemen|klein|gewijzigd).+/, '$1:year/:figure')
    .replace(/^(\/cijfers\/:line\/)\d{4}/, '$1:year')
    .replace(/(:year\/klein\/\w+\/).+/, '$1:figure')
    .replace(/^(\/beheer\/instellingen\/).+/, '$1:setting')
  return [path, ...[...searchParams.keys()].sort()].join(' ')
}

import { readFile } from 'node:fs/promises'
import type { Desk } from './desk.ts'
import { expect, test, type Who } from './journey.ts'

const files = ['Vandaag', 'Op een lijn', 'Zaken', 'Mensen', 'Vrijwilligers']
/** What stands in the menu of each role, in its order: no more, no less. */
const menus: Partial<Record<Who, readonly string[]>> = {
  noor: [...files, 'Bewaartermijn', 'Verzoeken', 'Berichten', 'Cijfers', 'Inlezen'],
  bas: [...files, 'Berichten', 'Cijfers'],
  marga: [...files, 'Cijfers', 'Inlezen'],
  peter: ['Vandaag', 'Verzoeken', 'Cijfers', 'Met spoed'],
  ilse: ['Vandaag', 'Berichten', 'Beheer', 'Logboek', 'Met spoed'],
  gerda: ['Vandaag', 'Wanneer ik kan'],
  tom: ['Vandaag', 'Cijfers'],
  anke: ['Vandaag', 'Cijfers'],
}

test('everybody has the menu of their role, and each line of it opens', async ({ signedIn }) => {
  test.setTimeout(120_000)
  for (const [who, menu] of Object.entries(menus)) {
    const { page } = await signedIn(who as Who)
    await page.goto('/')
    const links = page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link')
    expect(await links.allInnerTexts(), who).toEqual(menu)
    for (const path of await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname)))
      expect((await page.goto(path))?.status(), `${who} ${path}`).toBe(200)
  }
})

test('who has no cases finds none: not by address, not by searching, not as a file', async ({ signedIn }) => {
  test.setTimeout(60_000)
  const noor = await signedIn('noor')
  const { path, person } = await noor.desk.reports({ familyName: 'Beslotens', street: 'Binnenlaan' })
  for (const who of ['peter', 'ilse', 'gerda', 'tom', 'anke', 'daan'] as const) {
    const { desk } = await signedIn(who)
    const notThere = await looks(desk, '/zaken/0190a0a0-0000-7000-8000-000000000000')
    expect(notThere.status, who).toBe(404)
    for (const one of [path, `${path}/wie`, `${path}/afsluiten`, person, `/nieuw/zaak${person.slice(7)}`])
      expect(await looks(desk, one), `${who} ${one}`).toEqual(notThere)
    if (who !== 'daan') expect((await looks(desk, '/zaken/excel')).status).toBe(404)
  }
})

test('a colleague of another team does not find people of ours, nor in a list or a figure', async ({ signedIn }) => {
  const noor = await signedIn('noor')
  await noor.desk.reports({ familyName: 'Onvindbaar', street: 'Verborgenlaan' })
  const { desk, page } = await signedIn('daan')
  const quick = await desk.send('/zoeken?snel', { zoek: 'Onvindbaar' }, '/mijn-account')
  expect(quick.status() === 404 ? [] : (await quick.json()).items).toEqual([])
  for (const address of [
    '/zaken',
    '/zaken/bord',
    '/mensen',
    '/',
    '/cijfers/buurtbemiddeling/2025',
    '/cijfers/buurtbemiddeling/2025/buurtbemiddeling-zaken',
  ]) {
    await page.goto(address)
    await expect(page.locator('body')).not.toContainText('Verborgenlaan')
    await expect(page.locator('body')).not.toContainText('Onvindbaar')
  }
})

test('another organisation does not reach one record of ours, by whatever way in', async ({ signedIn }) => {
  test.setTimeout(60_000)
  const noor = await signedIn('noor')
  const { path, person } = await noor.desk.reports({ familyName: 'Overgrens', street: 'Grenslaan' })
  await noor.desk.assigns({ path })
  await noor.desk.save(`${path}/stap`, {
    kind: 'call',
    onDay: '20-3-2025',
    atTime: '',
    place: '',
    side: '',
    waitsFor: 'us',
    owner: await ownerOn(noor.desk, `${path}/stap`),
    about: '',
  })
  await noor.desk.save(`${path}/notitie`, { words: 'Alleen voor ons.' })
  await noor.desk.save(`${path}/verwijzen`, {
    partner: '',
    destination: 'Ergens',
    kind: 'formal',
    onDay: '12-3-2025',
    about: '',
  })
  await noor.desk.save(`${path}/evaluatie`, {
    side: 'reporter',
    mark: '8',
    quote: 'Fijn.',
    quoteBy: '',
    share: 'ja',
    until: '12-3-2027',
    onDay: '12-3-2025',
  })
  const html = await (await noor.desk.get(path)).text()
  const lena = await signedIn('lena')
  const hans = await signedIn('hans')

  const opened = [
    ...new Set(
      [...html.matchAll(/(?:href|action)="(\/(?:zaken|mensen|nieuw|stap)\/[^"]*[0-9a-f]{8}-[^"]+)"/g)].map(
        (found) => found[1] as string,
      ),
    ),
  ]
  expect(opened.length).toBeGreaterThan(12)
  const undone = [
    `${path}/intrekken`,
    `${path}/terug`,
    ...opened.filter((one) => one.endsWith('/gedaan')).map((one) => one.replace('/gedaan', '/niet-gedaan')),
  ]
  for (const address of new Set([...opened, ...undone, `${path}/wie`, `${person}/wijzigen`, `${person}/verhuizen`])) {
    const looked = await lena.desk.get(address)
    expect([404, 405], `GET ${address}`).toContain(looked.status())
    // What takes a file says that first: it tells nothing of the record.
    const sent = await lena.desk.send(address, {}, '/mijn-account')
    expect([404, 405, 415], `POST ${address}`).toContain(sent.status())
    expect(await sent.text()).not.toContain('Grenslaan')
  }
  const account =
    /\/beheer\/accounts\/[0-9a-f-]+/.exec(await (await (await signedIn('ilse')).desk.get('/beheer')).text())?.[0] ?? ''
  expect((await looks(hans.desk, account)).status).toBe(404)
  expect((await hans.desk.send(`${account}/sessies/einde`, {}, '/mijn-account')).status()).toBe(404)

  const quick = await lena.desk.send('/zoeken?snel', { zoek: 'Overgrens' }, '/mijn-account')
  expect((await quick.json()).items).toEqual([])
  const number = /\b[0-9B-Z]{3}-[0-9B-Z]{3}\b/.exec(html)?.[0] ?? ''
  expect((await (await lena.desk.send('/zoeken?snel', { zoek: number }, '/mijn-account')).json()).items).toEqual([])
  for (const address of [
    '/zaken?status=alles',
    '/zaken/bord',
    '/mensen',
    '/cijfers/buurtbemiddeling/2025/buurtbemiddeling-zaken',
  ])
    expect(await (await lena.desk.get(address)).text()).not.toContain('Grenslaan')
  // And nothing of all this changed anything.
  expect(await (await noor.desk.get(path)).text()).toContain('Alleen voor ons.')
})

test('a page that is not yours and one that is not there are the same, to the last letter', async ({ signedIn }) => {
  const noor = await signedIn('noor')
  const { path } = await noor.desk.reports({ familyName: 'Gelijk', street: 'Eenderlaan' })
  const { desk } = await signedIn('lena')
  const nothing = await looks(desk, '/bestaat/niet')
  expect(nothing.status).toBe(404)
  expect(nothing.html).toContain('Deze pagina bestaat niet, of je mag hem niet zien.')
  for (const address of [
    path,
    '/zaken/geen-sleutel',
    '/beheer',
    '/zaken/0190a0a0-0000-7000-8000-000000000000/afsluiten',
  ])
    expect(await looks(desk, address), address).toEqual(nothing)
})

test('readers outside see what was published and nothing else; readers inside see no small numbers', async ({
  signedIn,
}) => {
  test.setTimeout(60_000)
  const sheet = '/cijfers/buurtbemiddeling/2024'
  const noor = await signedIn('noor')
  await noor.page.goto(`${sheet}/publiceren`)
  await noor.page.getByRole('button', { name: 'Vaststellen en publiceren' }).click()
  await expect(noor.page.getByRole('main')).toContainText('Vastgesteld en gepubliceerd.')

  const anke = await signedIn('anke')
  await anke.page.goto('/cijfers')
  await anke.page.getByRole('link', { name: 'Buurtbemiddeling in 2024' }).first().click()
  await expect(anke.page.getByRole('main')).toContainText('te klein om te tonen')
  const [paper] = await Promise.all([
    anke.page.waitForEvent('download'),
    anke.page.getByRole('link', { name: 'Pdf', exact: true }).click(),
  ])
  expect(paper.suggestedFilename()).toBe('buurtbemiddeling-2024-2025-03-12.pdf')
  expect((await readFile(await paper.path())).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
  for (const address of [
    sheet,
    `${sheet}/meenemen/pdf`,
    `${sheet}/buurtbemiddeling-zaken`,
    '/cijfers/buurtbemiddeling/2025',
    '/zaken',
    '/mensen',
  ])
    expect((await anke.desk.get(address)).status(), address).toBe(404)

  const tom = await signedIn('tom')
  await tom.page.goto(sheet)
  await expect(tom.page.getByRole('main')).toContainText('te klein om te tonen')
  const rows = await tom.page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? '').filter((to) => to.includes('?cel=')))
  const hidden: string[] = []
  for (const row of rows) {
    await tom.page.goto(row)
    const text = (await tom.page.getByRole('main').textContent()) ?? ''
    if (/te klein om te tonen/i.test(text)) hidden.push(row)
    else
      expect(
        Number(/\d+/.exec((await tom.page.getByRole('heading', { level: 1 }).textContent()) ?? '')?.[0] ?? 5),
        row,
      ).toBeGreaterThanOrEqual(5)
    await expect(tom.page.locator('main a[href^="/zaken/"]')).toHaveCount(0)
  }
  expect(hidden.length).toBeGreaterThan(0)
})

async function looks(desk: Desk, path: string): Promise<{ status: number; html: string }> {
  const answer = await desk.get(path)
  return { status: answer.status(), html: await answer.text() }
}

/** Who does a step by itself: whoever plans it. */
async function ownerOn(desk: Desk, path: string): Promise<string> {
  const html = await (await desk.get(path)).text()
  return (
    /name="owner"[^>]*value="([^"]+)"[^>]*checked|name="owner"[^>]*checked=""[^>]*value="([^"]+)"/
      .exec(html)
      ?.slice(1)
      .find(Boolean) ?? ''
  )
}

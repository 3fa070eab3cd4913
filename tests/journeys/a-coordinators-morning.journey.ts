import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { choose, press, tabTo, type } from './keyboard.ts'

const sheet = '/cijfers/buurtbemiddeling/2025'

test('a coordinator does her whole morning without touching the mouse', async ({ visitor }) => {
  test.setTimeout(180_000)
  const { page } = await visitor()
  const main = page.getByRole('main')
  const heading = page.getByRole('heading', { level: 1 })
  const button = (name: string) => main.getByRole('button', { name, exact: true })
  const link = (name: string) => main.getByRole('link', { name, exact: true })

  await test.step('she signs in, and the page tells what waits', async () => {
    await page.goto('/')
    await press(page, button('Ga verder als Noor Haan'))
    await expect(heading).toHaveText(/^Goede\w+, Noor$/)
    await expect(main).toContainText(/wachten op jou\./)
    const late = main
      .getByRole('list', { name: 'Wat op jou wacht' })
      .getByRole('listitem')
      .filter({ hasText: 'Geluid, Turfweg' })
    await expect(late).toContainText('Maak het eerste contact')
    await expect(late).toContainText('1 dag te laat')
  })
  const before = await figuresOf(page)

  await test.step('she finds the reporter with a typing error, and opens the late case', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('zuidervelt')
    await expect(page.getByRole('option', { name: /Hendrika Zuiderveld/ })).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(heading).toHaveText('Hendrika Zuiderveld')
    await press(page, link('Geluid, Turfweg'))
    await expect(heading).toHaveText('Geluid, Turfweg')
    await expect(main).toContainText('1 dag te laat')
  })

  await test.step('she logs the call that was late, and the case goes on', async () => {
    await press(page, link('Maak het eerste contact'))
    // With whom and how stand ready, for this is what the next step asks; how it went is one choice.
    await expect(page.getByRole('radio', { name: 'De melder' })).toBeChecked()
    await expect(page.getByRole('radio', { name: 'Gebeld' })).toBeChecked()
    await choose(page, 'Hoe ging het?', 'Afspraak om te praten gemaakt')
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    await expect(main).toContainText('Het gesprek is vastgelegd. De stap is nu: Eerste contact.')
    await expect(main).not.toContainText('te laat')
    await expect(link('Ga langs bij de melder')).toBeVisible()
  })

  await test.step('she plans a talk, says it was done, and takes that back', async () => {
    await press(page, link('Stap plannen').first())
    await choose(page, 'Wat ga je doen?', 'Gesprek')
    await type(page, 'Op welke dag?', '20-3-2025')
    await type(page, 'Hoe laat? (hoeft niet)', '19.30')
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    await expect(main).toContainText('De stap is gepland.')
    await press(page, button('Gedaan'))
    await expect(main).toContainText('Vastgelegd: gesprek.')
    await expect(button('Gedaan')).toHaveCount(0)
    await press(page, button('Ongedaan maken'))
    await expect(main).toContainText('De stap staat weer open.')
    await expect(button('Gedaan')).toHaveCount(1)
  })

  await test.step('she tells two namesakes apart, and begins a case for the younger one', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('klaas boonstra')
    await Promise.all([page.waitForURL(/\/zoeken\/[^?]+$/), page.keyboard.press('Enter')])
    const found = main.getByRole('list', { name: 'Gevonden mensen' }).getByRole('listitem')
    await expect(found).toHaveCount(2)
    await expect(found.filter({ hasText: 'geboren in 1950' })).toContainText('Eikenlaan 7, Molenhaar')
    const younger = found.filter({ hasText: 'geboren in 1988' })
    await expect(younger).toContainText('Berkenlaan 21, Heideloo')
    await press(page, younger.getByRole('link', { name: /^Nieuwe zaak/ }))
    await expect(heading).toHaveText('Melding van Klaas Boonstra')
    await tabTo(page, page.getByLabel('Waar gaat het vooral over?'))
    await page.keyboard.type('Park')
    await choose(page, 'Hoe kwam de melding binnen?', 'Aan de balie')
    await choose(page, 'Mag de buur weten wie het meldde?', 'Nog niet gevraagd')
    await press(page, button('Verder'))
    await press(page, button('Klaar'))
    await expect(heading).toHaveText('Parkeren, Berkenlaan')
  })

  await test.step('it does not fit here: she says why and closes it with advice', async () => {
    await press(page, link('Kijk of de zaak past'))
    await choose(page, 'Past dit bij buurtbemiddeling?', 'Nee')
    await tabTo(page, page.getByRole('checkbox', { name: 'Er loopt een rechtszaak' }))
    await page.keyboard.press('Space')
    await press(page, button('Vastleggen'))
    await expect(heading).toHaveText('De zaak afsluiten')
    await expect(main).toContainText('dit past hier niet')
    await choose(page, 'Hoe is de zaak afgelopen?', 'Advies gegeven')
    await press(page, button('De zaak afsluiten'))
    await expect(main).toContainText('Afgesloten op 12 maart: advies gegeven.')
  })

  await test.step('she closed too soon: the closing is taken back, and made again', async () => {
    await press(page, button('Ongedaan maken'))
    await expect(main).toContainText('De zaak loopt weer.')
    await press(page, link('Afsluiten'))
    await choose(page, 'Hoe is de zaak afgelopen?', 'Advies gegeven')
    await press(page, button('De zaak afsluiten'))
    await expect(main).toContainText('Afgesloten op 12 maart: advies gegeven.')
  })

  await test.step('she writes down what he thought of it, in his words', async () => {
    await press(page, link('Evaluatie overtypen'))
    await choose(page, 'Wie gaf antwoord?', 'De melder')
    await choose(page, 'Welk cijfer? (hoeft niet)', '8')
    await type(page, 'Wat zei diegene erbij? (hoeft niet)', 'Nu weet ik bij wie ik moet zijn.')
    await type(page, 'Hoe noem je diegene, zonder naam? (hoeft niet)', 'buurman')
    await choose(page, 'Mogen we deze woorden delen? (hoeft niet)', 'Ja')
    await press(page, button('Vastleggen'))
    await expect(main).toContainText('Een 8')
    await expect(main).toContainText('mag dit delen tot 12 maart 2027')
  })

  await test.step('the figures follow, and open how they were counted and the case itself', async () => {
    const after = await figuresOf(page)
    expect(after).toEqual({ cases: before.cases + 1, advice: before.advice + 1 })
    await press(page, main.getByRole('link', { name: /advies/i }).first())
    await expect(heading).toHaveText(`${after.advice} zaken`)
    await press(page, link('Parkeren, Berkenlaan'))
    await expect(heading).toHaveText('Parkeren, Berkenlaan')
  })
})

/** What the factsheet of this year shows, on the screen. */
async function figuresOf(page: Page): Promise<{ cases: number; advice: number }> {
  await page.goto(sheet)
  const tiles = page.getByRole('region', { name: 'De cijfers' })
  const number = async (name: RegExp) =>
    Number(/\d+/.exec((await tiles.getByRole('link', { name }).first().textContent()) ?? '')?.[0])
  return { cases: await number(/zaken/i), advice: await number(/advies/i) }
}

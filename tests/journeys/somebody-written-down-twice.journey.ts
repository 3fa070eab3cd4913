import { expect, test } from './journey.ts'
import { choose, press } from './keyboard.ts'
import { lookedAt, wide } from './looking.ts'

test('a woman who was written down twice becomes one, by keyboard, and two again', async ({ signedIn }) => {
  test.setTimeout(120_000)
  const { page, desk } = await signedIn('noor')
  const report = { familyName: 'Wiegersma', givenName: 'Sietske', street: 'Turfweg' }
  const first = await desk.reports(report)
  const second = await desk.reports({ ...report, street: 'Eikenlaan' })
  const person = { givenName: 'Sietske', infix: '', familyName: 'Wiegersma', email: '', practical: '', sex: 'woman' }
  await desk.save(`${first.person}/wijzigen`, { ...person, birthDate: '', phone: '06 12345501' })
  await desk.save(`${second.person}/wijzigen`, {
    ...person,
    givenName: 'S.',
    birthDate: '7-2-1948',
    phone: '06 12345501',
    practical: 'liefst na zes uur bellen',
  })

  await test.step('the two stand side by side, readable wide and on a phone', async () => {
    await page.goto(first.person)
    await expect(page.getByRole('main')).toContainText('Lijkt op iemand anders')
    await press(page, page.getByRole('link', { name: 'Samenvoegen' }))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twee mensen samenvoegen')
    expect(await lookedAt(page)).toEqual([])
  })

  await test.step('she chooses what is right and merges them', async () => {
    await page.setViewportSize(wide)
    await page.goto(page.url())
    await choose(page, 'Naam', 'Sietske Wiegersma')
    await choose(page, 'Woont nu', 'Turfweg 1, sinds 12 maart 2025')
    await press(page, page.getByRole('button', { name: 'Samenvoegen' }))
    await expect(page.getByRole('main')).toContainText('Met S. Wiegersma')
    await expect(page.getByRole('main')).toContainText('liefst na zes uur bellen')
    await expect(page.getByRole('link', { name: /^Geluid, / })).toHaveCount(2)
    await page.goto(second.person)
    expect(new URL(page.url()).pathname).toBe(first.person)
    expect(await lookedAt(page)).toEqual([])
  })

  await test.step('she was mistaken, and takes them apart', async () => {
    await page.setViewportSize(wide)
    await desk.save(`${first.person}/wijzigen`, { ...person, birthDate: '7-2-1948', phone: '06 12345502' })
    await page.goto(first.person)
    await press(page, page.getByRole('link', { name: 'Weer uit elkaar halen' }))
    expect(await lookedAt(page)).toEqual([])
    await page.setViewportSize(wide)
    await choose(page, 'Telefoon: 06 1234 5502', 'S. Wiegersma (ging erin op)')
    await choose(page, 'Handig om te weten: leeggemaakt', 'Sietske Wiegersma (bleef staan)')
    await press(page, page.getByRole('button', { name: 'Haal uit elkaar' }))
    await expect(page.getByRole('main')).toContainText('06 1234 5501')
    await page.goto(second.person)
    await expect(page.getByRole('main')).toContainText('06 1234 5502')
    await expect(page.getByRole('main')).toContainText('Eikenlaan')
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { versionOf } from '#platform/records'
import { office } from './office.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.close())

const report = { mainTopic: 'noise', words: '', channel: 'phone', on: '12-3-2025', at: '8.30' }
const riet = () => (at.town as unknown as { people: Record<string, string> }).people.riet as string
const partner = () => [...at.town.partners.values()][0]?.id as string

/** Takes in a case of Riet as somebody. @returns the address of the case */
async function reports(who: 'noor' | 'bas', more: Record<string, string>): Promise<string> {
  const { to } = await at[who].sends(`/nieuw/zaak/${riet()}`, { ...report, ...more })
  expect(to).toMatch(/^\/nieuw\/andere-kant\//)
  return to.replace('/nieuw/andere-kant/', '/zaken/')
}

/** What stands on the page of a case, without its tags. */
const words = async (one: string, who: 'noor' | 'bas' | 'marga' = 'noor') =>
  (await at[who].opens(one)).html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')

test('at the report it is asked, with nothing chosen, and it may be that nobody asked yet', async () => {
  const { html } = await at.noor.opens(`/nieuw/zaak/${riet()}`)
  const radios = [...html.matchAll(/<input[^>]*name="may-named"[^>]*>/g)].map(([input]) => input)
  expect(radios).toHaveLength(3)
  expect(radios.some((input) => /checked/.test(input))).toBe(false)
  const empty = await at.noor.sends(`/nieuw/zaak/${riet()}`, report)
  expect(empty.status).toBe(422)
  expect(empty.html).toContain('Kies ja of nee, of ‘Nog niet gevraagd’.')
  expect(await words(await reports('noor', { 'may-named': 'unasked' }))).toContain(
    'De buur mag weten wie het meldde: nog niet gevraagd',
  )
  expect(await words(await reports('noor', { 'may-named': 'no' }))).toContain(
    'De buur mag weten wie het meldde: nee, op 12 maart',
  )
})

test('what the partner may hear is asked where a partner reported, and not without one', async () => {
  const alone = await at.noor.sends(`/nieuw/zaak/${riet()}`, { ...report, 'may-named': 'yes', 'may-outcome': 'yes' })
  expect(alone.html).toContain('Kies ook welke partner het meldde')
  const without = await reports('noor', { 'may-named': 'yes' })
  expect(await words(without)).not.toContain('De partner mag horen')
  const sent = await reports('noor', { 'may-named': 'yes', referrer: partner() })
  expect(await words(sent)).toContain('De partner mag horen hoe het afloopt: nog niet gevraagd')
  const agreed = await reports('noor', { 'may-named': 'yes', referrer: partner(), 'may-outcome': 'yes' })
  expect(await words(agreed)).toContain('De partner mag horen hoe het afloopt: ja, sinds 12 maart')
  const closing = await words(`${agreed}/afsluiten`)
  expect(closing).toContain('De partner mag horen hoe het afloopt: ja, sinds 12 maart')
  expect(closing).not.toContain('De buur mag weten')
  expect(await words(`${without}/afsluiten`)).not.toContain('De partner mag horen')
})

test('a yes is taken back on its day, stays readable, and may be given again', async () => {
  const one = at.running('pets Oosterstraat')
  expect(await words(one)).toContain('De buur mag weten wie het meldde: ja, sinds')
  expect((await at.noor.sends(`${one}/toestemming`, { 'may-named': 'no', on: '1-1-2020' })).html).toContain(
    'is er al een antwoord. Kies die dag of later.',
  )
  expect((await at.noor.sends(`${one}/toestemming`, { 'may-named': 'no', on: '13-3-2025' })).status).toBe(422)
  expect((await at.noor.sends(`${one}/toestemming`, { 'may-named': 'no', on: '11-3-2025' })).to).toBe(one)
  const after = await words(one)
  expect(after).toContain('De buur mag weten wie het meldde: nee, ingetrokken op 11 maart')
  expect(after).toContain('Ingetrokken: de buur mag weten wie het meldde')
  const page = await at.noor.opens(`${one}/toestemming`)
  expect(page.html).toContain('11 maart 2025')
  expect(page.html).not.toContain('Nog niet gevraagd')
  expect((await at.noor.sends(`${one}/toestemming`, { 'may-named': 'unasked', on: '12-3-2025' })).status).toBe(422)
  await at.noor.sends(`${one}/toestemming`, { 'may-named': 'yes', on: '12-3-2025' })
  expect(await words(one)).toContain('De buur mag weten wie het meldde: ja, sinds 12 maart')
})

test('saving twice does nothing the second time, and a mistake can be undone', async () => {
  const one = await reports('noor', { 'may-named': 'no' })
  const answers = () => at.noor.does((store) => store.consents.ofCase(one.slice('/zaken/'.length)))
  await at.noor.sends(`${one}/toestemming`, { 'may-named': 'no', on: '12-3-2025' })
  expect(await answers()).toMatchObject([{ version: 1, answer: 'no' }])
  await at.noor.sends(`${one}/toestemming`, { 'may-named': 'unasked', on: '12-3-2025' })
  expect(await answers()).toEqual([])
  expect(await words(one)).toContain('nog niet gevraagd')
})

test('of two who answer at once the second sees what the first did', async () => {
  const one = await reports('noor', { 'may-named': 'unasked' })
  const version = /name="version" value="(\d+)"/.exec((await at.noor.opens(`${one}/toestemming`)).html)?.[1] as string
  const both = await Promise.all(
    ['yes', 'no'].map((said) => at.noor.sends(`${one}/toestemming`, { 'may-named': said, on: '12-3-2025', version })),
  )
  expect(both.map(({ status }) => status).sort((one, other) => one - other)).toEqual([303, 409])
  expect(await at.noor.does((store) => store.consents.ofCase(one.slice('/zaken/'.length)))).toHaveLength(1)
})

test('a worker asks it in the cases that are hers, and reads it in those of a colleague', async () => {
  const own = await reports('bas', { 'may-named': 'yes' })
  expect((await at.bas.sends(`${own}/toestemming`, { 'may-named': 'no', on: '12-3-2025' })).to).toBe(own)
  const other = at.running('noise Hoofdstraat')
  expect(await words(other, 'bas')).toContain('De buur mag weten wie het meldde: nee, ingetrokken op 25 februari')
  expect((await at.bas.opens(`${other}/toestemming`)).status).toBe(404)
  const caseId = other.slice('/zaken/'.length)
  const tried = at.bas.does(async (store) => {
    const seen = versionOf(await store.consents.ofCase(caseId))
    return store.consents.answer(caseId, { seen }, { named: 'yes' }, day('2025-03-12'))
  })
  await expect(tried).rejects.toThrow(NotFound)
  expect(await words(other, 'marga')).toContain('nee, ingetrokken op 25 februari')
  expect((await at.marga.opens(`${other}/toestemming`)).status).toBe(404)
  expect((await at.ilse.opens(`${other}/toestemming`)).status).toBe(404)
})

test('who said what and when stands in the log', async () => {
  const deeds = await at.database.asAdmin((client) =>
    client
      .query(
        `select distinct c.deed from naober.changes c where c.record_table = 'consents' and c.via = 'web' order by 1`,
      )
      .then((result) => result.rows.map((row) => row.deed)),
  )
  expect(deeds).toEqual(['add', 'change', 'remove'])
})

import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#platform/days'
import { fromLargeVillages } from '../../src/service-lines/buurtbemiddeling.ts'
import { office } from './office.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.close())

const base = '/beheer/dorpen'
const village = (name: string) => `${base}/${at.town.villages.get(name)}`
/** Sends a form that first shows what it will do, and says that it is right. */
async function sure(path: string, form: Record<string, string>) {
  const shown = await at.ilse.sends(path, form)
  expect(shown.status).toBe(200)
  return { shown, done: await at.ilse.sends(path, { ...form, klopt: 'ja' }) }
}

test('the villages are for who keeps them, and for nobody else', async () => {
  expect((await at.ilse.opens(base)).html).toContain('12 dorpen')
  for (const who of [at.noor, at.bas, at.marga, at.daan])
    for (const path of [base, `${base}/nieuw`, `${base}/lijst`, village('Esveld')])
      expect((await who.opens(path)).status).toBe(404)
  expect((await at.noor.sends(`${village('Esveld')}/weg`, {}, '/nieuw')).status).toBe(404)
})

test('a village is added once, and goes again as long as nothing is registered in it', async () => {
  expect((await at.ilse.sends(`${base}/nieuw`, { name: '' })).html).toContain('Vul de naam van het dorp in.')
  expect((await at.ilse.sends(`${base}/nieuw`, { name: 'esveld' })).html).toContain('Esveld staat er al.')
  const { to } = await at.ilse.sends(`${base}/nieuw`, { name: ' Nieuw  Esveld ' })
  expect((await at.ilse.opens(to)).html).toContain('Nieuw Esveld')
  expect((await at.noor.opens(`/mensen/${person('riet')}/verhuizen`)).html).toContain('Nieuw Esveld')
  expect((await at.ilse.sends(`${to}/weg`, {}, to)).to).toBe(base)
  expect((await at.ilse.opens(to)).status).toBe(404)
  expect((await at.ilse.sends(`${to}/terug`, {}, base)).to).toBe(to)
  expect((await at.ilse.sends(`${to}/weg`, {}, to)).to).toBe(base)
  const again = await at.ilse.sends(`${base}/nieuw`, { name: 'Nieuw Esveld' })
  expect((await at.ilse.sends(`${to}/terug`, {}, base)).html).toContain('Een dorp met deze naam staat er al.')
  await at.ilse.sends(`${again.to}/weg`, {}, base)
  const refused = await at.ilse.sends(`${village('Lindeveen')}/weg`, {}, village('Lindeveen'))
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('In dit dorp is al iets vastgelegd.')
})

test('of two who add the same village at once one does, and the other is told', async () => {
  const both = await Promise.all([1, 2, 3].map(() => at.ilse.sends(`${base}/nieuw`, { name: 'Tweelingdorp' })))
  expect(both.map(({ status }) => status).sort((one, other) => one - other)).toEqual([303, 422, 422])
})

test('what somebody tries in a name stays words on the screen', async () => {
  const name = `<script>alert(1)</script> '"; drop table areas`
  const { to } = await at.ilse.sends(`${base}/nieuw`, { name })
  const { html } = await at.ilse.opens(to)
  expect(html).not.toContain('<script>alert')
  expect(html).toContain('&lt;script&gt;')
  await at.ilse.sends(`${to}/weg`, {}, to)
  for (const path of [`${base}/geen-sleutel`, `${base}/geen-sleutel/eindigen`, `${village('Esveld')}/indelen/weg`])
    expect((await at.ilse.opens(path)).status).toBe(404)
  for (const path of [`${base}/kapot/weg`, `${base}/kapot/terug`, `${base}/kapot/weer-open`])
    expect((await at.ilse.sends(path, {}, base)).status).toBe(404)
})

test('a pasted list shows what was understood before anything is added', async () => {
  expect((await at.ilse.sends(`${base}/lijst`, { names: '' })).html).toContain('Plak de lijst hier')
  expect((await at.ilse.sends(`${base}/lijst`, { names: 'esveld\nLINDEVEEN' })).html).toContain(
    'Al deze dorpen staan er al.',
  )
  const { shown, done } = await sure(`${base}/lijst`, { names: '- Nieuwdorp\n2. Esveld\nnieuwdorp\n???' })
  for (const words of ['1 dorp toevoegen?', 'Staat er al: Esveld', 'Dubbel in de lijst: Nieuwdorp', 'geen letter in'])
    expect(shown.html).toContain(words)
  expect(done.to).toBe(base)
  const again = await at.ilse.sends(`${base}/lijst`, { names: 'Nieuwdorp', klopt: 'ja' })
  expect(again.html).toContain('Al deze dorpen staan er al.')
})

test('a new name stands everywhere, what it was stays known, and it can be taken back', async () => {
  const esveld = village('Esveld')
  expect((await at.ilse.sends(esveld, { name: 'Oosterhaar' })).html).toContain('Oosterhaar staat er al.')
  expect((await at.ilse.sends(esveld, { name: 'Esvelderveen' })).to).toBe(esveld)
  expect((await at.ilse.opens(esveld)).html).toContain('Heette eerder Esveld.')
  expect((await at.noor.opens('/zaken?status=alles')).html).toContain('Esvelderveen')
  const { version } = await at.ilse.does((store) => store.areas.village(esveld.slice(base.length + 1)))
  const stale = await at.ilse.sends(`${esveld}/naam-terug`, { version: String(version - 1) }, base)
  expect(stale.status).toBe(409)
  await at.ilse.sends(`${esveld}/naam-terug`, { version: String(version) }, base)
  const { html } = await at.ilse.opens(esveld)
  expect(html).toContain('value="Esveld"')
  expect(html).not.toContain('Heette eerder')
})

test('a village that ended takes no new address or case, and what is there stays and counts', async () => {
  const koelveen = village('Koelveen')
  const before = await at.figure(fromLargeVillages, 2024)
  expect((await at.ilse.sends(`${koelveen}/eindigen`, { on: '31-2-2025' })).html).toContain('31 februari bestaat niet')
  expect((await at.ilse.sends(`${koelveen}/eindigen`, { on: '31-12-2024' })).to).toBe(koelveen)
  expect((await at.ilse.opens(koelveen)).html).toContain('Bestond tot en met 31 december 2024')
  const move = `/mensen/${person('riet')}/verhuizen`
  expect((await at.noor.opens(move)).html).not.toContain('Koelveen')
  const key = at.town.villages.get('Koelveen') as string
  const tried = await at.noor.sends(move, { street: 'Weg', houseNumber: '1', village: key, from: '1-3-2025' })
  expect(tried.status).toBe(422)
  expect(await at.figure(fromLargeVillages, 2024)).toEqual(before)
  expect((await at.ilse.sends(`${base}/nieuw`, { name: 'Koelveen' })).html).toContain('neem het einde terug')
  await at.ilse.sends(`${koelveen}/weer-open`, {}, koelveen)
  expect((await at.noor.opens(move)).html).toContain('Koelveen')
})

test('a village in another group from a day on: the years before keep their figures, and it can be taken back', async () => {
  const shares = async () => ({
    2024: (await at.figure(fromLargeVillages, 2024)).value,
    2025: (await at.figure(fromLargeVillages, 2025)).value,
  })
  const before = await shares()
  const path = `${village('Oosterhaar')}/indelen/groot-klein`
  expect((await at.ilse.sends(path, { from: '1-1-2025' })).html).toContain('Kies een groep.')
  expect((await at.ilse.sends(path, { group: 'large', from: '1-1-2025' })).html).toContain('staat het dorp daar al')
  const { shown, done } = await sure(path, { group: 'small', from: '1-1-2025' })
  expect(shown.html).toContain('De cijfers over 2024 en eerder blijven zoals ze zijn.')
  expect(done.to).toBe(village('Oosterhaar'))
  const after = await shares()
  expect(after[2024]).toBe(before[2024])
  expect(after[2025]).toBeLessThan(before[2025] as number)
  const page = await at.ilse.opens(village('Oosterhaar'))
  expect(page.html).toContain('31 december 2024')
  const placing = (await at.ilse.does((store) => store.areas.placings())).find(
    (one) => one.area === at.town.villages.get('Oosterhaar') && one.validFrom === '2025-01-01',
  )
  expect((await at.ilse.sends(`${path}/terug`, { placing: placing?.id ?? '', group: '' }, path)).to).toBe(
    village('Oosterhaar'),
  )
  expect(await shares()).toEqual(before)
})

test('of two who place a village at once the second sees what the first did', async () => {
  const path = `${village('Brinkhorst')}/indelen/groot-klein`
  const { html } = await at.ilse.opens(path)
  const seen = /name="version" value="(\d+)"/.exec(html)?.[1] as string
  await at.ilse.sends(path, { group: 'large', from: '1-1-2026', klopt: 'ja' })
  const second = await at.ilse.sends(path, { group: 'large', from: '1-1-2027', klopt: 'ja', version: seen })
  expect(second.status).toBe(409)
  expect(second.html).toContain('Een collega bewaarde net iets anders')
  // The answer carries the version that is there now: with it she chooses.
  const version = /name="version" value="(\d+)"/.exec(second.html)?.[1] as string
  const both = await Promise.all(
    ['1-1-2028', '1-1-2029'].map((from) => at.ilse.sends(path, { group: 'small', from, klopt: 'ja', version })),
  )
  expect(both.map(({ status }) => status).sort((one, other) => one - other)).toEqual([303, 409])
})

test('groups of one’s own are read a line each, and no factsheet counts with them', async () => {
  const path = `${base}/groepen`
  expect((await at.ilse.sends(path, { set: '…', groups: 'Noord: Esveld', from: '1-1-2025' })).html).toContain(
    'Gebruik letters of cijfers',
  )
  expect((await at.ilse.sends(path, { set: 'Groot klein', groups: 'x', from: '1-1-2025' })).html).toContain('is er al')
  const form = { set: 'Gebied', groups: 'Noord: Lindeveen, Esveld\nZuid: Oosterhaar, Zandwol', from: '1-1-2025' }
  const { shown, done } = await sure(path, form)
  expect(shown.html).toContain('Bedoel je Zandwolde?')
  expect(done.to).toBe(base)
  expect((await at.ilse.sends(path, { ...form, klopt: 'ja' })).html).toContain('De indeling gebied is er al.')
  const place = `${village('Zandwolde')}/indelen/gebied`
  expect((await at.ilse.sends(place, { group: 'another group', from: '1-1-2025' })).html).toContain(
    'hoe de nieuwe groep heet',
  )
  const placed = await sure(place, { group: 'another group', named: 'West', from: '1-1-2025' })
  expect(placed.shown.html).toContain('Geen factsheet telt met deze indeling.')
  expect((await at.ilse.opens(base)).html).toContain('West')
})

test('a second set of large and small villages counts from the setting that names it', async () => {
  const path = `${base}/groot-klein`
  expect((await at.ilse.sends(path, { set: 'groot-klein', large: '', from: '1-1-2025' })).html).toContain(
    'Kies er minstens één',
  )
  const key = at.town.villages.get('Esveld') as string
  const done = await at.ilse.sends(path, { set: 'groot-klein 2025', large: key, from: '1-1-2025' })
  expect(done.to).toBe(base)
  const away = `${base}/indelingen/groot-klein-2025/weg`
  expect((await at.ilse.sends(away, {}, base)).to).toBe(base)
  expect((await at.ilse.sends(away, {}, base)).status).toBe(404)
  await at.ilse.sends(path, { set: 'groot-klein 2025', large: key, from: '1-1-2025' })
  expect((await at.ilse.sends(`${base}/indelingen/groot-klein/weg`, {}, base)).html).toContain('al een dorp verplaatst')
  const before = (await at.figure(fromLargeVillages, 2025)).value as number
  await at.ilse.does((store) =>
    store.accounts.set({
      key: 'buurtbemiddeling.villageSet',
      validFrom: day('2025-01-01'),
      validUntil: null,
      value: 'groot-klein-2025',
      source: 'afspraak',
    }),
  )
  expect((await at.figure(fromLargeVillages, 2025)).value).toBeLessThan(before)
  expect((await at.ilse.opens(base)).html).not.toContain('een indeling die er niet is')
  await at.ilse.does((store) =>
    store.accounts.set({
      key: 'buurtbemiddeling.villageSet',
      validFrom: day('2025-02-01'),
      validUntil: null,
      value: 'verschreven',
      source: 'afspraak',
    }),
  )
  expect((await at.ilse.opens(base)).html).toContain('Buurtbemiddeling telt met een indeling die er niet is')
})

test('five hundred villages are a list page by page, each light', async () => {
  const names = Array.from({ length: 500 }, (_, nr) => `Gehucht ${nr}`).join('\n')
  const { shown, done } = await sure(`${base}/lijst`, { names })
  expect(shown.html).toContain('500 dorpen toevoegen?')
  expect(done.to).toBe(base)
  const first = await at.ilse.opens(base)
  expect(first.html).toContain('blad 1 van 6')
  expect(gzipSync(first.html).length).toBeLessThan(15_000)
  expect((await at.ilse.opens(`${base}?blad=6`)).html).toContain('Vorige')
  expect((await at.ilse.opens(`${base}?blad=drop`)).status).toBe(200)
  expect(gzipSync((await at.noor.opens(`/mensen/${person('riet')}/verhuizen`)).html).length).toBeLessThan(15_000)
})

test('who changed a village stands in the log', async () => {
  const lines = await at.database.asAdmin((client) =>
    client
      .query(
        `select distinct deed, record_table, a.name from naober.changes c join naober.accounts a on a.id = c.account
         where record_table in ('areas', 'area_groupings') and a.email like 'ilse%' order by 1, 2`,
      )
      .then((result) => result.rows.map((row) => `${row.deed} ${row.record_table}`)),
  )
  expect(lines).toEqual([
    'add area_groupings',
    'add areas',
    'change area_groupings',
    'change areas',
    'remove area_groupings',
    'remove areas',
    'restore areas',
  ])
})

function person(name: string): string {
  return (at.town as unknown as { people: Record<string, string> }).people[name] as string
}

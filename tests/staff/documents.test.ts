import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#access'
import type { Asker } from '#platform/asker'
import { day } from '#platform/days'
import { lineOf } from '#service-lines'
import { lookIntoDocuments } from '../../src/jobs/look-into-documents.ts'
import { aMail, aPdf, aPhoto, aWord, handmadePdf } from '../../src/platform/files/testing.ts'
import { type Answer, office } from './office.ts'

const line = lineOf('buurtbemiddeling')

type Office = Awaited<ReturnType<typeof office>>
type Somebody = Office['noor']

let here: Office
let app: { path: string; other: string }
let photo: string

beforeAll(async () => {
  here = await office()
  const [one, other] = [await here.noor.opensCase(line), await here.noor.opensCase(line)]
  app = { path: `/zaken/${one.id}`, other: other.number }
  photo = await given(here.noor, 'IMG_2033.jpg', await aPhoto(4000, 3000), { kind: 'photo' })
})
afterAll(() => here.close())

const system = <T>(work: (store: Store, asker: Asker) => Promise<T>): Promise<T> =>
  here.doorway.system({ tenant: here.town.tenant, via: 'command', purpose: 'test' }, work)

/** Sends a file as a browser without scripts does. @returns the answer, and where it leads */
const sends = async (
  who: Somebody,
  name: string,
  content: Uint8Array,
  form: Record<string, string> = {},
  path = `${app.path}/documenten/toevoegen`,
) => who.gives(path, { name, content }, form)
/** The same, of a file that is taken. @returns its address */
async function given(...args: Parameters<typeof sends>): Promise<string> {
  const answer = await sends(...args)
  expect([answer.status, alertIn(answer)]).toEqual([303, ''])
  return answer.to
}
const alertIn = ({ html }: Answer) =>
  (/role="alert"[\s\S]*?<ul[^>]*>([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, '').trim()
const keyOf = (path: string) => path.split('/').at(-1) as string

test('a photo of a letter stands upright in the case, without the place where it was made, for who may read that case', async () => {
  const shown = await here.noor.opens(photo)
  expect(shown.html).toContain('7 maart 2025')
  expect(shown.html).not.toMatch(/<title>[^<]*IMG_2033/)
  const picture = await here.noor.takes(`${photo}/blad/1`)
  expect(await sharp(picture.bytes).metadata()).toMatchObject({ width: 2250, height: 3000, format: 'jpeg' })
  expect(Buffer.from(picture.bytes).includes('GPS')).toBe(false)
  expect((await here.marga.opens(photo)).status).toBe(200) // a team leader reads
  expect((await here.marga.opens(`${photo}/wijzigen`)).status).toBe(404)
  for (const who of [here.gerda, here.ilse, here.peter, here.daan, here.tom])
    for (const path of [photo, `${photo}/blad/1`, `${photo}/origineel`, `${app.path}/documenten`])
      expect((await who.opens(path)).status).toBe(404)
})

test('what is taken along is a file and never a page, and that is written down with the key of the document', async () => {
  const pdf = await given(here.noor, 'besluit.pdf', await aPdf('Beschikking hulp in huis', 'Bezwaar'), {
    name: 'Besluit',
  })
  const original = await here.noor.asks(`${pdf}/origineel`)
  expect(Object.fromEntries(original.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="iets-anders-2025-03-12.pdf"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  })
  expect((await here.noor.takes(`${pdf}/blad/2`)).type).toBe('image/jpeg')
  expect((await here.noor.opens(`${pdf}/blad/3`)).status).toBe(404)
  expect((await here.noor.opens(pdf)).html).toContain('Beschikking hulp in huis')
  const { rows } = await system((_store, asker) =>
    sql<{ action: string; purpose: string }>`select action, purpose from access_lines
      where tenant = ${asker.tenant} and keys @> array[${keyOf(pdf)}]::uuid[]`.execute(asker.tx),
  )
  const logged = rows.map(({ action, purpose }) => `${action} ${purpose}`)
  expect(logged).toContain('export /documenten/:documentId/origineel')
  expect(logged).toContain('read /documenten/:documentId/blad/:nr')
  expect(logged).toContain('read /documenten/:documentId')
})

test('a mail shows its words; what hangs on it becomes a document of its own, looked at like any other', async () => {
  const mail = aMail('Uw aanvraag is goedgekeurd.', {
    'besluit.pdf': handmadePdf(),
    'macro.docx': aWord('x', { 'word/vbaProject.bin': 'x' }),
  })
  const kept = await given(here.noor, 'bericht.eml', mail)
  const shown = await here.noor.opens(kept)
  expect(shown.html).toContain('Uw aanvraag is goedgekeurd.')
  expect(shown.html).toContain('Besluit over hulp €') // its subject is its title
  expect(shown.html).not.toContain('elders.example')
  const taken = await here.noor.sends(`${kept}/bijlage/1`, { kind: 'decision' })
  expect((await here.noor.opens(taken.to)).html).toContain('Besluit of beschikking')
  const refused = await here.noor.sends(`${kept}/bijlage/2`, { kind: 'decision' })
  expect([refused.status, alertIn(refused)]).toEqual([422, expect.stringContaining('zoals een macro')])
})

test('the same file, a script, nothing at all or too much: a sentence, and what was typed still stands', async () => {
  const again = await sends(here.noor, 'IMG_2033.jpg', await aPhoto(4000, 3000), { name: 'Nog eens' })
  expect([again.status, alertIn(again)]).toEqual([422, expect.stringContaining('staat hier al, als ‘IMG_2033’')])
  expect(again.html).toContain('value="Nog eens"')
  const script = handmadePdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>')
  expect(alertIn(await sends(here.noor, 'x.pdf', script))).toContain('iets dat zelf kan werken')
  expect(alertIn(await sends(here.noor, 'leeg.pdf', new Uint8Array()))).toContain('is leeg')
  const large = await sends(here.noor, 'groot.jpg', new Uint8Array(20_200_000))
  expect([large.status, alertIn(large)]).toEqual([422, expect.stringContaining('het mag 20 MB zijn')])
  const day = await sends(here.noor, 'a.docx', aWord('Morgen'), { happenedOn: '13-3-2025' })
  expect([day.status, alertIn(day)]).toEqual([422, expect.stringContaining('te laat')])
  const odd = await given(here.noor, `..\\../${'a'.repeat(300)}\u202efdp.docx`, aWord('Rare naam'))
  expect((await here.noor.opens(odd)).html).not.toContain('\u202e')
})

test('two who keep the same file at once keep it once', async () => {
  const file = aWord('Tegelijk')
  const both = await Promise.all([sends(here.noor, 'a.docx', file), sends(here.noor, 'a.docx', file)])
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 422])
})

test('what is said about a document can be corrected; of two who do so the second sees both', async () => {
  const kept = await given(here.noor, 'brief.docx', aWord('Geachte heer'), { name: 'Brief' })
  const form = {
    kind: 'letter-received',
    happenedOn: '5-3-2025',
    name: 'Brief van de gemeente',
    source: 'Gemeente',
    side: 'reporter',
  }
  expect((await here.noor.sends(`${kept}/wijzigen`, form)).to).toBe(kept)
  expect((await here.noor.opens(kept)).html).toContain('Brief van de gemeente')
  expect((await here.noor.sends(`${kept}/wijzigen`, { ...form, version: '1', name: 'Anders' })).status).toBe(409)
})

test('a document in the wrong file goes to the right one, is gone for who reads the first, and can go back', async () => {
  const kept = await given(here.noor, 'verkeerd.docx', aWord('Verkeerd dossier'), { name: 'Verdwaald' })
  const moved = await here.noor.sends(`${kept}/verplaatsen`, { number: app.other, side: 'none' })
  expect(moved.to).toBe(app.path)
  expect((await here.noor.opens(`${app.path}/documenten`)).html).not.toContain('Verdwaald')
  const back = { naar: keyOf(app.path), bij: 'zaak', lijn: 'buurtbemiddeling', kant: 'none' }
  expect((await here.noor.sends(`${kept}/terug-naar`, back, kept)).to).toBe(kept)
  expect((await here.noor.opens(`${app.path}/documenten`)).html).toContain('Verdwaald')
  const nowhere = await here.noor.sends(`${kept}/verplaatsen`, { number: '999-999', side: 'none' })
  expect([nowhere.status, alertIn(nowhere)]).toEqual([422, expect.stringContaining('Kijk het nummer na')])
})

test('what is removed can come back for thirty days, and then leaves no byte behind, in no table and no log', async () => {
  const kept = await given(here.noor, 'weg.docx', aWord('Heel bijzonder woord'), { name: 'Bijzondere titel' })
  expect((await here.noor.sends(`${kept}/weg`, {}, kept)).to).toBe(app.path)
  expect((await here.noor.opens(kept)).status).toBe(404)
  expect((await here.noor.sends(`${kept}/terug`, {}, app.path)).to).toBe(kept)
  await here.noor.sends(`${kept}/weg`, {}, kept)
  await system((store, asker) => store.log.wipeRemovedBefore(new Date(asker.now.getTime() + 86_400_000)))
  const { rows } = await system((_store, asker) =>
    sql<{ left: number }>`select (select count(*) from documents where id = ${keyOf(kept)})
      + (select count(*) from document_contents where document = ${keyOf(kept)})
      + (select count(*) from document_texts where document = ${keyOf(kept)})
      + (select count(*) from change_content where record = ${keyOf(kept)}) as left`.execute(asker.tx),
  )
  expect(Number(rows[0]?.left)).toBe(0)
})

test('somebody without a case may have documents, of the line that took them in; they go along when two become one', async () => {
  const [kept, other] = await here.noor.does(async (store) => {
    const add = (familyName: string) =>
      store.people.add({
        familyName,
        givenName: null,
        infix: null,
        birthDate: null,
        phone: null,
        email: null,
        practical: null,
      })
    return [(await add('Papier')).id, (await add('Papier')).id]
  })
  const at = `/mensen/${other}`
  const document = await given(here.noor, 'a.docx', aWord('Van een mens'), {}, `${at}/documenten/toevoegen`)
  expect((await here.noor.opens(`${at}/documenten`)).html).toContain(document)
  expect((await here.daan.opens(document)).status).toBe(404)
  await here.noor.sends(`/mensen/${kept}/samenvoegen/${other}`, { name: 'kept' })
  expect((await here.noor.opens(`/mensen/${kept}`)).html).toContain(document)
})

test('a letter that was made here is looked into by the worker, and then has its pages and its words', async () => {
  const content = await aPdf('Bedankt voor het gesprek', 'Tot volgende week')
  const kept = await here.noor.does((store) =>
    store.documents.keep({
      caseId: keyOf(app.path),
      kind: 'letter-sent',
      happenedOn: day('2025-03-12'),
      name: 'Bedankt',
      type: 'application/pdf',
      content,
    }),
  )
  expect((await here.noor.opens(`/documenten/${kept.id}`)).html).toContain('Er kunnen meer bladzijden zijn')
  await lookIntoDocuments.run(here.doorway, { tenant: here.town.tenant, document: kept.id })
  const shown = await here.noor.opens(`/documenten/${kept.id}`)
  expect(shown.html).toContain('2 bladzijden')
  expect(shown.html).toContain('Tot volgende week')
})

test('of a thousand documents a list shows fifty, and reads nothing of what is in them', async () => {
  await system((_store, asker) =>
    sql`insert into documents (tenant, id, case_id, line, kind, happened_on, name, type, size, digest)
      select ${asker.tenant}, gen_random_uuid(), ${keyOf(app.path)}, 'buurtbemiddeling', 'photo', date '2024-01-01', 'Foto ' || n, 'image/jpeg', 1, '\\x00'
        from generate_series(1, 1000) n`.execute(asker.tx),
  )
  const list = await here.noor.opens(`${app.path}/documenten?vanaf=50`)
  expect(list.html.match(/\/documenten\/[0-9a-f-]{36}"/g)).toHaveLength(50)
  expect((await here.noor.opens(app.path)).html.match(/href="\/documenten\/[0-9a-f-]{36}"/g)).toHaveLength(6)
})

import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { usualTemplate } from '#exchange/letter'
import { lettersOf } from '#kernel/service-line'
import { newKey } from '#platform/ids'
import { readPdf } from '#platform/testing'
import { packed, packedIn } from '#platform/zip'
import { lineOf } from '#service-lines'
import { office } from './office.ts'

let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  const mail = { host: '127.0.0.1', port: 1, secure: false, plain: true, from: 'post@lindeveen.example' }
  at = await office({ mail })
})
afterAll(() => at.close())

const line = lineOf('buurtbemiddeling')
const noise = () => at.running('noise Hoofdstraat') // whose reporter took back the leave to be named
const reporter = ['Mirjam', 'Hoofdstraat 48']
const people = () => (at.town as unknown as { people: Record<string, string> }).people
const file = (one: string) => at.noor.does((store) => store.cases.file(one.replace('/zaken/', '')))
const household = async (one: string, side: string) =>
  (await file(one)).sides.find((row) => row.side === side) as Awaited<ReturnType<typeof file>>['sides'][number]
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const textIn = (html: string) =>
  (/<textarea[^>]*name="text"[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? '')
    .replace(/^\n/, '')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

/** Makes a letter as it stands there, or with other words. @returns the address of the page where it lies ready */
async function makes(
  one: string,
  letter: string,
  side: string,
  more: { text?: string; as?: string; stap?: string } = {},
) {
  const { id } = await household(one, side)
  const page = `${one}/brief/nieuw/${letter}/${id}${more.stap ? `?stap=${more.stap}` : ''}`
  const { html, status } = await at.noor.opens(page)
  const made = await at.noor.sends(page, { text: more.text ?? textIn(html), as: more.as ?? 'pdf' })
  return { ...made, shown: html, opened: status, ready: made.to }
}
const fileOf = (ready: string) => at.noor.takes(ready.replace(/\/klaar$/, '/bestand'))
const pdfText = async (ready: string) =>
  readPdf((await fileOf(ready)).bytes)
    .pages.flat()
    .join(' ')
    .replace(/\s+/g, ' ')

test('each letter to the other party, on paper and in Word, names no reporter', async () => {
  const mirjam = await at.noor.does((store) => store.people.get(people().mirjam as string))
  const gone = [mirjam.familyName, mirjam.givenName as string, ...reporter]
  await at.noor.does((store) =>
    store.nextSteps.add({
      ...{
        caseId: noise().replace('/zaken/', ''),
        person: null,
        line: line.key,
        kind: 'visit',
        onDay: '2025-03-18' as never,
      },
      ...{ atTime: '10:00', place: 'Dorpshuis', side: 'neighbour', about: null, doneAt: null },
    }),
  )
  const stap = (await at.noor.does((store) => store.nextSteps.ofCase(noise().replace('/zaken/', '')))).at(-1)
    ?.id as string
  for (const [key, letter] of Object.entries(lettersOf(line)))
    for (const as of ['pdf', 'word']) {
      const { ready } = await makes(noise(), key, 'neighbour', { as, ...(letter.ofStep && { stap }) })
      expect([key, as, ready]).toEqual([key, as, expect.stringMatching(/\/klaar$/)])
      const { bytes, name } = await fileOf(ready)
      const text =
        as === 'pdf'
          ? readPdf(bytes).pages.flat().join(' ')
          : (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
      expect(text).toContain(letter.title)
      for (const one of gone)
        expect([key, as, one, new RegExp(`${one}(?!\\w)`).test(text)]).toEqual([key, as, one, false])
      expect(name).toBe(as === 'pdf' ? 'brief.pdf' : 'brief.docx')
      await at.noor.sends(ready.replace('/klaar', '/niet-gebruikt'), {}, ready)
    }
})

test('a name that is typed in is refused without leave, and let through with it', async () => {
  const mirjam = await at.noor.does((store) => store.people.get(people().mirjam as string))
  const refused = await makes(noise(), 'introduction', 'neighbour', {
    text: `Beste bewoner,\n\n${mirjam.familyName} vroeg ons.`,
  })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('daar is geen toestemming voor')
  const riet = await at.noor.does((store) => store.people.get(people().riet as string))
  const allowed = await makes(at.running('pets Oosterstraat'), 'introduction', 'neighbour', {
    text: `Beste bewoner,\n\nRiet ${riet.familyName} vroeg ons.`,
  })
  expect(allowed.ready).toMatch(/klaar$/)
  await at.noor.sends(allowed.ready.replace('/klaar', '/niet-gebruikt'), {}, allowed.ready)
})

test('the first letter tells what is kept; only when it is gone the other side counts as told, and that can be taken back', async () => {
  const one = at.running('pets Oosterstraat')
  const told = async () => (await household(one, 'neighbour')).informedOn
  const { ready, shown } = await makes(one, 'introduction', 'neighbour')
  expect(words(shown)).toContain('Het is de eerste brief aan de buur')
  expect(await pdfText(ready)).toContain('Wat we van je bewaren')
  expect(await told()).toBeNull()
  expect(words((await at.noor.opens(one)).html)).toContain('weet nog van niets')
  expect(words((await at.noor.opens('/')).html)).toContain('Kennismakingsbrief aan de buur')
  const gone = await at.noor.sends(ready.replace('/klaar', '/weg'), { hoe: 'posted' }, ready)
  expect(gone.to).toBe(one)
  expect(await told()).toBe('2025-03-12')
  expect(words((await at.noor.opens(one)).html)).toContain('ingelicht op')
  expect(words((await at.noor.opens('/')).html)).not.toContain('Kennismakingsbrief aan de buur')
  expect((await makes(one, 'closing', 'neighbour')).shown).not.toContain('Wat we van je bewaren')
  await at.noor.sends(ready.replace('/klaar', '/toch-niet'), {}, ready)
  expect(await told()).toBeNull()
})

test('a letter is kept as it was made, byte for byte, whatever becomes of the letterhead', async () => {
  const { ready } = await makes(noise(), 'closing', 'reporter')
  const before = await fileOf(ready)
  expect(
    (
      await at.ilse.sends('/beheer/briefpapier', {
        sender: 'Brink 1\n9411 KS Lindeveen',
        footer: 'KvK 01234567',
        phone: '0593 12 34 56',
        privacy: 'https://www.lindeveen.example/privacy',
      })
    ).to,
  ).toBe('/beheer/briefpapier')
  expect(Buffer.from((await fileOf(ready)).bytes)).toEqual(Buffer.from(before.bytes))
  const later = await makes(noise(), 'closing', 'reporter')
  expect(await pdfText(later.ready)).toContain('KvK 01234567')
  const kept = await at.noor.does((store) => store.documents.ofCase(noise().replace('/zaken/', '')))
  expect(kept.filter(({ kind }) => kind === 'letter-sent').length).toBeGreaterThanOrEqual(2)
})

test('who died, moved or wants no letters gets none, with the reason', async () => {
  const mirjam = people().mirjam as string
  const { id } = await household(noise(), 'reporter')
  const tries = async () => words((await at.noor.sends(`${noise()}/brief`, { letter: 'closing', to: id })).html)
  const { noWishes } = await import('#kernel/person')
  await at.noor.does((store) => store.people.sayWishes(mirjam, { seen: 1 }, { ...noWishes, never: ['paper'] }))
  expect(await tries()).toContain('Diegene wil geen brieven. Een brief maken kan niet.')
  expect((await makes(noise(), 'closing', 'reporter', { text: 'Toch.' })).status).toBe(422)
  const left = await at.noor.does((store) =>
    store.departures.leave(mirjam, { kind: 'died', onDay: '2025-03-11' as never }),
  )
  expect(await tries()).toContain('Diegene is overleden op 11 maart')
  await at.noor.does((store) => store.departures.back(left.id))
})

test('only who works in the case makes a letter or sees one that lies ready', async () => {
  const { ready } = await makes(noise(), 'closing', 'neighbour')
  for (const who of ['bas', 'marga', 'ilse', 'peter', 'daan'] as const) {
    expect([who, (await at[who].opens(`${noise()}/brief`)).status]).toEqual([who, 404])
    expect([who, (await at[who].opens(ready)).status]).toEqual([who, 404])
    expect([who, (await at[who].takes(ready.replace('/klaar', '/bestand'))).status]).toEqual([who, 404])
  }
  const other = at.running('pets Oosterstraat')
  expect((await at.noor.opens(ready.replace(noise(), other))).status).toBe(404)
  expect((await at.noor.opens(`${noise()}/brief/nieuw/closing/${newKey()}`)).status).toBe(404)
  expect(
    (await at.noor.opens(`${noise()}/brief/nieuw/constructor/${(await household(noise(), 'reporter')).id}`)).status,
  ).toBe(404)
})

test('the letterhead is kept by the administrator, and bad input is a sentence', async () => {
  expect((await at.noor.opens('/beheer/briefpapier')).status).toBe(404)
  const long = await at.ilse.sends('/beheer/briefpapier', { sender: `${'a\n'.repeat(9)}b`, privacy: 'geen adres' })
  expect(long.status).toBe(422)
  expect(words(long.html)).toContain('hooguit zeven regels')
  expect((await at.ilse.takes('/beheer/briefpapier/voorbeeld')).type).toBe('application/pdf')
  expect(
    packedIn((await at.ilse.takes('/beheer/briefpapier/sjabloon/bestand')).bytes)?.map(({ name }) => name),
  ).toContain('word/document.xml')
})

test('a Word template of one’s own is used from then on', async () => {
  const files = Object.fromEntries(
    (packedIn(usualTemplate()) ?? []).map((one) => [one.name, one.read().toString('utf8')]),
  )
  const own = packed({
    ...files,
    'word/document.xml': (files['word/document.xml'] as string).replace('{datum}', 'Ons sjabloon, {datum}'),
  })
  await at.ilse.does(async (store) => {
    const { version } = await store.letterheads.letterhead()
    await store.letterheads.changeLetterhead({ seen: version }, (was) => ({ ...was, word: own, wordName: 'ons.docx' }))
  })
  const { ready } = await makes(noise(), 'closing', 'reporter', { as: 'word', text: 'Dag.' }).catch(() => ({
    ready: '',
  }))
  const { ready: other } = await makes(at.running('pets Oosterstraat'), 'closing', 'reporter', {
    as: 'word',
    text: 'Dag.',
  })
  expect(ready).toBe('')
  expect((await mammoth.extractRawText({ buffer: Buffer.from((await fileOf(other)).bytes) })).value).toContain(
    'Ons sjabloon, 12 maart 2025',
  )
})

test('a link to an evaluation is sent to who has mail, and who has not is rung and answered for', async () => {
  const one = noise()
  const { to: link } = await at.noor.sends(`${one}/evaluatie/vragen`, { side: 'neighbour', way: 'link' })
  const without = await at.noor.opens(link)
  expect(words(without.html)).toContain('vul het samen in')
  const pets = at.running('pets Oosterstraat')
  const riet = people().riet as string
  await at.noor.does(async (store) => {
    const { version } = await store.people.get(riet)
    await store.people.change(riet, { seen: version }, (was) => ({ ...was, email: 'riet@voorbeeld.example' }))
  })
  const asked = await at.noor.sends(`${pets}/evaluatie/vragen`, { side: 'reporter', way: 'link' })
  const { id } = await household(pets, 'reporter')
  const send = asked.to.replace(/\/link$/, '/stuur')
  expect((await at.noor.opens(asked.to)).html).toContain('Stuur per mail')
  expect((await at.noor.sends(send, { way: 'mail', household: id }, asked.to)).to).toBe(asked.to)
  await at.noor.sends(send, { way: 'mail', household: id }, asked.to)
  expect((await at.noor.sends(send, { way: 'sms', household: id }, asked.to)).status).toBe(422)
  const sent = await at.noor.does((store) => store.messages.ofCases([pets.replace('/zaken/', '')]))
  expect(sent.filter(({ template }) => template === 'evaluation')).toHaveLength(1)
  const outbox = words((await at.noor.opens('/berichten')).html)
  expect(outbox).toContain('Vraag om een rapportcijfer')
  expect(outbox).not.toMatch(/riet@|evaluatie\//)
  expect((await at.ilse.opens('/berichten')).html).not.toContain(pets)
  const message = sent.find(({ template }) => template === 'evaluation')?.id
  expect((await at.noor.sends(`/berichten/${message}/intrekken`, {}, '/berichten')).to).toBe('/berichten')
  expect((await at.bas.sends(`/berichten/${message}/opnieuw`, {}, '/berichten')).status).toBe(404)
})

test('who sent somebody gets a link to the outcome, which opens it for two weeks and only with leave', async () => {
  const { letterbox, vault } = at
  const [closed] = await at.noor.does(async (store) => {
    const { rows } = await store.cases.list({
      lines: [line.key],
      status: 'closed',
      order: 'opened',
      limit: 200,
      descending: true,
    })
    return rows.filter((one) => one.outcome !== null)
  })
  const id = closed?.id as string
  const partner = [...at.town.partners.values()][0]?.id as string
  await at.noor.does(async (store) => {
    const { version } = await store.organisations.get(partner)
    await store.organisations.change(partner, { seen: version }, (was) => ({
      ...was,
      email: 'partner@voorbeeld.example',
    }))
  })
  await at.database.asAdmin(async (client) => {
    await client.query('set search_path = naober')
    await client.query('update cases set referrer = $1, referrer_told_on = null where id = $2', [partner, id])
  })
  const page = `/zaken/${id}/verwijzer`
  expect((await at.noor.sends(`${page}/${id}/stuur`, { way: 'mail' }, page)).status).toBe(422) // nobody gave leave
  await at.noor.does(async (store) => {
    await store.consents.add({
      person: null,
      caseId: id,
      scope: 'outcome',
      givenOn: '2025-01-02' as never,
      validUntil: null,
      withdrawnOn: null,
    })
  })
  expect((await at.noor.opens(page)).html).toContain('Stuur per mail')
  expect((await at.noor.sends(`${page}/${id}/stuur`, { way: 'mail' }, page)).to).toBe(page)
  const [sent] = (await at.noor.does((store) => store.messages.ofThing(id))).filter(
    ({ template }) => template === 'outcome',
  )
  const from = { origin: '', device: '', request: 'TEST' }
  const token = vault.seal(`${at.town.tenant} ${sent?.id}`, 'outcome link')
  const found = await letterbox.outcome(token, from)
  expect(found?.paragraphs.join(' ')).toContain(`Bij ons is dat nummer ${closed?.number}`)
  expect(await letterbox.outcome(`${token.slice(0, -3)}xyz`, from)).toBeUndefined()
  expect(await letterbox.outcome('geen link', from)).toBeUndefined()
  await at.database.asAdmin((client) =>
    client.query(`update naober.consents set withdrawn_on = '2025-03-11' where case_id = $1`, [id]),
  )
  expect(await letterbox.outcome(token, from)).toBeUndefined()
})

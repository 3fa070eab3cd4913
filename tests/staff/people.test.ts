import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calledAs, count } from '#counting'
import { contactFact } from '#kernel/note'
import { mayReach, type NewPerson } from '#kernel/person'
import { day, momentOf } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { noun } from '#platform/words'
import { lineOf } from '#service-lines'
import { office } from './office.ts'

const line = lineOf('buurtbemiddeling')
const helping = lineOf('vrijwillige-ondersteuning')
const today = day('2025-03-12')
let at: Awaited<ReturnType<typeof office>>
beforeAll(async () => {
  at = await office()
})
afterAll(() => at.close())

let people = 0
/** Somebody of their own for each test, with a name that nobody else has. */
async function resident(more: Partial<NewPerson> = {}, who: 'noor' | 'daan' = 'noor') {
  const familyName = `Everts${'abcdefghijklmnopqrstuvwxyz'[people++ % 26]}${people}`
  const someone = { givenName: 'Sien', infix: null, birthDate: null, phone: null, email: null, practical: null }
  const home = { street: 'Zandpad', houseNumber: '8', postcode: null, village: null }
  const { id } = await at[who].does((store) =>
    store.people.add({ ...someone, familyName, ...more }, home, day('2020-01-01')),
  )
  return { id, name: `${more.givenName ?? 'Sien'} ${familyName}`, page: `/mensen/${id}` }
}

/** A case of this person, with somebody unnamed on the other side. */
const opens = (person: string, on = '2025-03-03', other?: string) =>
  at.noor.does((store) =>
    store.cases.open(line, {
      reportedAt: momentOf(day(on), '09:00'),
      ...{ mainTopic: 'noise', owner: at.noor.id },
      sides: [
        { side: 'reporter', person, street: 'Zandpad', houseNumber: '8' },
        { side: 'neighbour', ...(other ? { person: other } : { called: 'Bewoner Zandpad 9' }) },
      ],
    }),
  )
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/\s+/g, ' ')
const reads = async (path: string, who: 'noor' | 'daan' | 'marga' = 'noor') => words((await at[who].opens(path)).html)
const relate = (person: string, kind: string, called: string, more: Record<string, string> = {}) =>
  at.noor.sends(`/mensen/${person}/relatie`, { kind, called, ...more })
const linked = (
  person: string,
  kind: 'parent' | 'child' | 'partner' | 'neighbour' | 'ex-partner',
  other: { id: string; name: string },
) =>
  at.noor.does((store) =>
    store.relations.add(person, {
      ...{ kind, other: other.id, called: other.name, described: null },
      ...{ phone: null, validFrom: null, validUntil: null },
    }),
  )

describe('somebody who died', () => {
  test('gets nothing more and reminds nobody; the case stays open, and taking it back lets all of it go on', async () => {
    const riet = await resident({ phone: '+31612340011' })
    const one = await opens(riet.id)
    const link = await at.noor.does(async (store) => {
      await store.nextSteps.add({
        ...{ caseId: one.id, person: null, line: line.key, kind: 'call', onDay: today, atTime: null, place: null },
        ...{ side: 'reporter', about: null, doneAt: null },
      })
      return store.surveys.ask(one, 'reporter', 'link', (token) => token)
    })
    const page = `/zaken/${one.id}`
    const startsWith = await reads('/')
    expect(await at.noor.sends(`${riet.page}/overleden`, { onDay: '11-3-2025' })).toMatchObject({
      status: 303,
      to: riet.page,
    })
    // Sent twice it stands there once.
    expect((await at.noor.sends(`${riet.page}/overleden`, { onDay: '11-3-2025' })).status).toBe(303)

    expect(await reads(riet.page)).toContain('Overleden op 11 maart 2025')
    const shown = await reads(page)
    expect(shown).toContain('Neem de tijd die je nodig hebt.')
    expect(shown).toContain('Deze zaak blijft open.')
    expect(shown).not.toContain('06 1234 0011')
    const { running, asked, sides } = await at.noor.does(async (store) => ({
      running: await store.cases.get(one.id),
      asked: await store.surveys.byToken(link.tokenSealed),
      sides: (await store.people.wishes([riet.id])).get(riet.id),
    }))
    expect(running.closedOn).toBeNull()
    expect(running.pausedUntil?.getTime()).toBeGreaterThan(Date.parse('2034-01-01'))
    expect(asked?.link.expiresAt.getTime()).toBeLessThanOrEqual(Date.parse('2025-03-12T23:59:00Z'))
    for (const by of ['mail', 'sms', 'paper', 'phone'] as const) expect(mayReach(sides, by, today).may).toBe(false)
    const refused = await at.noor.sends(`${page}/evaluatie/vragen`, { side: 'reporter', way: 'paper' })
    expect(refused.status).toBe(422)
    expect(words(refused.html)).toContain('Diegene is overleden op 11 maart 2025. Er gaat niets meer uit.')
    expect((await reads('/')).length).toBeLessThan(startsWith.length)

    const back = /vertrek\/([\w-]+)\/terug/.exec((await at.noor.opens(riet.page)).html)?.[0]
    expect((await at.noor.sends(`/mensen/${riet.id}/${back}`, {}, riet.page)).status).toBe(303)
    const after = await at.noor.does((store) => store.cases.get(one.id))
    expect([after.pausedUntil, after.dueAt]).toEqual([null, one.dueAt])
    expect((await at.noor.sends(`${page}/evaluatie/vragen`, { side: 'reporter', way: 'paper' })).status).toBe(303)
    expect(await reads('/')).toEqual(startsWith)
  })

  test('leaves a case that others of that side still stand in; an earlier pause runs on', async () => {
    const [riet, jan] = [await resident(), await resident()]
    const one = await opens(riet.id)
    await at.noor.does(async (store) => {
      await store.cases.addSide(one.id, { side: 'reporter', person: jan.id })
      await store.departures.leave(riet.id, { kind: 'died', onDay: today })
    })
    const still = () => at.noor.does(async (store) => (await store.cases.get(one.id)).pausedUntil)
    expect(await still()).toBeNull()
    const { version } = await at.noor.does((store) => store.cases.get(one.id))
    await at.noor.does((store) =>
      store.cases.pause(one.id, { seen: version }, line, { until: day('2025-04-01'), reason: 'away' }),
    )
    const until = await still()
    const { id } = await at.noor.does((store) => store.departures.leave(jan.id, { kind: 'moved', onDay: today }))
    expect((await still())?.getTime()).toBeGreaterThan(until?.getTime() ?? 0)
    await at.noor.does((store) => store.departures.back(id))
    expect(await still()).toEqual(until)
  })

  test.each([
    ['13-3-2025', 'is te laat'],
    ['1-1-1930', 'Diegene is geboren op'],
    ['', 'Vul een datum in'],
  ])('cannot have died on "%s"', async (onDay, says) => {
    const riet = await resident({ birthDate: day('1950-05-05') })
    const answer = await at.noor.sends(`${riet.page}/overleden`, { onDay })
    expect(answer.status).toBe(422)
    expect(words(answer.html)).toContain(says)
  })
})

describe('relations', () => {
  test('show of the other only what the reader may see', async () => {
    const known = await resident()
    const daans = await resident({}, 'daan')
    // Noor knows the one, Daan both: in the file that she reads there is a name, and no way to a file.
    await at.daan.does(async (store) => {
      await store.cases.open(helping, {
        reportedAt: momentOf(day('2025-03-03'), '09:00'),
        ...{ mainTopic: Object.keys(helping.case.topics)[0] as string, owner: at.daan.id },
        sides: [{ side: helping.case.mainSide, person: daans.id }],
      })
    })
    await at.doorway.system({ tenant: at.town.tenant, via: 'command', purpose: 'test' }, (store) =>
      store.relations.add(known.id, {
        ...{ kind: 'child', other: daans.id, called: 'Sientje', described: null, phone: null },
        ...{ validFrom: null, validUntil: null },
      }),
    )
    const { html } = await at.noor.opens(known.page)
    expect(words(html)).toContain('Sientje Kind')
    expect(html).not.toContain(daans.id)
    expect(html).not.toContain(daans.name)
    expect((await at.daan.opens(daans.page)).status).toBe(200)
    expect(await reads(daans.page, 'daan')).not.toContain(known.name)
  })

  test('have their reverse name in the other file; sent twice, or by two at once, they stand there once', async () => {
    const [lotte, anna] = [
      await resident({ givenName: 'Lotte', birthDate: day('2014-04-04') }),
      await resident({ birthDate: day('1985-01-01') }),
    ]
    const first = await relate(lotte.id, 'parent', anna.name)
    expect(first.to).toMatch(/\/wie$/)
    expect((await relate(lotte.id, 'parent', anna.name)).to).toBe(first.to)
    expect(await reads(first.to)).toContain(anna.name)
    const is = `${first.to.slice(0, -'/wie'.length)}/is/${anna.id}`
    await Promise.all([at.noor.sends(is, {}, first.to), at.bas.sends(is, {}, first.to)])
    await Promise.all([linked(anna.id, 'child', lotte), linked(anna.id, 'child', lotte)])
    expect(words((await at.noor.opens(anna.page)).html)).toContain(`${lotte.name} Kind`)
    const held = await at.noor.does((store) => store.relations.ofPerson(anna.id))
    expect(held.map(({ kind, other }) => [kind, other])).toEqual([['child', lotte.id]])
    const child = await reads(lotte.page)
    expect(child).toContain('Jonger dan 12')
    expect(child).toContain(`Gezin: ${anna.name}.`)
  })

  test('that cannot be come back with what is wrong', async () => {
    const [lotte, anna, oma] = [
      await resident({ birthDate: day('2014-04-04') }),
      await resident({ birthDate: day('1985-01-01') }),
      await resident(),
    ]
    await expect(linked(anna.id, 'parent', lotte)).rejects.toThrow(Invalid)
    await expect(linked(anna.id, 'parent', anna)).rejects.toThrow('Dat is diegene zelf')
    await linked(lotte.id, 'parent', anna)
    await linked(anna.id, 'parent', oma)
    await expect(linked(oma.id, 'parent', lotte)).rejects.toThrow(Invalid)
    const ended = await relate(lotte.id, 'other', 'Tante', { validFrom: '1-2-2020', validUntil: '1-1-2020' })
    expect(ended.status).toBe(422)
    expect(words(ended.html)).toContain('Het begon op 1 februari 2020. Kies die dag of later.')
    expect((await relate(lotte.id, 'other', 'Tante\u0000')).status).toBe(422)
    expect((await relate(lotte.id, 'other', `<script>alert('x')</script>"'`)).status).toBe(303)
    expect((await at.noor.opens(lotte.page)).html).not.toContain('<script>alert')
  })

  test('never show the two sides of a quarrel to one another', async () => {
    const [one, two] = [await resident(), await resident()]
    await linked(one.id, 'neighbour', two)
    await at.noor.does((store) => store.households.join(one.id, two.id, day('2024-01-01')))
    expect(await reads(one.page)).toContain(two.name)
    await opens(one.id, '2025-03-03', two.id)
    for (const [who, other] of [
      [one, two],
      [two, one],
    ] as const)
      expect(await reads(who.page)).not.toContain(other.name)
    await expect(linked(two.id, 'partner', one)).rejects.toThrow('tegenover elkaar')
  })
})

describe('a household', () => {
  test('moves whole or leaves one behind; ex-partners are two', async () => {
    const [anna, tim, piet] = [await resident(), await resident(), await resident()]
    await linked(anna.id, 'child', tim)
    await linked(anna.id, 'ex-partner', piet)
    const joined = await at.noor.sends(`${anna.page}/huishouden`, { who: tim.id, from: '1-1-2024' })
    expect(joined.to).toBe(anna.page)
    const refused = await at.noor.sends(`${anna.page}/huishouden`, { who: piet.id, from: '1-1-2024' })
    expect(words(refused.html)).toContain('dan zijn het twee huishoudens')
    expect((await at.noor.sends(`${anna.page}/verhuizen`, { street: 'Brink', from: '1-3-2025' })).status).toBe(422)
    await at.noor.sends(`${anna.page}/verhuizen`, { street: 'Brink', houseNumber: '4', from: '1-3-2025', who: 'all' })
    for (const one of [anna, tim]) expect(await reads(one.page)).toContain('Brink 4')
    await at.noor.sends(`${tim.page}/verhuizen`, { street: 'Esweg', from: '5-3-2025', who: 'alone' })
    expect(await reads(anna.page)).toContain('Woont samen met toevoegen Niemand')
    await at.noor.does((store) => store.households.join(tim.id, anna.id, today))
    const fresh = await resident()
    await at.noor.does((store) => store.households.join(piet.id, fresh.id, today))
    await expect(at.noor.does((store) => store.households.join(tim.id, fresh.id, today))).rejects.toThrow(Invalid)
  })
})

test('wishes are obeyed by an evaluation, and stand at the telephone of the case', async () => {
  const riet = await resident({ phone: '+31612340012', email: 'riet@voorbeeld.nl' })
  const one = await opens(riet.id)
  const said = {
    practical: 'niet bellen als partner thuis is',
    safePhone: '06 1234 0013',
    never: 'paper',
    notAfter: '20.00',
  }
  expect((await at.noor.sends(`${riet.page}/contactwensen`, said)).to).toBe(riet.page)
  const page = await at.noor.opens(`/zaken/${one.id}`)
  expect(page.html).toContain('tel:+31612340013')
  expect(page.html).not.toContain('+31612340012')
  expect(words(page.html)).toContain('Niet bellen als partner thuis is')
  const refused = await at.noor.sends(`/zaken/${one.id}/evaluatie/vragen`, { side: 'reporter', way: 'paper' })
  expect(words(refused.html)).toContain('Diegene wil geen brieven.')
  const wrong = await at.noor.sends(`${riet.page}/contactwensen`, { notBefore: '20.00', notAfter: '9.00' })
  expect(wrong.status).toBe(422)
  // Of two who write at once the second sees both.
  const late = await at.noor.sends(`${riet.page}/contactwensen`, { ...said, version: '7' })
  expect(late.status).toBe(409)
})

describe('a talk with two of one family', () => {
  const contacts = count({
    ...{ key: 'proef-contacten', name: 'Contacten', when: 'started', where: { line: line.key } },
    reads: calledAs(contactFact, noun('contact', 'contacten', 'het'), noun('mens', 'mensen', 'de')),
  })

  test('stands in both files and is one contact; taken from the one it stays in the other', async () => {
    const [vader, dochter] = [await resident(), await resident()]
    const [one, two] = [await opens(vader.id), await opens(dochter.id)]
    await linked(vader.id, 'child', dochter)
    const before = (await at.figure(contacts, 2025)).value ?? 0
    const note = await at.noor.does((store) =>
      store.notes.add({
        ...{ caseId: one.id, person: null, line: line.key, happenedAt: momentOf(day('2025-03-10'), '10:00') },
        ...{ kind: 'visit', side: 'reporter', result: null, words: 'Samen aan tafel.' },
      }),
    )
    const also = `/zaken/${one.id}/notitie/${note.id}/ook-bij`
    expect(await reads(also)).toContain(dochter.name)
    expect((await at.noor.sends(also)).status).toBe(422)
    expect((await at.noor.sends(also, { place: '0' })).to).toBe(`/zaken/${one.id}`)
    expect((await at.noor.sends(also, { place: '0' })).status).toBe(303)
    const [here, there] = await at.noor.does(async (store) => [
      await store.notes.ofCase(one.id),
      await store.notes.ofCase(two.id),
    ])
    expect([here?.length, there?.length]).toEqual([1, 1])
    expect((await at.figure(contacts, 2025)).value).toBe(before + 1)
    expect(await reads(`/zaken/${one.id}`)).toContain('staat ook bij')

    // One text for one talk.
    await at.noor.sends(`/zaken/${one.id}/notitie/${note.id}`, {
      on: '10-3-2025',
      at: '10.00',
      words: 'Samen, met thee.',
    })
    expect(await reads(`/zaken/${two.id}`)).toContain('Samen, met thee.')
    // Who reads only one of the two learns nothing of the other.
    await at.noor.does((store) => store.cases.remove(two.id))
    expect(await reads(`/zaken/${one.id}`)).not.toContain('staat ook bij')
    await at.noor.does((store) => store.cases.restore(two.id))

    await at.noor.does((store) => store.notes.remove(note.id))
    expect((await at.noor.does((store) => store.notes.ofCase(two.id))).length).toBe(1)
    expect((await at.figure(contacts, 2025)).value).toBe(before + 1)
    await at.noor.does((store) => store.notes.remove(there?.[0]?.id as string))
    expect((await at.figure(contacts, 2025)).value).toBe(before)
  })

  test('is written by who may write in both, and by nobody else', async () => {
    const [vader, dochter] = [await resident(), await resident()]
    const [one, two] = [await opens(vader.id), await opens(dochter.id)]
    await at.noor.does((store) => store.cases.give(one.id, { seen: one.version }, at.bas.id))
    const note = await at.noor.does((store) =>
      store.notes.add({
        ...{ caseId: one.id, person: null, line: line.key, happenedAt: momentOf(today, '08:00') },
        ...{ kind: 'visit', side: null, result: null, words: 'Gesprek.' },
      }),
    )
    const to = { caseId: two.id, side: null }
    await expect(at.bas.does((store) => store.notes.alsoIn(note.id, to))).rejects.toThrow(NotFound)
    await expect(at.marga.does((store) => store.notes.alsoIn(note.id, to))).rejects.toThrow(NotFound)
    await at.noor.does((store) => store.notes.alsoIn(note.id, to))
    const { version } = await at.bas.does((store) => store.notes.get(note.id))
    await expect(
      at.bas.does((store) => store.notes.change(note.id, { seen: version }, (was) => ({ ...was, words: 'Anders.' }))),
    ).rejects.toThrow('waar jij niet in schrijft')
  })
})

test('merging carries who somebody belongs to, and taking apart asks whose it is what came since', async () => {
  const name = 'Zwartveld'
  const [kept, other, tim, oma] = [
    await resident({ familyName: name }),
    await resident({ familyName: name }),
    await resident(),
    await resident(),
  ]
  const one = await opens(kept.id)
  await linked(kept.id, 'child', tim)
  await linked(other.id, 'child', tim)
  await linked(tim.id, 'partner', other)
  await linked(kept.id, 'neighbour', other)
  await at.noor.does(async (store) => {
    await store.people.sayWishes(kept.id, { seen: 1 }, { ...(await noWishes()), language: 'Pools' })
    await store.people.sayWishes(other.id, { seen: 1 }, { ...(await noWishes()), language: 'Turks' })
    await store.households.join(other.id, tim.id, day('2024-01-01'))
    await store.departures.leave(other.id, { kind: 'moved', onDay: today })
  })
  const held = () =>
    at.database.asAdmin(async (client) => {
      const rows = []
      for (const table of ['person_relations', 'household_members', 'person_wishes', 'person_departures'])
        rows.push(
          ...(
            await client.query(
              `select to_jsonb(t) - 'version' as row from naober.${table} t where person = any($1) or to_jsonb(t) ->> 'other' = any($2) order by id`,
              [
                [kept.id, other.id],
                [kept.id, other.id],
              ],
            )
          ).rows.map(({ row }) => row),
        )
      return rows
    })
  const asTheyWere = await held()
  const merging = `/mensen/${kept.id}/samenvoegen/${other.id}`
  const preview = await reads(merging)
  expect(preview).toContain('Contactwensen')
  expect((await at.noor.sends(merging)).status).toBe(422)
  expect((await at.noor.sends(merging, { wishes: 'other' })).to).toBe(kept.page)
  const page = await reads(kept.page)
  expect(page).toContain('Spreekt Turks')
  expect(page).toContain('Verhuisd op 12 maart 2025')
  const relations = await at.noor.does((store) => store.relations.ofPerson(kept.id))
  expect(relations.map(({ kind, other: who }) => [kind, who])).toEqual([
    ['child', tim.id],
    ['partner', tim.id],
  ])
  // Who moved away did so as the one they became.
  expect((await at.noor.does((store) => store.cases.get(one.id))).pausedUntil).not.toBeNull()

  await linked(kept.id, 'parent', oma)
  const apart = `/mensen/${kept.id}/uit-elkaar/${other.id}`
  expect(await reads(apart)).toContain(`Relatie: Ouder, ${oma.name}`)
  expect((await at.noor.sends(apart)).status).toBe(422)
  const { ties } = await at.noor.does((store) => store.people.sinceMerge(kept.id, other.id))
  expect((await at.noor.sends(apart, { [ties[0]?.id as string]: 'other' })).to).toBe(kept.page)
  expect(await reads(other.page)).toContain(oma.name)
  expect(await reads(kept.page)).not.toContain(oma.name)
  expect((await at.noor.does((store) => store.cases.get(one.id))).pausedUntil).toBeNull()
  await at.database.asAdmin((client) =>
    client.query('delete from naober.person_relations where id = $1', [ties[0]?.id]),
  )
  expect(await held()).toEqual(asTheyWere)
})

const noWishes = async () => ({ ...(await import('#kernel/person')).noWishes, left: undefined as never })

test('five hundred lines of what happened stay a light page, and the oldest is a few steps away', async () => {
  const riet = await resident()
  const one = await opens(riet.id, '2024-01-02')
  await at.noor.does((store) =>
    store.notes.addMany(
      Array.from({ length: 500 }, (_, nr) => ({
        ...{ caseId: one.id, person: null, line: line.key, kind: 'visit', side: 'reporter', result: null },
        happenedAt: new Date(Date.parse('2024-01-03T09:00:00Z') + nr * 12 * 3_600_000),
        words: `Gesprek ${nr}`,
        author: at.noor.id,
      })),
    ),
  )
  const { html } = await at.noor.opens(riet.page)
  expect(gzipSync(html).length).toBeLessThan(15_000)
  expect(html.match(/n-timeline__item/g)?.length).toBeGreaterThanOrEqual(50)
  expect(html.match(/<li[^>]*n-timeline__item/g)?.length).toBe(50)
  expect(words(html)).toContain('1 tot en met 50')
  expect(await reads(`${riet.page}?verloop=11`)).toContain('Buurtbemiddeling: gemeld')
})

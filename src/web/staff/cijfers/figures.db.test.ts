import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginSession, type Store } from '#access'
import type { Asker, Role } from '#platform/asker'
import { day, momentOf } from '#platform/days'
import { NotFound } from '#platform/errors'
import type { Published } from '#reports'
import { lineOf } from '#service-lines'
import { csrfIn, type Scene, scene } from '../../app/scene.ts'
import { pages } from './index.ts'

// A year of neighbour mediation: 24 cases from Lindeveen, 12 from Oosterhaar and 3 from the small villages in 2024; in 2023
// 30 and 12 in the large ones. Today is 12 March 2025.
const line = lineOf('buurtbemiddeling')
const [year, sheet] = [2024, '/cijfers/buurtbemiddeling/2024']
let here: Scene
let app: ReturnType<Scene['app']>
let villages: Map<string, string>
const people: Record<string, string> = {}

interface Some {
  village: string
  outcome?: string
  opened?: string
  closed?: string
  topic?: string
}

const asSystem = <T>(work: (store: Store, asker: Asker) => Promise<T>) =>
  here.doorway.system({ tenant: here.lindeveen, via: 'command', purpose: 'test' }, work)

/** So many cases that were reported on a day, and closed with an outcome or still running. */
const reported = (
  howMany: number,
  { village, outcome, opened = '2024-03-01', closed = '2024-05-01', topic = 'noise' }: Some,
) =>
  asSystem((store) =>
    store.cases.openMany(
      line,
      Array.from({ length: howMany }, () => ({
        reportedAt: momentOf(day(opened), '10:00'),
        mainTopic: topic,
        sides: [{ side: 'reporter', village: villages.get(village) as string }],
        since:
          outcome === undefined
            ? {}
            : {
                assessment: {
                  suitable: outcome === 'unsuitable' ? ('no' as const) : ('yes' as const),
                  reasons: outcome === 'unsuitable' ? ['legal'] : [],
                },
                closing: { on: day(closed), outcome },
              },
      })),
    ),
  )

async function hire(name: string, role: Exclude<Role, 'system'>, lines: string[]) {
  const account = await asSystem(async (store) => {
    const added = await store.accounts.add({ email: `${name}@lindeveen.example`, name, role, endedOn: null })
    if (lines.length > 0)
      await store.accounts.join((await store.accounts.addTeam({ name: `team ${name}`, lines })).id, added.id)
    return added
  })
  people[name] = `naober=${await beginSession(here.doorway, { tenant: here.lindeveen, account: account.id, role })}`
}

beforeAll(async () => {
  here = await scene()
  app = here.app({ pages, demo: true })
  villages = await asSystem(async (store) => {
    const added = await store.areas.addVillages(['Lindeveen', 'Oosterhaar', 'Zandwolde', 'Esveld'])
    await store.areas.addGrouping(
      added.slice(0, 2).map(({ id }) => ({
        groupingKey: 'groot-klein-2025',
        area: id,
        groupKey: 'large',
        groupName: 'grote dorpen',
        validFrom: day('2015-01-01'),
        validUntil: null,
      })),
    )
    return new Map(added.map(({ name, id }) => [name, id]))
  })
  await hire('noor', 'coordinator', ['buurtbemiddeling'])
  await hire('wil', 'coordinator', ['buurtbemiddeling'])
  await hire('peter', 'director', [])
  await hire('daan', 'worker', ['ouderenwerk'])
  await hire('anke', 'outsideReader', [])
  await reported(20, { village: 'Lindeveen', outcome: 'solvedTogether' })
  await reported(4, { village: 'Lindeveen', outcome: 'advice', topic: 'pets' })
  await reported(12, { village: 'Oosterhaar', outcome: 'notSolved', topic: 'pets' })
  await reported(2, { village: 'Zandwolde', outcome: 'referred', topic: 'garden' })
  await reported(1, { village: 'Esveld' })
  await reported(30, { village: 'Lindeveen', outcome: 'solvedApart', opened: '2023-02-01', closed: '2023-06-01' })
  await reported(12, {
    village: 'Oosterhaar',
    outcome: 'notSolved',
    opened: '2023-02-01',
    closed: '2023-06-01',
    topic: 'pets',
  })
})
afterAll(() => here.close())

const get = async (who: string, path: string) => {
  const answer = await app.request(path, { headers: { cookie: people[who] as string } })
  return { status: answer.status, html: await answer.text() }
}
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const seen = async (who: string, path: string) => textOf((await get(who, path)).html.split('<main')[1] ?? '')
const post = async (who: string, path: string, fields: [string, string][], version?: string) => {
  const { html } = await get(who, path)
  const body = new URLSearchParams([
    ...fields,
    ['csrf', csrfIn(html)],
    ['version', version ?? /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''],
  ])
  const answer = await app.request(path, { method: 'POST', headers: { cookie: people[who] as string }, body })
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
}
const tiles = (...keys: string[]): [string, string][] =>
  keys.flatMap(
    (key) =>
      [
        ['gekozen', `buurtbemiddeling-${key}`],
        ['volgorde', `buurtbemiddeling-${key}`],
      ] as [string, string][],
  )

describe('one count, wherever it stands', () => {
  test('tile, bar, sentence and explanation change together when a case comes in', async () => {
    const before = await seen('noor', sheet)
    expect(before).toContain('39 zaken 7 procent minder dan in 2023 (42)')
    expect(before).toContain('39 zaken om hulp')
    const [one] = await reported(1, { village: 'Esveld' })
    const after = await seen('noor', sheet)
    expect(after).toContain('40 zaken 5 procent minder dan in 2023 (42)')
    expect(after).toContain('40 zaken om hulp')
    expect(await seen('noor', `${sheet}/buurtbemiddeling-zaken`)).toContain('40 zaken')
    await asSystem((store) => store.cases.remove(one?.id as string))
    expect(await seen('noor', sheet)).toContain('39 zaken om hulp')
  })

  test('the explanation says what it adds up to, what last year was, and by which rule', async () => {
    const page = await seen('noor', `${sheet}/buurtbemiddeling-zaken`)
    expect(page).toContain('Geteld zijn de zaken die in 2024 begonnen. Alleen met werksoort Buurtbemiddeling.')
    expect(page).toContain('24 + 12 + 3 = 39')
    expect(page).toContain('20 + 12 + 4 + 2 + 1 = 39')
    expect(page).toContain('Heel 2023 42 zaken, volgens dezelfde regel')
    expect(page).toContain('groot-klein-2025 (standaard van Naober)')
  })

  test('the director sees the same figure, and opens no case behind it', async () => {
    const noor = await get('noor', `${sheet}/buurtbemiddeling-zaken`)
    const peter = await get('peter', `${sheet}/buurtbemiddeling-zaken`)
    expect(textOf(noor.html)).toContain('39 zaken, en jij mag ze allemaal openen')
    expect(noor.html).toContain('href="/zaken/')
    expect(textOf(peter.html)).toContain('39 zaken')
    expect(peter.html).not.toContain('href="/zaken/')
  })

  test('a case carried over counts in the success of the year it ended in', async () => {
    await reported(1, { village: 'Oosterhaar', outcome: 'solvedApart', opened: '2024-12-20', closed: '2025-02-03' })
    expect(await seen('noor', '/cijfers/buurtbemiddeling/2025/buurtbemiddeling-slaging')).toContain('100 procent')
    expect(await seen('noor', '/cijfers/buurtbemiddeling/2025/buurtbemiddeling-slaging')).toContain('1 van 1 zaken')
    expect(await seen('noor', `${sheet}/buurtbemiddeling-slaging`)).toContain('20 van 32 zaken')
    expect(await seen('noor', '/cijfers/buurtbemiddeling/2025/buurtbemiddeling-opgelost')).toContain('0 zaken')
  })
})

describe('a number that is too small', () => {
  const figure = (key: string, cell = '') => `${sheet}/buurtbemiddeling-${key}${cell}`

  test('is on no tile, bar or sentence of the director, with what would give it away', async () => {
    const page = await seen('peter', sheet)
    expect(page).toContain('te klein om te tonen verwezen')
    expect(page).toContain('te klein om te tonen kregen advies')
    // The small villages are 3; with the total and one large village shown they could be worked out.
    expect(page).toMatch(/Kleine dorpen te klein om te tonen/)
    expect(page.match(/(Lindeveen|Oosterhaar) te klein om te tonen/)).not.toBeNull()
    expect(await seen('noor', sheet)).not.toContain('te klein om te tonen')
  })

  test('is not behind its own address either: no list, no sum, no last year', async () => {
    for (const path of [
      figure('verwezen'),
      figure('zaken', '?cel=villageColumn:small'),
      figure('zaken', '?cel=outcome:referred'),
    ]) {
      const { status, html } = await get('peter', path)
      const text = textOf(html.split('<main')[1] ?? '')
      expect(status).toBe(200)
      expect(text).toContain('te klein om te tonen')
      expect(text).not.toMatch(/\d \+ \d|= \d/)
      expect(text).not.toContain('Heel 2023')
      expect(text).not.toMatch(/\d+ zaken/)
      expect(html).not.toContain('href="/zaken/')
    }
  })

  test('a row or figure that is not on the page looks the same, whatever it is', async () => {
    const shape = async (path: string) => (await seen('peter', path)).replace(/cel=[^ ]+/g, '')
    const rows = await Promise.all(
      ['Lindeveen', 'Esveld'].map((name) => shape(figure('zaken', `?cel=village:${villages.get(name)}`))),
    )
    expect(rows[0]).toBe(rows[1])
    expect(rows[0]).toContain('te klein om te tonen')
    expect(await seen('peter', figure('eind'))).toContain('te klein om te tonen')
    expect((await get('peter', figure('bestaat-niet'))).status).toBe(404)
    expect((await get('noor', figure('zaken', '?cel=village:nergens'))).status).toBe(404)
  })

  test('somebody of another line sees what the director sees', async () => {
    expect(await seen('daan', figure('verwezen'))).toContain('te klein om te tonen')
    expect((await get('daan', `${sheet}/bewerken`)).status).toBe(404)
  })

  test('an organisation can agree another threshold, with its source', async () => {
    await asSystem((store) =>
      store.accounts.set({
        key: 'figures.threshold.inside',
        validFrom: day('2024-06-01'),
        validUntil: day('2024-12-31'),
        value: 2,
        source: 'besluit van het bestuur',
      }),
    )
    expect(await seen('peter', figure('verwezen'))).toContain('te klein om te tonen')
    await asSystem((store) =>
      store.accounts.set({
        key: 'figures.threshold.inside',
        validFrom: day('2024-12-31'),
        validUntil: day('2025-01-01'),
        value: 2,
        source: 'besluit van het bestuur',
      }),
    )
    expect(await seen('peter', figure('zaken'))).toContain('2 (besluit van het bestuur)')
  })
})

describe('laying out a factsheet', () => {
  test('a misspelt figure is refused with the one that was meant, and nothing typed is lost', async () => {
    const refused = await post('noor', `${sheet}/bewerken`, [
      ...tiles('zaken', 'verwezen'),
      ['words', 'Wij zagen {{buurtbemiddeling-zakn}} dit jaar.'],
    ])
    expect(refused.status).toBe(422)
    expect(textOf(refused.html)).toContain('Bedoel je {{buurtbemiddeling-zaken}}?')
    expect(refused.html).toContain('Wij zagen {{buurtbemiddeling-zakn}} dit jaar.')
    expect(refused.html).toMatch(
      /checked="" value="buurtbemiddeling-verwezen"|value="buurtbemiddeling-verwezen" checked=""|name="gekozen" checked="" value="buurtbemiddeling-verwezen"/,
    )
  })

  test('without a script a tile moves up, and nothing is kept yet', async () => {
    const moved = await post('noor', `${sheet}/bewerken`, [
      ...tiles('zaken', 'opgelost'),
      ['words', 'Nog niet klaar.'],
      ['omhoog', 'buurtbemiddeling-opgelost'],
    ])
    expect(moved.status).toBe(200)
    expect(moved.html.indexOf('value="buurtbemiddeling-opgelost"')).toBeLessThan(
      moved.html.indexOf('value="buurtbemiddeling-zaken"'),
    )
    expect(moved.html).toContain('Nog niet klaar.')
    expect(await seen('noor', sheet)).not.toContain('Nog niet klaar.')
  })

  test('what was chosen stands on the page in that order, and a typed number is asked about', async () => {
    const version = /name="version" value="(\d+)"/.exec((await get('wil', `${sheet}/bewerken`)).html)?.[1] ?? ''
    const saved = await post('noor', `${sheet}/bewerken`, [
      ...tiles('opgelost', 'zaken'),
      ['words', 'Wij hielpen 12 straten en {{buurtbemiddeling-zaken}}.'],
    ])
    expect(saved).toMatchObject({ status: 303, to: sheet })
    const page = await seen('noor', sheet)
    expect(page.indexOf('opgelost na bemiddeling')).toBeLessThan(page.indexOf(' zaken '))
    expect(page).toContain('Wij hielpen 12 straten')
    // Whoever began from the page as it was before is told, and keeps what was typed.
    const second = await post('wil', `${sheet}/bewerken`, [...tiles('zaken'), ['words', 'Van Wil.']], version)
    expect(second.status).toBe(409)
    expect(second.html).toContain('Van Wil.')
    expect(await seen('noor', sheet)).not.toContain('Van Wil.')
  })

  test('a quote disappears the day its consent is withdrawn, also from what was published', async () => {
    const quote = await asSystem((store) =>
      store.surveys.add({
        caseId: null,
        line: line.key,
        village: null,
        side: 'reporter',
        onDay: day('2024-05-02'),
        answered: true,
        mark: 8,
        quote: 'We groeten weer.',
        quoteBy: 'buurvrouw',
        quoteConsentOn: day('2024-05-02'),
        quoteConsentUntil: day('2027-03-01'),
        quoteWithdrawnOn: null,
      }),
    )
    await post('noor', `${sheet}/bewerken`, [
      ...tiles('zaken'),
      ['words', '{{buurtbemiddeling-zaken}}'],
      ['quotes', quote.id],
    ])
    expect(await seen('peter', sheet)).toContain('We groeten weer.')
    const { to } = await publish('noor')
    expect(await seen('anke', to as string)).toContain(
      '“We groeten weer.” buurvrouw, we mogen dit delen tot 1 maart 2027',
    )
    await asSystem((store) => store.surveys.withdraw(quote.id))
    for (const [who, path] of [
      ['noor', sheet],
      ['peter', sheet],
      ['anke', to as string],
    ] as const)
      expect(await seen(who, path)).not.toContain('We groeten weer.')
    expect((await get('noor', `${sheet}/bewerken`)).html).not.toContain('We groeten weer.')
  })
})

const publish = async (who: string, at = sheet) => {
  const { html } = await get(who, `${at}/publiceren`)
  return post(who, `${at}/publiceren`, [['seen', /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '']])
}
const contentOf = async (to: string) =>
  (await asSystem((store) => store.figures.publication(to.split('/').at(-1) as string))).content as unknown as Published

describe('what is published', () => {
  test('readers outside read it, and nothing that is live', async () => {
    const { to } = await publish('peter')
    expect(await seen('anke', '/gepubliceerd')).toContain('Buurtbemiddeling in 2024')
    expect(await seen('anke', to as string)).toContain('Vastgesteld op 12 maart 2025')
    expect((await get('anke', sheet)).status).toBe(404)
    expect((await get('anke', `${sheet}/publiceren`)).status).toBe(404)
    expect((await get('daan', `${sheet}/publiceren`)).status).toBe(404)
  })

  test('there is no number in it that is too small, wherever one looks', async () => {
    const { to } = await publish('peter')
    const content = await contentOf(to as string)
    const small = content.account.shown
      .flatMap((one) => [one.of === null && one.n === null ? one.value : null, one.part, one.of])
      .filter((value) => value !== null && value > 0 && value < 10)
    expect(small).toEqual([])
    expect(content.account.hidden.length).toBeGreaterThan(0)
    const bars = content.charts.flatMap(({ rows }) => rows).filter((row) => 'hidden' in row)
    for (const bar of bars) expect(Object.keys(bar).sort()).toEqual(['hidden', 'key', 'label'])
  })

  test('what is on the screen is what goes out: a case that came in meanwhile is looked at first', async () => {
    const { html } = await get('noor', `${sheet}/publiceren`)
    const shown = /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const some = await reported(12, { village: 'Lindeveen' })
    const late = await post('noor', `${sheet}/publiceren`, [['seen', shown]])
    expect(late.status).toBe(422)
    expect(textOf(late.html)).toContain('Er is net iets veranderd')
    for (const { id } of some) await asSystem((store) => store.cases.remove(id))
  })

  test('two publications cannot be subtracted: what changed by one case is hidden in the second', async () => {
    const first = await contentOf((await publish('peter')).to as string)
    const [one] = await reported(1, { village: 'Oosterhaar', outcome: 'notSolved', topic: 'pets' })
    const second = await contentOf((await publish('peter')).to as string)
    await asSystem((store) => store.cases.remove(one?.id as string))
    const name = ({ figure, cell, from, to }: Published['account']['hidden'][number]) =>
      JSON.stringify([figure, cell, from, to])
    const before = new Map(first.account.shown.map((spot) => [name(spot), spot.value]))
    expect(before.size).toBeGreaterThan(0)
    for (const spot of second.account.shown) {
      const was = before.get(name(spot))
      if (was !== undefined && was !== null && spot.of === null)
        expect(Math.abs((spot.value ?? 0) - was) === 0 || Math.abs((spot.value ?? 0) - was) >= 10, name(spot)).toBe(
          true,
        )
    }
    // And what the first one hid over the same days the second one does not show.
    const shown = new Set(second.account.shown.map(name))
    for (const spot of first.account.hidden) expect(shown.has(name(spot)), name(spot)).toBe(false)
  })

  test('who fixes it sees the real number beside what readers see, and that is written down', async () => {
    const page = await seen('peter', `${sheet}/publiceren`)
    expect(page).toMatch(/Verwezen 2 zaken te klein om te tonen niets: het blijft verborgen/)
    const looks = await asSystem((_store, asker) =>
      asker.tx.selectFrom('accessLines').select(['object', 'role']).where('object', 'like', 'small numbers%').execute(),
    )
    expect(looks).toContainEqual({ object: 'small numbers buurtbemiddeling 2024', role: 'director' })
    for (const who of ['daan', 'anke']) expect((await get(who, `${sheet}/klein/buiten`)).status).toBe(404)
  })

  test('a year to date says until which day, and compares with the same day', async () => {
    const page = await seen('noor', `/cijfers/buurtbemiddeling/${year + 1}`)
    expect(page).toContain('Voorlopig, tot en met 12 maart · bijgewerkt vandaag om 10.00 uur')
    expect(page).toContain('in 2024 tot dezelfde dag')
    expect((await get('noor', `/cijfers/buurtbemiddeling/${year + 2}`)).status).toBe(404)
  })
})

describe('what is done with a number that is too small', () => {
  const small = `${sheet}/klein/buiten`
  const figure = (key: string) => `${small}/buurtbemiddeling-${key}`
  const choose = (path: string, way: string, more: [string, string][] = []) =>
    post('noor', path, [['way', way], ...more])
  const cell = (by: string, row: string) => `?cel=${encodeURIComponent(`${by}:${row}`)}`
  const takeBackAll = async () => {
    const all = await asSystem((store) => store.figures.choices(line.key, [year]))
    for (const { id } of all) await asSystem((store) => store.figures.withdraw(id))
  }

  beforeAll(async () => {
    const words = '{{buurtbemiddeling-zaken}}'
    await post('noor', `${sheet}/bewerken`, [...tiles('zaken', 'opgelost', 'verwezen'), ['words', words]])
  })

  test('to show it takes a reason, and then it says by whom; taken back it is hidden again', async () => {
    const unsaid = await choose(figure('verwezen'), 'show')
    expect(unsaid.status).toBe(422)
    expect(textOf(unsaid.html)).toContain('Schrijf waarom dit kleine getal er toch mag staan.')
    const saved = await choose(figure('verwezen'), 'show', [['reason', 'Beide melders vinden het goed.']])
    expect(saved).toMatchObject({ status: 303, to: small })
    expect(await seen('noor', small)).toMatch(
      /Verwezen 2 zaken 2 zaken getoond met een besluit noor, 12 maart 2025: Beide/,
    )
    expect(await seen('noor', `${sheet}/buurtbemiddeling-verwezen`)).toContain(
      'Dit is een klein getal. Het staat er met een besluit van noor (coördinator) op 12 maart 2025: Beide melders vinden het goed. (voor lezers buiten)',
    )
    const page = await seen('peter', `${sheet}/publiceren`)
    expect(page).toContain('Staat er toch een, dan is daar een besluit over')
    expect(page).toContain('met een besluit van de coördinator op 12 maart 2025')
    expect(page.split('Wat lezers buiten niet zien')[0]).not.toContain('Beide melders')
    const [made] = await asSystem((store) => store.figures.choices(line.key, [year]))
    const { html } = await get('noor', figure('verwezen'))
    const back = await app.request(`/cijfers/klein/${made?.id}/intrekken`, {
      method: 'POST',
      headers: { cookie: people.noor as string },
      body: new URLSearchParams({ csrf: csrfIn(html) }),
    })
    expect(back.status).toBe(303)
    expect(await seen('noor', small)).toMatch(/Verwezen 2 zaken te klein om te tonen niets/)
    const kept = await asSystem((_store, asker) =>
      asker.tx
        .selectFrom('figureChoices')
        .select(['withdrawnAt', 'reason'])
        .where('id', '=', made?.id as string)
        .execute(),
    )
    expect(kept).toEqual([{ withdrawnAt: expect.any(Date), reason: 'Beide melders vinden het goed.' }])
  })

  test('less than ten stands on the page, in the file and in the source, and the number nowhere', async () => {
    expect((await choose(figure('verwezen'), 'below')).status).toBe(303)
    const { html } = await get('peter', `${sheet}/publiceren`)
    const sheetOnly = html.split('<dl')[0]?.split('n-tiles')[1] ?? ''
    expect(textOf(sheetOnly)).toContain('minder dan 10 verwezen')
    await takeBackAll()
  })

  test('small outcomes together make one row; too few together is refused with what to do', async () => {
    const place = cell('outcome', 'referred')
    const few = await choose(`${figure('zaken')}${place}`, 'group', [['together', 'running']])
    expect(few.status).toBe(422)
    expect(textOf(few.html)).toContain('Kies er een onderdeel bij.')
    expect(await asSystem((store) => store.figures.choices(line.key, [year]))).toEqual([])
    const enough = await choose(`${figure('zaken')}${place}`, 'group', [
      ['together', 'running'],
      ['together', 'advice'],
      ['together', 'unsolved'],
    ])
    expect(enough.status).toBe(303)
    const page = await seen('peter', `${sheet}/publiceren`)
    expect(page).toContain('Onder Overige staan onderdelen bij elkaar, klein en groot.')
    expect(page).toMatch(/Overige \d+/)
    for (const row of ['referred', 'running', 'advice', 'unsolved'])
      await asSystem((store) =>
        store.figures.decide({
          ...{ line: line.key, year, audience: 'inside', figure: 'buurtbemiddeling-zaken', by: 'outcome', row },
          ...{ way: 'group', reason: '' },
        }),
      )
    // Behind the row stands its sum and how it was counted, and none of the rows that are in it.
    const together = await seen('peter', `${sheet}/buurtbemiddeling-zaken${cell('outcome', 'grouped')}`)
    expect(together).toMatch(/\d+ zaken: Overige/)
    expect(await seen('peter', `${sheet}/buurtbemiddeling-zaken${place}`)).toContain('te klein om te tonen')
    await takeBackAll()
  })

  test('what is left out is on no tile, in no rule and under no address', async () => {
    expect((await choose(figure('verwezen'), 'omit')).status).toBe(303)
    const { to } = await publish('noor')
    const content = await contentOf(to as string)
    expect(content.tiles.map(({ key }) => key)).not.toContain('buurtbemiddeling-verwezen')
    expect(content.rules.map(({ key }) => key)).not.toContain('buurtbemiddeling-verwezen')
    // It stays hidden for a later publication, though it has no place in this one.
    expect(content.account.hidden.map((spot) => spot.figure)).toContain('buurtbemiddeling-verwezen')
    await takeBackAll()
  })

  test('a coordinator of another line decides nothing here', async () => {
    await hire('els', 'coordinator', ['ouderenwerk'])
    expect((await get('els', small)).status).toBe(404)
    await expect(
      here.doorway.page(
        { token: (people.els as string).split('=')[1] as string, purpose: '/test', request: 'TEST1', writes: true },
        (store) =>
          store.figures.decide({
            line: line.key,
            year,
            audience: 'outside',
            figure: 'buurtbemiddeling-verwezen',
            by: null,
            row: null,
            way: 'show',
            reason: 'zomaar',
          }),
      ),
    ).rejects.toThrow(NotFound)
  })
})

describe('what changed since it was published', () => {
  test('every figure touched says by how much and because of which cases', async () => {
    const { to } = await publish('noor')
    const changed = `${to}/gewijzigd`
    expect(await seen('noor', changed)).toContain('Niets gewijzigd')
    expect(await seen('noor', sheet)).not.toContain('Gewijzigd sinds')
    const [late] = await reported(1, { village: 'Oosterhaar', outcome: 'advice' })
    const all = await asSystem((store) =>
      store.cases.list({ lines: [line.key], status: 'all', order: 'opened', limit: 500 }),
    )
    const running = all.rows.find((row) => row.closedOn === null && row.openedOn < '2025-01-01')
    await asSystem((store) =>
      store.cases.close(running?.id as string, { seen: running?.version as number }, line, {
        on: day('2024-12-30'),
        outcome: 'advice',
      }),
    )
    const page = await seen('noor', changed)
    expect(page).toMatch(/Zaken 4\d zaken 4\d zaken 1 erbij/)
    expect(await seen('noor', sheet)).toMatch(/Gewijzigd sinds 12 maart 2025: \d+ cijfers/)
    expect(await seen('noor', to as string)).toContain('Bekijk wat er gewijzigd is')
    const { html } = await get('noor', `${changed}/buurtbemiddeling-zaken`)
    expect(textOf(html)).toMatch(/Erbij gekomen 1 zaak/)
    expect(html).toContain(`/zaken/${late?.id}`)
    expect(textOf(html)).toMatch(/Uitkomst: loopt nog, nu advies/)
    // Who may not open the records is told of nothing so small, and readers outside of nothing at all.
    expect(await seen('peter', changed)).toContain('Er is niets gewijzigd, of te weinig om te laten zien.')
    expect((await get('peter', `${changed}/buurtbemiddeling-zaken`)).status).toBe(404)
    expect((await get('anke', changed)).status).toBe(404)
    expect(await seen('anke', to as string)).not.toContain('Gewijzigd sinds')
    await asSystem((store) => store.cases.remove(late?.id as string))
    expect(await seen('noor', changed)).not.toMatch(/Zaken 4\d zaken 4\d zaken 1 erbij/)
  })
})

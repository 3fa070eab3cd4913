import type { Doorway, Store } from '#access'
import type { NewCase } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import { day, dayOf } from '#platform/days'
import { newKey } from '#platform/ids'
import { lineOf } from '#service-lines'
import { type Chance, chance } from './chance.ts'
import { buildHelpers } from './helpers.ts'
import { resident, story } from './people.ts'
import { firstYear, monday, type Size } from './sizes.ts'

const hour = 3_600_000
const seed = 20_251_215
const blocks = { persons: 4_000, cases: 2_000, notes: 8_000 }

/** What a step of the building made, and how fast. */
export interface Built {
  what: string
  rows: number
  seconds: number
}

/** A case as far as the building must remember it to hang notes and answers under it. */
interface Opened {
  id: string
  reportedAt: number
  lastsHours: number
}

/**
 * Builds the organisation through the asker's store, by the rules that hold for everybody, in blocks of a transaction
 * each. The same seed and size give the same organisation, but for its keys.
 * @param volunteer the account of the one who helps and signs in
 */
export async function buildOrganisation(
  doorway: Doorway,
  tenant: string,
  size: Size,
  volunteer: string,
  tell: (built: Built) => void,
): Promise<void> {
  const luck = chance(seed)
  const line = lineOf('buurtbemiddeling')
  const work = <T>(deed: (store: Store) => Promise<T>) =>
    doorway.system({ tenant, via: 'command', purpose: 'bench' }, (store) => deed(store))
  const inBlocks = async <T>(
    what: string,
    total: number,
    block: number,
    make: () => T,
    save: (store: Store, rows: T[]) => Promise<unknown>,
  ) => {
    const began = performance.now()
    for (let done = 0; done < total; done += block) {
      const rows = Array.from({ length: Math.min(block, total - done) }, make)
      await work((store) => save(store, rows))
    }
    tell({ what, rows: total, seconds: (performance.now() - began) / 1000 })
  }

  const villages = (await work((store) => store.areas.addVillages(villageNames))).map((village) => village.id)
  await work((store) =>
    store.areas.addGrouping(
      villages.slice(0, 6).map((area) => ({
        groupingKey: 'groot-klein-2025',
        area,
        groupKey: 'large',
        groupName: 'grote dorpen',
        validFrom: day('2016-01-01'),
        validUntil: null,
      })),
    ),
  )
  const owners = (await work((store) => store.accounts.all())).filter((one) =>
    ['coordinator', 'worker'].includes(one.role),
  )
  const people = await work((store) =>
    store.organisations.addMany(partners.map((name) => ({ name, kind: 'welfare', phone: null, email: null }))),
  )

  const persons: string[] = []
  const residents = () => {
    const id = newKey()
    persons.push(id)
    const { person, home } = resident(luck, id, villages)
    return { person, home }
  }
  await inBlocks('personen', size.persons, blocks.persons, residents, (store, rows) => store.people.addMany(rows))

  const opened: Opened[] = []
  const moments = reportMoments(luck, size.cases)
  let at = 0
  await inBlocks(
    'zaken',
    size.cases,
    blocks.cases,
    () => newCase(luck, line, moments[at++] as number, { persons, villages, owners: owners.map((one) => one.id) }),
    async (store, rows) => {
      const made = await store.cases.openMany(
        line,
        rows.map((row) => row.news),
      )
      for (const [i, one] of made.entries())
        opened.push({
          id: one.id,
          reportedAt: rows[i]?.news.reportedAt.getTime() as number,
          lastsHours: rows[i]?.lastsHours as number,
        })
    },
  )
  const now = new Date(`${monday}T08:00:00Z`).getTime()
  let noted = 0
  // Every case gets its share, in the order of the cases: that is how the notes of one file come to lie together or apart.
  const note = () => {
    const of = opened[Math.floor(noted++ / (size.notes / opened.length))] ?? (opened.at(-1) as Opened)
    const happened = Math.min(now, of.reportedAt + luck.roll() * of.lastsHours * hour)
    const kind = luck.weighted({ call: 5, visit: 3, message: 2, talk: 1, memo: 2 })
    return {
      caseId: of.id,
      person: null,
      line: line.key,
      happenedAt: new Date(happened),
      kind,
      side: kind === 'talk' || kind === 'memo' ? null : luck.pick(['reporter', 'neighbour']),
      result: luck.pick([null, 'heard', 'nobody']),
      words: story(luck),
      author: luck.pick(owners).id,
    }
  }
  await inBlocks('notities', size.notes, blocks.notes, note, (store, rows) => store.notes.addMany(rows))

  const picked = () => opened[luck.between(0, opened.length - 1)] as Opened
  await inBlocks(
    'evaluaties',
    Math.round(size.cases / 4),
    blocks.notes,
    () => {
      const of = picked()
      const answered = luck.roll() < 0.6
      return {
        caseId: of.id,
        line: line.key,
        village: luck.pick(villages),
        side: 'reporter',
        onDay: dayOf(new Date(Math.min(now, of.reportedAt + of.lastsHours * hour))),
        answered,
        mark: answered ? luck.between(5, 10) : null,
      }
    },
    (store, rows) => store.surveys.addMany(rows),
  )
  await inBlocks(
    'verwijzingen',
    Math.round(size.cases / 5),
    blocks.notes,
    () => {
      const of = picked()
      const organisation = luck.pick(people)
      return {
        caseId: of.id,
        line: line.key,
        direction: luck.pick(['in', 'out']),
        organisation: organisation.id,
        destination: organisation.name,
        kind: 'formal',
        onDay: dayOf(new Date(Math.min(now, of.reportedAt + hour))),
      }
    },
    (store, rows) => store.referrals.addMany(rows),
  )
  const running = opened.slice(-Math.max(1, Math.round(size.cases / 25)))
  let step = 0
  await inBlocks(
    'volgende stappen',
    running.length,
    blocks.notes,
    () => {
      const of = running[step++] as Opened
      return {
        caseId: of.id,
        person: null,
        line: line.key,
        kind: luck.pick(['call', 'visit', 'talk']),
        onDay: dayOf(new Date(now + luck.between(-72, 240) * hour)),
        atTime: luck.pick(['09:30', '13:00', null]),
        place: null,
        side: 'reporter',
        about: null,
        owner: luck.pick(owners).id,
        doneAt: null,
      }
    },
    (store, rows) => store.nextSteps.addMany(rows),
  )
  const began = performance.now()
  const helpers = await buildHelpers(work, line, size, volunteer)
  tell({ what: 'vrijwilligers', rows: helpers, seconds: (performance.now() - began) / 1000 })
}

/** When the cases came in, from first to last: every year a little busier than the one before. */
function reportMoments(luck: Chance, total: number): number[] {
  const first = Date.UTC(firstYear, 0, 2, 8)
  const last = new Date(`${monday}T07:00:00Z`).getTime()
  return Array.from({ length: total }, () => first + (last - first) * luck.roll() ** 0.8).sort((a, b) => a - b)
}

function newCase(
  luck: Chance,
  line: ServiceLine,
  reportedAt: number,
  { persons, villages, owners }: { persons: string[]; villages: string[]; owners: string[] },
): { news: NewCase; lastsHours: number } {
  const lastsHours = luck.between(2, 180) * 24
  const over = reportedAt + lastsHours * hour < new Date(`${monday}T00:00:00Z`).getTime()
  const outcome = luck.weighted({
    solvedTogether: 20,
    solvedApart: 15,
    storyEnough: 8,
    improved: 7,
    notSolved: 8,
    neighbourRefuses: 6,
    withdrawn: 5,
    unsuitable: 4,
    advice: 20,
    referred: 7,
  })
  const suits = outcome === 'unsuitable' ? 'no' : 'yes'
  const assessed = over || luck.roll() < 0.8
  const topic = () =>
    luck.weighted({
      noise: 30,
      garden: 20,
      disturbed: 15,
      pets: 10,
      boundary: 9,
      parking: 6,
      bullying: 4,
      doorbell: 3,
      fight: 1,
      other: 2,
    })
  const reach = (phase: string, after: number) => ({ phase, at: new Date(reportedAt + after * hour) })
  const side = (name: string) => {
    const known = name === 'reporter' || luck.roll() < 0.5
    return {
      side: name,
      person: known ? luck.pick(persons) : null,
      called: known ? null : 'Bewoner hiernaast',
      street: 'Dorpsstraat',
      houseNumber: String(luck.between(1, 300)),
      village: luck.pick(villages),
    }
  }
  return {
    lastsHours,
    news: {
      reportedAt: new Date(reportedAt),
      sides: [side('reporter'), ...(luck.roll() < 0.9 ? [side('neighbour')] : [])],
      mainTopic: topic(),
      topics: luck.roll() < 0.3 ? [topic()] : [],
      channel: luck.pick(Object.keys(line.case.channels)),
      owner: luck.pick(owners),
      since: {
        ...(assessed ? { assessment: { suitable: suits, reasons: suits === 'no' ? ['otherwise'] : [] } } : {}),
        reached:
          over && suits === 'yes'
            ? [
                reach('suitable', luck.between(1, 90)),
                reach('assigned', 96),
                reach('contacted', 96 + luck.between(1, 60)),
                reach('reporterHeard', 200),
              ]
            : assessed && suits === 'yes'
              ? [reach('suitable', 1)]
              : [],
        ...(over ? { closing: { on: dayOf(new Date(reportedAt + lastsHours * hour)), outcome } } : {}),
      },
    },
  }
}

const villageNames = [
  ...[
    'Lindeveen',
    'Oosterhaar',
    'Zandwolde',
    'Elzerveld',
    'Heideloo',
    'Molenhaar',
    'Brinkhorst',
    'Westerlaan',
    'Turfkamp',
    'Beukelo',
  ],
  ...[
    'Vledderhorst',
    'Nieuwmaat',
    'Roderhaar',
    'Esdrift',
    'Kanaalwijk',
    'Hoogzand',
    'Laagzand',
    'Wilgenloo',
    'Eexterbrink',
    'Smalveen',
  ],
]
const partners = Array.from({ length: 40 }, (_, i) => `Partner ${i + 1}`)

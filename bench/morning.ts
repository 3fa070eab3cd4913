import { gzipSync } from 'node:zlib'
import type { CaseLine } from '#kernel/case'
import type { FoundPerson } from '#kernel/person'
import { type Day, dayFrom } from '#platform/days'
import { Refused } from '#platform/errors'
import { chance } from './chance.ts'
import type { House } from './house.ts'
import { type Ask, type Client, client, type Measured, saturated, steady } from './load.ts'
import { story } from './people.ts'
import { firstYear } from './sizes.ts'
import type { Web } from './web.ts'

/** What is measured of one kind of request, and what it should be at most (at least, for how many a second). */
export interface PageMeasured {
  what: string
  goal: { p95?: number; perSecond?: number }
  steady: Measured
  saturated: Measured
}

export interface MorningMeasured {
  pages: PageMeasured[]
  /** HTML of a page after gzip, in kilobytes of a thousand bytes. */
  kilobytes: Record<string, number>
}

export interface Effort {
  /** Requests a second in the steady stream. */
  rate: number
  /** How long each stream lasts. */
  seconds: number
  connections: number
}

/** A morning: people look at lists, search, open a person, and write down what happened. Each kind by itself. */
export async function measureMorning(
  house: House,
  web: Web,
  effort: Effort,
  tell: (one: PageMeasured) => void,
): Promise<MorningMeasured> {
  const luck = chance(7)
  const { cases, people, seeking } = await someOf(house)
  const calls = client(web.origin, house.tokens.coordinator, Math.max(effort.connections, 64))
  const phones = client(web.origin, house.tokens.volunteer, Math.max(effort.connections, 64))
  const csrf = await csrfOf(calls, `/zaken/${cases[0]?.id}/notitie`)
  const form = (fields: Record<string, string>) => new URLSearchParams({ csrf, ...fields }).toString()
  const kinds: { what: string; goal: PageMeasured['goal']; next: () => Ask; by?: Client }[] = [
    {
      what: 'lijst van zaken',
      goal: { p95: 30, perSecond: 400 },
      next: () => ({ path: luck.pick(lists), status: 200 }),
    },
    {
      what: 'zoeken op een deel van een naam',
      goal: { p95: 20 },
      next: () => ({ path: '/zoeken?snel', body: form({ zoek: partOfName(luck.pick(people)) }), status: 200 }),
    },
    {
      what: 'zoeken op een geboortedatum',
      goal: { p95: 10 },
      next: () => ({ path: '/zoeken?snel', body: form({ zoek: birthDateOf(luck.pick(people)) }), status: 200 }),
    },
    {
      what: 'pagina van een persoon',
      goal: {},
      next: () => ({ path: `/mensen/${luck.pick(people).id}`, status: 200 }),
    },
    {
      what: 'notitie bewaren',
      goal: { p95: 20 },
      next: () => ({ path: `/zaken/${luck.pick(cases).id}/notitie`, body: form({ words: story(luck) }), status: 303 }),
    },
    {
      what: 'een koppel kiezen',
      goal: {},
      next: () => ({ path: `/zaken/${luck.pick(seeking).id}/koppel`, status: 200 }),
    },
    {
      what: 'pagina van een bemiddelaar',
      goal: {},
      next: () => ({ path: '/', status: 200 }),
      by: phones,
    },
  ]
  const pages: PageMeasured[] = []
  try {
    for (const { what, goal, next, by = calls } of kinds) {
      await steady(by, next, Math.min(effort.rate, 50), Math.min(1, effort.seconds)) // the first ones are of nobody's concern: connections, caches, the compiler
      const measured = {
        what,
        goal,
        steady: await steady(by, next, effort.rate, effort.seconds),
        saturated: await saturated(by, next, effort.connections, effort.seconds),
      }
      pages.push(measured)
      tell(measured)
    }
    const kilobytes: MorningMeasured['kilobytes'] = {}
    for (const [name, path] of [
      ['vandaag', '/'],
      ['zaken', '/zaken'],
      ['zaak', `/zaken/${cases[0]?.id}`],
      ['persoon', `/mensen/${people[0]?.id}`],
      ['factsheet', '/cijfers/buurtbemiddeling/2024'],
      ['koppel', `/zaken/${seeking[0]?.id}/koppel`],
    ] as const) {
      const { status, text } = await calls.send({ path })
      if (status !== 200) throw new Refused(`De pagina ${path} geeft ${status}.`)
      kilobytes[name] = Math.round(gzipSync(text).byteLength / 100) / 10
    }
    return { pages, kilobytes }
  } finally {
    calls.close()
    phones.close()
  }
}

const lists = [
  '/zaken',
  '/zaken?wacht=ons',
  '/zaken?op=opened',
  '/zaken?status=alles&op=opened',
  '/zaken?status=afgesloten&op=closed',
  '/zaken?wacht=laat',
]

/** Some hundreds of cases out of all the years, with who stands in them, and cases that wait for helpers. */
async function someOf(house: House): Promise<{ cases: CaseLine[]; people: FoundPerson[]; seeking: CaseLine[] }> {
  const found = await house.doorway.page(
    { token: house.tokens.coordinator, purpose: '/bench', request: 'BENCH', writes: true },
    async (store) => {
      const cases: CaseLine[] = []
      for (let year = firstYear; year <= 2025; year++) {
        const { rows } = await store.cases.list({
          lines: ['buurtbemiddeling'],
          status: 'all',
          order: 'opened',
          limit: 60,
          after: [dayFrom(year, 3, 1), '00000000-0000-7000-8000-000000000000'],
        })
        cases.push(...rows)
      }
      const { rows: running } = await store.cases.list({
        ...{ lines: ['buurtbemiddeling'], status: 'running', order: 'opened', limit: 1000 },
      })
      return {
        cases,
        people: await store.people.byKeys(cases.flatMap((one) => one.person ?? [])),
        seeking: running.filter((one) => one.phase === 'suitable'),
      }
    },
  )
  if (!found || Object.values(found.result).some((some) => some.length === 0))
    throw new Refused('In de organisatie van de meting staat niets.')
  return found.result
}

const partOfName = ({ familyName }: FoundPerson) => familyName.slice(0, 6).toLowerCase()

function birthDateOf({ birthDate }: FoundPerson): string {
  const [year, month, day] = (birthDate ?? ('1960-05-01' as Day)).split('-').map(Number)
  return `${day}-${month}-${year}`
}

async function csrfOf(calls: Client, path: string): Promise<string> {
  const { status, text } = await calls.send({ path })
  const found = /name="csrf"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf"/.exec(text)
  if (status !== 200 || !found) throw new Refused(`De pagina ${path} geeft ${status} en geen formulier.`)
  return found[1] ?? found[2] ?? ''
}

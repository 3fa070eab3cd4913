import { beginSession, type Doorway, openDoorway, type Store } from '#access'
import type { Figure, Indicator } from '#counting'
import type { Case, NewCase } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import { type Day, day, momentOf, yearPeriod } from '#platform/days'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { brought } from '#reports'
import { lineOf } from '#service-lines'
import { type Colleague, colleagues, seniorsTeam } from './accounts.ts'
import { demoClock, demoDay } from './day-of-the-demo.ts'
import { type Founded, found } from './founding.ts'
import { buildLindeveen } from './lindeveen.ts'
import { large, partners, villages } from './places.ts'

/** What a test says of a case; everything else is filled in the same way each time. */
export interface Told {
  village?: string
  topic?: string
  topics?: readonly string[]
  reportedOn?: Day
}

/** A colleague in a test: does what people do, with her own rights. */
export interface Deeds {
  token: string
  id: string
  /** One page as this colleague. @throws NotFound as the page would */
  does<T>(work: (store: Store) => Promise<T>): Promise<T>
  /** Takes in one case, with a reporter of its own. */
  opensCase(line: ServiceLine, told?: Told): Promise<Case>
  /** Takes in and ends so many cases: by published outcome ('solved') or by how it ended ('solvedApart'). */
  closesCases(line: ServiceLine, outcomes: Record<string, number>, told?: Told & { on?: Day }): Promise<Case[]>
}

export interface TestTown extends Record<Colleague, Deeds> {
  database: TestDatabase
  doorway: Doorway
  town: Founded<Colleague>
  /** A figure of a year, as a page would ask it. */
  figure(indicator: Indicator, year: number, line?: string): Promise<Figure>
  close(): Promise<void>
}

/**
 * Lindeveen for a test, in a database of its own: Wednesday 12 March 2025, everybody signed in, and no cases but those
 * that the test adds. With `cases` the frozen core of the demo is there as well; Daan's team also does `lines`. Close it afterwards.
 */
export async function lindeveen({ cases = false, lines = [] as readonly string[] } = {}): Promise<TestTown> {
  const database = await testDatabase()
  const doorway = openDoorway(database.webUrl, demoClock(), 4)
  const town = cases
    ? await buildLindeveen(doorway)
    : await found(doorway, {
        name: 'Welzijn Lindeveen',
        municipality: 'Lindeveen',
        villages,
        large,
        since: '2015-01-01',
        accounts: colleagues,
        partners,
      })
  if (lines.length > 0) await switchOn(doorway, town.tenant, lines)
  const signedIn: [string, Deeds][] = []
  for (const who of Object.keys(colleagues) as Colleague[]) signedIn.push([who, await colleague(doorway, town, who)])
  return {
    ...(Object.fromEntries(signedIn) as Record<Colleague, Deeds>),
    database,
    doorway,
    town,
    figure: (indicator, year, line = 'buurtbemiddeling') =>
      figureOf(doorway, town.tenant, indicator, year, lineOf(line)),
    async close() {
      await doorway.close()
      await database.close()
    },
  }
}

/** A team does a line: that is how an organisation switches it on. */
const switchOn = (doorway: Doorway, tenant: string, lines: readonly string[]): Promise<void> =>
  doorway.system({ tenant, via: 'command', purpose: 'test' }, async (store) => {
    const team = (await store.accounts.teams()).find(({ name }) => name === seniorsTeam)
    if (!team) throw new Error(`No team is called ${seniorsTeam}`)
    await store.accounts.changeTeam(team.id, { seen: team.version }, (was) => ({
      ...was,
      lines: [...new Set([...was.lines, ...lines])],
    }))
  })

/** Begins a session as the account with this address, without its password. @returns the token @throws Error for an address nobody has */
export async function signInAs(
  doorway: Doorway,
  { tenant, workers }: Pick<Founded<string>, 'tenant' | 'workers'>,
  email: string,
): Promise<string> {
  const account = Object.values(workers).find((one) => one.email === email)
  if (!account) throw new Error(`Nobody here has the address ${email}`)
  return beginSession(doorway, { tenant, account: account.id, role: account.role })
}

async function colleague(doorway: Doorway, town: Founded<Colleague>, who: Colleague): Promise<Deeds> {
  const { id, email } = town.workers[who]
  const token = await signInAs(doorway, town, email)
  const does = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const page = await doorway.page({ token, purpose: '/test', request: 'TEST1', writes: true }, work)
    if (!page) throw new Error(`${who} is no longer signed in`)
    return page.result
  }
  return {
    token,
    id,
    does,
    opensCase: (line, told = {}) =>
      does(async (store) => store.cases.open(line, { ...(await newCase(store, line, town, told)), owner: id })),
    closesCases: (line, outcomes, { on = demoDay, ...told } = {}) =>
      does(async (store) => {
        const news: NewCase[] = []
        for (const [outcome, times] of Object.entries(outcomes)) {
          for (let n = 0; n < times; n++)
            news.push({ ...(await newCase(store, line, town, told)), owner: id, since: ending(line, outcome, on) })
        }
        return store.cases.openMany(line, news)
      }),
  }
}

/** A report of nine o'clock by somebody who lives in the village; the first day of March unless the test says another. */
async function newCase(store: Store, line: ServiceLine, town: Founded<Colleague>, told: Told): Promise<NewCase> {
  const {
    village: name = 'Lindeveen',
    topic = Object.keys(line.case.topics)[0] as string,
    topics = [],
    reportedOn = day('2025-03-01'),
  } = told
  const village = town.villages.get(name)
  if (!village) throw new Error(`No village is called ${name}`)
  const home = { street: 'Testlaan', houseNumber: '1', postcode: null, village }
  const reporter = await store.people.add(
    {
      givenName: 'Anna',
      infix: null,
      familyName: 'Testman',
      birthDate: null,
      phone: null,
      email: null,
      practical: null,
    },
    home,
  )
  return {
    reportedAt: momentOf(reportedOn, '09:00'),
    sides: [
      { side: line.case.mainSide, person: reporter.id, street: home.street, houseNumber: home.houseNumber, village },
    ],
    mainTopic: topic,
    topics,
  }
}

function ending(line: ServiceLine, asked: string, on: Day): NonNullable<NewCase['since']> {
  const found = Object.entries(line.case.outcomes).find(
    ([key, { publishedAs }]) => key === asked || publishedAs === asked,
  )
  if (!found) throw new Error(`A ${line.case.called.one} does not end as ${asked}`)
  const [outcome, { suitable }] = found
  const reasons = suitable === 'no' ? [Object.keys(line.case.unsuitable)[0] as string] : []
  return { ...(suitable ? { assessment: { suitable, reasons } } : {}), closing: { on, outcome } }
}

async function figureOf(
  doorway: Doorway,
  tenant: string,
  indicator: Indicator,
  year: number,
  line: ServiceLine,
): Promise<Figure> {
  return doorway.system({ tenant, via: 'command', purpose: 'test' }, async (store, asker) => {
    const groupings = await brought(store.areas, asker, line, day(`${year}-12-31`))
    const { figures } = await store.figures.ask({
      lines: [line.key],
      period: yearPeriod(year),
      compare: 'last-year',
      indicators: [indicator],
      ...groupings,
    })
    return figures[indicator.key] as Figure
  })
}

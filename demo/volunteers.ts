import type { Store } from '#access'
import { type Day, day, dayOf, momentOf } from '#platform/days'
import { lineOf } from '#service-lines'
import type { Story } from './story.ts'
import { momentAsTold } from './telling.ts'

const line = lineOf('buurtbemiddeling')

interface Mediator {
  name: string
  village: string
  street: string
  phone: string
  since: string
  until?: string
  thanks?: string
  /** Cases that were done before the ones that stand in the town. */
  before: number
  days: string[]
  parts: string[]
  talked?: string
  /** What is still missing; left out: nothing. */
  lacks?: string[]
  pause?: [from: string, until: string]
  practical?: string
}

const week = ['mo', 'tu', 'we', 'th', 'fr']

/** The pool of mediators on Wednesday 12 March 2025: old hands, new ones, somebody on pause and somebody without a training. */
const mediators: readonly Mediator[] = [
  {
    ...{
      name: 'Gerda Nijboer',
      village: 'Zandwolde',
      street: 'Es',
      phone: '+31612000101',
      since: '2015-09-01',
      before: 14,
    },
    ...{ days: ['tu', 'th'], parts: ['evening'], talked: '2024-10-03' },
  },
  {
    ...{
      name: 'Wim Kuipers',
      village: 'Elzerveld',
      street: 'Brink',
      phone: '+31612000102',
      since: '2016-03-01',
      before: 11,
    },
    ...{ days: ['mo', 'tu', 'we', 'th'], parts: ['evening'], talked: '2024-11-14' },
  },
  {
    ...{
      name: 'Fatma Aydin',
      village: 'Oosterhaar',
      street: 'Lindelaan',
      phone: '+31612000103',
      since: '2019-01-15',
      before: 8,
    },
    ...{ days: ['mo', 'we'], parts: ['afternoon', 'evening'], talked: '2024-09-19' },
  },
  {
    ...{
      name: 'Jan Weening',
      village: 'Heideloo',
      street: 'Zandpad',
      phone: '+31612000104',
      since: '2012-05-01',
      before: 9,
    },
    ...{ days: ['we', 'sa'], parts: ['morning'], talked: '2023-12-07' },
  },
  {
    ...{
      name: 'Hein Postma',
      village: 'Molenhaar',
      street: 'Heidelaan',
      phone: '+31612000105',
      since: '2018-10-01',
      before: 6,
    },
    ...{ days: week, parts: ['afternoon'], talked: '2024-06-20' },
  },
  {
    ...{
      name: 'Truus Boelens',
      village: 'Brinkhorst',
      street: 'Kerklaan',
      phone: '+31612000106',
      since: '2024-02-01',
      before: 2,
    },
    ...{ days: week, parts: ['afternoon', 'evening'], talked: '2025-02-06', practical: 'Heeft geen auto.' },
  },
  {
    ...{
      name: 'Sander Vonk',
      village: 'Rietmarke',
      street: 'Rietweg',
      phone: '+31612000107',
      since: '2025-01-15',
      before: 0,
    },
    ...{ days: ['tu', 'we', 'th'], parts: ['evening'] },
  },
  {
    ...{
      name: 'Amina Haddad',
      village: 'Lindeveen',
      street: 'Molenweg',
      phone: '+31612000108',
      since: '2024-06-01',
      before: 1,
    },
    ...{ days: ['fr', 'sa'], parts: ['morning', 'afternoon'] },
  },
  {
    ...{
      name: 'Rob Timmerman',
      village: 'Esveld',
      street: 'Veldzicht',
      phone: '+31612000109',
      since: '2017-04-01',
      before: 5,
    },
    ...{ days: ['mo', 'tu'], parts: ['evening'], talked: '2024-12-12', pause: ['2025-02-17', '2025-04-30'] },
  },
  {
    ...{
      name: 'Joke Mulder',
      village: 'Koelveen',
      street: 'Dijk',
      phone: '+31612000110',
      since: '2025-03-01',
      before: 0,
    },
    ...{ days: ['th', 'fr'], parts: ['evening'], lacks: ['training', 'vog'] },
  },
  {
    ...{
      name: 'Lies Koopman',
      village: 'Achterdiep',
      street: 'Wijk',
      phone: '+31612000111',
      since: '2013-01-01',
      before: 12,
    },
    ...{ days: [], parts: [], until: '2024-12-31', thanks: 'bloemen en een boekje op de koffieochtend' },
  },
]

/**
 * Who mediates in Lindeveen, with the running cases they took, by the first names that stand in the stories; and one case for which
 * a second is being asked. @param keys of the cases, in the order of their stories
 */
export async function tellVolunteers(
  store: Store,
  stories: readonly Story[],
  keys: readonly string[],
  { villages, gerda }: { villages: ReadonlyMap<string, string>; gerda: string },
): Promise<void> {
  const named = new Map<string, string>()
  for (const one of mediators) named.set(firstName(one.name), await join(store, one, villages))
  const file = await store.volunteers.get(named.get('Gerda') as string)
  await store.volunteers.change(file.id, { seen: file.version }, (was) => ({ ...was, account: gerda }))
  const told = stories.flatMap((story, at) => {
    const yes = story.reached?.find(([phase]) => phase === line.match?.pairedPhase)
    return (story.mediators?.split(' en ') ?? []).flatMap((name) =>
      yes && named.has(name) ? [tookOn(keys[at] as string, named.get(name) as string, momentAsTold(yes[1]))] : [],
    )
  })
  await store.matches.addMany(told)
  await askForMolenweg(store, stories, keys, named)
}

const firstName = (name: string) => name.split(' ')[0] as string

async function join(store: Store, one: Mediator, villages: ReadonlyMap<string, string>): Promise<string> {
  const { name, street, phone, days, parts, practical = null } = one
  const { id } = await store.volunteers.add(
    {
      name,
      street,
      houseNumber: '4',
      phone,
      days,
      parts,
      practical,
      email: null,
      village: villages.get(one.village) ?? null,
    },
    { line: line.key, validFrom: day(one.since), casesBefore: one.before },
  )
  for (const demand of Object.keys(line.match?.demands ?? {}))
    if (!one.lacks?.includes(demand)) await store.volunteers.meet(id, line.key, demand, met(one.since))
  if (one.pause) await store.volunteers.pause(id, day(one.pause[0]), day(one.pause[1]))
  const { volunteer, roles } = await store.volunteers.file(id)
  if (one.talked)
    await store.volunteers.change(id, { seen: volunteer.version }, (was) => ({
      ...was,
      talkedOn: day(one.talked as string),
    }))
  if (one.until)
    await store.volunteers.endRole(
      roles[0]?.id as string,
      { seen: 1 },
      { on: day(one.until), thanks: one.thanks ?? null },
    )
  return id
}

/** Training, signature and certificate came in the weeks after somebody began. */
const met = (since: string): Day =>
  day(`${since.slice(0, 8)}28`) > day('2025-03-12') ? day(since) : day(`${since.slice(0, 8)}28`)

/** Asked the afternoon before, and said yes at the moment the case was given to the pair. */
function tookOn(caseId: string, volunteer: string, at: Date) {
  const askedAt = new Date(Math.min(momentOf(dayOf(at), '08:30').getTime(), at.getTime() - 3_600_000))
  const answerBy = new Date(askedAt.getTime() + 2 * 86_400_000)
  return { caseId, line: line.key, volunteer, state: 'accepted', askedAt, answerBy, shownAt: at, answeredAt: at }
}

/** Hein passed it on, Truus said yes, and Gerda was asked this morning. */
async function askForMolenweg(
  store: Store,
  stories: readonly Story[],
  keys: readonly string[],
  named: ReadonlyMap<string, string>,
): Promise<void> {
  const caseId = keys[
    stories.findIndex(({ sides, reached }) => sides[0]?.street === 'Molenweg' && reached?.length === 1)
  ] as string
  const [first, again] = [momentAsTold('2025-03-10 16:40'), momentAsTold('2025-03-12 08:20')]
  const asked = (name: string, askedAt: Date) => ({
    ...{ caseId, line: line.key, volunteer: named.get(name) as string, askedAt },
    answerBy: new Date(askedAt.getTime() + 2 * 86_400_000),
  })
  const looked = momentAsTold('2025-03-10 19:05')
  await store.cases.goTo(caseId, line, line.match?.askedPhase as string, first)
  await store.matches.addMany([
    { ...asked('Hein', first), state: 'passed', answeredAt: momentAsTold('2025-03-11 12:30') },
    { ...asked('Truus', first), state: 'accepted', shownAt: looked, answeredAt: momentAsTold('2025-03-10 19:06') },
    { ...asked('Gerda', again), state: 'asked' },
  ])
}

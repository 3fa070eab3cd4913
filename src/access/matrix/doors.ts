import { sql } from 'kysely'
import { noWishes, versionOfBoth } from '#kernel/person'
import type { Asker, Resource, Verb } from '#platform/asker'
import { addDays, day, yearPeriod } from '#platform/days'
import { NotFound } from '#platform/errors'
import { newKey } from '#platform/ids'
import { versionOf } from '#platform/records'
import { lineOf } from '#service-lines'
import type { Store } from '../store.ts'
import { aDocument, myLine, otherLine, reported, type Table } from './fixture.ts'
import type { Fact, Who } from './said.ts'

/** A method of the store as a way to a row: what a sentence must allow for it to work. */
export interface Door {
  resource: Resource
  /** Every one of these, for the row it is tried on. */
  needs: readonly (readonly [Verb, Resource, ((row: Fact) => Fact | undefined)?])[]
  rows: Table
  /** Only these of the rows. */
  among?: (row: Fact, who: Who) => boolean
  /** Works on one's own account without a sentence. */
  orMe?: true
  /**
   * Tries it. A list answers with the keys that it shows, another door with anything at all; what may not be done throws
   * NotFound.
   */
  try(store: Store, row: Fact, asker: Asker): Promise<unknown>
  /** It answers with keys, and the row's may or may not be among them. */
  lists?: true
}

const line = lineOf(myLine)
const now = new Date('2025-03-12T08:00:00Z')
const on = day('2025-03-11')
const seen = { seen: 1 }
const theCase = (row: Fact) => row.of
const key = (row: Fact) => row.key as string
const tokenOf = (row: Fact) => row.token as string
const lineOfRow = (row: Fact) => row.line ?? myLine
const ids = async (rows: Promise<readonly { id: string }[]>) => (await rows).map((row) => row.id)
const question = {
  lines: [myLine],
  period: yearPeriod(2025),
  compare: 'none' as const,
  indicators: line.indicators.filter((one) => one.key === 'buurtbemiddeling-combinatie'),
}

type Try = Door['try']
type More = Partial<Omit<Door, 'try'>>
const door =
  (resource: Resource, rows: Table, verb: Verb) =>
  (attempt: Try, more: More = {}): Door => ({ resource, rows, needs: [[verb, resource]], try: attempt, ...more })
const list =
  (resource: Resource, rows: Table) =>
  (attempt: Try, more: More = {}): Door => ({ ...door(resource, rows, 'read')(attempt, more), lists: true })
const of = (resource: Resource, rows: Table) => ({
  read: door(resource, rows, 'read'),
  add: door(resource, rows, 'add'),
  change: door(resource, rows, 'change'),
  remove: door(resource, rows, 'remove'),
  list: list(resource, rows),
})

const account = of('account', 'accounts')
const team = of('team', 'teams')
const setting = of('setting', 'settings')
const area = of('area', 'areas')
const organisation = of('organisation', 'organisations')
const cases = of('case', 'cases')
const sides = of('case', 'sides')
const person = of('person', 'persons')
const note = of('note', 'notes')
const document = of('document', 'documents')
const step = of('next-step', 'steps')
const absence = of('absence', 'absences')
const handover = of('handover', 'handovers')
const referral = of('referral', 'referrals')
const survey = of('survey', 'surveys')
const consent = of('consent', 'consents')
const surveyLinks = of('survey', 'surveyLinks')
const aftercare = of('case', 'aftercare')
const volunteer = of('volunteer', 'volunteers')
const match = of('match', 'matches')
const message = of('message', 'messages')
const invitation = of('invitation', 'volunteers')
const talk = of('talk', 'matches')
const callBack = of('call-back', 'callBacks')
const rights = of('rights-request', 'cases')
const secondLook = of('second-look', 'cases')
const factsheet = of('factsheet', 'factsheets')
const publication = of('publication', 'publications')
const choice = of('figure-choice', 'choices')
const things = { figures: door('figures', 'things', 'read'), log: door('log', 'things', 'read') }

const newAccount = () => ({ email: `${newKey()}@lindeveen.example`, name: 'Nieuw', role: 'worker', endedOn: null })
const newPartner = () => ({ name: newKey(), kind: 'zorg', phone: null, email: null })
const newPerson = () => ({
  givenName: null,
  familyName: newKey(),
  infix: null,
  birthDate: null,
  phone: null,
  email: null,
  practical: null,
})
/** Under a case, or under a person alone. */
const underWhat = (row: Fact) =>
  row.whose ? { caseId: null, person: row.whose.id } : { caseId: row.of?.id as string, person: null }
const newNote = (row: Fact) => ({
  ...underWhat(row),
  line: lineOfRow(row),
  happenedAt: now,
  kind: 'call',
  side: null,
  result: null,
  words: '',
})
const newStep = (row: Fact) => ({
  ...underWhat(row),
  line: lineOfRow(row),
  kind: 'call' as const,
  onDay: on,
  atTime: null,
  place: null,
  side: null,
  about: null,
  doneAt: null,
})
const newReferral = (row: Fact) => ({
  caseId: row.of?.id as string,
  line: lineOfRow(row),
  direction: 'out',
  organisation: null,
  destination: 'huisarts',
  kind: 'formal',
  onDay: on,
})
const said = { kind: 'decision', happenedOn: on, name: 'Besluit', source: null, side: null } as const
const holderOf = (row: Fact) =>
  row.whose ? { person: row.whose.id, line: lineOfRow(row) } : { caseId: row.of?.id as string }
const underCase = { among: (row: Fact) => row.of !== undefined }
const underPerson = { among: (row: Fact) => row.whose !== undefined }
const newChoice = (row: Fact) => ({
  line: lineOfRow(row),
  year: 2031,
  audience: 'outside' as const,
  figure: 'buurtbemiddeling-advies',
  by: null,
  row: null,
  way: 'omit' as const,
  reason: '',
})
const newSurvey = (row: Fact) => ({
  caseId: row.of?.id as string,
  line: lineOfRow(row),
  village: null,
  side: null,
  onDay: on,
  mark: 7,
})
const aboutOf = (row: Fact) => ({ id: row.of?.id as string, line: lineOfRow(row), village: null })
const asked = { onDay: on, answer: 'holds', reached: true }
const answered = { mark: 7, quote: null, quoteBy: null, share: false, until: null, way: 'phone', on } as const
/** What is not there is refused like the rest. */
async function found<T>(asked: Promise<T | undefined>): Promise<T> {
  const row = await asked
  if (row === undefined) throw new NotFound()
  return row
}
const newConsent = (row: Fact) => ({
  person: null,
  caseId: row.of?.id as string,
  scope: 'share',
  givenOn: on,
  validUntil: null,
  withdrawnOn: null,
})
const newCase = (row: Fact) => ({
  reportedAt: reported,
  mainTopic: 'pets',
  owner: row.owner as string,
  sides: [{ side: 'reporter', street: 'Veldweg', houseNumber: '3' }],
})
const lineFor = (row: Fact) => ({ ...line, key: lineOfRow(row) })
// To be hung under a case that is not there is no right of anybody.
/** What is asked of an account by its key gives nothing for one of another organisation. */
const inOurs = { among: (row: Fact) => row.tenant === 'ours' && !row.removed }
const standing = { among: (row: Fact) => row.of === undefined || !row.of.removed }
// What is new is of nobody else's making: it is the person that the row stands for that counts, and she is not there yet.
const notThere = { among: (row: Fact) => !row.removed && !row.closed && row.tenant === 'ours' }
const readAndChange = {
  needs: [
    ['read', 'person'],
    ['change', 'person'],
  ] as Door['needs'],
}
// The other of two is made first, so whoever tries must be one who may.
const withAnother = {
  needs: [
    ['add', 'case'],
    ['change', 'case'],
  ] as Door['needs'],
}
const openingWithSides = {
  ...notThere,
  needs: [
    ['add', 'case'],
    ['change', 'case'],
  ] as Door['needs'],
}

/** Takes the row out of sight first, so that there is something to put back. */
const putBack =
  (table: string, restore: (store: Store, id: string) => Promise<unknown>): Try =>
  async (store, row, asker) => {
    await sql`update ${sql.table(table)} set removed_at = now() where tenant = ${asker.tenant} and id = ${row.id}::uuid`.execute(
      asker.tx,
    )
    return restore(store, row.id)
  }
/** Says yes first, in the place of whoever was asked: only then is there something to do. */
const helping =
  (attempt: Try): Try =>
  async (store, row, asker) => {
    await sql`update matches set state = 'accepted' where id = ${row.id}::uuid and tenant = ${asker.tenant}`.execute(
      asker.tx,
    )
    return attempt(store, row, asker)
  }
/** Brings a message to where the deed can be done. */
const messageIn =
  (state: string, way: string, attempt: Try): Try =>
  async (store, row, asker) => {
    await sql`update messages set state = ${state}, way = ${way} where id = ${row.id}::uuid and tenant = ${asker.tenant}`.execute(
      asker.tx,
    )
    return attempt(store, row, asker)
  }
// What is new was sent by whoever sends it: of a worker only her own rows stand for that.
const sends = {
  among: (row: Fact, who: Who) =>
    standing.among(row) && (who.role !== 'worker' || row.addedBy === who.account || row.tenant === 'theirs'),
}
const newLetter = (row: Fact) => ({
  ...{ letter: 'closing', line: lineOfRow(row), caseId: row.of?.id as string, side: 'reporter' },
  ...{ household: newKey(), document: newKey(), notice: false },
})
const newMail = (row: Fact) => ({
  ...{ template: 'aftercare' as const, way: 'mail' as const, line: lineOfRow(row), about: newKey() },
  ...{ to: 'riet@lindeveen.example', caseId: row.of?.id as string },
})
const aTalk = {
  who: line.case.mainSide,
  what: Object.keys(line.match?.talks ?? {})[0] as string,
  daysAgo: 0,
  sure: true,
}
const stands = { among: (row: Fact) => !row.removed }

/** Every method of the store that is a door, under its name. */
export const doors: Record<string, Door> = {
  'accounts.get': account.read((store, row) => store.accounts.get(row.id)),
  'accounts.openWork': account.change((store, row) => store.accounts.openWork(row.id), inOurs),
  'accounts.all': account.list((store) => ids(store.accounts.all())),
  'accounts.workingOn': account.list((store, row) => ids(store.accounts.workingOn(lineOfRow(row)))),
  'accounts.add': account.add((store) => store.accounts.add(newAccount()), notThere),
  'accounts.change': account.change((store, row) =>
    store.accounts.change(row.id, seen, (was) => ({ ...was, name: 'Anders' })),
  ),
  'accounts.teams': team.list((store) => ids(store.accounts.teams())),
  'accounts.addTeam': team.add((store) => store.accounts.addTeam({ name: 'nieuw', lines: [] }), notThere),
  'accounts.team': team.read((store, row) => store.accounts.team(row.id)),
  'accounts.changeTeam': team.change((store, row) =>
    store.accounts.changeTeam(row.id, seen, (was) => ({ ...was, name: 'anders' })),
  ),
  'accounts.membersOf': list('team', 'members')((store, row) => ids(store.accounts.membersOf(key(row)))),
  'accounts.join': team.change((store, row, asker) => store.accounts.join(row.id, asker.account as string), {
    among: (row) => row.line !== myLine,
  }),
  'accounts.leave': door('team', 'members', 'change')((store, row) => store.accounts.leave(row.id)),
  'accounts.rejoin': door(
    'team',
    'members',
    'change',
  )(putBack('team_members', (store, id) => store.accounts.rejoin(id))),
  'accounts.settings': setting.list((store) => ids(store.accounts.settings())),
  'accounts.set': setting.add(
    (store) => store.accounts.set({ key: newKey(), validFrom: on, validUntil: null, value: 1, source: 'afspraak' }),
    notThere,
  ),

  'areas.villages': area.list((store) => ids(store.areas.villages())),
  'areas.bySize': area.list(async (store) =>
    (await store.areas.bySize('groot-klein', on)).flatMap((one) => [...one.groups.keys()]),
  ),
  'areas.addVillages': area.add((store) => store.areas.addVillages([newKey()]), notThere),
  'areas.addGrouping': area.add((store, row) =>
    store.areas.addGrouping([
      { groupingKey: newKey(), area: row.id, groupKey: 'large', groupName: 'groot', validFrom: on, validUntil: null },
    ]),
  ),

  'areas.village': area.read((store, row) => store.areas.village(row.id)),
  'areas.placings': area.list(async (store) => (await store.areas.placings()).map((one) => one.area)),
  'areas.isUsed': area.read((store, row) => store.areas.isUsed(row.id)),
  'areas.rename': area.change((store, row) => store.areas.rename(row.id, seen, `Dorp ${newKey()}`)),
  'areas.takeNameBack': area.change(async (store, row) => {
    await store.areas.rename(row.id, seen, `Dorp ${newKey()}`)
    return store.areas.takeNameBack(row.id, { seen: 2 })
  }),
  'areas.end': area.change((store, row) => store.areas.end(row.id, seen, on)),
  'areas.takeEndBack': area.change((store, row) => store.areas.takeEndBack(row.id)),
  'areas.remove': area.remove((store, row) => store.areas.remove(row.id)),
  'areas.restore': area.remove(putBack('areas', (store, id) => store.areas.restore(id))),
  'areas.place': area.change((store, row) =>
    store.areas.place(row.id, { seen: versionOf([]) }, newKey(), { key: 'noord', name: 'Noord' }, on),
  ),
  'areas.takePlacingBack': area.change(async (store, row, asker) => {
    const { id } = await asker.tx
      .selectFrom('areaGroupings')
      .select('id')
      .where('area', '=', row.id)
      .executeTakeFirstOrThrow(() => new NotFound())
    return store.areas.takePlacingBack(id)
  }),
  'areas.takeSetBack': area.remove(async (store, row, asker) => {
    const { groupingKey } = await asker.tx
      .selectFrom('areaGroupings')
      .select('groupingKey')
      .where('area', '=', row.id)
      .executeTakeFirstOrThrow(() => new NotFound())
    await store.areas.takeSetBack(groupingKey)
  }),
  'areas.addSet': area.add((store, row) =>
    store.areas.addSet(newKey(), on, [{ key: 'noord', name: 'Noord', areas: [row.id] }]),
  ),

  'organisations.get': organisation.read((store, row) => store.organisations.get(row.id)),
  'organisations.all': organisation.list((store) => ids(store.organisations.all())),
  'organisations.add': organisation.add((store) => store.organisations.add(newPartner()), notThere),
  'organisations.addMany': organisation.add((store) => store.organisations.addMany([newPartner()]), notThere),
  'organisations.change': organisation.change((store, row) =>
    store.organisations.change(row.id, seen, (was) => ({ ...was, kind: 'anders' })),
  ),

  'cases.get': cases.read((store, row) => store.cases.get(row.id)),
  'cases.find': cases.list(async (store, row) => [(await store.cases.find(row.id))?.id]),
  'cases.file': cases.read((store, row) => store.cases.file(row.id)),
  'cases.list': cases.list(async (store) =>
    ids(
      store.cases
        .list({ lines: [myLine, otherLine], status: 'all', order: 'opened', limit: 500 })
        .then(({ rows }) => rows),
    ),
  ),
  'cases.total': cases.list(async (store, row) =>
    (await store.cases.total({
      lines: [myLine, otherLine],
      status: 'all',
      order: 'opened',
      limit: 1,
      keys: [row.id],
    })) === 1
      ? [row.id]
      : [],
  ),
  'cases.search': cases.list(async (store, row, asker) =>
    ids(store.cases.search({ number: await numberOf(asker, row) })),
  ),
  'cases.ofPerson': cases.list((store, row) => ids(store.cases.ofPerson(key(row)))),
  'cases.ofPeople': cases.list((store, row) => ids(store.cases.ofPeople([key(row)]))),
  'cases.side': sides.read((store, row) => store.cases.side(row.id), { needs: [['read', 'case', theCase]] }),
  'cases.open': cases.add((store, row) => store.cases.open(lineFor(row), newCase(row)), openingWithSides),
  'cases.openMany': cases.add(
    (store, row) => store.cases.openMany(lineFor(row), [newCase(row), newCase(row)]),
    openingWithSides,
  ),
  'cases.retell': cases.change((store, row) => store.cases.retell(row.id, seen, lineFor(row), newCase(row)), {
    needs: [
      ['read', 'case'],
      ['change', 'case'],
    ],
  }),
  'cases.judge': cases.change((store, row) =>
    store.cases.judge(row.id, seen, lineFor(row), { suitable: 'yes', reasons: [] }),
  ),
  'cases.goTo': cases.change((store, row) => store.cases.goTo(row.id, lineFor(row), 'assigned', now)),
  'cases.talked': cases.change(
    (store, row) => store.cases.talked(row.id, lineFor(row), { kind: 'memo', side: null, result: null, at: now }),
    {
      needs: [
        ['read', 'case'],
        ['change', 'case'],
      ],
    },
  ),
  'cases.close': cases.change((store, row) => store.cases.close(row.id, seen, lineFor(row), { on, outcome: 'advice' })),
  'cases.reopen': cases.change((store, row) => store.cases.reopen(row.id)),
  'cases.pause': cases.change((store, row) =>
    store.cases.pause(row.id, seen, lineFor(row), { until: addDays(on, 7), reason: 'away' }),
  ),
  'cases.resume': cases.change((store, row) => store.cases.resume(row.id, lineFor(row))),
  'cases.standStill': cases.change((store, row) => store.cases.standStill(row.id)),
  'cases.goOn': cases.change((store, row) => store.cases.goOn(row.id)),
  'cases.seek': cases.change((store, row) => store.cases.seek(row.id, () => ({ seeks: 1, waitsFor: 'us' }))),
  'cases.give': cases.change((store, row) => store.cases.give(row.id, seen, row.owner as string)),
  'cases.correct': cases.change(
    (store, row) => store.cases.correct(row.id, seen, { mainTopic: 'noise', topics: ['pets'], fields: {} }),
    {
      needs: [
        ['read', 'case'],
        ['change', 'case'],
      ],
    },
  ),
  'cases.addSide': cases.change((store, row) => store.cases.addSide(row.id, { side: 'neighbour', called: 'Bewoner' })),
  'cases.changeSide': sides.change(
    (store, row) => store.cases.changeSide(row.id, seen, (was) => ({ ...was, called: 'anders' })),
    { needs: [['change', 'case', theCase]] },
  ),
  'cases.informed': sides.change((store, row) => store.cases.informed(row.id, on), {
    needs: [['change', 'case', theCase]],
  }),
  'cases.toldReferrer': cases.change((store, row) => store.cases.toldReferrer(row.id, on)),
  'cases.alike': cases.read((store, row) => store.cases.alike(row.id)),
  'cases.join': cases.change((store, row) => joined(store, row), withAnother),
  'cases.takeApart': cases.change(async (store, row) => store.cases.takeApart(await joined(store, row)), withAnother),
  'cases.different': cases.change(
    async (store, row) => store.cases.different(row.id, await another(store, row)),
    withAnother,
  ),
  'cases.notDifferent': cases.change(
    async (store, row) => store.cases.notDifferent(await store.cases.different(row.id, await another(store, row))),
    withAnother,
  ),
  'cases.remove': cases.remove((store, row) => store.cases.remove(row.id)),
  'cases.restore': cases.remove(
    putBack('cases', (store, id) => store.cases.restore(id)),
    stands,
  ),

  'people.get': person.read((store, row) => store.people.get(row.id)),
  'people.find': person.list(async (store, row) => [(await store.people.find(row.id))?.id]),
  'people.file': person.read((store, row) => store.people.file(row.id)),
  'people.byKeys': person.list((store, row) => ids(store.people.byKeys([row.id]))),
  'people.search': person.list((store, row) =>
    ids(store.people.search({ words: key(row), phone: null, birthDate: null, place: null })),
  ),
  'searches.people': person.list((store, row) =>
    ids(store.searches.people({ words: key(row), phone: null, birthDate: null, place: null })),
  ),
  'people.duplicates': person.list(async (store, row, asker) =>
    ids(store.people.duplicates(await likenessOf(asker, row))),
  ),
  'people.alike': person.list(async (store, row, asker) => ids(store.people.alike([await likenessOf(asker, row)]))),
  'people.add': person.add((store) => store.people.add(newPerson()), {
    rows: 'persons',
    among: (row, who) => row.addedBy === who.account && !row.removed,
  }),
  'people.addMany': person.add((store) => store.people.addMany([{ person: newPerson() }]), {
    among: (row, who) => row.addedBy === who.account && !row.removed,
  }),
  'people.change': person.change((store, row) =>
    store.people.change(row.id, seen, (was) => ({ ...was, practical: 'na zessen' })),
  ),
  'people.move': person.change(
    (store, row) => store.people.move(row.id, { street: 'Esweg', houseNumber: '2', postcode: null, village: null }, on),
    {
      needs: [
        ['read', 'person'],
        ['change', 'person'],
      ],
    },
  ),
  'people.notTheSame': person.change((store, row) => store.people.notTheSame(row.id, row.id), { among: () => false }),
  'people.mergedInto': person.read((store, row) => store.people.mergedInto(row.id)),
  'people.mayMerge': person.change((store, row) => twice(store, row, store.people.mayMerge)),
  'people.merge': person.change((store, row) => merged(store, row)),
  'people.sinceMerge': person.change(async (store, row) => store.people.sinceMerge(row.id, await merged(store, row))),
  'people.separate': person.change(async (store, row) => {
    const other = await merged(store, row)
    const { version } = await store.people.sinceMerge(row.id, other)
    await store.people.separate(row.id, other, { seen: version }, { said: {}, cases: {}, addresses: {} })
  }),
  'people.wishes': person.list(async (store, row) => [...(await store.people.wishes([row.id])).keys()]),
  'people.wishesRow': person.read(async (store, row, asker) => {
    await hung(asker, 'person_wishes', row)
    return found(store.people.wishesRow(row.id))
  }),
  'people.sayWishes': person.change((store, row) => store.people.sayWishes(row.id, seen, { ...noWishes, never: [] })),
  'people.wishesDiffer': person.change((store, row) => twice(store, row, store.people.wishesDiffer)),
  'relations.get': person.read(async (store, row, asker) => store.relations.get(await hung(asker, ...aRelation, row))),
  'relations.ofPerson': person.list(async (store, row, asker) => {
    await hung(asker, ...aRelation, row)
    return (await store.relations.ofPerson(row.id)).map(() => row.id)
  }),
  'relations.add': person.change((store, row) => store.relations.add(row.id, newRelation), readAndChange),
  'relations.change': person.change(
    async (store, row, asker) => store.relations.change(await hung(asker, ...aRelation, row), seen, newRelation),
    readAndChange,
  ),
  'relations.link': person.change(
    async (store, row, asker) =>
      store.relations.link(await hung(asker, ...aRelation, row), (await fresh(store, row)).id),
    readAndChange,
  ),
  'relations.remove': person.change(async (store, row, asker) =>
    store.relations.remove(await hung(asker, ...aRelation, row)),
  ),
  'relations.restore': person.change(async (store, row, asker) =>
    store.relations.restore(await hung(asker, ...aRelation, row, 'removed')),
  ),
  'households.of': person.list(async (store, row, asker) => {
    await hung(asker, ...aMember, row)
    return (await store.households.of(row.id)).member ? [row.id] : []
  }),
  'households.join': person.change(
    async (store, row) => store.households.join(row.id, (await fresh(store, row)).id, on),
    readAndChange,
  ),
  'households.leave': person.change(async (store, row, asker) =>
    store.households.leave(await hung(asker, ...aMember, row), on),
  ),
  'households.back': person.change(async (store, row, asker) => {
    const member = await hung(asker, ...aMember, row)
    await store.households.leave(member, on)
    return store.households.back(member)
  }, readAndChange),
  'representatives.get': person.read(async (store, row, asker) =>
    store.representatives.get(await hung(asker, ...aRepresentative, row)),
  ),
  'representatives.ofPerson': person.list(async (store, row, asker) => {
    await hung(asker, ...aRepresentative, row)
    return (await store.representatives.ofPerson(row.id)).map(() => row.id)
  }),
  'representatives.add': person.change(
    (store, row) => store.representatives.add(row.id, newRepresentative),
    readAndChange,
  ),
  'representatives.change': person.change(
    async (store, row, asker) =>
      store.representatives.change(await hung(asker, ...aRepresentative, row), seen, newRepresentative),
    readAndChange,
  ),
  'representatives.remove': person.change(async (store, row, asker) =>
    store.representatives.remove(await hung(asker, ...aRepresentative, row)),
  ),
  'representatives.restore': person.change(async (store, row, asker) =>
    store.representatives.restore(await hung(asker, ...aRepresentative, row, 'removed')),
  ),
  'departures.ofPerson': person.list(async (store, row, asker) => {
    await hung(asker, ...aDeparture, row)
    return (await store.departures.ofPerson(row.id)).map(() => row.id)
  }),
  'departures.leave': person.change(
    (store, row) => store.departures.leave(row.id, { kind: 'died', onDay: on }),
    readAndChange,
  ),
  'departures.back': person.change(
    async (store, row, asker) => store.departures.back(await hung(asker, ...aDeparture, row)),
    readAndChange,
  ),
  'people.remove': person.remove((store, row) => store.people.remove(row.id)),
  'people.restore': person.remove(
    putBack('persons', (store, id) => store.people.restore(id)),
    stands,
  ),

  'notes.get': note.read((store, row) => store.notes.get(row.id)),
  'notes.ofCase': note.list((store, row) => ids(store.notes.ofCase(row.of?.id as string)), underCase),
  'notes.ofCases': note.list((store, row) => ids(store.notes.ofCases([row.of?.id as string])), underCase),
  'notes.ofPerson': note.list((store, row) => ids(store.notes.ofPerson(row.whose?.id as string)), underPerson),
  'notes.add': note.add((store, row) => store.notes.add(newNote(row)), standing),
  'notes.addMany': note.add((store, row) => store.notes.addMany([{ ...newNote(row), author: null }]), standing),
  'notes.alsoIn': note.change(
    (store, row) => store.notes.alsoIn(row.id, { caseId: row.of?.id as string, side: null }),
    {
      needs: [
        ['read', 'note'],
        ['change', 'note'],
      ],
      among: (row) => row.of !== undefined,
    },
  ),
  'notes.elsewhere': note.list(async (store, row, asker) => {
    const contact = newKey()
    await sql`update notes set contact = ${contact}::uuid where id = ${row.id}::uuid and tenant = ${asker.tenant}`.execute(
      asker.tx,
    )
    return ids(store.notes.elsewhere([{ id: newKey(), contact }]))
  }),
  'notes.change': note.change((store, row) => store.notes.change(row.id, seen, (was) => ({ ...was, words: 'anders' }))),
  'notes.remove': note.remove((store, row) => store.notes.remove(row.id)),
  'notes.restore': note.remove(putBack('notes', (store, id) => store.notes.restore(id))),

  'documents.get': document.read((store, row) => store.documents.get(row.id)),
  'documents.keep': document.add((store, row) => store.documents.keep({ ...holderOf(row), ...aDocument() }), standing),
  'documents.ofCase': document.list((store, row) => ids(store.documents.ofCase(row.of?.id as string)), underCase),
  'documents.ofCases': document.list((store, row) => ids(store.documents.ofCases([row.of?.id as string])), underCase),
  'documents.ofPerson': document.list((store, row) => ids(store.documents.ofPerson(row.whose?.id as string)), {
    among: (row) => row.whose !== undefined,
  }),
  'documents.content': document.read((store, row) => store.documents.content(row.id)),
  'documents.texts': document.read((store, row) => store.documents.texts(row.id, 1, 5)),
  'documents.correct': document.change((store, row) => store.documents.correct(row.id, seen, said)),
  'documents.move': document.change(
    async (store, row) => store.documents.move(row.id, seen, { caseId: await another(store, row), side: null }),
    {
      ...underCase,
      needs: [
        ['change', 'document'],
        ['add', 'case', theCase],
        ['change', 'case', theCase],
      ],
    },
  ),
  'documents.back': document.change((store, row) =>
    store.documents.back(row.id, seen, { holder: holderOf(row), side: null }),
  ),
  'documents.remove': document.remove((store, row) => store.documents.remove(row.id)),
  'documents.restore': document.remove(putBack('documents', (store, id) => store.documents.restore(id))),

  'absences.get': absence.read((store, row) => store.absences.get(row.id)),
  'absences.coming': absence.list((store) => ids(store.absences.coming())),
  'absences.add': absence.add((store, row) =>
    store.absences.add(row.account as string, { from: day('2025-05-01'), until: day('2025-05-02') }, {}),
  ),
  'absences.change': absence.change((store, row) =>
    store.absences.change(row.id, seen, { from: day('2025-05-01'), until: day('2025-05-02') }, {}),
  ),
  'absences.remove': absence.remove((store, row) => store.absences.remove(row.id)),
  'absences.restore': absence.remove(putBack('absences', (store, id) => store.absences.restore(id))),

  'handovers.get': handover.read((store, row) => store.handovers.get(row.id)),
  'handovers.looseSteps': step.list((store, row) => ids(store.handovers.looseSteps(row.owner as string)), {
    among: (row) => row.whose !== undefined && row.tenant === 'ours',
  }),
  'handovers.give': cases.change(
    async (store, row, asker) => {
      const { rows } = await sql<{ id: string }>`select id from accounts where tenant = ${asker.tenant}
        and id <> ${row.owner}::uuid limit 1`.execute(asker.tx)
      const receiver = rows[0]?.id as string
      const given = { cases: [{ id: row.id, receiver }], steps: [] }
      const workingOn = new Map([[lineOfRow(row), new Set([receiver])]])
      await store.handovers.give(row.owner as string, given, { lineOf: () => lineFor(row), workingOn })
    },
    { among: (row) => row.owner !== null && row.owner !== undefined },
  ),
  'handovers.takeBack': handover.change((store, row) => store.handovers.takeBack(row.id)),

  'nextSteps.get': step.read((store, row) => store.nextSteps.get(row.id)),
  'nextSteps.ofCase': step.list((store, row) => ids(store.nextSteps.ofCase(row.of?.id as string)), underCase),
  'nextSteps.ofPerson': step.list((store, row) => ids(store.nextSteps.ofPerson(row.whose?.id as string)), underPerson),
  'nextSteps.mine': step.list(async (store) => (await store.nextSteps.mine({ limit: 500 })).rows.map(({ id }) => id), {
    among: (row, who) => row.owner === who.account,
  }),
  'nextSteps.passed': step.list((store) => ids(store.nextSteps.passed(500))),
  'nextSteps.end': step.change((store, row) => store.nextSteps.end(row.id, lineFor(row), 'done'), {
    needs: [
      ['change', 'next-step'],
      ['add', 'note'],
    ],
  }),
  'nextSteps.endedBy': step.change((store, row) => store.nextSteps.endedBy(row.id, newKey())),
  'nextSteps.reopen': step.change((store, row) => store.nextSteps.reopen(row.id, lineFor(row))),
  'nextSteps.another': step.change((store, row) =>
    store.nextSteps.another(row.id, { onDay: day('2025-03-20'), atTime: null }),
  ),
  'nextSteps.backTo': step.change((store, row) => store.nextSteps.backTo(row.id, { onDay: on, atTime: null })),
  'nextSteps.add': step.add((store, row) => store.nextSteps.add(newStep(row)), standing),
  'nextSteps.addMany': step.add((store, row) => store.nextSteps.addMany([newStep(row)]), standing),
  'nextSteps.change': step.change((store, row) =>
    store.nextSteps.change(row.id, seen, (was) => ({ ...was, place: 'dorpshuis' })),
  ),
  'nextSteps.remove': step.remove((store, row) => store.nextSteps.remove(row.id)),
  'nextSteps.restore': step.remove(putBack('next_steps', (store, id) => store.nextSteps.restore(id))),

  'referrals.get': referral.read((store, row) => store.referrals.get(row.id)),
  'referrals.ofCase': referral.list((store, row) => ids(store.referrals.ofCase(row.of?.id as string))),
  'referrals.add': referral.add((store, row) => store.referrals.add(newReferral(row)), standing),
  'referrals.addMany': referral.add((store, row) => store.referrals.addMany([newReferral(row)]), standing),
  'referrals.change': referral.change((store, row) =>
    store.referrals.change(row.id, seen, (was) => ({ ...was, about: 'anders' })),
  ),
  'referrals.remove': referral.remove((store, row) => store.referrals.remove(row.id)),
  'referrals.restore': referral.remove(putBack('referrals', (store, id) => store.referrals.restore(id))),

  'surveys.get': survey.read((store, row) => store.surveys.get(row.id)),
  'surveys.ofCase': survey.list((store, row) => ids(store.surveys.ofCase(row.of?.id as string))),
  'surveys.quotable': survey.list((store, row) => ids(store.surveys.quotable(lineOfRow(row)))),
  'surveys.add': survey.add((store, row) => store.surveys.add(newSurvey(row)), standing),
  'surveys.addMany': survey.add((store, row) => store.surveys.addMany([newSurvey(row)]), standing),
  'surveys.change': survey.change((store, row) => store.surveys.change(row.id, seen, (was) => ({ ...was, mark: 9 }))),
  'surveys.withdraw': survey.change((store, row) => store.surveys.withdraw(row.id)),
  'surveys.remove': survey.remove((store, row) => store.surveys.remove(row.id)),
  'surveys.restore': survey.remove(putBack('surveys', (store, id) => store.surveys.restore(id))),

  'surveys.quoted': survey.list((store, row) => ids(store.surveys.quoted(lineOfRow(row)))),
  'surveys.ask': survey.add(
    (store, row) => store.surveys.ask(aboutOf(row), 'reporter', 'link', (token) => token),
    standing,
  ),
  'surveys.record': survey.add((store, row) => store.surveys.record(aboutOf(row), 'reporter', answered), standing),
  'surveys.linkOf': surveyLinks.read((store, row) => found(store.surveys.linkOf(key(row)))),
  'surveys.byToken': surveyLinks.read((store, row) => found(store.surveys.byToken(tokenOf(row)))),
  'surveys.answerBy': surveyLinks.change((store, row) => store.surveys.answerBy(row.id, answered)),

  'aftercare.ofCases': aftercare.list((store, row) => ids(store.aftercare.ofCases([row.of?.id as string])), {
    needs: [['read', 'case', theCase]],
  }),
  'aftercare.answer': aftercare.change(
    (store, row) => store.aftercare.answer(row.of?.id as string, 'neighbour', { seen: 1 }, asked),
    {
      needs: [['change', 'case', theCase]],
    },
  ),
  'aftercare.addMany': aftercare.change(
    (store, row) => store.aftercare.addMany([{ caseId: row.of?.id as string, side: 'neighbour', ...asked }]),
    { needs: [['change', 'case', theCase]], ...standing },
  ),
  'aftercare.forget': aftercare.change((store, row) => store.aftercare.forget(row.id), {
    needs: [['change', 'case', theCase]],
  }),

  'consents.ofCase': consent.list((store, row) => ids(store.consents.ofCase(row.of?.id as string))),
  'consents.add': consent.add((store, row) => store.consents.add(newConsent(row)), standing),
  'consents.addMany': consent.add((store, row) => store.consents.addMany([newConsent(row)]), standing),
  'consents.answer': consent.add(async (store, row) => {
    const caseId = row.of?.id as string
    const was = await store.consents.ofCase(caseId)
    return store.consents.answer(caseId, { seen: versionOf(was) }, { named: 'no' }, on)
  }, standing),
  'consents.withdraw': consent.change((store, row) => store.consents.withdraw(row.id)),

  'volunteers.ofLine': volunteer.list((store, row) => ids(store.volunteers.ofLine(row.helpsOn?.[0] ?? myLine))),
  'volunteers.file': volunteer.read((store, row) => store.volunteers.file(row.id)),
  'volunteers.mine': volunteer.list(async (store) => [(await store.volunteers.mine())?.volunteer.id], {
    among: (row, who) => row.account === who.account,
  }),
  'volunteers.get': volunteer.read((store, row) => store.volunteers.get(row.id)),
  'volunteers.add': volunteer.add((store) => store.volunteers.add({ name: 'Nieuw' }, { line: myLine, validFrom: on }), {
    among: (row) => notThere.among(row) && row.line === myLine,
  }),
  'volunteers.change': volunteer.change((store, row) =>
    store.volunteers.change(row.id, seen, (was) => ({ ...was, practical: 'heeft een auto' })),
  ),
  'volunteers.giveRole': volunteer.change((store, row) =>
    store.volunteers.giveRole(row.id, { line: 'een andere lijn', validFrom: on }),
  ),
  'volunteers.changeRole': volunteer.change((store, row) =>
    store.volunteers.changeRole(row.parts?.role as string, seen, (was) => ({ ...was, casesBefore: 3 })),
  ),
  'volunteers.endRole': volunteer.change((store, row) =>
    store.volunteers.endRole(row.parts?.role as string, seen, { on, thanks: null }),
  ),
  'volunteers.meet': volunteer.change((store, row) => store.volunteers.meet(row.id, lineOfRow(row), 'anders', on)),
  'volunteers.unmeet': volunteer.change((store, row) => store.volunteers.unmeet(row.parts?.demand as string)),
  'volunteers.pause': volunteer.change((store, row) => store.volunteers.pause(row.id, addDays(on, 9), null)),
  'volunteers.endPause': volunteer.change((store, row) => store.volunteers.endPause(row.parts?.pause as string)),
  'volunteers.remove': volunteer.remove((store, row) => store.volunteers.remove(row.id)),
  'volunteers.restore': volunteer.remove(
    putBack('volunteers', (store, id) => store.volunteers.restore(id)),
    stands,
  ),

  'messages.get': message.read((store, row) => store.messages.get(row.id)),
  'messages.ofThing': message.list((store, row) => ids(store.messages.ofThing(key(row)))),
  'messages.ofCases': message.list((store, row) => ids(store.messages.ofCases([row.of?.id as string]))),
  'messages.outbox': message.list(async (store) =>
    ids(store.messages.outbox({ show: 'all', limit: 500 }).then(({ rows }) => rows)),
  ),
  'messages.post': message.add((store, row) => store.messages.post(newMail(row), (text) => text), sends),
  'messages.layReady': message.add((store, row) => store.messages.layReady(newLetter(row)), sends),
  'messages.withdraw': message.change((store, row) => store.messages.withdraw(row.id)),
  'messages.again': message.change(messageIn('failed', 'mail', (store, row) => store.messages.again(row.id))),
  'messages.cameBack': message.change(messageIn('sent', 'mail', (store, row) => store.messages.cameBack(row.id))),
  'messages.gone': message.change((store, row) => store.messages.gone(row.id, 'posted')),
  'messages.handled': message.change((store, row) => store.messages.handled(row.id)),
  'letterheads.changeLetterhead': setting.change(
    (store) => store.letterheads.changeLetterhead(seen, (was) => ({ ...was, footer: 'anders' })),
    {
      ...notThere,
      needs: [
        ['add', 'setting'],
        ['change', 'setting'],
      ],
    },
  ),

  'matches.ofCase': match.list((store, row) => ids(store.matches.ofCase(row.of?.id as string))),
  'matches.ofVolunteer': match.list((store, row) => ids(store.matches.ofVolunteer(row.standsIn?.[0]?.id as string))),
  'matches.addMany': match.add(
    (store, row) =>
      store.matches.addMany([
        {
          ...{ caseId: row.of?.id as string, line: lineOfRow(row), volunteer: key(row), state: 'passed' },
          ...{ askedAt: now, answerBy: now },
        },
      ]),
    standing,
  ),
  'matches.ask': match.add(
    async (store, row) => {
      const was = await store.matches.ofCase(row.of?.id as string)
      return store.matches.ask(row.of?.id as string, { seen: versionOf(was) }, lineFor(row), [key(row)])
    },
    {
      ...standing,
      needs: [
        ['change', 'case', theCase],
        ['add', 'match'],
      ],
    },
  ),
  'matches.look': match.change((store, row) => store.matches.look(row.id, lineFor(row))),
  'matches.accept': match.change(async (store, row) => {
    await store.matches.look(row.id, lineFor(row))
    return store.matches.accept(row.id, lineFor(row))
  }),
  'matches.pass': match.change((store, row) => store.matches.pass(row.id, lineFor(row))),
  'matches.withdraw': match.change((store, row) => store.matches.withdraw(row.id, lineFor(row))),
  'matches.fallOut': match.change(async (store, row) => {
    await store.matches.look(row.id, lineFor(row))
    await store.matches.accept(row.id, lineFor(row))
    return store.matches.fallOut(row.id, lineFor(row), 'away')
  }),
  'matches.mine': match.list(async (store) => (await store.matches.mine()).map((one) => one.match.id), {
    among: (row, who) => row.account === who.account,
  }),
  'matches.contactOf': match.read(async (store, row, asker) => {
    await sql`update matches set state = 'shown' where id = ${row.id}::uuid and tenant = ${asker.tenant}`.execute(
      asker.tx,
    )
    return store.matches.contactOf(row.id)
  }),

  'invitations.wayIn': invitation.read((store, row) => store.invitations.wayIn(row.id)),
  'invitations.invite': invitation.add((store, row) =>
    store.invitations.invite(row.id, `${newKey()}@lindeveen.example`, ''),
  ),
  'invitations.renew': invitation.change((store, row) => store.invitations.renew(row.id, ''), {
    among: (row) => row.account !== undefined,
  }),

  'helping.cases': talk.list(
    helping(async (store) => (await store.helping.cases()).map((one) => one.id)),
    { among: (row, who) => row.account === who.account },
  ),
  'helping.get': talk.read(helping((store, row) => store.helping.get(row.id))),
  'helping.log': talk.add(helping((store, row) => store.helping.log(row.id, lineFor(row), aTalk))),
  'helping.takeBack': talk.change(
    helping(async (store, row) => {
      const logged = await store.helping.log(row.id, lineFor(row), aTalk)
      return store.helping.takeBack(row.id, lineFor(row), logged.note as string)
    }),
  ),
  'helping.callMe': talk.add(helping((store, row) => store.helping.callMe(row.id, lineFor(row)))),

  // A request hangs under a person of the case; its line decides, so a case that was removed tells nothing here.
  'rights.get': rights.read(async (store, row, asker) => store.rights.get(await aRequest(asker, row)), notThere),
  'rights.list': rights.read(async (store, row, asker) => {
    const id = await aRequest(asker, row)
    return found(store.rights.list('open').then((all) => all.find((one) => one.id === id)))
  }, notThere),
  'rights.ofPerson': rights.read(async (store, row, asker) => {
    const id = await aRequest(asker, row)
    return found(store.rights.ofPerson(key(row)).then((all) => all.find((one) => one.id === id)))
  }, notThere),
  'rights.add': rights.add((store, row) => store.rights.add(newRequest(row)), notThere),
  'rights.extend': rights.change(
    async (store, row, asker) => store.rights.extend(await aRequest(asker, row), seen, { on, because: 'veel' }),
    notThere,
  ),
  'rights.decide': rights.change(
    async (store, row, asker) =>
      store.rights.decide(await aRequest(asker, row), seen, { decision: 'granted', on, reason: null }),
    notThere,
  ),
  'rights.handOver': rights.change(
    async (store, row, asker) =>
      store.rights.handOver(await aRequest(asker, row, 'decided'), seen, { on, how: 'post' }),
    notThere,
  ),
  'rights.remove': rights.remove(
    async (store, row, asker) => store.rights.remove(await aRequest(asker, row)),
    notThere,
  ),
  'rights.restore': rights.remove(
    async (store, row, asker) => store.rights.restore(await aRequest(asker, row, 'removed')),
    notThere,
  ),
  'rights.keepCopy': rights.change(
    async (store, row, asker) => store.rights.keepCopy(await aRequest(asker, row), aCopy),
    notThere,
  ),
  'rights.copiesOf': rights.read(async (store, row, asker) => {
    const copy = await aMadeCopy(asker, row)
    return found(store.rights.copiesOf(copy.request).then((all) => all[0]))
  }, notThere),
  'rights.copy': rights.read(
    async (store, row, asker) => store.rights.copy((await aMadeCopy(asker, row)).id),
    notThere,
  ),
  'rights.becameDocument': rights.change(
    async (store, row, asker) =>
      store.rights.becameDocument((await aMadeCopy(asker, row)).id, await anyDocument(asker)),
    notThere,
  ),
  'rights.second': secondLook.change(
    async (store, row, asker) => store.rights.second((await aMadeCopy(asker, row)).id),
    notThere,
  ),
  'rights.toSecond': secondLook.change(async (store, row, asker) => {
    const { id } = await aMadeCopy(asker, row)
    return found(store.rights.toSecond().then((all) => all.find((one) => one.id === id)))
  }, notThere),
  'callBacks.get': callBack.read((store, row) => store.callBacks.get(row.id)),
  'callBacks.waiting': callBack.list((store) => ids(store.callBacks.waiting())),
  'callBacks.add': callBack.add(
    (store, row) =>
      store.callBacks.add({
        ...{ person: null, called: 'Riet', caseId: null, line: null, phone: null, dueAt: now, words: '' },
        receiver: row.account as string,
      }),
    notThere,
  ),
  'callBacks.done': callBack.change((store, row) => store.callBacks.done(row.id)),
  'callBacks.notReached': callBack.change((store, row) => store.callBacks.notReached(row.id)),
  'callBacks.takeBack': callBack.change((store, row) => store.callBacks.takeBack(row.id)),
  'callBacks.remove': callBack.remove((store, row) => store.callBacks.remove(row.id)),
  'callBacks.restore': callBack.remove(putBack('call_backs', (store, id) => store.callBacks.restore(id))),

  'figures.ask': things.figures((store) => store.figures.ask(question)),
  'figures.behind': things.figures((store) => store.figures.behind(question, countOf(), { period: 'this' })),
  'figures.layout': factsheet.list(async (store) => [(await store.figures.layout(myLine, 2025))?.id]),
  'figures.addLayout': factsheet.add(
    (store) => store.figures.addLayout({ line: myLine, year: 2030, tiles: [] }),
    notThere,
  ),
  'figures.changeLayout': factsheet.change((store, row) =>
    store.figures.changeLayout(row.id, seen, (was) => ({ ...was, words: 'anders' })),
  ),
  'figures.publication': publication.read((store, row) => store.figures.publication(row.id)),
  'figures.publications': publication.list((store) => ids(store.figures.publications())),
  'figures.publishedOf': publication.list((store) => ids(store.figures.publishedOf(myLine, [2025]))),
  'figures.lastPublished': publication.list(async (store) => [(await store.figures.lastPublished(myLine, 2025))?.id]),
  'figures.publish': publication.add(
    (store) => store.figures.publish({ line: myLine, year: 2024, audience: 'outside', content: {}, publishedAt: now }),
    notThere,
  ),

  'figures.standing': things.figures((store) => store.figures.standing(question, [])),
  'figures.stoodIn': publication.read((store, row) => store.figures.stoodIn(row.id, 'members')),
  'figures.choice': choice.read((store, row) => store.figures.choice(row.id)),
  'figures.decide': choice.add((store, row) => store.figures.decide(newChoice(row)), notThere),
  'figures.withdraw': choice.change((store, row) => store.figures.withdraw(row.id)),

  'log.verify': things.log((store) => store.log.verify()),
  'log.altered': things.log((store) => store.log.altered()),
  'log.security': things.log((store) => store.log.security()),

  'credentials.reserve': account.change((store, row) =>
    store.credentials.reserve(row.id, `${newKey()}@lindeveen.example`),
  ),
  'credentials.invite': account.change((store, row) => store.credentials.invite(row.id, 'password', '')),
  'credentials.setEmail': account.change(
    (store, row) => store.credentials.setEmail(row.id, `${newKey()}@lindeveen.example`, ''),
    { orMe: true, ...notThere },
  ),
  'sessions.of': account.change((store, row) => store.sessions.of(row.id), { orMe: true, ...notThere }),
  'sessions.end': account.change(
    async (store, row, asker) => store.sessions.end(row.id, await sessionOf(asker, row), ''),
    { orMe: true, among: (row) => row.tenant === 'ours' && row.line === myLine },
  ),
  'sessions.endAll': account.change((store, row) => store.sessions.endAll(row.id, ''), { orMe: true, ...notThere }),
}

/** Methods that are no door to rows of somebody's, and why each is none. */
export const noDoors: Record<string, string> = {
  'rights.shielded': 'says of keys that the caller has whether they are shielded, and nothing else',
  'absences.around': 'who works where and when they are away, for who says that somebody is: no reason, no file',
  'absences.nameOf': 'the name of a colleague',
  'absences.standInOf': 'who does the work of a colleague today: everybody may know whom to ask',
  'absences.leftAlone': 'names of colleagues for whom somebody stands in',
  'calendars.mine': 'one’s own and no other',
  'calendars.renew': 'one’s own and no other',
  'calendars.end': 'one’s own and no other',
  'calendars.byKey': 'for the door that reads a calendar: its own test in tests/staff/steps.test.ts',
  'nextSteps.mineTotal': 'numbers alone, over the same rows as nextSteps.mine',
  'shields.of': 'of a person that the caller read first, as far as she is named: tests/staff/shielding.test.ts',
  'shields.shield': 'of a person that the caller may change, by who coordinates: the same test',
  'shields.lift': 'by who is named alone: the same test',
  'shields.endOver': 'for a job; shows nothing',
  'shields.placesOf': 'of a person that the caller read first, as far as she is named: the same test',
  'shields.placesIn': 'of a case that the caller read first, as far as she is named: the same test',
  'shields.toldIn': 'numbers of cases, as far as the caller is named: the same test',
  'safety.of': 'of people that the caller read first: the same test',
  'safety.inCases': 'yes or no, of cases that the caller read first: the same test',
  'safety.warn': 'a part of a person that the caller may change: the same test',
  'safety.end': 'a part of a person that the caller may change: the same test',
  'closedFiles.ofPerson': 'of a person that the caller read first: the same test',
  'closedFiles.ofAccount': 'that files are closed to a colleague, and never whose: the same test',
  'closedFiles.declare': 'of a person that the caller read first: the same test',
  'closedFiles.closeTo': 'of a person that the caller read first: the same test',
  'closedFiles.closeAsTold': 'shows nothing, also not whether there is such a one: the same test',
  'closedFiles.open': 'for another than oneself: the same test',
  'endings.due':
    'of cases that the caller reads, on lines that she coordinates: its own test in tests/staff/endings.test.ts',
  'endings.held': 'the same',
  'endings.anythingWaits': 'yes or no, over the same rows',
  'endings.get': 'one of the same rows',
  'endings.free': 'of one of the same rows: the same test',
  'endings.hold': 'of one of the same rows: the same test',
  'endings.takeBack': 'what was said on a line that the caller coordinates: the same test',
  'endings.carryOut': 'for a job; shows nothing: the same test',
  'openings.open': 'the way past a closed door, with its own rules: the same test',
  'openings.toTell': 'what the caller must be told: the same test',
  'openings.told': 'what the caller was told: the same test',
  'openings.sample': 'of no file: the same test',
  'openings.judge': 'of no file: the same test',
  'openings.lastMonth': 'a month',
  'readers.ofCase': 'of a case that the caller read first: the same test',
  'readers.ofPerson': 'of a person that the caller read first: the same test',
  'people.closedAlike': 'places in the caller’s own list: that there is somebody, and nothing of whom: the same test',
  'messages.standing': 'numbers alone, over the same rows as messages.outbox',
  'messages.back': 'what the caller sent herself and no other',
  'messages.openMine': 'sent to the caller and to no other: its own test in src/jobs/send-messages.db.test.ts',
  'messages.opened': 'shows nothing: that a link was opened, by what it opens',
  'letterheads.letterhead': 'what stands on every letter that goes out: nobody’s data',
  'sending.due': 'for a job; keys alone',
  'sending.claim': 'for a job',
  'sending.settle': 'for a job',
  'sending.lost': 'for a job; shows nothing',
  'sending.forgetEnvelopes': 'for a job; shows nothing',
  'sending.warnAtHalfTime': 'for a job; shows nothing',
  'helping.availableOn': 'of one’s own file and no other',
  'helping.away': 'of one’s own file and no other',
  'helping.backFrom': 'of one’s own file and no other',
  'phones.own': 'one’s own and no other',
  'phones.ask': 'one’s own and no other',
  'phones.add': 'one’s own and no other',
  'phones.end': 'one’s own and no other',
  'accounts.linesInUse': 'which kinds of work the organisation does: everybody may know that',
  'callBacks.forget': 'for a job; shows nothing, and takes what was done long ago',
  'drafts.of': 'one’s own and no other: tested with the pages, in src/web/app/drafts.test.tsx',
  'drafts.mine': 'one’s own and no other',
  'drafts.keep': 'one’s own and no other',
  'drafts.throwAway': 'one’s own and no other',
  'drafts.takeBack': 'one’s own and no other',
  'drafts.wipe': 'one’s own and no other',
  'drafts.sending': 'one’s own and no other',
  'drafts.sent': 'one’s own and no other',
  'drafts.notSent': 'one’s own and no other',
  'drafts.forget': 'for a job; shows nothing, and takes what is over',
  'accounts.keepers': 'names of who keeps the accounts: everybody may know whom to ask',
  'cases.freeNumbers': 'numbers that no case has: nothing of any case',
  'cases.mayGoApart': 'of a report that the caller read first: yes or no',
  'cases.leftToDo':
    'of one’s own cases alone, by the sentence for reading them: its own test in tests/staff/quarrel.test.ts',
  'cases.waiting': 'numbers alone, over the same rows as cases.list: its own test below',
  'credentials.own': 'one’s own and no other',
  'credentials.mustWait': 'one’s own and no other',
  'credentials.setPassword': 'one’s own and no other',
  'credentials.isCode': 'one’s own and no other',
  'credentials.isRecoveryCode': 'one’s own and no other',
  'credentials.setSecondStep': 'one’s own and no other',
  'credentials.newCodes': 'one’s own and no other',
  'documents.found': 'for a job; shows nothing, and says how many pages a document has that the caller read first',
  'figures.choices': 'what shapes a page for every reader alike; who made it is no secret inside',
  'figures.quotedIn': 'where words stood, by keys that the caller read first, among the publications that she may read',
  'figures.quotes': 'words that may be quoted, by keys that whoever makes the page was allowed to read',
  'figures.settingsOn': 'names of settings with who agreed them: nobody’s data',
  'matches.endRanOut': 'for a job; shows nothing, and ends what is over already',
  'log.historyOf': 'of keys that the caller read first; names fields and people, and no content',
  'log.looksAt': 'of a key that the caller read first',
  'log.exported': 'adds a line to a log',
  'log.looked': 'adds a line to a log',
  'log.seal': 'adds seals and shows nothing',
  'log.wipeRemovedBefore': 'for a job; shows nothing, and takes what everybody has lost already',
  'people.nowUnder': 'a key for a key: shows nothing of anybody',
  'relations.family': 'keys of people, through the relations and under the sentences of relations.ofPerson',
  'departures.settle': 'shows nothing, and lets cases stand still or go on by who is there',
  'departures.settleCase': 'shows nothing, and lets a case stand still or go on by who is there',
  'surveys.mayAsk': 'yes, or why not in words: nothing of anybody',
  'searches.keep': 'one’s own search',
  'searches.asked': 'one’s own search: its own test below',
  'searches.forget': 'for a job; takes what has expired',
  'sessions.signOut': 'one’s own session',
  'sessions.setLocked': 'one’s own session',
  'sessions.renew': 'one’s own session',
  'sessions.forgetBefore': 'what is over, by a job',
}

/** Another case at the same address, of the same owner. @returns its key */
async function another(store: Store, row: Fact): Promise<string> {
  return (
    await store.cases.open(lineFor(row), {
      ...newCase(row),
      sides: [{ side: 'reporter', street: 'Oosterstraat', houseNumber: '12', postcode: '9411 AA' }],
    })
  ).id
}

/** The row's case with another at the same address. @returns the key of the report that one became */
async function joined(store: Store, row: Fact): Promise<string> {
  return (await store.cases.join(row.id, await another(store, row), lineFor(row))).report
}

const newRelation = {
  kind: 'neighbour',
  other: null,
  called: 'Buurvrouw',
  described: null,
  phone: null,
  validFrom: null,
  validUntil: null,
}
const newRepresentative = {
  kind: 'mentor',
  name: 'Mevrouw Bos',
  phone: null,
  email: null,
  scope: null,
  decides: [],
  validFrom: on,
  validUntil: null,
  seenOn: null,
}
const aRelation = ['person_relations', { kind: 'other', called: 'Tante' }] as const
const aMember = ['household_members', { household: newKey(), valid_from: '2025-01-01' }] as const
const aRepresentative = ['person_representatives', { kind: 'mentor', name: 'Bos', valid_from: '2025-01-01' }] as const
const newRequest = (row: Fact) => ({
  ...{ person: key(row), line: lineOfRow(row), kind: 'access', receivedOn: on, askedBy: 'self', askerName: null },
  ...{ seenOn: null, unable: false, identifiedBy: 'known', about: null, owner: null },
})
const aCopy = { pdf: Buffer.from('pdf'), json: '{}', choices: [], explanation: null }

/** A request of the person in the row's case, on its line, past the sentences. @returns its key */
function aRequest(asker: Asker, row: Fact, state?: 'decided' | 'removed'): Promise<string> {
  const asked = { line: lineOfRow(row), kind: 'access', received_on: on, asked_by: 'self', identified_by: 'known' }
  const more: Record<string, string> = state === 'decided' ? { decision: 'granted', decided_on: on } : {}
  const columns = { ...asked, unable: 'false', ...more }
  const whose = { ...row, id: key(row) }
  return state === 'removed'
    ? hung(asker, 'rights_requests', columns, whose, state)
    : hung(asker, 'rights_requests', columns, whose)
}

/** What a colleague made for it, that waits for a second pair of eyes. */
async function aMadeCopy(asker: Asker, row: Fact): Promise<{ id: string; request: string }> {
  const [id, request] = [newKey(), await aRequest(asker, row)]
  await sql`insert into file_copies (tenant, id, request, line, needs_second, pdf_digest, json_digest, added_by)
    values (${asker.tenant}, ${id}, ${request}, ${lineOfRow(row)}, true, '', '', ${newKey()})`.execute(asker.tx)
  await sql`insert into file_copy_contents (tenant, file_copy, json) values (${asker.tenant}, ${id}, '{}')`.execute(
    asker.tx,
  )
  return { id, request }
}

const anyDocument = async (asker: Asker): Promise<string> =>
  (
    await asker.tx
      .selectFrom('documents')
      .select('id')
      .where('tenant', '=', asker.tenant)
      .limit(1)
      .executeTakeFirstOrThrow()
  ).id

const aDeparture = ['person_departures', { kind: 'moved', on_day: '2025-01-01' }] as const

/** Hangs something under the row's person, past the sentences, so that there is something to try. @returns its key */
async function hung(
  asker: Asker,
  table: string,
  ...rest: [row: Fact, state?: 'removed'] | [columns: Readonly<Record<string, string>>, row: Fact, state?: 'removed']
): Promise<string> {
  const [columns, row, state] = ('called' in rest[0] && 'tenant' in rest[0] ? [{}, ...rest] : rest) as [
    Readonly<Record<string, string>>,
    Fact,
    'removed'?,
  ]
  const id = newKey()
  const content = JSON.stringify({ ...columns, person: row.id, tenant: asker.tenant, id, version: 1, added_at: now })
  const names = ['tenant', 'id', 'person', ...Object.keys(columns)]
  await sql`insert into ${sql.table(table)} (${sql.raw(names.join(', '))})
    select ${sql.raw(names.join(', '))} from jsonb_populate_record(null::${sql.table(table)}, ${content}::jsonb)`.execute(
    asker.tx,
  )
  if (state) await sql`update ${sql.table(table)} set removed_at = now() where id = ${id}::uuid`.execute(asker.tx)
  return id
}

/** Somebody else, written down by the asker who may see the row's person. */
async function fresh(store: Store, row: Fact) {
  await store.people.get(row.id)
  return store.people.add({ ...newPerson(), familyName: 'Zwaan' })
}

/** The row's person with the very same one again, written down by the asker. */
async function twice<T>(store: Store, row: Fact, work: (kept: string, other: string) => Promise<T>): Promise<T> {
  await store.people.get(row.id)
  return work(row.id, (await store.people.add({ ...newPerson(), familyName: 'Zwaan' })).id)
}

/** The same after merging. @returns the key of the one that went */
function merged(store: Store, row: Fact): Promise<string> {
  return twice(store, row, async (kept, other) => {
    const [one, two] = [await store.people.file(kept), await store.people.file(other)]
    await store.people.merge(kept, other, { seen: versionOfBoth(one, two) }, { name: 'kept', home: 'kept' })
    return other
  })
}

/** An indicator that needs no grouping of villages. */
function countOf() {
  const [counted] = question.indicators
  if (!counted) throw new Error('the line has no such indicator any more')
  return counted
}

async function numberOf(asker: Asker, row: Fact): Promise<string> {
  const found = await asker.tx.selectFrom('cases').select('number').where('id', '=', row.id).executeTakeFirst()
  return found?.number ?? '000-000'
}

async function sessionOf(asker: Asker, row: Fact): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from sessions_of(${row.id}::uuid, ${asker.now})`.execute(
    asker.tx,
  )
  return rows[0]?.id ?? newKey()
}

/** How a row's person looks, with the telephone that makes two people alike. */
async function likenessOf(asker: Asker, row: Fact) {
  const found = await asker.tx
    .updateTable('persons')
    .set({ phone: '+31612345678' })
    .where('id', '=', row.id)
    .returning('sounds')
    .executeTakeFirst()
  return { sounds: found?.sounds ?? '', birthDate: null, phone: '+31612345678', postcode: null, houseNumber: null }
}

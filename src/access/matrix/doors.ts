import { sql } from 'kysely'
import { versionOfBoth } from '#kernel/person'
import type { Asker, Resource, Verb } from '#platform/asker'
import { addDays, day, yearPeriod } from '#platform/days'
import { NotFound } from '#platform/errors'
import { newKey } from '#platform/ids'
import { versionOf } from '#platform/records'
import { lineOf } from '#service-lines'
import type { Store } from '../store.ts'
import { myLine, otherLine, reported, type Table } from './fixture.ts'
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
const step = of('next-step', 'steps')
const referral = of('referral', 'referrals')
const survey = of('survey', 'surveys')
const consent = of('consent', 'consents')
const surveyLinks = of('survey', 'surveyLinks')
const aftercare = of('case', 'aftercare')
const volunteer = of('volunteer', 'volunteers')
const match = of('match', 'matches')
const invitation = of('invitation', 'volunteers')
const talk = of('talk', 'matches')
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
const newNote = (row: Fact) => ({
  caseId: row.of?.id as string,
  person: null,
  line: lineOfRow(row),
  happenedAt: now,
  kind: 'call',
  side: null,
  result: null,
  words: '',
})
const newStep = (row: Fact) => ({
  caseId: row.of?.id as string,
  person: null,
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
const standing = { among: (row: Fact) => row.of === undefined || !row.of.removed }
// What is new is of nobody else's making: it is the person that the row stands for that counts, and she is not there yet.
const notThere = { among: (row: Fact) => !row.removed && row.tenant === 'ours' }
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
  'people.remove': person.remove((store, row) => store.people.remove(row.id)),
  'people.restore': person.remove(
    putBack('persons', (store, id) => store.people.restore(id)),
    stands,
  ),

  'notes.get': note.read((store, row) => store.notes.get(row.id)),
  'notes.ofCase': note.list((store, row) => ids(store.notes.ofCase(row.of?.id as string))),
  'notes.ofCases': note.list((store, row) => ids(store.notes.ofCases([row.of?.id as string]))),
  'notes.add': note.add((store, row) => store.notes.add(newNote(row)), standing),
  'notes.addMany': note.add((store, row) => store.notes.addMany([{ ...newNote(row), author: null }]), standing),
  'notes.change': note.change((store, row) => store.notes.change(row.id, seen, (was) => ({ ...was, words: 'anders' }))),
  'notes.remove': note.remove((store, row) => store.notes.remove(row.id)),
  'notes.restore': note.remove(putBack('notes', (store, id) => store.notes.restore(id))),

  'nextSteps.get': step.read((store, row) => store.nextSteps.get(row.id)),
  'nextSteps.ofCase': step.list((store, row) => ids(store.nextSteps.ofCase(row.of?.id as string))),
  'nextSteps.mine': step.list((store) => ids(store.nextSteps.mine()), {
    among: (row, who) => row.owner === who.account,
  }),
  'nextSteps.done': step.change((store, row) => store.nextSteps.done(row.id)),
  'nextSteps.undone': step.change((store, row) => store.nextSteps.undone(row.id)),
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
  'helping.availableOn': 'of one’s own file and no other',
  'helping.away': 'of one’s own file and no other',
  'helping.backFrom': 'of one’s own file and no other',
  'phones.own': 'one’s own and no other',
  'phones.ask': 'one’s own and no other',
  'phones.add': 'one’s own and no other',
  'phones.end': 'one’s own and no other',
  'accounts.linesInUse': 'which kinds of work the organisation does: everybody may know that',
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

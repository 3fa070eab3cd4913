import { sql } from 'kysely'
import type { Asker, Role } from '#platform/asker'
import { roles } from '#platform/asker'
import { day } from '#platform/days'
import { newKey } from '#platform/ids'
import { lineOf } from '#service-lines'
import type { Doorway } from '../doorway.ts'
import { beginSession, foundOrganisation } from '../founding.ts'
import type { Store } from '../store.ts'
import type { Fact, Who } from './said.ts'

export const myLine = 'buurtbemiddeling'
export const otherLine = 'seniorenwerk'
export const everyRole = Object.keys(roles) as Exclude<Role, 'system'>[]
export const reported = new Date('2025-03-10T09:00:00Z')
const on = day('2025-03-10')

export type Table =
  | 'cases'
  | 'sides'
  | 'persons'
  | 'notes'
  | 'documents'
  | 'steps'
  | 'referrals'
  | 'surveys'
  | 'consents'
  | 'surveyLinks'
  | 'aftercare'
  | 'volunteers'
  | 'matches'
  | 'messages'
  | 'callBacks'
  | 'areas'
  | 'organisations'
  | 'accounts'
  | 'teams'
  | 'members'
  | 'settings'
  | 'factsheets'
  | 'publications'
  | 'choices'
  | 'absences'
  | 'handovers'
  | 'things'

export interface Fixture {
  rows: Record<Table, Fact[]>
  /** Somebody of each role, in the team of my line. */
  who: Record<string, Who & { token: string }>
}

/**
 * Two organisations. In ours somebody of each role, and of every kind of row those of my line and another, mine and
 * somebody else's, standing and removed; in theirs one of each.
 */
export async function makeFixture(doorway: Doorway): Promise<Fixture> {
  const rows = Object.fromEntries(tables.map((table) => [table, [] as Fact[]])) as Fixture['rows']
  const who: Fixture['who'] = {}
  for (const tenant of ['ours', 'theirs'] as const) {
    const key = await foundOrganisation(doorway, { name: tenant, municipality: 'Lindeveen' })
    const as = <T>(account: string | null, work: (store: Store, asker: Asker) => Promise<T>) =>
      doorway.system({ tenant: key, via: 'command', purpose: 'test', account }, work)
    const accounts = await as(null, (store) => people(store, tenant, rows))
    for (const account of accounts) {
      const owners = tenant === 'ours' && account.role ? [account.id] : []
      for (const owner of owners)
        await as(owner, async (store, asker) => {
          await worksAs(store, asker, tenant, owner, account.role as string, rows)
          await awayAndGiven(asker, { tenant, owner, line: myLine, whose: account.role as string }, rows)
        })
      if (owners.length > 0) {
        const token = await beginSession(doorway, { tenant: key, account: account.id, role: account.role as string })
        who[account.role as string] = { role: account.role as Role, account: account.id, lines: [myLine], token }
      }
    }
    const stranger = accounts.find((account) => account.role === null)?.id as string
    await as(stranger, async (store, asker) => {
      await worksAs(store, asker, tenant, stranger, 'somebody else', rows)
      await awayAndGiven(asker, { tenant, owner: stranger, line: otherLine, whose: 'somebody else' }, rows)
    })
    if (tenant === 'ours') await as(stranger, (store, asker) => shieldedWork(store, asker, stranger, rows))
    await as(null, (store) => house(store, tenant, rows))
  }
  rows.things.push({ id: 'thing', called: 'of the organisation', tenant: 'ours' })
  return { rows, who }
}

const tables: Table[] = [
  ...(['cases', 'sides', 'persons', 'notes', 'documents', 'steps', 'referrals', 'surveys', 'consents'] as const),
  ...(['surveyLinks', 'aftercare'] as const),
  ...(['volunteers', 'messages', 'matches', 'callBacks'] as const),
  ...([
    'areas',
    'organisations',
    'accounts',
    'teams',
    'members',
    'settings',
    'factsheets',
    'publications',
    'choices',
    'absences',
    'handovers',
    'things',
  ] as const),
]

/** An account of each role in the team of my line, and one in the team of another line; of theirs one is enough. */
async function people(store: Store, tenant: Fact['tenant'], rows: Fixture['rows']) {
  const made: { id: string; role: string | null }[] = []
  const mine = await store.accounts.addTeam({ name: 'mijn team', lines: [myLine] })
  const other = await store.accounts.addTeam({ name: 'ander team', lines: [otherLine] })
  const add = async (role: string, team: string, line: string, stranger = false) => {
    const account = await store.accounts.add({
      email: `${newKey()}@lindeveen.example`,
      name: role,
      role,
      endedOn: null,
    })
    const member = await store.accounts.join(team, account.id)
    rows.accounts.push({ id: account.id, called: `${role}, ${line}`, tenant, line })
    rows.members.push({ id: member.id, called: `a member, ${line}`, tenant, key: team })
    made.push({ id: account.id, role: stranger ? null : role })
  }
  if (tenant === 'ours') for (const role of everyRole) await add(role, mine.id, myLine)
  await add('coordinator', other.id, otherLine, true)
  for (const team of [mine, other]) rows.teams.push({ id: team.id, called: team.name, tenant, line: team.lines[0] })
  return made
}

/** The cases of one account, in my line and in another, one of them removed, with a row of everything under each. */
async function worksAs(
  store: Store,
  asker: Asker,
  tenant: Fact['tenant'],
  owner: string,
  whose: string,
  rows: Fixture['rows'],
): Promise<void> {
  for (const [line, removed] of [
    [myLine, false],
    [otherLine, false],
    [myLine, true],
  ] as const) {
    const called = `${tenant}, ${line}, of ${whose}${removed ? ', removed' : ''}`
    const person = await store.people.add(
      {
        givenName: 'Riet',
        familyName: `Kamps${newKey().replace(/\W/g, '')}`,
        infix: null,
        birthDate: null,
        phone: null,
        email: null,
        practical: null,
      },
      { street: 'Veldweg', houseNumber: '1', postcode: null, village: null },
    )
    const made = await store.cases.open(
      { ...lineOf(myLine), key: line },
      {
        reportedAt: reported,
        mainTopic: 'pets',
        owner,
        sides: [
          { side: 'reporter', person: person.id, street: 'Oosterstraat', houseNumber: '12', postcode: '9411 AA' },
        ],
        since: { assessment: { suitable: 'yes', reasons: [] } },
      },
    )
    const opened: Fact = { id: made.id, called, tenant, line, owner, by: owner, removed, key: person.id }
    rows.cases.push(opened)
    const side = (await store.cases.file(made.id)).sides[0] as { id: string }
    rows.sides.push({ ...opened, id: side.id, of: opened })
    rows.persons.push({
      id: person.id,
      called: `stands in ${called}`,
      tenant,
      by: owner,
      addedBy: owner,
      standsIn: [opened],
      key: person.familyName,
    })
    await under(store, opened, rows)
    await helpedBy(store, asker, opened, rows)
    // Somebody whom this account did not write down: only the case says whether they are known.
    await sql`update persons set added_by = null where tenant = ${asker.tenant} and id = ${person.id}`.execute(asker.tx)
    ;(rows.persons.at(-1) as Fact).addedBy = null
    if (removed) await store.cases.remove(made.id)
  }
  for (const [called, receiver, addedBy] of [
    ['left for', owner, null],
    ['written down by', null, owner],
  ] as const) {
    const note = await store.callBacks.add({
      ...{ person: null, called: 'Riet Kamps', caseId: null, line: null, phone: null, dueAt: reported, words: '' },
      receiver:
        receiver ?? (rows.accounts.find((one) => one.tenant === tenant && one.id !== owner) ?? { id: owner }).id,
    })
    await sql`update call_backs set added_by = ${addedBy}::uuid where tenant = ${asker.tenant} and id = ${note.id}`.execute(
      asker.tx,
    )
    rows.callBacks.push({
      ...{ id: note.id, called: `${called} ${whose}`, tenant, by: owner, addedBy },
      ...{ account: note.receiver },
    })
  }
  const loose = await store.people.add({
    givenName: 'Jan',
    familyName: `Los${newKey().replace(/\W/g, '')}`,
    infix: null,
    birthDate: null,
    phone: null,
    email: null,
    practical: null,
  })
  rows.persons.push({
    id: loose.id,
    called: `in no case, written down by ${whose}`,
    tenant,
    by: owner,
    addedBy: owner,
    standsIn: [],
    key: loose.familyName,
  })
  const gone = await store.people.add({
    givenName: 'Jan',
    familyName: `Weg${newKey().replace(/\W/g, '')}`,
    infix: null,
    birthDate: null,
    phone: null,
    email: null,
    practical: null,
  })
  const standing = rows.persons.at(-1) as Fact
  const removed: Fact = { ...standing, id: gone.id, called: `removed, written down by ${whose}`, removed: true }
  for (const person of [standing, removed])
    for (const line of [myLine, otherLine]) {
      const fact = { called: `of somebody ${person.called}, ${line}`, tenant, line, by: owner, owner, whose: person }
      const alone = { caseId: null, person: person.id, line }
      rows.documents.push({
        ...{ id: (await store.documents.keep({ person: person.id, line, ...aDocument() })).id, ...fact },
      })
      const planned = { ...alone, kind: 'call', onDay: on, atTime: null, place: null, side: null, about: null }
      rows.steps.push({ id: (await store.nextSteps.add({ ...planned, owner, doneAt: null })).id, ...fact })
      const talk = { ...alone, happenedAt: reported, kind: 'call', side: null, result: null, words: 'Gebeld.' }
      rows.notes.push({ id: (await store.notes.add({ ...talk, author: owner })).id, ...fact })
    }
  await store.people.remove(gone.id)
  rows.persons.push({
    id: gone.id,
    called: `removed, written down by ${whose}`,
    tenant,
    by: owner,
    addedBy: owner,
    standsIn: [],
    removed: true,
    key: gone.familyName,
  })
}

/** Days away of this account, and work that it handed over. */
async function awayAndGiven(
  asker: Asker,
  of: { tenant: Fact['tenant']; owner: string; line: string; whose: string },
  rows: Fixture['rows'],
) {
  const { tenant, owner, line, whose } = of
  const [away, given] = [newKey(), newKey()]
  await sql`insert into absences (tenant, id, account, starts_on, ends_on)
    values (${asker.tenant}, ${away}, ${owner}, '2025-04-01', '2025-04-02')`.execute(asker.tx)
  rows.absences.push({ id: away, called: `days of ${whose}`, tenant, by: owner, account: owner, helpsOn: [line] })
  await sql`insert into handovers (tenant, id, giver, added_by) values (${asker.tenant}, ${given}, ${owner}, ${owner})`.execute(
    asker.tx,
  )
  rows.handovers.push({ id: given, called: `given by ${whose}`, tenant, by: owner, addedBy: owner })
}

/** The same of somebody of whom all are shielded: every sentence lets them through, and still nobody sees them. */
async function shieldedWork(store: Store, asker: Asker, owner: string, rows: Fixture['rows']): Promise<void> {
  const before = { cases: rows.cases.length, persons: rows.persons.length }
  await worksAs(store, asker, 'ours', owner, 'somebody whose people are shielded', rows)
  for (const row of rows.cases.slice(before.cases)) row.closed = true
  for (const row of rows.persons.slice(before.persons)) {
    row.closed = true
    await sql`insert into shields (tenant, id, person, what, reason) values (${asker.tenant}, ${newKey()}, ${row.id}, 'person', 'test')`.execute(
      asker.tx,
    )
  }
}

/**
 * Somebody who helps on the line of a case and is asked for it, and another who can be: each with a role, a demand that was met
 * and a pause that is over. Whoever works as a volunteer is asked for the case herself.
 */
async function helpedBy(store: Store, asker: Asker, of: Fact, rows: Fixture['rows']): Promise<void> {
  const { id: caseId, line = myLine, tenant, by = '' } = of
  const add = async (called: string, removed: boolean): Promise<Fact> => {
    const { id } = await store.volunteers.add({ name: `Truus ${newKey()}` }, { line, validFrom: on })
    for (const demand of Object.keys(lineOf(myLine).match?.demands ?? {}))
      await store.volunteers.meet(id, line, demand, on)
    await store.volunteers.pause(id, on, day('2025-03-12'))
    const file = await store.volunteers.file(id)
    const mine =
      asker.role === 'system' && called.startsWith('asked') && !of.removed && isVolunteer(rows, by) && line === myLine
    // Whom this account did not write down: only the role says whether they are known.
    await sql`update volunteers set added_by = null, account = ${mine ? by : null}::uuid, removed_at = ${removed ? reported : null}
      where tenant = ${asker.tenant} and id = ${id}`.execute(asker.tx)
    await sql`update volunteer_pauses set starts_on = '2024-01-01', ends_on = '2024-02-01'
      where tenant = ${asker.tenant} and volunteer = ${id}`.execute(asker.tx)
    const parts = {
      role: file.roles[0]?.id as string,
      demand: file.demands[0]?.id as string,
      pause: file.pauses[0]?.id as string,
    }
    const fact = { id, called: `${called} ${of.called}`, tenant, by, addedBy: null, helpsOn: [line], removed, parts }
    return { ...fact, line, ...(mine ? { account: by } : {}) }
  }
  const asked = await add('asked for', false)
  const spare = await add('can be asked for', false)
  if (!of.removed) rows.volunteers.push(asked)
  if (!of.removed && line === myLine) rows.volunteers.push(await add('removed, beside', true))
  const match = newKey()
  await sql`insert into matches (tenant, id, case_id, line, volunteer, state, asked_at, answer_by)
    values (${asker.tenant}, ${match}, ${caseId}, ${line}, ${asked.id}, 'asked', ${reported}, '2030-01-01')`.execute(
    asker.tx,
  )
  rows.matches.push({
    ...{ id: match, called: `under ${of.called}`, tenant, of, line, owner: of.owner ?? null, by, key: spare.id },
    ...{ standsIn: [asked], ...(asked.account ? { account: asked.account } : {}) },
  })
}

const isVolunteer = (rows: Fixture['rows'], account: string) =>
  rows.accounts.some((one) => one.id === account && one.called.startsWith('volunteer'))

/** A letter that is never the same twice. */
export const aDocument = () =>
  ({
    ...{ kind: 'letter-received' as const, happenedOn: on, name: 'Brief', type: 'application/pdf' },
    ...{ content: Buffer.from(newKey()), texts: ['Geachte heer'] },
  }) as const

async function under(store: Store, of: Fact, rows: Fixture['rows']): Promise<void> {
  const { id: caseId, line = '', tenant, owner = null } = of
  const keep = (table: Table, id: string, more: Partial<Fact> = {}) =>
    rows[table].push({ id, called: `under ${of.called}`, tenant, of, line, owner, by: owner as string, ...more })
  keep(
    'notes',
    (
      await store.notes.add({
        caseId,
        person: null,
        line,
        happenedAt: reported,
        kind: 'call',
        side: 'reporter',
        result: 'heard',
        words: 'Gebeld.',
        author: owner,
      })
    ).id,
  )
  keep('documents', (await store.documents.keep({ caseId, ...aDocument() })).id)
  keep(
    'steps',
    (
      await store.nextSteps.add({
        caseId,
        person: null,
        line,
        kind: 'call',
        onDay: on,
        atTime: null,
        place: null,
        side: null,
        about: null,
        owner,
        doneAt: null,
      })
    ).id,
  )
  keep(
    'referrals',
    (
      await store.referrals.add({
        caseId,
        line,
        direction: 'out',
        organisation: null,
        destination: 'huisarts',
        kind: 'formal',
        onDay: on,
      })
    ).id,
  )
  keep(
    'surveys',
    (
      await store.surveys.add({
        caseId,
        line,
        village: null,
        side: 'reporter',
        onDay: on,
        mark: 8,
        quote: 'Fijn.',
        quoteConsentOn: on,
      })
    ).id,
  )
  const link = await store.surveys.ask({ id: caseId, line, village: null }, 'neighbour', 'link', (token) => token)
  keep('surveyLinks', link.id, { key: link.survey, token: link.tokenSealed })
  const household = newKey()
  const letter = await store.messages.layReady({
    ...{ letter: 'closing', line, caseId, side: 'reporter', household, document: newKey(), notice: false },
  })
  keep('messages', letter.id, { key: household, addedBy: owner })
  const [asked] = await store.aftercare.addMany([
    { caseId, side: 'reporter', onDay: on, answer: 'holds', reached: true },
  ])
  keep('aftercare', asked?.id as string)
  keep(
    'consents',
    (
      await store.consents.add({
        person: null,
        caseId,
        scope: 'keep',
        givenOn: on,
        validUntil: null,
        withdrawnOn: null,
      })
    ).id,
  )
}

/** What belongs to the organisation as a whole. */
async function house(store: Store, tenant: Fact['tenant'], rows: Fixture['rows']): Promise<void> {
  const keep = (table: Table, id: string, key = '') => rows[table].push({ id, called: tenant, tenant, key })
  const [village] = await store.areas.addVillages(['Oosterhaar'])
  keep('areas', village?.id as string)
  await store.areas.addGrouping([
    {
      groupingKey: 'groot-klein',
      area: village?.id as string,
      groupKey: 'large',
      groupName: 'groot',
      validFrom: on,
      validUntil: null,
    },
  ])
  keep(
    'organisations',
    (await store.organisations.add({ name: 'Woonstichting', kind: 'wonen', phone: null, email: null })).id,
  )
  keep(
    'settings',
    (await store.accounts.set({ key: 'een.instelling', validFrom: on, validUntil: null, value: 1, source: 'afspraak' }))
      .id,
  )
  keep('factsheets', (await store.figures.addLayout({ line: myLine, year: 2025, tiles: [] })).id)
  keep(
    'publications',
    (await store.figures.publish({ line: myLine, year: 2025, audience: 'outside', content: {}, publishedAt: reported }))
      .id,
  )
  for (const line of [myLine, otherLine]) {
    const { id } = await store.figures.decide({
      line,
      year: 2025,
      audience: 'outside',
      figure: `${line}-advies`,
      by: null,
      row: null,
      way: 'show',
      reason: 'afspraak',
    })
    rows.choices.push({ id, called: `${tenant}, ${line}`, tenant, line })
  }
}

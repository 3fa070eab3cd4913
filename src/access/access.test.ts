import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockOn } from '#platform/clock'
import { day } from '#platform/days'
import { newKey } from '#platform/ids'
import { type TestDatabase, testDatabase } from '#platform/testing'
import { lineOf } from '#service-lines'
import { beginSession, type Doorway, foundOrganisation, openDoorway } from './index.ts'

let town: TestDatabase
let doorway: Doorway
let tenant: string
const line = lineOf('buurtbemiddeling')
const moment = new Date('2025-03-12T08:14:00Z')

beforeAll(async () => {
  town = await testDatabase()
  doorway = openDoorway(
    town.webUrl,
    clockOn(day('2025-03-12'), () => moment),
    4,
  )
  tenant = await foundOrganisation(doorway, { name: 'Welzijn Lindeveen', municipality: 'Lindeveen' })
})
afterAll(async () => {
  await doorway.close()
  await town.close()
})

async function signIn(role: string, lines: string[]): Promise<string> {
  const account = await doorway.system({ tenant, via: 'command', purpose: 'test' }, async (store) => {
    const added = await store.accounts.add({ email: `${newKey()}@lindeveen.example`, name: role, role, endedOn: null })
    const team = await store.accounts.addTeam({ name: 'team', lines })
    await store.accounts.join(team.id, added.id)
    return added.id
  })
  return beginSession(doorway, { tenant, account, role })
}

const visit = (token: string, writes = true) => ({ token, purpose: '/test', request: 'TEST1', writes })

test('a coordinator opens, judges, brings further and closes a case', async () => {
  const noor = await signIn('coordinator', ['buurtbemiddeling'])
  const opened = await doorway.page(visit(noor), async (store) => {
    const riet = await store.people.add(
      {
        givenName: 'Riet',
        familyName: 'Kamps',
        infix: null,
        birthDate: null,
        phone: '+31612345678',
        email: null,
        practical: null,
      },
      { street: 'Oosterstraat', houseNumber: '12', postcode: null, village: null },
    )
    return store.cases.open(line, {
      reportedAt: moment,
      mainTopic: 'pets',
      topics: ['noise'],
      sides: [
        { side: 'reporter', person: riet.id, street: 'Oosterstraat', houseNumber: '12', words: 'De hond blaft.' },
        { side: 'neighbour', called: 'Bewoner Oosterstraat 14', street: 'Oosterstraat', houseNumber: '14' },
      ],
    })
  })
  const id = opened?.result.id as string
  await doorway.page(visit(noor), (store) => store.cases.judge(id, { seen: 1 }, line, { suitable: 'yes', reasons: [] }))
  await doorway.page(visit(noor), (store) => store.cases.goTo(id, line, 'assigned', moment))
  const assigned = await doorway.page(visit(noor, false), (store) => store.cases.file(id))
  expect(assigned?.result.case.phase).toBe('assigned')
  expect(assigned?.result.case.dueAt?.toISOString()).toBe('2025-03-13T08:14:00.000Z')
  const found = await doorway.page(visit(noor, false), (store) =>
    store.people.search({ words: 'kamps', phone: null, birthDate: null, place: null }),
  )
  expect(found?.result.map((one) => one.familyName)).toEqual(['Kamps'])
  const byStreet = await doorway.page(visit(noor, false), (store) => store.cases.search({ place: 'oosterstraat 14' }))
  expect(byStreet?.result).toHaveLength(1)
  await doorway.page(visit(noor), (store) =>
    store.cases.talked(id, line, { kind: 'call', side: 'reporter', result: 'heard', at: moment }),
  )
  const talked = await doorway.page(visit(noor, false), (store) => store.cases.file(id))
  expect(talked?.result.case).toMatchObject({ phase: 'contacted', dueAt: null })
  await doorway.page(visit(noor), (store) =>
    store.cases.close(id, { seen: talked?.result.case.version as number }, line, {
      on: day('2025-03-12'),
      outcome: 'solvedTogether',
    }),
  )
  const list = await doorway.page(visit(noor, false), (store) =>
    store.cases.list({ lines: ['buurtbemiddeling'], status: 'closed', order: 'opened', limit: 50 }),
  )
  expect(list?.result.rows).toHaveLength(1)
})

test('somebody of another line sees neither the case nor the people in it', async () => {
  const other = await signIn('worker', ['seniorenwerk'])
  const seen = await doorway.page(visit(other, false), async (store) => ({
    people: await store.people.search({ words: 'kamps', phone: null, birthDate: null, place: null }),
    cases: (await store.cases.list({ lines: ['buurtbemiddeling'], status: 'all', order: 'opened', limit: 50 })).rows,
  }))
  expect(seen?.result).toEqual({ people: [], cases: [] })
})

test('what was changed and who looked is sealed, and an altered line is found', async () => {
  await doorway.system({ tenant, via: 'job', purpose: 'seal' }, (store) => store.log.seal())
  await new Promise((resolve) => setTimeout(resolve, 50))
  await doorway.system({ tenant, via: 'job', purpose: 'seal' }, (store) => store.log.seal())
  const sound = await doorway.system({ tenant, via: 'command', purpose: 'verify' }, (store) => store.log.verify())
  expect(sound.length).toBeGreaterThan(0)
  expect(sound.every((seal) => seal.sound)).toBe(true)
  await town.asAdmin((client) =>
    client.query(`update naober.changes set deed = 'remove' where id = (select id from naober.changes limit 1)`),
  )
  const altered = await doorway.system({ tenant, via: 'command', purpose: 'verify' }, (store) => store.log.verify())
  expect(altered.some((seal) => !seal.sound)).toBe(true)
})

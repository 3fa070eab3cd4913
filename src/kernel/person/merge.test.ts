import { describe, expect, test } from 'vitest'
import { day } from '#platform/days'
import { Invalid } from '#platform/errors'
import {
  type Apart,
  differences,
  mergedApart,
  mergedHomes,
  mergedLinks,
  mergedPerson,
  opposed,
  yearsCountedOnce,
} from './merge.ts'
import type { Address, Person } from './person.ts'
import { givenBack, linkGivenBack, reopened, saidSince, separatedPersons } from './separate.ts'

const now = new Date('2025-03-12T08:00:00Z')
const someone = (more: Partial<Person> = {}): Person => ({
  tenant: 't',
  id: 'kept',
  version: 3,
  addedAt: now,
  addedBy: null,
  removedAt: null,
  givenName: 'Riet',
  infix: null,
  familyName: 'Kamps',
  sounds: '',
  birthDate: null,
  sex: 'unknown',
  phone: null,
  email: null,
  practical: null,
  sameAs: null,
  ...more,
})
const home = (more: Partial<Address> = {}): Address => ({
  tenant: 't',
  id: 'home',
  version: 1,
  addedAt: now,
  addedBy: null,
  removedAt: null,
  shielded: false,
  person: 'kept',
  street: 'Veldweg',
  houseNumber: '1',
  postcode: null,
  village: null,
  validFrom: day('2020-01-01'),
  validUntil: null,
  ...more,
})

describe('who somebody is after merging', () => {
  test('what one record knows and the other does not is taken, and nothing has to be chosen', () => {
    const kept = someone({ phone: '+31612345678' })
    const other = someone({ id: 'other', birthDate: day('1951-08-19'), sex: 'woman', email: 'riet@voorbeeld.nl' })
    expect(differences(kept, other)).toEqual([])
    expect(mergedPerson(kept, other, {})).toEqual({
      ...kept,
      birthDate: '1951-08-19',
      sex: 'woman',
      email: 'riet@voorbeeld.nl',
    })
  })

  test('where both say something else somebody chooses, and without a choice there is no merging', () => {
    const kept = someone({ phone: '+31612345678' })
    const other = someone({ id: 'other', givenName: 'Margriet', phone: '+31687654321' })
    expect(differences(kept, other)).toEqual(['name', 'phone'])
    expect(() => mergedPerson(kept, other, { name: 'other' })).toThrow(Invalid)
    expect(mergedPerson(kept, other, { name: 'other', phone: 'kept' })).toMatchObject({
      id: 'kept',
      givenName: 'Margriet',
      phone: '+31612345678',
    })
  })

  test('a name is chosen whole: no infix of the one with the family name of the other', () => {
    const kept = someone({ infix: 'van der', familyName: 'Kamp' })
    const other = someone({ id: 'other', familyName: 'Kamps' })
    expect(mergedPerson(kept, other, { name: 'other' })).toMatchObject({ infix: null, familyName: 'Kamps' })
  })
})

test('who stands on both sides of a quarrel is not one person; twice on one side may be', () => {
  const reports = { caseId: 'one', side: 'reporter' }
  expect(opposed([reports], [{ caseId: 'one', side: 'neighbour' }])).toEqual(['one'])
  expect(opposed([reports], [reports, { caseId: 'two', side: 'neighbour' }])).toEqual([])
})

describe('where somebody lives after merging', () => {
  test('the same home twice is one, since the first day that anybody knew of it', () => {
    const late = home({ validFrom: day('2024-05-01') })
    const early = home({ id: 'early', person: 'other', validFrom: day('2019-05-01') })
    expect(mergedHomes('kept', [late], [early], undefined, now)).toEqual([
      { ...late, removedAt: now },
      { ...early, person: 'kept' },
    ])
  })

  test('of two homes one is chosen; the other ends where that one began, and keeps its own first day', () => {
    const old = home()
    const young = home({ id: 'young', person: 'other', street: 'Esweg', validFrom: day('2023-02-01') })
    expect(() => mergedHomes('kept', [old], [young], undefined, now)).toThrow(Invalid)
    expect(mergedHomes('kept', [old], [young], 'other', now)).toEqual([
      { ...old, validUntil: '2023-02-01' },
      { ...young, person: 'kept' },
    ])
    expect(mergedHomes('kept', [old], [young], 'kept', now)[1]).toMatchObject({
      validFrom: '2023-02-01',
      validUntil: '2023-02-01',
    })
  })
})

test('what was remembered about a third holds for the kept one, once; that the two are two no longer holds', () => {
  const row = (id: string, one: string, other: string): Apart => ({ id, one, other, removedAt: null })
  const ofOther = [row('a', 'other', 'third'), row('b', 'aunt', 'other'), row('c', 'kept', 'other')]
  expect(mergedApart('kept', 'other', [row('d', 'kept', 'third')], ofOther, now)).toEqual([
    { ...row('a', 'other', 'third'), removedAt: now },
    row('b', 'aunt', 'kept'),
    { ...row('c', 'kept', 'other'), removedAt: now },
  ])
})

describe('an import after merging', () => {
  const [kept, other] = [someone({ version: 1 }), someone({ id: 'other', version: 2 })]
  const links = [
    { id: 'a', record: 'kept', recordVersion: 1 },
    { id: 'b', record: 'other', recordVersion: 2 },
  ]

  test('brings the kept one up to date when both stand as they came in', () => {
    expect(mergedLinks(kept, other, links, 2, false)).toEqual([
      { id: 'a', record: 'kept', recordVersion: 2 },
      { id: 'b', record: 'kept', recordVersion: 2 },
    ])
  })

  test('overwrites nothing that somebody chose or wrote', () => {
    const versions = (found: typeof links) => found.map((link) => [link.record, link.recordVersion])
    const never = [
      ['kept', 0],
      ['kept', 0],
    ]
    expect(versions(mergedLinks(kept, other, links, 2, true))).toEqual(never)
    expect(versions(mergedLinks({ ...kept, version: 7 }, other, links, 8, false))).toEqual(never)
  })

  test('goes back to whom it came in as, and is up to date there only when nothing came in between', () => {
    const made = { before: { record: 'other', recordVersion: 2 }, after: { record: 'kept', recordVersion: 2 } }
    const link = { id: 'b', record: 'kept', recordVersion: 2 }
    const then = { kept: 1, other: 2 }
    expect(linkGivenBack(link, made, then, { kept: 3, other: 4 })).toEqual({
      ...link,
      record: 'other',
      recordVersion: 4,
    })
    expect(linkGivenBack(link, made, then, { kept: 3, other: undefined }).recordVersion).toBe(0)
    expect(linkGivenBack({ ...link, recordVersion: 5 }, made, then, { kept: 3, other: 4 }).recordVersion).toBe(0)
  })
})

test('different people are one fewer in the years of a line in which both reported', () => {
  const reported = (line: string, on: string) => ({ line, openedOn: day(on) })
  expect(
    yearsCountedOnce(
      [reported('buren', '2023-01-01'), reported('buren', '2025-02-01')],
      [reported('buren', '2025-09-01'), reported('buren', '2024-01-01'), reported('taal', '2023-05-01')],
    ),
  ).toEqual([2025])
})

describe('taking apart', () => {
  const before = someone({ phone: '+31612345678' })
  const after = someone({ phone: '+31687654321', email: 'riet@voorbeeld.nl' })
  const other = someone({ id: 'other', phone: '+31687654321', email: 'riet@voorbeeld.nl', sameAs: 'kept' })

  test('gives both back what they said', () => {
    expect(separatedPersons({ before, after }, after, other, {})).toEqual({
      kept: before,
      other: { ...other, sameAs: null },
    })
  })

  test('asks whose it is what was said since, and brings it there', () => {
    const today = { ...after, phone: '+31611111111' }
    expect(saidSince({ after }, today)).toEqual(['phone'])
    expect(() => separatedPersons({ before, after }, today, other, {})).toThrow(Invalid)
    expect(separatedPersons({ before, after }, today, other, { phone: 'other' })).toMatchObject({
      kept: { phone: '+31612345678' },
      other: { phone: '+31611111111' },
    })
    expect(separatedPersons({ before, after }, today, other, { phone: 'kept' })).toMatchObject({
      kept: { phone: '+31611111111', email: null },
      other: { phone: '+31687654321' },
    })
  })

  test('leaves alone what somebody changed in a row since', () => {
    const made = { before: { person: 'other', validUntil: null }, after: { person: 'kept', validUntil: '2023-02-01' } }
    expect(givenBack({ id: 'a', person: 'kept', validUntil: '2024-01-01' }, made)).toEqual({
      id: 'a',
      person: 'other',
      validUntil: '2024-01-01',
    })
  })

  test('a home that ended because the other moved is open again', () => {
    const ended = home({ validUntil: day('2025-03-01') })
    expect(reopened([ended], [day('2025-03-01')])).toEqual({ ...ended, validUntil: null })
    expect(reopened([ended], [])).toBeUndefined()
    expect(reopened([ended, home({ id: 'b' })], [day('2025-03-01')])).toBeUndefined()
  })
})

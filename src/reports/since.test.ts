import { expect, test } from 'vitest'
import type { StandingMember, Stood } from '#counting'
import { differenceBetween } from './since.ts'

const member = (record: string, cells: string[] = [], more: Partial<StandingMember> = {}): StandingMember => ({
  ...{ record, unit: null, part: true, value: null, cells },
  ...more,
})
const stood = (rows: StandingMember[], by: string[] = ['outcome']): Stood => ({
  ...{ figure: 'cases', amount: { value: rows.length, part: null, of: null, n: null }, by, cells: {}, rows },
})

test('a withdrawn closing counts for something else, a new case came, a removed one went', () => {
  const was = stood([member('a', ['solved']), member('b', ['running']), member('c', ['advice'])])
  const now = stood([member('a', ['running']), member('b', ['running']), member('d', ['advice'])])
  expect(differenceBetween(was, now, (_by, value) => ['Uitkomst', value])).toEqual({
    added: ['d'],
    gone: ['c'],
    moved: [{ record: 'a', moves: ['Uitkomst: solved, nu running'] }],
  })
})

test('two people who became one: the same cases, another person', () => {
  const was = stood([member('a', [], { unit: 'riet' }), member('b', [], { unit: 'r.' })], [])
  const now = stood([member('a', [], { unit: 'riet' }), member('b', [], { unit: 'riet' })], [])
  expect(differenceBetween(was, now)).toEqual({
    added: [],
    gone: [],
    moved: [{ record: 'b', moves: ['telt voor iemand of iets anders'] }],
  })
})

test('a breakdown that stands on one of both pages is no change', () => {
  const was = stood([member('a', ['solved', 'east'])], ['outcome', 'village'])
  const now = stood([member('a', ['solved'])], ['outcome'])
  expect(differenceBetween(was, now)).toEqual({ added: [], gone: [], moved: [] })
})

test('a mark that was corrected and a share that lost one are told', () => {
  const was = stood([member('a', [], { value: 8 }), member('b', [], { part: true })], [])
  const now = stood([member('a', [], { value: 6 }), member('b', [], { part: false })], [])
  expect(differenceBetween(was, now).moved).toEqual([
    { record: 'a', moves: ['ander getal'] },
    { record: 'b', moves: ['telt anders mee in het deel'] },
  ])
})

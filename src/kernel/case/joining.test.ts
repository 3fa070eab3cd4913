import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { settingsFrom } from '#platform/settings'
import { lineOf } from '#service-lines'
import {
  aftercareOf,
  type Case,
  type CaseSide,
  householdsTogether,
  joinCase,
  liesOver,
  lineForCase,
  mustBeTold,
  outcomeInWords,
  type Report,
  sameAddress,
  sidesIn,
  sidesToAsk,
  takeApart,
  telling,
  toldBy,
  whichStays,
} from './index.ts'

const line = lineOf('buurtbemiddeling')
const at = new Date('2025-03-12T09:00:00Z')
const running = (change: Partial<Case> = {}): Case =>
  ({
    id: 'b',
    line: line.key,
    openedOn: day('2025-03-10'),
    closedOn: null,
    phase: 'reported',
    joinedTo: null,
    ...change,
  }) as Case
const lives = (side: string, houseNumber: string, more: Partial<CaseSide> = {}): CaseSide =>
  ({
    side,
    houseNumber,
    street: 'Oosterstraat',
    postcode: null,
    village: 'lindeveen',
    person: null,
    called: null,
    words: null,
    ...more,
  }) as CaseSide

test.each([
  ['the same street and number in one village', {}, {}, true],
  ['a number with a letter, however it is written', { houseNumber: '12 a' }, { houseNumber: '12A' }, true],
  ['another number', {}, { houseNumber: '14' }, false],
  ['the street of that name in another village', {}, { village: 'eschveen' }, false],
  ['a village that nobody wrote down', {}, { village: null }, false],
  [
    'one postcode, with the street spelled otherwise',
    { postcode: '9411 AA', street: 'O. straat' },
    { postcode: '9411aa' },
    true,
  ],
  ['two postcodes', { postcode: '9411 AA' }, { postcode: '9411 AB' }, false],
  ['no number', { houseNumber: null }, { houseNumber: null }, false],
])('%s', (_, one, other, same) => {
  expect(sameAddress({ ...lives('reporter', '12'), ...one }, { ...lives('reporter', '12'), ...other })).toBe(same)
})

test('who reports back is the other party of the case that runs, and another who complains of the same neighbour is not', () => {
  const first = [lives('reporter', '12'), lives('neighbour', '14')]
  expect(liesOver(first, [lives('reporter', '14'), lives('neighbour', '12')])).toBe('mirrored')
  expect(liesOver(first, [lives('reporter', '16'), lives('neighbour', '14')])).toBe('same')
  expect(liesOver(first, [lives('reporter', '2'), lives('neighbour', '4')])).toBeUndefined()
  expect(
    sidesIn(first, [lives('reporter', '14'), lives('neighbour', '12')], 'mirrored').map(({ side }) => side),
  ).toEqual(['neighbour', 'reporter'])
})

test('which of two stays the case does not depend on who asks', () => {
  const [early, late, far] = [
    running({ id: 'e' }),
    running({ id: 'l', openedOn: day('2025-03-11') }),
    running({ id: 'f', openedOn: day('2025-03-12'), phase: 'suitable' }),
  ]
  expect(whichStays(line.case, late, early)).toEqual({ stays: early, goes: late })
  expect(whichStays(line.case, early, far)).toEqual({ stays: far, goes: early })
  expect(whichStays(line.case, far, early)).toEqual({ stays: far, goes: early })
})

test('two that were assigned are not joined, nor one that is closed, joined or of another line', () => {
  const how = { as: 'same', at, stood: 1 } as const
  const join = (goes: Partial<Case>, stays: Partial<Case>) => () =>
    joinCase(running(goes), running({ id: 'a', ...stays }), line.case, how)
  expect(join({}, {})()).toMatchObject({ joinedTo: 'a', joinedAs: 'same', dueAt: null })
  expect(join({ phase: 'assigned' }, { phase: 'contacted' })).toThrow('Beide zaken zijn al toegewezen')
  expect(join({}, { closedOn: day('2025-03-11') })).toThrow('al afgesloten')
  expect(join({ joinedTo: 'x' }, {})).toThrow('Een collega')
  expect(join({ line: 'another' }, {})).toThrow('geen twee zaken')
  expect(join({}, { id: 'b' })).toThrow('geen twee zaken')
})

test('a report goes its own way again only while nothing was added', () => {
  const joined = joinCase(running(), running({ id: 'a' }), line.case, { as: 'mirrored', at, stood: 7 })
  expect(takeApart(joined, 7)).toMatchObject({ joinedTo: null, joinedAs: null, joinedStood: null })
  expect(() => takeApart(joined, 8)).toThrow('iets bijgekomen')
})

const mirrored: Report = {
  case: running({ joinedTo: 'a', joinedAs: 'mirrored' }),
  sides: [lives('neighbour', '14', { person: 'kees', words: 'Zij roept altijd.' }), lives('reporter', '12')],
}

test('where both reported the pages name neither, and go by address whoever came first', () => {
  const first = [
    lives('reporter', '12', { words: 'De hond blaft.' }),
    lives('neighbour', '14', { called: 'Bewoner Oosterstraat 14' }),
  ]
  const seen = lineForCase(line, { sides: [...first, ...mirrored.sides], reports: [mirrored] })
  expect(Object.values(seen.case.sides).map(({ called }) => called)).toEqual([
    'Kant Oosterstraat 12',
    'Kant Oosterstraat 14',
  ])
  const back = lineForCase(line, { sides: [lives('neighbour', '12'), lives('reporter', '14')], reports: [mirrored] })
  const words = (seenAs: typeof seen) => Object.values(seenAs.case.sides).map(({ called, inText }) => [called, inText])
  expect(words(back)).toEqual(words(seen))
  expect(lineForCase(line, { sides: first, reports: [] })).toBe(line)
})

test('where both reported each must be told what the other had written down, and nobody else', () => {
  const [fourteen, twelve] = sidesIn(
    [lives('reporter', '12')],
    [lives('reporter', '14'), lives('neighbour', '12')],
    'mirrored',
  )
  const told = (one: CaseSide | undefined, informedOn: CaseSide['informedOn'] = null) =>
    mustBeTold(line, { ...(one as CaseSide), informedOn })
  expect([told(lives('reporter', '12')), told(lives('neighbour', '14')), told(fourteen), told(twelve)]).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect(told(twelve, day('2025-03-12'))).toBe(false)
})

test('a household that stands in both reports is shown once, with who lives there, and each in their own words', () => {
  const [shown, ...more] = householdsTogether(
    [lives('neighbour', '14', { called: 'Bewoner' }), ...mirrored.sides.slice(0, 1)],
    [mirrored],
  )
  expect(more).toEqual([])
  expect(shown).toMatchObject({ household: { person: 'kees' }, words: ['Zij roept altijd.'] })
  expect(shown?.rows).toHaveLength(2)
  expect(householdsTogether([lives('neighbour', '14'), lives('neighbour', '14')], [])).toHaveLength(2)
})

const closed = { closedOn: day('2025-01-31'), outcome: 'solvedTogether' }
const own = settingsFrom([])

test('the referrer hears the published outcome, only after closing, only with leave, and once', () => {
  const sent = { referrer: 'p', referrerToldOn: null }
  const yes = {
    id: '1',
    scope: 'outcome',
    answer: 'yes',
    givenOn: day('2025-01-01'),
    validUntil: null,
    withdrawnOn: null,
  } as never
  const no = {
    id: '2',
    scope: 'outcome',
    answer: 'no',
    givenOn: day('2025-01-01'),
    validUntil: null,
    withdrawnOn: null,
  } as never
  const today = day('2025-02-01')
  expect(telling(line, { ...sent, referrer: null }, closed, [yes], today)).toEqual({ is: 'nobody sent them' })
  expect(telling(line, sent, { closedOn: null }, [yes], today)).toEqual({ is: 'still running' })
  expect(telling(line, sent, closed, [yes], today)).toEqual({ is: 'to do' })
  expect(telling(line, sent, closed, [no], today)).toMatchObject({ is: 'no leave', standing: { now: 'no' } })
  expect(telling(line, sent, closed, [], today)).toMatchObject({ is: 'no leave', standing: { now: 'unasked' } })
  const back = { ...(yes as object), withdrawnOn: day('2025-01-20') } as never
  expect(telling(line, sent, closed, [back], today)).toMatchObject({ is: 'no leave', standing: { now: 'withdrawn' } })
  expect(telling(line, { ...sent, referrerToldOn: today }, closed, [], today)).toEqual({ is: 'told', on: today })
  expect(outcomeInWords(line, closed, own)).toBe('Opgelost')
})

test('three months after a solution each side is asked once, for three months, unless the organisation set otherwise', () => {
  expect(aftercareOf(line, closed, own)).toEqual({ from: '2025-04-30', until: '2025-07-31' })
  expect(aftercareOf(line, { ...closed, outcome: 'neighbourRefuses' }, own)).toBeUndefined()
  const set = settingsFrom([{ key: 'buurtbemiddeling.aftercare', from: day('2025-01-01'), until: null, value: 6 }])
  expect(aftercareOf(line, closed, set)?.from).toBe('2025-07-31')
  const standing = { sides: [lives('reporter', '12'), lives('neighbour', '14')], asked: [{ side: 'reporter' }] }
  expect(sidesToAsk(line, closed, standing, { today: day('2025-04-29'), settings: own })).toEqual([])
  expect(sidesToAsk(line, closed, standing, { today: day('2025-04-30'), settings: own })).toEqual(['neighbour'])
  expect(sidesToAsk(line, closed, standing, { today: day('2025-07-31'), settings: own })).toEqual([])
})

test('who is written down by another hears so at the first contact, and within a month', () => {
  expect(toldBy(day('2025-03-01'), day('2025-03-08'))).toBe('2025-03-08')
  expect(toldBy(day('2025-03-01'), null)).toBe('2025-04-01')
  expect(toldBy(day('2025-03-01'), day('2025-05-08'))).toBe('2025-04-01')
})

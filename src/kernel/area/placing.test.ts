import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { readGroups } from './group-list.ts'
import {
  keyOf,
  type Placing,
  placedFrom,
  placingOn,
  placingTakenBack,
  type Replacing,
  setsOf,
  sizeGroups,
} from './placing.ts'

const { large, small } = sizeGroups
let made = 0
const placing = (groupKey: string, validFrom: Day, validUntil: Day | null = null) =>
  ({
    id: `p${++made}`,
    groupingKey: 'groot-klein',
    area: 'esveld',
    groupKey,
    groupName: groupKey,
    validFrom,
    validUntil,
  }) as Placing

/** What stands there after the deeds were done. */
function after(own: readonly Placing[], { change, remove, add }: Replacing): Placing[] {
  const changed = own
    .filter(({ id }) => !remove.includes(id))
    .map((one) => ({ ...one, ...change.find(({ id }) => id === one.id)?.becomes }))
  return [...changed, ...add.map((one) => placing(one.groupKey, one.validFrom, one.validUntil))].sort((one, other) =>
    one.validFrom < other.validFrom ? -1 : 1,
  )
}

const groupOn = (own: readonly Placing[], on: Day) => placingOn(own, on)?.groupKey

test('a village that grows is large from a day on, and was small until then', () => {
  const was = [placing('small', day('2015-01-01'))]
  const now = after(was, placedFrom(was, large, day('2025-01-01')))
  expect(groupOn(now, day('2024-12-31'))).toBe('small')
  expect(groupOn(now, day('2025-01-01'))).toBe('large')
})

test('what was planned for later stays planned', () => {
  const was = [placing('small', day('2015-01-01'), day('2027-01-01')), placing('small-again', day('2027-01-01'))]
  const now = after(was, placedFrom(was, large, day('2025-01-01')))
  expect(now.map(({ groupKey, validUntil }) => [groupKey, validUntil])).toEqual([
    ['small', '2025-01-01'],
    ['large', '2027-01-01'],
    ['small-again', null],
  ])
})

test('a village in no group yet is in one from the day on, until what is planned', () => {
  expect(placedFrom([], large, day('2025-01-01')).add).toMatchObject([{ validFrom: '2025-01-01', validUntil: null }])
  expect(placedFrom([placing('small', day('2026-01-01'))], large, day('2025-01-01')).add).toMatchObject([
    { validFrom: '2025-01-01', validUntil: '2026-01-01' },
  ])
})

test('where a village is already it cannot be put again, and a group of the same day is put right', () => {
  const was = [placing('small', day('2015-01-01'))]
  expect(() => placedFrom(was, small, day('2025-01-01'))).toThrow(Invalid)
  expect(after(was, placedFrom(was, large, day('2015-01-01')))).toMatchObject([{ groupKey: 'large', validUntil: null }])
})

test('a placing that is taken back leaves everything as it was', () => {
  const was = [placing('small', day('2015-01-01'), day('2027-01-01')), placing('large', day('2027-01-01'))]
  const now = after(was, placedFrom(was, large, day('2025-01-01')))
  const placed = now.find(({ validFrom }) => validFrom === '2025-01-01') as Placing
  expect(after(now, placingTakenBack(now, placed.id))).toEqual(was)
  expect(placingTakenBack(now, 'not there')).toEqual({ change: [], remove: [], add: [] })
})

test('however often a village is placed, on every day it is in one group at most, and the past stays', () => {
  const anyDay = fc.integer({ min: 0, max: 4000 }).map((count) => addDays(day('2015-01-01'), count))
  const group = fc.constantFrom('large', 'small', 'north')
  fc.assert(
    fc.property(fc.array(fc.tuple(group, anyDay), { maxLength: 8 }), fc.array(anyDay), (moves, days) => {
      let own: Placing[] = []
      for (const [key, from] of moves) {
        const before = own
        try {
          own = after(own, placedFrom(own, { key, name: key }, from))
        } catch (problem) {
          expect(problem).toBeInstanceOf(Invalid)
          continue
        }
        expect(groupOn(own, from)).toBe(key)
        for (const on of days) if (on < from) expect(groupOn(own, on)).toBe(groupOn(before, on))
      }
      for (const on of days)
        expect(own.filter((one) => placingOn([one], on)).length, `groups on ${on}`).toBeLessThanOrEqual(1)
    }),
  )
})

test('a set that tells large from small knows both, also when no village is large', () => {
  const [set] = setsOf([placing('small', day('2015-01-01'))])
  expect(set).toMatchObject({ key: 'groot-klein', bySize: true })
  expect(set?.groups.map(({ key }) => key).sort()).toEqual(['large', 'small'])
  expect(setsOf([{ ...placing('noord', day('2015-01-01')), groupingKey: 'gebied' }])[0]?.bySize).toBe(false)
})

test('the name of a set becomes a key that may stand in an address', () => {
  expect(keyOf(' Groot & Kleín 2026! ')).toBe('groot-klein-2026')
  expect(keyOf('…')).toBe('')
})

test('groups are read a line each, with what could not be placed named', () => {
  const villages = ['Lindeveen', 'Esveld', 'Oosterhaar'].map((name) => ({ id: name, name }))
  const { groups, refused } = readGroups(
    `${'N'.repeat(31)}: Lindeveen\nNoord: lindeveen, Esveld\nZuid: Oosterhar; Esveld\nOosterhaar\nLeeg:\nnoord: Oosterhaar`,
    villages,
  )
  expect(groups.map(({ name, villages: own }) => [name, own.map((one) => one.name)])).toEqual([
    ['Noord', ['Lindeveen', 'Esveld', 'Oosterhaar']],
    ['Zuid', []],
    ['Leeg', []],
  ])
  expect(refused.map(({ text, why }) => `${text}: ${why}`)).toEqual([
    `${'N'.repeat(31)}: Dit is langer dan 30 tekens. Maak de naam van de groep korter.`,
    'Oosterhar: Dit dorp kennen we niet. Bedoel je Oosterhaar?',
    'Esveld: Dit dorp staat er twee keer in.',
    'Oosterhaar: Hier mist de naam van de groep. Schrijf: Noord: Lindeveen, Esveld',
    'Zuid: In deze groep staat nog geen dorp.',
    'Leeg: In deze groep staat nog geen dorp.',
  ])
})

import { expect, test } from 'vitest'
import { lineOf } from '#service-lines'
import { isOpen, type Match, mustBeComplete, placesLeft, ranOut, seeksInWords, stands } from './index.ts'
import { accept, expire, fallOut, look, mustFillPlaces, pass, withdraw } from './match.ts'

const line = lineOf('buurtbemiddeling')
const declared = line.match!
const alone = { ...line, match: { ...declared, helpers: 1 } }
const now = new Date('2025-03-12T08:14:00Z')
const later = new Date('2025-03-12T09:00:00Z')
const tooLate = new Date('2025-03-14T09:00:00Z')
const asked = {
  state: 'asked',
  askedAt: now,
  answerBy: new Date('2025-03-14T08:14:00Z'),
  shownAt: null,
  answeredAt: null,
  endedAt: null,
  reason: null,
} as Match
const yes = accept(look(asked, now), now)

test('two are asked at once, never one alone, and nobody else while they have not answered', () => {
  expect(() => mustFillPlaces(line, [], 2, now)).not.toThrow()
  expect(() => mustFillPlaces(line, [], 1, now)).toThrow('Kies twee bemiddelaars: zij gaan nooit alleen.')
  expect(() => mustFillPlaces(line, [], 3, now)).toThrow('Kies twee bemiddelaars')
  expect(() => mustFillPlaces(line, [asked, asked], 1, now)).toThrow('Trek eerst een vraag in')
  expect(() => mustFillPlaces(line, [yes, pass(asked, now)], 1, now)).not.toThrow()
  expect(() => mustFillPlaces(line, [yes, pass(asked, now)], 2, now)).toThrow('Kies één bemiddelaar erbij.')
  expect(() => mustFillPlaces(line, [yes, yes], 1, now)).toThrow('is al iemand gevraagd')
})

test('a line can do with one helper', () => {
  expect(placesLeft(alone.match, [], now)).toBe(1)
  expect(() => mustFillPlaces(alone, [], 1, now)).not.toThrow()
  expect(stands(alone, { phase: 'suitable' }, [yes], now)).toMatchObject({ complete: true, seeks: null })
})

test('the names come after she said that she knows nobody, and her yes after that', () => {
  expect(() => accept(asked, now)).toThrow('Vraag eerst of er iemand bekend is')
  const shown = look(asked, now)
  expect(shown).toMatchObject({ state: 'shown', shownAt: now })
  expect(accept(shown, later)).toMatchObject({ state: 'accepted', answeredAt: later })
})

test('who passes it on leaves no trace of why, before or after the names', () => {
  for (const match of [asked, look(asked, now)])
    expect(pass(match, later)).toEqual({ ...match, state: 'passed', answeredAt: later })
})

test('who answers twice, or looks twice, is answered the same twice', () => {
  expect(look(look(asked, now), later)).toEqual(look(asked, now))
  expect(accept(yes, later)).toBe(yes)
  expect(pass(pass(asked, now), later)).toEqual(pass(asked, now))
})

test('after its time a question is closed, whether or not anybody wrote that down', () => {
  expect([isOpen(asked, later), isOpen(asked, tooLate), ranOut(asked, tooLate)]).toEqual([true, false, true])
  for (const deed of [look, pass]) expect(() => deed(asked, tooLate)).toThrow('De tijd om te antwoorden is voorbij')
  expect(() => accept(look(asked, now), tooLate)).toThrow('De tijd om te antwoorden is voorbij')
  expect(placesLeft(declared, [asked, yes], tooLate)).toBe(1)
  expect(expire(asked, tooLate).state).toBe('expired')
  expect(expire(asked, later)).toBe(asked)
  expect(expire(yes, tooLate)).toBe(yes)
})

test('a question can be taken back until there is a yes, and what was taken back cannot be answered', () => {
  const taken = withdraw(asked, later)
  expect(taken.state).toBe('withdrawn')
  expect(() => look(taken, later)).toThrow('Deze vraag is er niet meer')
  expect(() => withdraw(yes, later)).toThrow('Er was net een ja')
  expect(() => withdraw(pass(asked, now), later)).toThrow('Deze vraag is er niet meer')
})

test('a case is complete at the second yes; when one falls out it seeks a second and the other stays', () => {
  const one = { phase: 'pairAsked' }
  expect(stands(line, one, [yes, asked], now)).toEqual({ complete: false, seeks: null, waitsFor: 'helpers' })
  expect(stands(line, one, [yes, pass(asked, now)], now)).toEqual({ complete: false, seeks: null, waitsFor: 'us' })
  expect(stands(line, one, [yes, yes], now).complete).toBe(true)
  const out = fallOut(yes, 'away', later)
  expect(out).toMatchObject({ state: 'fellOut', reason: 'away', endedAt: later })
  const visited = { phase: 'reporterHeard' }
  expect(stands(line, visited, [yes, out], later)).toEqual({ complete: false, seeks: 1, waitsFor: 'us' })
  expect(stands(line, visited, [yes, out, asked], later)).toEqual({ complete: false, seeks: 1, waitsFor: 'helpers' })
  expect(stands(line, visited, [yes, out, yes], later)).toEqual({ complete: true, seeks: null, waitsFor: 'us' })
  expect(stands(line, visited, [out, out], later).seeks).toBe(2)
  expect(() => fallOut(asked, 'away', later)).toThrow('Deze vraag is er niet meer')
})

test('while a second is sought no visit is planned, and calling is no visit', () => {
  expect(() => mustBeComplete(line, { seeks: 1 }, 'visit')).toThrow(
    'Deze zaak zoekt tweede. Plan een bezoek of gesprek zodra er twee bemiddelaars zijn; bellen kan wel.',
  )
  expect(() => mustBeComplete(line, { seeks: 2 }, 'talk')).toThrow('zoekt twee bemiddelaars')
  for (const [seeks, kind] of [
    [1, 'call'],
    [null, 'visit'],
  ] as const)
    expect(() => mustBeComplete(line, { seeks }, kind)).not.toThrow()
  expect(() => mustBeComplete(alone, { seeks: 1 }, 'visit')).not.toThrow()
  expect(seeksInWords(alone.match, 1)).toBe('zoekt nieuwe bemiddelaar')
})

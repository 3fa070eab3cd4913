import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { canBeMissed, momentOfStep, mustBeAhead, mustBeDay, noteOf } from './next-step.ts'

const today = day('2025-03-12')
const now = new Date('2025-03-12T08:14:00Z')
const line = {
  sides: { seeker: {} },
  mainSide: 'seeker',
  talks: { call: { called: 'Gebeld', withSide: true }, memo: { called: 'Notitie', withSide: false } },
  results: { heard: { called: 'Gehoord' }, nobody: { called: 'Niemand', nobody: true } },
} as unknown as Parameters<typeof noteOf>[1]
const step = { kind: 'call', side: null, match: null, about: null, caseId: 'a' }

test('a step is not planned before its case, in a closed one, or out of sight', () => {
  const of = { openedOn: day('2025-03-10'), closedOn: null }
  expect(() => mustBeDay(day('2025-03-10'), { today, of })).not.toThrow()
  expect(() => mustBeDay(day('2025-03-09'), { today, of })).toThrow('Dit begon op 10 maart 2025')
  expect(() => mustBeDay(today, { today, of: { ...of, closedOn: today } })).toThrow('Trek eerst de afsluiting in')
  expect(() => mustBeDay(day('2030-03-13'), { today })).toThrow('verder weg dan 5 jaar')
  expect(() => mustBeAhead(day('2025-03-11'), today)).toThrow('al voorbij')
})

test('what was planned for later happened now, and what passed happened when it was planned', () => {
  const at = (onDay: string, atTime: string | null) => momentOfStep({ onDay: day(onDay), atTime }, now).toISOString()
  expect(at('2025-03-20', '10:00:00')).toBe(now.toISOString())
  expect(at('2025-03-12', '09:00:00')).toBe('2025-03-12T08:00:00.000Z')
  expect(at('2025-03-12', '14:00:00')).toBe(now.toISOString())
  expect(at('2025-03-11', null)).toBe('2025-03-11T11:00:00.000Z')
})

test('a call becomes a talk of the line; a letter, a term and a call with a helper become a note that says so', () => {
  expect(noteOf(step, line, 'done')).toEqual({ kind: 'call', side: 'seeker', result: null, words: '' })
  expect(noteOf(step, line, 'missed')).toEqual({ kind: 'call', side: 'seeker', result: 'nobody', words: '' })
  expect(noteOf({ ...step, kind: 'visit' }, line, 'done')).toMatchObject({ kind: 'memo', words: 'Op bezoek geweest' })
  expect(noteOf({ ...step, kind: 'term', about: 'Bezwaar' }, line, 'done').words).toBe('Termijn gehaald: Bezwaar')
  expect(noteOf({ ...step, match: 'm' }, line, 'missed', 'Truus').words).toBe('Niet bereikt (Truus)')
  expect(['call', 'visit', 'talk', 'letter', 'term'].map(canBeMissed)).toEqual([true, true, true, false, false])
})

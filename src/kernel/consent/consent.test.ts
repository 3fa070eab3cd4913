import { expect, test } from 'vitest'
import { type Day, day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { answering, type Consent, holds, mayBeForgotten, saidNow, standingOf } from './consent.ts'

let made = 0
const answer = (said: 'yes' | 'no', givenOn: Day, withdrawnOn: Day | null = null) =>
  ({ id: `c${++made}`, scope: 'named', answer: said, givenOn, validUntil: null, withdrawnOn }) as Consent
const today = day('2025-03-12')
const standing = (...said: Consent[]) => standingOf(said, 'named', today)

test('who was not asked has given no answer, and that is neither yes nor no', () => {
  expect(standing()).toMatchObject({ now: 'unasked', since: null })
  expect(standingOf([answer('yes', day('2025-03-01'))], 'outcome', today).now).toBe('unasked')
})

test('a yes holds until it is taken back, and from that day no longer', () => {
  const yes = answer('yes', day('2025-03-01'), day('2025-03-10'))
  expect(holds(yes, day('2025-03-09'))).toBe(true)
  expect(holds(yes, day('2025-03-10'))).toBe(false)
  expect(standing(yes)).toMatchObject({ now: 'withdrawn', since: '2025-03-10' })
})

test('a no is an answer, and never a yes', () => {
  const no = answer('no', day('2025-03-01'))
  expect(holds(no, today)).toBe(false)
  expect(standing(no)).toMatchObject({ now: 'no', since: '2025-03-01' })
})

test('of several answers the last one counts', () => {
  const all = [answer('yes', day('2025-03-05')), answer('no', day('2025-03-01'))]
  expect(standing(...all)).toMatchObject({ now: 'yes', since: '2025-03-05' })
})

test.each([
  ['a first answer is added', [], 'yes', 'add'],
  ['a yes that becomes a no is taken back', [answer('yes', day('2025-03-01'))], 'no', 'withdraw'],
  ['a no that becomes a yes is a new answer', [answer('no', day('2025-03-01'))], 'yes', 'add'],
  ['who takes back may agree again', [answer('yes', day('2025-03-01'), day('2025-03-05'))], 'yes', 'add'],
  ['what stays the same is left alone', [answer('no', day('2025-03-01'))], 'no', 'nothing'],
  ['a mistake is forgotten', [answer('yes', day('2025-03-01'))], 'unasked', 'forget'],
] as const)('%s', (_, before, said, deed) => {
  expect(answering(before, 'named', said, today, today)).toBe(deed)
})

test('what was asked and taken back cannot become never asked', () => {
  const before = [answer('yes', day('2025-03-01'), day('2025-03-05'))]
  expect(mayBeForgotten(before, 'named')).toBe(false)
  expect(() => answering(before, 'named', 'unasked', today, today)).toThrow(Invalid)
})

test('an answer does not come before the one that stands', () => {
  const before = [answer('yes', day('2025-03-05'))]
  expect(() => answering(before, 'named', 'no', day('2025-03-04'), today)).toThrow(
    'Op 5 maart 2025 is er al een antwoord. Kies die dag of later.',
  )
})

test('on the form a yes that is over says no', () => {
  expect(saidNow({ now: 'withdrawn' })).toBe('no')
  expect(saidNow({ now: 'unasked' })).toBe('unasked')
})

import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { mayBeQuoted, type Survey, withdrawQuote } from './index.ts'

const answer = {
  quote: 'Het is weer stil op straat.',
  quoteConsentOn: day('2025-02-01'),
  quoteConsentUntil: day('2027-02-01'),
  quoteWithdrawnOn: null,
} as Survey

test('words are quoted only while the consent lasts', () => {
  expect(mayBeQuoted(answer, day('2025-01-31'))).toBe(false)
  expect(mayBeQuoted(answer, day('2025-02-01'))).toBe(true)
  expect(mayBeQuoted(answer, day('2027-02-01'))).toBe(false)
})

test('who takes the consent back is quoted no more from that day', () => {
  const withdrawn = withdrawQuote(answer, day('2025-03-12'))
  expect(mayBeQuoted(withdrawn, day('2025-03-12'))).toBe(false)
  expect(withdrawQuote(withdrawn, day('2025-04-01'))).toBe(withdrawn)
})

test('without consent nothing is quoted', () => {
  expect(mayBeQuoted({ ...answer, quoteConsentOn: null }, day('2025-03-12'))).toBe(false)
})

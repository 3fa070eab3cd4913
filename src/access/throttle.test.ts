import { expect, test } from 'vitest'
import { waitAfter, waitInWords } from './throttle.ts'

test('a few wrong guesses cost nothing, and then each costs twice as much, up to a quarter of an hour', () => {
  expect([4, 5, 6, 7, 10, 11, 12, 500].map((guesses) => waitAfter(guesses, 5))).toEqual([
    0, 15, 30, 60, 480, 900, 900, 900,
  ])
})

test('the wait is told in words, with what to do', () => {
  expect(waitInWords(15)).toMatch(/^Het ging een paar keer mis\. Wacht 15 seconden en probeer het dan opnieuw\./)
  expect(waitInWords(60)).toContain('Wacht een minuut')
  expect(waitInWords(900)).toContain('Wacht 15 minuten')
})

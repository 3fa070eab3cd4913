import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { comparedInWords, respondedInWords, whatWaits } from './what-waits.ts'

const today = day('2025-03-12')
const due = (text: string) => ({ due: day(text) })
const sometime = { due: undefined }

test('what waits is one sentence, as a colleague would say it', () => {
  expect(whatWaits([due('2025-03-11'), sometime, sometime], today)).toBe(
    'Drie dingen wachten op jou. Eén daarvan had gisteren gemoeten.',
  )
  expect(whatWaits([due('2025-03-12'), sometime], today)).toBe('Twee dingen wachten op jou.')
  expect(whatWaits([due('2025-03-11')], today)).toBe('Eén ding wacht op jou. Het had gisteren gemoeten.')
  expect(whatWaits([due('2025-03-03'), due('2025-03-11'), sometime], today)).toBe(
    'Drie dingen wachten op jou. Twee daarvan hadden al gedaan moeten zijn.',
  )
  expect(whatWaits([due('2025-03-11'), due('2025-03-11')], today)).toBe(
    'Twee dingen wachten op jou. Ze hadden allemaal gisteren gemoeten.',
  )
})

test('when nothing waits that is said kindly', () => {
  expect(whatWaits([], today)).toMatch(/^Er wacht niets op jou\./)
})

test('a figure says what it is made of and how it was a year ago', () => {
  expect(respondedInWords(11, 19)).toBe('11 van 19 vulden het in')
  expect(respondedInWords(null, null)).toBe('nog niemand gevraagd')
  expect(comparedInWords(14, 10)).toBe('4 meer dan vorig jaar')
  expect(comparedInWords(9, 10)).toBe('1 minder dan vorig jaar')
  expect(comparedInWords(10, 10)).toBe('evenveel als vorig jaar')
  expect(comparedInWords(10, null)).toBeUndefined()
})

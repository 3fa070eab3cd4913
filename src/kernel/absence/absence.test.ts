import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { type Around, mustBeDays, mustStandIn } from './absence.ts'

const from = (first: string, last: string) => ({ from: day(first), until: day(last) })
const around: Around = {
  account: 'noor',
  today: day('2025-03-12'),
  others: [from('2025-05-01', '2025-05-09')],
  workingOn: {
    mediation: [
      { id: 'bas', name: 'Bas' },
      { id: 'noor', name: 'Noor' },
    ],
  },
  awayAlready: { bas: [from('2025-03-14', '2025-03-14')] },
}
const days = (first: string, last: string, was?: ReturnType<typeof from>) => () =>
  mustBeDays(from(first, last), around, was)
const standsIn =
  (account: string | null, last = '2025-03-13') =>
  () =>
    mustStandIn(from('2025-03-12', last), { mediation: account }, around)

test('days away are whole, still to come, and told once', () => {
  expect(days('2025-03-12', '2025-03-12')).not.toThrow()
  expect(days('2025-03-14', '2025-03-13')).toThrow('ligt voor de eerste')
  expect(days('2025-03-11', '2025-03-13')).toThrow('al voorbij')
  expect(days('2025-03-12', '2026-06-01')).toThrow('langer dan een jaar')
  expect(days('2025-04-20', '2025-05-01')).toThrow('staat al genoteerd')
})

test('who is back today was away until yesterday', () => {
  expect(days('2025-03-03', '2025-03-11', from('2025-03-03', '2025-03-21'))).not.toThrow()
  expect(days('2025-03-03', '2025-03-07', from('2025-03-03', '2025-03-21'))).toThrow('al voorbij')
})

test('a stand-in does that work, is there herself, and is somebody else; nobody may be chosen', () => {
  expect(standsIn('bas')).not.toThrow()
  expect(standsIn(null)).not.toThrow()
  expect(standsIn('bas', '2025-03-14')).toThrow('Bas is zelf weg: 14 maart')
  expect(standsIn('noor')).toThrow('niet zichzelf')
  expect(standsIn('daan')).toThrow('doet dit werk niet')
})

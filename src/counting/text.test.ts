import { describe, expect, test } from 'vitest'
import { day, yearPeriod } from '#platform/days'
import { Invalid } from '#platform/errors'
import { addsUpTo } from './adds-up.ts'
import { derive } from './derive.ts'
import { change, names, rank } from './derived.ts'
import { type Figure, rounded, roundHalfUp } from './figure.ts'
import { count, share } from './indicator.ts'
import { periodsOf } from './period-rule.ts'
import type { Question } from './question.ts'
import { answerByHand } from './testing/by-hand.ts'
import { scratchCases as reads, type Scratch, us, villages } from './testing/scratch.ts'
import { plainText, tell } from './text.ts'

const cases = count({ key: 'zaken', name: 'Zaken', reads, when: 'started', by: ['school', 'resultDetail'] })
const solved = share({
  key: 'opgelost',
  name: 'Opgelost',
  reads,
  when: 'started',
  whole: {},
  part: { resultDetail: 'solved' },
})
const question: Question = {
  tenant: us,
  lines: ['mediation'],
  period: yearPeriod(2025),
  compare: 'last-year',
  indicators: [cases, solved],
}

const some = (howMany: number, school: string, result: string | null, year = 2025): Scratch[] =>
  Array.from({ length: howMany }, (_, i) => ({
    tenant: us,
    record: `${school}${result}${year}${i}`,
    person: null,
    line: 'mediation',
    village: villages[0] ?? null,
    starts: `${year}-02-01`,
    ends: result && `${year}-05-01`,
    result,
    school,
    minutes: null,
    topics: [],
  }))
const year = [
  ...some(13, 'solved', 'solved'),
  ...some(9, 'unsuitable', 'unsuitable'),
  ...some(7, 'advice', 'advice'),
  ...some(3, 'referred', 'referred'),
  ...some(4, 'open', null),
  ...some(33, 'solved', 'solved', 2024),
]
const answer = answerByHand(question, year)
const read = answer.figures.zaken as Figure

describe('figures in a text', () => {
  const said = (text: string) => plainText(tell(text, [answer]))
  test('bring their noun, last year and the difference', () => {
    expect(said('We deden {{zaken}}, vorig jaar {{zaken|vorig jaar}}: {{zaken|verschil}}.')).toBe(
      'We deden 36 zaken, vorig jaar 33 zaken: 9% meer.',
    )
    expect(said('{{zaken|getal}} keer, {{zaken:resultDetail=advice|getal}} keer advies, {{opgelost}}')).toBe(
      '36 keer, 7 keer advies, 36%',
    )
  })
  test('of one row are found by key or by name', () => {
    expect(said('{{zaken:school=Referred}}')).toBe('3 zaken')
  })
  test('that do not exist are refused, with the one that was probably meant', () => {
    const problem = (text: string) => {
      try {
        tell(text, [answer], 'verhaal')
      } catch (error) {
        return (error as Invalid).problems.verhaal
      }
    }
    expect(() => tell('{{zaaken}}', [answer])).toThrow(Invalid)
    expect(problem('{{zaaken}}')).toBe("Het cijfer 'zaaken' bestaat niet. Bedoel je 'zaken'?")
    expect(problem('{{zaken:school=refered}}')).toContain("Bedoel je 'referred'?")
    expect(problem('{{zaken|aantal}}')).toContain('Kies uit: getal, vorig jaar of verschil.')
    expect(problem('{{zaken')).toContain('is niet af')
  })
  test('that are hidden or have no data say so', () => {
    const figures = {
      ...answer.figures,
      zaken: { ...read, value: null, hidden: true },
      opgelost: { ...(answer.figures.opgelost as Figure), value: null },
    }
    expect(plainText(tell('{{zaken}} en {{opgelost}}, {{zaken|verschil}}', [{ ...answer, figures }]))).toBe(
      'te klein om te tonen en geen gegevens, te klein om te tonen',
    )
  })
  test('that were typed by hand give a soft warning, and a year or a date does not', () => {
    expect(tell('Er waren 36 zaken, 9% meer.', [answer]).warnings).toHaveLength(2)
    expect(tell('Op 12 maart 2025 om 16.20 uur, sinds 2009, {{zaken}}.', [answer]).warnings).toEqual([])
  })
})

describe('reading a figure', () => {
  test('each percentage is rounded half up by itself', () => {
    expect([11.5, 1.005, -8.5, 0.4, 100 * (8 / 36)].map((one) => roundHalfUp(one, 0))).toEqual([12, 1, -9, 0, 22])
    expect(roundHalfUp(1.005, 2)).toBe(1.01)
    expect(rounded(answer.figures.opgelost as Figure, solved)).toBe(36)
  })
  test('the outcomes and what still runs make up the cases of the year', () => {
    expect(addsUpTo(read).map(({ text }) => text)).toContain('13 + 9 + 7 + 4 + 3 = 36')
  })
  test('a rank names who ties with the last', () => {
    const tied = answerByHand(question, [
      ...some(5, 'a', 'solved'),
      ...some(3, 'b', 'solved'),
      ...some(3, 'c', 'solved'),
      ...some(1, 'd', 'solved'),
    ])
    const top = derive(
      rank({ key: 'top', name: 'Top', reads: cases, ranks: 'school', top: 2 }),
      [tied.figures.zaken as Figure],
      tied.periods,
    )
    expect(top).toMatchObject({
      value: 3,
      tied: true,
      names: [
        { key: 'a', place: 1 },
        { key: 'b', place: 2 },
        { key: 'c', place: 2 },
      ],
    })
  })
  test('an enumeration names what occurs this year, except what was told already', () => {
    const found = derive(
      names({ key: 'n', name: 'n', reads: cases, names: 'school', except: ['solved'] }),
      [read],
      answer.periods,
    )
    expect(found.names.map(({ key }) => key)).toEqual(['unsuitable', 'advice', 'open', 'referred'])
    expect(found).toMatchObject({ value: 4, last: { value: 0 } })
  })
  test('a rule that began this year has no growth', () => {
    const from2025 = change({ key: 'g', name: 'g', reads: cases, in: 'procent' })
    expect(derive(from2025, [{ ...read, last: null }], answer.periods).value).toBeNull()
    expect(derive(from2025, [read], answer.periods).value).toBeCloseTo(9.09)
  })
})

test('a year that is not over is compared with the whole year before, or with that year up to the same day', () => {
  const asked = { period: yearPeriod(2025), upTo: day('2025-03-12') }
  expect(periodsOf({ ...asked, compare: 'last-year' })).toEqual({
    this: { from: '2025-01-01', until: '2025-03-13' },
    last: { from: '2024-01-01', until: '2025-01-01' },
  })
  expect(periodsOf({ ...asked, compare: 'same-day-last-year' }).last).toEqual({
    from: '2024-01-01',
    until: '2024-03-13',
  })
})

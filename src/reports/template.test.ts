import { describe, expect, test } from 'vitest'
import { change, count, type Figure, fact, rank } from '#counting'
import { yearPeriod } from '#platform/days'
import type { Invalid } from '#platform/errors'
import { noun } from '#platform/words'
import { changeInText, comparison, shareOf } from './figure-words.ts'
import { asPlain, checkText, filledIn, namedIn, paragraphs, typedNumbers } from './template.ts'

const zaak = noun('zaak', 'zaken', 'de')
const reads = fact({
  key: 'case',
  called: zaak,
  rows: () => {
    throw new Error('nobody counts here')
  },
})
const cases = count({ key: 'buurtbemiddeling-zaken', name: 'Zaken', reads, when: 'started', by: ['village'] })
const solved = count({ key: 'buurtbemiddeling-opgelost', name: 'Opgelost', reads, when: 'started' })
const growth = change({ key: 'buurtbemiddeling-groei', name: 'Groei', reads: cases, in: 'procent' })
const top = rank({ key: 'buurtbemiddeling-top', name: 'Top', reads: cases, ranks: 'village', top: 2 })
const before = { year: 2024, sameDay: false }
const amount = (value: number | null, hidden = false) => ({ value, part: null, of: null, n: null, hidden })
const figure = (
  indicator: Figure['indicator'],
  value: number | null,
  last: number | null = null,
  hidden = false,
): Figure => ({
  indicator,
  period: yearPeriod(2025),
  lastPeriod: yearPeriod(2024),
  ...amount(value, hidden),
  last: last === null ? null : amount(last),
  cells: {},
  names: [],
  tied: false,
})
const cell = (key: string, label: string, value: number, last: number) => ({
  key,
  label,
  ...amount(value),
  last: amount(last),
})
const figures = {
  [cases.key]: {
    ...figure(cases, 36, 33),
    cells: { village: [cell('a', 'Lindeveen', 13, 12), cell('b', 'Oosterhaar', 7, 8)] },
  },
  [solved.key]: figure(solved, null, null, true),
  [growth.key]: figure(growth, 100 / 11),
  [top.key]: {
    ...figure(top, 2),
    names: [
      { key: 'a', label: 'Geluid', value: 9, place: 1 },
      { key: 'b', label: 'Huisdieren', value: 8, place: 2 },
    ],
  },
}
const fill = (text: string) => asPlain(filledIn(text, figures, before))

describe('a text names its figures', () => {
  test('and reads as a sentence', () => {
    expect(fill('Er kwamen {{buurtbemiddeling-zaken}}, {{ buurtbemiddeling-groei }} dan vorig jaar.')).toBe(
      'Er kwamen 36 zaken, 9 procent meer dan vorig jaar.',
    )
    expect(fill('{{buurtbemiddeling-zaken|getal}} keer')).toBe('36 keer')
    expect(fill('{{buurtbemiddeling-zaken|vergeleken}}')).toBe('9 procent meer dan in 2024 (33)')
    expect(fill('Het ging over {{buurtbemiddeling-top}}.')).toBe('Het ging over geluid en huisdieren.')
  })

  test('and one row of them, by its name or its key', () => {
    expect(
      fill(
        'Uit Lindeveen kwamen {{buurtbemiddeling-zaken:village=lindeveen}}, {{buurtbemiddeling-zaken:village=b|vergeleken}}.',
      ),
    ).toBe('Uit Lindeveen kwamen 13 zaken, 13 procent minder dan in 2024 (8).')
    expect(filledIn('{{buurtbemiddeling-zaken:village=b}}', figures, before)).toEqual([
      { text: '7 zaken', figure: cases.key, cell: { by: 'village', key: 'b' }, hidden: false },
    ])
    expect(fill('{{buurtbemiddeling-zaken:village=Elders}}')).toBe('(dit cijfer is er niet meer)')
  })

  test('one that is too small says so, however it is named', () => {
    for (const way of ['', '|getal']) expect(fill(`{{buurtbemiddeling-opgelost${way}}}`)).toBe('te klein om te tonen')
    expect(fill('{{buurtbemiddeling-opgelost|vergeleken}}')).toBe('geen vergelijking met 2024')
  })

  test('one that went away since does not break the page', () => {
    expect(fill('{{buurtbemiddeling-oud}}')).toBe('(dit cijfer is er niet meer)')
  })

  test('every figure and row it names is known before counting, and empty lines make paragraphs', () => {
    expect(namedIn('{{a}} {{b:village=Zand|getal}}').map(({ figure, row }) => [figure, row?.by])).toEqual([
      ['a', undefined],
      ['b', 'village'],
    ])
    expect(paragraphs('Een.\n\n\nTwee.\nNog twee.')).toEqual(['Een.', 'Twee.\nNog twee.'])
  })
})

describe('a text that somebody wrote', () => {
  const problem = (text: string) => {
    try {
      checkText(text, figures)
      return undefined
    } catch (error) {
      return (error as Invalid).problems.words
    }
  }

  test('is refused for a misspelt figure, with the one that was meant', () => {
    expect(problem('Er kwamen {{buurtbemiddeling-zakn}}.')).toBe(
      'Het cijfer {{buurtbemiddeling-zakn}} bestaat niet. Bedoel je {{buurtbemiddeling-zaken}}?',
    )
    expect(problem('{{opgelsot}}')).toContain('{{buurtbemiddeling-opgelost}}')
    expect(problem('{{fietsen}}')).toContain('Kies een cijfer uit de lijst')
    expect(problem('Er kwamen {{buurtbemiddeling-zaken}}.')).toBeUndefined()
  })

  test('is refused for a row that is not there, with the one that was meant', () => {
    expect(problem('{{buurtbemiddeling-zaken:village=Lindevene}}')).toContain('Bedoel je ‘Lindeveen’?')
    expect(problem('{{buurtbemiddeling-zaken:vilage=Lindeveen}}')).toContain('Bedoel je ‘village’?')
    expect(problem('{{buurtbemiddeling-zaken:village=Oosterhaar}}')).toBeUndefined()
  })

  test('is refused for a brace that was forgotten, and for a way of writing that is none', () => {
    expect(problem('Er kwamen {{buurtbemiddeling-zaken}.')).toContain('twee accolades')
    expect(problem('{{buurtbemiddeling-zaken|groot}}')).toContain('getal of vergeleken')
  })

  test('is asked about the numbers that were typed, but not about a year, a day or a time', () => {
    expect(
      typedNumbers('In 2024 kwamen er 36 zaken, {{buurtbemiddeling-zaken}} en 8,5 gemiddeld; 1.200 keer.'),
    ).toEqual(['36', '8,5', '1.200'])
    expect(typedNumbers('Op 12 maart 2025 om 16.20 uur en op 3-4-2025.')).toEqual([])
    expect(typedNumbers('Sinds 2019 {{buurtbemiddeling-zaken|getal}}.')).toEqual([])
  })
})

describe('growth in words', () => {
  test('says more, less, as many, or that there is no comparison', () => {
    expect(changeInText(100 / 11, 'procent')).toBe('9 procent meer')
    expect(changeInText(-3, 'aantal')).toBe('3 minder')
    expect(changeInText(0, 'procent')).toBe('evenveel')
    expect(changeInText(0.2, 'procent')).toBe('ongeveer evenveel')
    expect(changeInText(-1, 'punten')).toBe('1 procentpunt lager')
    expect(changeInText(null, 'procent')).toBe('geen vergelijking')
  })

  test('never divides by nothing, and names the year and the day it is compared with', () => {
    expect(comparison(figure(cases, 3, 0), before)).toBe('3 meer dan in 2024 (0)')
    expect(comparison(figure(cases, 33, 33), { year: 2024, sameDay: true })).toBe(
      'evenveel als in 2024 tot dezelfde dag (33)',
    )
    expect(comparison(figure(cases, 3), before)).toBe('geen vergelijking met 2024')
    expect(comparison({ ...figure(cases, 3), last: amount(null, true) }, before)).toBe('geen vergelijking met 2024')
  })

  test('a part of a whole that is hidden has no percentage', () => {
    expect(shareOf(amount(8), amount(36))).toBe('22%')
    expect(shareOf(amount(null, true), amount(36))).toBeNull()
    expect(shareOf(amount(8), amount(null, true))).toBeNull()
  })
})

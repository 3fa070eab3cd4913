import { describe, expect, test } from 'vitest'
import { Invalid } from '#platform/errors'
import { choice, day, parseFields, problemsInWords, rawOf, text } from './index.ts'

const outcomes = { solved: 'Opgelost', unsolved: 'Niet opgelost', referred: 'Verwezen' }

describe('a form', () => {
  const form = {
    on: day('Op welke dag?'),
    outcome: choice('Hoe is het afgelopen?', outcomes),
    why: text('Waarom?', { optional: true }),
  }

  test('everything that is wrong is said at once', () => {
    expect(() => parseFields(form, { on: '31-2-2025' })).toThrow(Invalid)
    try {
      parseFields(form, { on: '31-2-2025' })
    } catch (error) {
      const { problems } = error as Invalid
      expect(Object.keys(problems)).toEqual(['on', 'outcome'])
      expect(problemsInWords(problems, form)).toEqual([
        'Op welke dag?: 31 februari bestaat niet. Vul een datum in, bijvoorbeeld 14-3-2025.',
        'Hoe is het afgelopen?: Maak een keuze bij ‘Hoe is het afgelopen?’.',
      ])
    }
  })

  test('values have their own types and go back into the inputs', () => {
    const values = parseFields(form, { on: '14-3-2025', outcome: 'solved', stranger: 'x' })
    const outcome: 'solved' | 'unsolved' | 'referred' = values.outcome
    expect(outcome).toBe('solved')
    expect(values).toEqual({ on: '2025-03-14', outcome: 'solved', why: null })
    expect(rawOf(form, values)).toEqual({ on: '14-3-2025', outcome: 'solved', why: '' })
  })

  test('a problem of the whole form has no label', () => {
    expect(problemsInWords({ '': 'Sla eerst de zaak op.', x: 'Fout.' })).toEqual(['Sla eerst de zaak op.', 'x: Fout.'])
  })

  test('names that every object has are not filled in', () => {
    const odd = { constructor: text('Bouwer', { optional: true }) }
    expect(parseFields(odd, {})).toEqual({ constructor: null })
  })
})

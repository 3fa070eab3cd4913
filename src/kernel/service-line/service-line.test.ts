import { expect, test } from 'vitest'
import { serviceLines } from '#service-lines'
import { type ServiceLine, serviceLine } from './index.ts'

const [line] = serviceLines as [ServiceLine]

test.each([
  [
    'an outcome without a published one',
    { ...line, case: { ...line.case, outcomes: { odd: { called: 'Raar', publishedAs: 'nothing' } } } },
  ],
  [
    'a clock on a phase that does not exist',
    {
      ...line,
      case: {
        ...line.case,
        clocks: [
          {
            key: 'k',
            called: 'k',
            from: 'nowhere',
            to: 'reported',
            lasts: { amount: 1, unit: 'hours' as const },
            source: 's',
          },
        ],
      },
    },
  ],
  [
    'a tile that is no indicator',
    { ...line, factsheet: { ...line.factsheet, tiles: [{ figure: 'nothing', line: '' }] } },
  ],
  ['an indicator that stands in it twice', { ...line, indicators: [...line.indicators, ...line.indicators] }],
  ['a phase that asks for helpers nobody declared', { ...line, match: undefined as never }],
  [
    'a phase that waits for nobody known',
    {
      ...line,
      case: {
        ...line.case,
        phases: {
          ...line.case.phases,
          odd: { called: 'Raar', next: 'Wacht', deed: 'log' as const, waitsFor: 'ghost' },
        },
      },
    },
  ],
  ['a decision that leads to no phase', { ...line, case: { ...line.case, phases: withoutDecision(line) } }],
  ['a start page with a figure that is none', { ...line, start: { standing: 'nothing' } }],
  ['a main side that is no side', { ...line, case: { ...line.case, mainSide: 'nobody' } }],
])('a declaration with %s is refused at load', (_, wrong) => {
  expect(() => serviceLine(wrong)).toThrow(line.key)
})

test('every line says on what ground and how long its files are kept', () => {
  for (const one of serviceLines) {
    expect(one.legalGround).not.toBe('')
    expect(one.keptForYears).toBeGreaterThan(0)
  }
})

/** The phases of a line, none of which the decision brings. */
function withoutDecision({ case: { phases } }: ServiceLine): ServiceLine['case']['phases'] {
  return Object.fromEntries(Object.entries(phases).map(([key, { byAssessment: _, ...phase }]) => [key, phase]))
}

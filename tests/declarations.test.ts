import { describe, expect, test } from 'vitest'
import { caseColumns } from '#exchange/cases'
import { type ServiceLine, serviceLine } from '#kernel/service-line'
import { namedIn, ways } from '#reports'
import { serviceLines } from '#service-lines'

// What a declaration gets wrong that it cannot see by itself: here every line is held against what follows from it.
describe.each(serviceLines.map((line) => [line.name, line] as const))('%s', (_, line) => {
  test('tiles, charts and text name figures that the line has', () => {
    expect(unknownFigures(line)).toEqual([])
  })

  test('every phase can be reached: by a decision, by a talk or by a yes', () => {
    expect(unreachable(line)).toEqual([])
  })

  test('no two columns of a file have the same heading', () => {
    const labels = caseColumns(line).map(({ field }) => field.label.toLowerCase())
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([])
  })

  test('figures bear the key of their line', () => {
    expect(line.indicators.map(({ key }) => key).filter((key) => !key.startsWith(`${line.key}-`))).toEqual([])
  })
})

test('no two lines share a key, nor a figure', () => {
  const keys = serviceLines.flatMap((line) => [line.key, ...line.indicators.map((one) => one.key)])
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('a text with a figure that is not there, and a phase that nothing leads to, are found', () => {
  const [line] = serviceLines as [ServiceLine]
  const wrong = { ...line, factsheet: { ...line.factsheet, words: 'Er waren {{geen}} en {{ook-niet|groot}}.' } }
  expect(unknownFigures(wrong)).toEqual(['geen', 'ook-niet', 'ook-niet|groot'])
  expect(unreachable({ ...line, case: { ...line.case, reaches: [] } })).not.toEqual([])
  expect(() =>
    serviceLine({ ...line, case: { ...line.case, fields: { words: line.case.fields.housing as never } } }),
  ).toThrow('words')
})

function unknownFigures({ indicators, factsheet }: ServiceLine): string[] {
  const known = new Map(indicators.map((one) => [one.key, one]))
  const texts = [factsheet.words, ...factsheet.tiles.map(({ line }) => line)].flatMap(namedIn)
  return [
    ...texts.flatMap(({ figure, row, way }) => [
      ...(known.has(figure) ? [] : [figure]),
      ...(row && !known.get(figure)?.by.includes(row.by) ? [`${figure}:${row.by}`] : []),
      ...(way && !Object.hasOwn(ways, way) ? [`${figure}|${way}`] : []),
    ]),
    ...factsheet.charts.flatMap(({ indicator, by }) =>
      known.get(indicator)?.by.includes(by) ? [] : [`${indicator} by ${by}`],
    ),
  ]
}

function unreachable({ case: { phases, reaches }, match }: ServiceLine): string[] {
  const [, ...later] = Object.entries(phases)
  const led = [...reaches.map(({ phase }) => phase), match?.askedPhase, match?.pairedPhase]
  return later.flatMap(([key, phase]) => (phase.byAssessment || led.includes(key) ? [] : [key]))
}

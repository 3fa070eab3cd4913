import { expect, test } from 'vitest'
import { lineOf } from '#service-lines'
import { caseColumns } from './columns.ts'
import { guessMapping, mappingFile, readMapping } from './mapping.ts'

const line = lineOf('buurtbemiddeling')

test('a workbook with our own titles is recognised column by column', () => {
  const columns = caseColumns(line)
  const { mapping, unknown, missing } = guessMapping(
    columns.map((column) => column.field.label),
    line,
  )
  expect({ unknown, missing }).toEqual({ unknown: [], missing: [] })
  expect(Object.values(mapping.columns)).toEqual(columns.map((column) => column.key))
})

test('no two columns have the same title, and no synonym belongs to two', () => {
  const labels = caseColumns(line).map((column) => column.field.label)
  expect(new Set(labels).size).toBe(labels.length)
  const synonyms = caseColumns(line).flatMap((column) => column.synonyms.map((synonym) => synonym.toLowerCase()))
  expect(synonyms.filter((synonym, at) => synonyms.indexOf(synonym) !== at)).toEqual([])
})

test.each([
  ['Zaaknummer', 'reference'],
  ['DATUM MELDING', 'reportedOn'],
  ['Naam van de melder', 'reporter.name'],
  ['melder (achternaam)', 'reporter.familyName'],
  ['Buur: telefoonnummer', 'neighbour.phone'],
  ['Woonplaats', 'reporter.village'],
  ['hoofdonderwerp', 'topic'],
  ['datum eerste contact', 'phase.contacted'],
  ['Afsluitdatum', 'closedOn'],
  ['Afsluitdatm', 'closedOn'],
  ['doorverwezen naar', 'referredTo'],
  ['Schoenmaat', null],
])('the heading "%s" is %s', (heading, key) => {
  expect(guessMapping([heading], line).mapping.columns[heading]).toBe(key)
})

test('what is unknown is named, and so is what cannot be missed', () => {
  expect(guessMapping(['Naam', 'Schoenmaat'], line)).toMatchObject({ unknown: ['Schoenmaat'], missing: ['Gemeld op'] })
})

test('a published outcome that can only mean one thing is translated, one that can mean more is not', () => {
  expect(guessMapping(['Afloop'], line).mapping.values).toEqual({ outcome: { Advies: 'advice', Verwezen: 'referred' } })
})

test('a mapping that was written for people is read back the same', () => {
  const { mapping } = guessMapping(['Nr', 'Datum', 'Naam', 'Schoenmaat'], line)
  expect(readMapping(mappingFile({ ...mapping, fixed: { channel: 'Telefoon' } }, 'oud systeem', line), line)).toEqual({
    ...mapping,
    fixed: { channel: 'Telefoon' },
  })
})

test.each([
  ['{', 'geen geldige JSON'],
  ['{"kolommen":{"a":"Gemeld op","b":"Dropje melder"}}', 'Bedoel je "Dorp melder"?'],
  ['{"kolommen":{"a":"Gemeld op","b":"Gemeld op"}}', 'twee kolommen'],
  ['{"kolommen":{"a":"Nummer"}}', 'geen kolom voor "Gemeld op"'],
  ['{"lijn":"taalhuis","kolommen":{"a":"Gemeld op"}}', 'voor de lijn "taalhuis"'],
])('a mapping that is wrong is refused with a sentence: %s', (text, sentence) => {
  expect(() => readMapping(text, line)).toThrow(sentence)
})

import { expect, test } from 'vitest'
import { day } from '#platform/days'
import { settingsFrom } from '#platform/settings'
import { lineOf, serviceLines } from '#service-lines'
import { figuresBySize, touchedInWords, yearsInWords } from './figures-touched.ts'

const today = day('2025-03-12')
const settings = settingsFrom([
  { key: 'buurtbemiddeling.villageSet', from: day('2015-01-01'), until: null, value: 'groot-klein' },
])

test('from the first of January on the whole year counts with the new group, and the years before do not', () => {
  expect(yearsInWords(day('2025-01-01'), today)).toBe(
    'Heel 2025 telt met de nieuwe groep. De cijfers over 2024 en eerder blijven zoals ze zijn.',
  )
})

test('from a day within the year the whole year counts with it, and that is said', () => {
  expect(yearsInWords(day('2025-03-01'), today)).toContain(
    'Heel 2025 telt met de nieuwe groep, ook over zaken van vóór',
  )
})

test('what is to come changes nothing yet', () => {
  expect(yearsInWords(day('2026-01-01'), today)).toBe(
    'Tot en met 31 december 2025 verandert er niets. Daarna telt heel 2026 met de nieuwe groep. De cijfers over 2025 en eerder blijven zoals ze zijn.',
  )
})

test('a day in a year that is over is a warning', () => {
  expect(yearsInWords(day('2023-07-01'), today)).toBe(
    'Let op: de cijfers over 2023, 2024 en 2025 veranderen, ook van jaren die al voorbij zijn. De cijfers over 2022 en eerder blijven zoals ze zijn.',
  )
  expect(yearsInWords(day('2015-01-01'), today)).toContain('van 2015 tot en met 2025')
})

test('the figures that tell large from small villages are called by name', () => {
  expect(figuresBySize(lineOf('buurtbemiddeling')).length).toBeGreaterThan(1)
  expect(touchedInWords(serviceLines, 'groot-klein', settings, day('2025-01-01'), today).join(' ')).toContain(
    'Bij Buurtbemiddeling',
  )
})

test('a set that no factsheet counts with touches no figure', () => {
  expect(touchedInWords(serviceLines, 'gebied', settings, day('2025-01-01'), today)).toEqual([
    'Geen factsheet telt met deze indeling. Er verandert dus geen cijfer.',
  ])
})

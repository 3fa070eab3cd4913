import { expect, test } from 'vitest'
import { lineOf } from '#service-lines'
import { menuFor } from '../app/menu.ts'
import { about, casesCalled, chosenLine, newReport, stepInWords, whoAsks } from './lines.tsx'
import { menu } from './menu.ts'

const [first, second] = [lineOf('buurtbemiddeling'), lineOf('vrijwillige-ondersteuning')]
const one = { lines: [second.key] }
const both = { lines: [first.key, second.key] }

test('who works for one line reads its own words, who works for more reads ours', () => {
  expect([casesCalled(one).many, newReport(one), whoAsks(one)]).toEqual([
    'vragen',
    'Nieuwe vraag',
    'Wie heeft hulp nodig?',
  ])
  expect([casesCalled(both).many, newReport(both), whoAsks(both)]).toEqual(['zaken', 'Nieuwe zaak', 'Om wie gaat het?'])
  expect(newReport({ lines: [first.key] })).toBe('Nieuwe melding')
  const pages = menu.map(({ to }) => ({ kind: 'page', path: to })) as never
  const inMenu = (asker: { lines: string[] }) =>
    menuFor(menu, pages, { role: 'worker', ...asker }, '/').find(({ to }) => to === '/zaken')?.label
  expect([inMenu(one), inMenu(both)]).toEqual(['Vragen', 'Zaken'])
})

test('an address names the line only where there is a choice', () => {
  expect(about('/zaken', second, one)).toBe('/zaken')
  expect(about('/zaken', first, both)).toBe('/zaken')
  expect(about('/zaken', second, both, '?wacht=laat')).toBe('/zaken?wacht=laat&lijn=vrijwillige-ondersteuning')
})

test('a line that is asked for and not one’s own is not shown', () => {
  expect(chosenLine(both, new URLSearchParams({ lijn: second.key }))).toBe(second)
  expect(chosenLine(one, new URLSearchParams({ lijn: first.key }))).toBe(second)
  expect(chosenLine({ lines: [] }, new URLSearchParams({ lijn: first.key }))).toBeUndefined()
})

test('a line with one side is written down in two steps; before the line is known, how many is not said', () => {
  expect(stepInWords([second], 2)).toBe('Stap 2 van 2')
  expect(stepInWords([first], 2)).toBe('Stap 2 van 3')
  expect(stepInWords([first, second], 1)).toBe('Stap 1')
})

import { describe, expect, test } from 'vitest'
import { choice, several, yesNo } from './index.ts'
import { said } from './said.ts'

const outcomes = { solved: 'Opgelost', unsolved: 'Niet opgelost', referred: 'Verwezen' }
const topics = { noise: 'Geluid', garden: 'Tuin', 'rent; debts': 'Huur; schulden' }

describe('choices', () => {
  const outcome = choice('Hoe is het afgelopen?', outcomes)
  const about = several('Waarover ging het?', topics)

  test('a screen sends the key, an import the label in whatever capitals', () => {
    expect(['solved', 'Opgelost', ' OPGELOST ', 'Solved'].map((raw) => outcome.parse(raw))).toEqual(
      Array(4).fill('solved'),
    )
    expect([outcome.show('unsolved'), outcome.raw('unsolved')]).toEqual(['Niet opgelost', 'unsolved'])
  })

  test('a misspelt label gets the nearest one, another gets the list', () => {
    expect(said(outcome, 'opgelsot')).toBe('‘opgelsot’ staat niet in de lijst. Bedoel je ‘Opgelost’?')
    expect(said(outcome, 'fiets')).toBe('‘fiets’ staat niet in de lijst. Kies Opgelost, Niet opgelost of Verwezen.')
    expect(said(outcome, 'constructor')).toMatch(/staat niet in de lijst/)
    expect(said(outcome, '')).toBe('Maak een keuze bij ‘Hoe is het afgelopen?’.')
  })

  test('several come as a list or in one cell, each once and in the order of the list', () => {
    expect(about.parse(['garden', 'noise', 'garden'])).toEqual(['noise', 'garden'])
    expect(about.parse('Tuin; geluid;')).toEqual(['noise', 'garden'])
    expect(about.parse('Huur; schulden')).toEqual(['rent; debts'])
    expect(about.show(['noise', 'garden'])).toBe('Geluid en Tuin')
    expect(said(about, [])).toBe('Kies er minstens één bij ‘Waarover ging het?’.')
    expect(several('Waarover ging het?', topics, { optional: true }).parse(undefined)).toEqual([])
  })

  test('yes and no are said in many ways, and no answer is not no', () => {
    const field = yesNo('Mag het?')
    expect(['ja', 'J', 'x', '1', 1, true].map((raw) => field.parse(raw))).toEqual(Array(6).fill(true))
    expect(['nee', 'N', '0', 0, false].map((raw) => field.parse(raw))).toEqual(Array(5).fill(false))
    expect(said(field, '')).toBe('Kies ja of nee bij ‘Mag het?’.')
    expect(said(field, 'misschien')).toBe('‘misschien’ is geen ja of nee. Kies ja of nee.')
  })
})

import { describe, expect, test } from 'vitest'
import { choice, long, secret, text } from './index.ts'
import { said } from './said.ts'

const outcomes = { solved: 'Opgelost', unsolved: 'Niet opgelost', referred: 'Verwezen' }

describe('text', () => {
  const name = text('Achternaam')

  test('spaces around and between are put in order, and accents are one letter', () => {
    expect(name.parse('  de\u00a0 Boe\u0308r\t')).toBe('de Boër')
    expect(long('Verslag').parse(' een \r\n\r\n\r\n\r\ntwee ')).toBe('een\n\ntwee')
  })

  test('nothing, or nothing that can be seen, is empty', () => {
    for (const empty of [undefined, null, '', '   ', '\u200b', '\u3164', []]) {
      expect(said(name, empty)).toBe('Vul iets in bij ‘Achternaam’.')
      expect(text('Achternaam', { optional: true }).parse(empty)).toBeNull()
    }
  })

  test('a page can say itself what is missing', () => {
    const field = choice('Hoe is het afgelopen?', outcomes, { whenEmpty: 'Kies hoe het traject is afgelopen.' })
    expect(said(field, '')).toBe('Kies hoe het traject is afgelopen.')
  })

  test('what cannot be stored or seen is refused with what to do', () => {
    expect(said(name, 'Jan\0')).toMatch(/^Er staat een onzichtbaar teken in de tekst\./)
    expect(said(name, 'Jan\u0007')).toMatch(/onzichtbaar teken/)
    expect(said(name, 'Jan\ud83d')).toMatch(/kapot teken/)
    expect(said(name, 'Jan\u202enaj')).toMatch(/leesrichting/)
    expect(said(name, 'M\ufffdller')).toMatch(/letter verloren/)
  })

  test('emoji and other scripts are text like any other', () => {
    expect(name.parse('Zoë 👩‍👩‍👧')).toBe('Zoë 👩‍👩‍👧')
    expect(name.parse('محمد')).toBe('محمد')
  })

  test('too long says how long and how much fits', () => {
    expect(said(name, 'a'.repeat(312))).toBe('Dit zijn 312 tekens; er passen er 200. Maak de tekst korter.')
    expect(said(name, 'a'.repeat(5_000_000))).toBe('Deze tekst is veel te lang. Maak de tekst korter.')
  })

  test('several answers and things that are no text are refused', () => {
    expect(said(name, ['Jan', 'Piet'])).toBe('Hier past maar één antwoord. Kies er één.')
    expect(said(name, { toString: () => 'Jan' })).toBe('Dit is geen tekst. Typ je antwoord opnieuw.')
  })

  test('a password stays as it was typed and never comes back', () => {
    const field = secret('Wachtwoord')
    expect(field.parse('  Vier losse woorden ')).toBe('  Vier losse woorden ')
    expect(field.raw('geheim')).toBe('')
    expect(field.show('geheim')).not.toContain('geheim')
    expect(secret('Wachtwoord', { optional: true }).parse('')).toBeNull()
    expect(said(field, '')).toBe('Vul ‘Wachtwoord’ in.')
    expect(field.private).toBe(true)
  })
})

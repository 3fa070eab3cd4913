import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aNew,
  capital,
  counted,
  countedInWords,
  distanceBetween,
  duration,
  euros,
  every,
  greeting,
  list,
  nearest,
  noun,
  number,
  percent,
  plain,
  sounds,
  spelled,
  the,
  thisOne,
  withArticle,
} from './index.ts'

const zaak = noun('zaak', 'zaken', 'de')
const traject = noun('traject', 'trajecten', 'het')

describe('grammar', () => {
  test('one case is singular, and every other number plural', () => {
    expect(counted(1, zaak)).toBe('1 zaak')
    expect(counted(36, zaak)).toBe('36 zaken')
    expect(counted(0, zaak)).toBe('0 zaken')
    expect(counted(1200, traject)).toBe('1.200 trajecten')
  })

  test('running text spells small numbers', () => {
    expect(countedInWords(0, zaak)).toBe('geen zaken')
    expect(countedInWords(1, zaak)).toBe('één zaak')
    expect(countedInWords(12, zaak)).toBe('twaalf zaken')
    expect(spelled(13)).toBe('13')
    expect(spelled(1234)).toBe('1.234')
    expect(spelled(2.5)).toBe('2,5')
  })

  test('a thing has its own article', () => {
    expect(the(zaak)).toBe('De zaak')
    expect(the(traject)).toBe('Het traject')
    expect(withArticle(traject)).toBe('het traject')
    expect([thisOne(zaak), thisOne(traject)]).toEqual(['deze zaak', 'dit traject'])
    expect([aNew(zaak), aNew(traject)]).toEqual(['nieuwe zaak', 'nieuw traject'])
    expect([every(zaak), every(traject)]).toEqual(['elke zaak', 'elk traject'])
  })

  test('the Dutch ij is one letter, also as a capital', () => {
    expect(capital('ijsbaan')).toBe('IJsbaan')
    expect(capital('één zaak')).toBe('Eén zaak')
    expect(capital('')).toBe('')
  })

  test('an enumeration ends with en or of', () => {
    expect(list([])).toBe('')
    expect(list(['huur'])).toBe('huur')
    expect(list(['huur', 'zorg'])).toBe('huur en zorg')
    expect(list(['huur', 'zorg', 'werk'], 'of')).toBe('huur, zorg of werk')
  })

  test('people are greeted by the time of day', () => {
    expect([3, 9, 12, 17, 18, 23].map(greeting)).toEqual([
      'Goedenacht',
      'Goedemorgen',
      'Goedemiddag',
      'Goedemiddag',
      'Goedenavond',
      'Goedenavond',
    ])
  })
})

describe('numbers', () => {
  test('a number has dots by the thousand and a comma before the decimals', () => {
    expect(number(1234.5, 1)).toBe('1.234,5')
    expect(number(1234.5)).toBe('1.235')
    expect(number(-0.4)).toBe('0')
    expect(number(-1234)).toBe('-1.234')
    expect(percent(90)).toBe('90%')
    expect(percent(12.5, 1)).toBe('12,5%')
  })

  test('a half goes up, also where the computer holds slightly less than the half', () => {
    expect([0.5, 1.5, 2.5].map((value) => number(value))).toEqual(['1', '2', '3'])
    expect(number(1.005, 2)).toBe('1,01')
  })

  test('a missing figure is not written as a number', () => {
    expect(() => number(Number.NaN)).toThrow(RangeError)
    expect(() => percent(Number.POSITIVE_INFINITY)).toThrow(RangeError)
  })

  test('money comes from cents and time from minutes', () => {
    expect(euros(123450)).toBe('€\u00A01.234,50')
    expect([1, 45, 60, 135].map(duration)).toEqual(['1 minuut', '45 minuten', '1 uur', '2 uur en 15 minuten'])
  })
})

describe('searching', () => {
  test('accents, capitals and curly quotes do not matter when someone searches', () => {
    expect(plain('  Zoë van ’t  Hof ')).toBe("zoe van 't hof")
    expect(plain('Ĳsbrand Øster')).toBe('ijsbrand oster')
  })

  test('plain text stays the same when it is made plain again', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => plain(plain(text)) === plain(text)))
  })

  test('a misspelt word finds what was meant', () => {
    const outcomes = ['Opgelost', 'Niet opgelost', 'Verwezen', 'Advies']
    expect(nearest('opgelsot', outcomes)).toBe('Opgelost')
    expect(nearest('Verwesen', outcomes)).toBe('Verwezen')
    expect(nearest('fiets', outcomes)).toBeUndefined()
    expect(nearest('', outcomes)).toBeUndefined()
  })

  test('two swapped letters are one mistake', () => {
    expect(distanceBetween('traject', 'trajcet')).toBe(1)
    expect(distanceBetween('huis', 'thuis')).toBe(1)
    expect(distanceBetween('', 'abc')).toBe(3)
  })

  test('the distance is the same both ways, and stopping early never makes it smaller', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, fc.nat(9), (one, other, limit) => {
        const distance = distanceBetween(one, other)
        expect(distanceBetween(other, one)).toBe(distance)
        expect(Math.min(distanceBetween(one, other, limit), limit)).toBe(Math.min(distance, limit))
      }),
    )
  })
})

describe('names that sound the same', () => {
  test.each([
    ['Visscher', 'Visser'],
    ['Bosch', 'Bos'],
    ['Smidt', 'Smit'],
    ['Smid', 'Smit'],
    ['Meijer', 'Meyer'],
    ['Meier', 'Meyer'],
    ['van der Meij', 'Mey'],
    ["van 't Hof", 'Hoff'],
    ['v.d. Berg', 'van den Berg'],
    ['Dijkstra', 'Dykstra'],
    ['Hendrickx', 'Hendriks'],
    ['Claessen', 'Klaassen'],
    ['Cornelis', 'Kornelis'],
    ['Stephan', 'Stefan'],
    ['Christiaan', 'Kristiaan'],
    ['Theo', 'Teo'],
    ['Brouwer', 'Brouer'],
    ['Huijbers', 'Huybers'],
    ['Kooij', 'Kooi'],
    ['Maaike', 'Mayke'],
    ['Yvonne', 'Ivonne'],
    ['Henny', 'Hennie'],
    ['Jan-Willem', 'Jan Willem'],
    ['Jansen', 'Janssen'],
    ['Zanting', 'Santing'],
    ['René', 'Rene'],
    ['Jacob', 'Jakob'],
    ['Jacobs', 'Jakops'],
    ['Vanderveen', 'van der Veen'],
    ['Sybren', 'Siebren'],
    ['Wytze', 'Wietse'],
    ['Zylstra', 'Zijlstra'],
    ['Schouten', 'schouten'],
    ['De Vries', 'de Fries'],
  ])('%s and %s', (one, other) => {
    expect(sounds(one)).toBe(sounds(other))
  })

  test.each([
    ['Jansen', 'Hansen'],
    ['Bos', 'Bosman'],
    ['de Boer', 'de Beer'],
    ['Mulder', 'Muller'],
    ['Vos', 'Vis'],
  ])('but not %s and %s', (one, other) => {
    expect(sounds(one)).not.toBe(sounds(other))
  })

  test('a name that is only a prefix still has a key, and no letters give none', () => {
    expect(sounds('de')).not.toBe('')
    expect(sounds('…')).toBe('')
  })
})

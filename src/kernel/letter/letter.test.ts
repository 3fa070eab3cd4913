import { expect, test } from 'vitest'
import { letterFields, lettersOf, unknownFields, usualLetters } from '#kernel/service-line'
import { serviceLines } from '#service-lines'
import { type Filling, givesAway, letterText, noticeFor, type Unnamed } from './letter.ts'

const filling: Filling = {
  ...{
    house: 'Welzijn Lindeveen',
    line: { name: 'Buurtbemiddeling' },
    to: { name: 'Henk de Groot', address: ['Schoolpad 8'] },
  },
  ...{ me: 'Noor Haan', phone: '06 1200 0121', appointment: 'dinsdag 18 maart om 10.00 uur, Dorpshuis' },
}
const riet: Unnamed = {
  ...{
    givenName: 'Riet',
    infix: 'van der',
    familyName: 'Kamps',
    called: null,
    street: 'Oosterstraat',
    houseNumber: '12',
  },
  ...{ phone: '+31612340000', email: 'riet@voorbeeld.example' },
}

test('every letter of every line can be filled in, for who asked and for who did not', () => {
  for (const line of serviceLines)
    for (const words of Object.values(lettersOf(line)))
      for (const other of [true, false]) {
        const text = letterText(words, other, filling)
        expect(text).not.toMatch(/[{}]/)
        expect(unknownFields([words.title, ...words.text, ...(words.toOthers ?? [])])).toEqual([])
      }
})

test('a card that lies open says nobody’s name but that of who came, and not what it is about', () => {
  for (const line of serviceLines)
    for (const words of Object.values(lettersOf(line)).filter(({ card }) => card)) {
      const text = letterText(words, true, filling)
      expect(text).not.toContain('Henk')
      expect(text).not.toContain(line.name)
      expect(text).toContain('06 1200 0121')
    }
})

test('to who did not ask for it the introduction takes no side and says that it is voluntary', () => {
  const text = letterText(usualLetters.introduction as never, true, filling)
  expect(text).toContain('We kiezen geen kant')
  expect(text).toContain('Meedoen is vrijwillig')
  expect(text).not.toContain('Je vroeg ons om hulp')
  expect(letterText(usualLetters.introduction as never, false, filling)).toContain('Je vroeg ons om hulp')
})

test('who has no name is a resident; what is not known stops the letter with what to do', () => {
  const nameless = { ...filling, to: { name: null, address: [] } }
  expect(letterText(usualLetters.closing as never, true, nameless)).toMatch(/^Beste bewoner,/)
  expect(() => letterText(usualLetters.closing as never, true, { ...filling, phone: null })).toThrow(
    /Zet je nummer bij je account/,
  )
  expect(() => letterText(usualLetters.appointment as never, true, { ...filling, appointment: null })).toThrow(
    /plan er eerst een/,
  )
})

test('what is typed is filled in as it is, also when it looks like a field or a pattern', () => {
  const text = letterText(usualLetters.introduction as never, true, {
    ...filling,
    to: { name: '{telefoon} $& $1', address: [] },
  })
  expect(text).toMatch(/^Beste \{telefoon\} \$& \$1,/)
})

test.each([
  ['Mevrouw Kamps vroeg ons dit', 'Kamps'],
  ['MEVROUW VAN DER KÁMPS!', 'Kamps'],
  ['Het was Riet.', 'Riet'],
  ['iemand van Oosterstraat 12', 'Oosterstraat 12'],
  ['bel 06 1234 0000', '+31612340000'],
  ['bel 06-12340000 even', '+31612340000'],
  ['mail riet@voorbeeld.example', 'Riet'],
])('%s gives away who reported', (text, found) => {
  expect(givesAway(text, [riet], ['Noor Haan'])).toBe(found)
})

test('what only looks like it does not, and a name that the reader or the writer has is hers', () => {
  for (const text of ['kampsteren', 'Oosterstraat 120', 'Oosterstraat', 'Margriet', 'bel 06 1200 0121'])
    expect(givesAway(text, [riet], ['Noor Haan'])).toBeUndefined()
  expect(givesAway('Beste Riet', [riet], ['Riet Haan'])).toBeUndefined()
  expect(givesAway('Kamps', [{ ...riet, familyName: null, givenName: null }], [])).toBeUndefined()
  expect(givesAway('Familie de Boer', [{ ...riet, called: 'Familie de Boer' }], [])).toBe('Familie de Boer')
  expect(givesAway('Beste bewoner', [{ ...riet, called: 'Bewoner Oosterstraat 12' }], [])).toBeUndefined()
})

test('the notice says from whom it came, why it may be kept, how long, and what may be asked', () => {
  const [line] = serviceLines
  const of = { house: 'Welzijn Lindeveen', phone: '06 1200 0121', privacy: 'www.lindeveen.example/privacy' }
  const other = noticeFor(line as never, { mustBeInformed: true }, of).paragraphs.join(' ')
  for (const part of [
    'van iemand anders',
    'Waarom dat mag',
    `${line?.keptForYears} jaar`,
    'verbeteren of weghalen',
    'Autoriteit Persoonsgegevens',
    of.phone,
    of.privacy,
  ])
    expect(other).toContain(part)
  expect(noticeFor(line as never, {}, { ...of, privacy: null }).paragraphs.join(' ')).not.toContain('van iemand anders')
})

test('there is no field that could hold another side', () => {
  expect(Object.keys(letterFields)).toEqual(['aanhef', 'organisatie', 'werksoort', 'afspraak', 'naam', 'telefoon'])
  expect(unknownFields(['{melder} en { buur }'])).toEqual(['melder', 'buur'])
})

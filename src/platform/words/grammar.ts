import { number } from './numbers.ts'

/** A Dutch noun with its grammar, so that sentences about it can be made: one, many, and 'de' or 'het'. */
export interface Noun {
  one: string
  many: string
  article: 'de' | 'het'
}

/** Names a thing: `noun('zaak', 'zaken', 'de')`. */
export function noun(one: string, many: string, article: 'de' | 'het'): Noun {
  return { one, many, article }
}

/** How many there are: '1 zaak', '36 zaken', '0 zaken', '1.200 zaken'. */
export function counted(count: number, thing: Noun): string {
  return `${number(count)} ${count === 1 ? thing.one : thing.many}`
}

/** How many there are, in running text: 'geen zaken', 'één zaak', 'twaalf zaken', '13 zaken'. */
export function countedInWords(count: number, thing: Noun): string {
  if (count === 0) return `geen ${thing.many}`
  return `${spelled(count)} ${count === 1 ? thing.one : thing.many}`
}

/** The thing that is meant, at the start of a sentence: 'De zaak', 'Het traject'. */
export function the(thing: Noun): string {
  return capital(withArticle(thing))
}

/** The thing that is meant, inside a sentence: 'de zaak', 'het traject'. */
export function withArticle(thing: Noun): string {
  return `${thing.article} ${thing.one}`
}

/** The thing at hand: 'deze zaak', 'dit traject'. */
export function thisOne(thing: Noun): string {
  return `${thing.article === 'het' ? 'dit' : 'deze'} ${thing.one}`
}

/** A thing that is to be made: 'nieuwe melding', 'nieuw traject'. */
export function aNew(thing: Noun): string {
  return `${thing.article === 'het' ? 'nieuw' : 'nieuwe'} ${thing.one}`
}

/** One that is not meant: 'andere melding', 'ander traject'. */
export function another(thing: Noun): string {
  return `${thing.article === 'het' ? 'ander' : 'andere'} ${thing.one}`
}

/** Whichever it is: 'elke melding', 'elk traject'. */
export function every(thing: Noun): string {
  return `${thing.article === 'het' ? 'elk' : 'elke'} ${thing.one}`
}

const smallNumbers = [
  'nul',
  'één',
  'twee',
  'drie',
  'vier',
  'vijf',
  'zes',
  'zeven',
  'acht',
  'negen',
  'tien',
  'elf',
  'twaalf',
] as const

/** A small whole number as a word: 0 to 12 are 'nul' to 'twaalf'; every other number is written in digits. */
export function spelled(count: number): string {
  return smallNumbers[count] ?? number(count, Number.isInteger(count) ? 0 : 1)
}

/** The text with a capital first; the Dutch ij is one letter: 'IJsbaan', and a capital has no accent here: 'Eén'. */
export function capital(text: string): string {
  if (/^ij/i.test(text)) return `IJ${text.slice(2)}`
  if (/^één\b/i.test(text)) return `Eén${text.slice(3)}`
  const [first = ''] = text
  return first.toLocaleUpperCase('nl') + text.slice(first.length)
}

/** An enumeration: 'a', 'a en b', 'a, b en c'; with another last word: 'a, b of c'. */
export function list(items: readonly string[], last: 'en' | 'of' = 'en'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}

/** How people greet each other at this hour (0 to 23) of the day. */
export function greeting(hour: number): string {
  if (hour < 6) return 'Goedenacht'
  if (hour < 12) return 'Goedemorgen'
  return hour < 18 ? 'Goedemiddag' : 'Goedenavond'
}

import { Problem } from './problem.ts'

/**
 * One text out of whatever a form or a worksheet delivers: nothing is '', numbers and yes or no become text.
 * Throws Problem for several values, and for what is no value at all.
 */
export function oneText(raw: unknown): string {
  if (raw === undefined || raw === null) return ''
  if (typeof raw === 'string') return raw
  if (typeof raw === 'number' && Number.isFinite(raw)) return plainNumber(raw)
  if (typeof raw === 'bigint') return tooLong(raw.toString())
  if (typeof raw === 'boolean') return raw ? 'ja' : 'nee'
  if (Array.isArray(raw)) {
    if (raw.length === 0) return ''
    if (raw.length === 1 && !Array.isArray(raw[0])) return oneText(raw[0])
    throw new Problem('Hier past maar één antwoord. Kies er één.')
  }
  throw new Problem('Dit is geen tekst. Typ je antwoord opnieuw.')
}

/** A text of one line: cleaned, with single spaces. Throws Problem when it holds what no text may hold. */
export function cleanLine(raw: unknown): string {
  return checked(
    tooLong(oneText(raw))
      .replace(/[\s\u0085]+/g, ' ')
      .replace(weightless, ''),
  )
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim()
}

/** A text of several lines: cleaned, with at most one empty line between two. Throws Problem like `cleanLine`. */
export function cleanLines(raw: unknown): string {
  return checked(
    tooLong(oneText(raw))
      .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
      .replace(weightless, ''),
  )
    .normalize('NFC')
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/**
 * A text that is a number, a day or an address: without any invisible sign. Telephones and calendars put marks for
 * the reading direction around what people copy out of them.
 */
export function cleanCode(raw: unknown): string {
  return cleanLine(
    oneText(raw)
      .slice(0, enough + 1)
      .replace(/\p{Cf}/gu, ''),
  )
}

/** A text that must stay exactly as it was typed: a password. Only what cannot be stored faithfully is refused. */
export function unchanged(raw: unknown): string {
  if (raw !== undefined && raw !== null && typeof raw !== 'string') {
    throw new Problem('Dit is geen tekst. Typ je antwoord opnieuw.')
  }
  const text = tooLong(raw ?? '')
  if (/[\p{Surrogate}\0]/u.test(text)) throw new Problem(brokenLetter)
  return text
}

/** Whether anything can be seen of it; a name of only invisible signs is as good as empty. */
export function isVisible(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(/[\u115f\u1160\u3164\uffa0\u2800]/g, ''))
}

/** Throws Problem when the text is longer than `most`, counted as browsers count. */
export function atMost(text: string, most: number): string {
  if (text.length <= most) return text
  throw new Problem(`Dit zijn ${text.length} tekens; er passen er ${most}. Maak de tekst korter.`)
}

// Signs that have no width and no meaning in running text; spreadsheets and web pages leave them behind.
const weightless = /[\u00ad\u200b\u2060\ufeff]/g

const brokenLetter = 'Er staat een kapot teken in de tekst. Typ de tekst opnieuw in plaats van te plakken.'

// Far above every field: what is longer is no answer but an accident, and would cost work to look at.
const enough = 200_000

function tooLong(text: string): string {
  if (text.length > enough) throw new Problem('Deze tekst is veel te lang. Maak de tekst korter.')
  return text
}

function checked(text: string): string {
  if (/\p{Surrogate}|[\ufffe\uffff]/u.test(text)) throw new Problem(brokenLetter)
  if (text.includes('\ufffd')) {
    throw new Problem('Er is een letter verloren gegaan (�). Typ het woord waar � in staat opnieuw.')
  }
  if (/[^\P{Cc}\n\t]/u.test(text)) {
    throw new Problem('Er staat een onzichtbaar teken in de tekst. Typ de tekst opnieuw in plaats van te plakken.')
  }
  if (/[\u202a-\u202e\u2066-\u2069]/.test(text)) {
    throw new Problem(
      'Er staat een onzichtbaar teken in dat de leesrichting omdraait. Typ de tekst opnieuw in plaats van te plakken.',
    )
  }
  return text
}

/** A number as digits, also where JavaScript would write an exponent; a comma before the decimals. */
function plainNumber(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString()
  return String(value).replace('.', ',')
}

import { randomInt } from 'node:crypto'

// No I, L and O, which look like 1 and 0; no vowels, so that no words come out, and no worksheet takes '12E-345'
// for a number or 'DEC-123' for a date.
const alphabet = '0123456789BCDFGHJKMNPQRSTVWXYZ'

/**
 * A random number for people to call a case by: '7K2-P4X'. It tells nothing about when or how many. There are 729
 * million, so an organisation meets one twice now and then: the table has a unique key, and the store takes another.
 */
export function shortNumber(): string {
  const signs = randomSigns(6)
  return `${signs.slice(0, 3)}-${signs.slice(3)}`
}

/**
 * The short number that someone typed or heard over the telephone, or undefined when it is none: lower case, an O for
 * a 0, an I or L for a 1, and spaces or nothing instead of the dash are all right.
 */
export function parseShortNumber(text: string): string | undefined {
  if (text.length > 30) return undefined
  const signs = text
    .toUpperCase()
    .replace(/[\s\-‐‑–—._]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (signs.length !== 6 || ![...signs].every((sign) => alphabet.includes(sign))) return undefined
  return `${signs.slice(0, 3)}-${signs.slice(3)}`
}

/** A number for a request, which a user can read out to the helpdesk and the helpdesk finds in the log: '7K2PX'. */
export function requestNumber(): string {
  return randomSigns(5)
}

function randomSigns(length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

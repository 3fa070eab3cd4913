import type { Day } from '#platform/days'
import { day, phone } from '#platform/fields'
import { parseShortNumber } from '#platform/ids'
import { capital } from '#platform/words'

/** What was typed in the search box, taken apart: for people and for cases. */
export interface WhatIsAsked {
  /** The words of a name; '' when something else was typed. */
  words: string
  /** Digits only, international: '31612345678'. */
  phone: string | null
  birthDate: Day | null
  /** A street, with its number when it was typed; or a house number and postcode, in the order they are kept. */
  place: string | null
  /** The short number of a case. */
  number: string | null
}

const nothing: WhatIsAsked = { words: '', phone: null, birthDate: null, place: null, number: null }
const dates = [
  /\b\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})\b/,
  /\b\d{4}-\d{1,2}-\d{1,2}\b/,
  /\b\d{1,2} \p{L}{3,9}\.? \d{4}\b/u,
  /^\d{8}$/,
]
const streets = /(?:straat|weg|laan|plein|steeg|dreef|singel|kade)$/i

/**
 * Understands a name, a birth date in any Dutch form, a phone, a street with or without number, a postcode with number, or
 * the number of a case; a name and a birth date may stand together. What is none of these is a name.
 */
export function whatIsAsked(text: string, today: Day): WhatIsAsked {
  const typed = text.trim().replace(/\s+/g, ' ')
  const number = /\d|^\S{3}-\S{3}$/.test(typed) ? parseShortNumber(typed) : undefined
  // Six digits may be a number of ours or the start of a phone; only ours has six signs.
  if (number) return { ...nothing, number }
  const born = birthDateIn(typed, today)
  if (born) return { ...nothing, birthDate: born.on, words: born.rest }
  const called = phoneIn(typed)
  if (called) return { ...nothing, phone: called }
  const place = placeIn(typed)
  if (place) return { ...nothing, place }
  return { ...nothing, words: typed, place: streets.test(typed) ? typed : null }
}

function birthDateIn(typed: string, today: Day) {
  for (const form of dates) {
    const found = form.exec(typed)
    const on = found && parsed(() => day('', { latest: today }).parse(found[0]))
    if (found && on)
      return {
        on,
        rest: typed
          .replace(found[0], ' ')
          .replace(/\s+/g, ' ')
          .replace(/^[ ,]+|[ ,]+$/g, ''),
      }
  }
  return undefined
}

function phoneIn(typed: string): string | undefined {
  if (!/^[+\d][\d\s().+-]{7,}$/.test(typed)) return undefined
  return parsed(() => phone('').parse(typed))?.slice(1)
}

function placeIn(typed: string): string | undefined {
  const postcode = /^(\d{4}) ?([a-z]{2})(?: *,? *(\d+ ?[a-z]?))?$/i.exec(typed)
  if (postcode) return [postcode[3] && ` ${postcode[3]}`, `${postcode[1]}${postcode[2]}`].filter(Boolean).join(' ')
  const street = /^(\p{L}[\p{L}\s.'’-]*?) (\d+ ?[a-z]{0,2}(?:[-/]\w{1,4})?)$/iu.exec(typed)
  return street ? `${street[1]} ${street[2]}` : undefined
}

function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch {
    return undefined
  }
}

const infixes = new Set([
  'van',
  'de',
  'der',
  'den',
  'het',
  "'t",
  '’t',
  'ten',
  'ter',
  'te',
  'op',
  'in',
  'von',
  'el',
  'al',
  'la',
  'le',
  'du',
  'da',
  'di',
  'dos',
  'vd',
  'v.d.',
])

/** A name as it was typed, over the fields of a person: 'riet van der kamp' is Riet, van der, Kamp. One word is a family name. */
export function nameParts(words: string): {
  givenName: string | null
  infix: string | null
  familyName: string | null
} {
  const parts = words.split(' ').filter((part) => part !== '')
  const at = parts.findIndex((part) => infixes.has(part.toLowerCase()))
  const first = at >= 0 ? at : Math.min(1, parts.length - 1)
  let last = first
  while (last < parts.length - 1 && infixes.has(parts[last]?.toLowerCase() ?? '')) last++
  const named = (from: number, until?: number) => parts.slice(from, until).map(capital).join(' ') || null
  return {
    givenName: named(0, first),
    infix: parts.slice(first, last).join(' ').toLowerCase() || null,
    familyName: named(last),
  }
}

import { plain } from '#platform/words'

export interface NameParts {
  givenName: string | null
  infix: string | null
  familyName: string
}

// Words between given and family name; the longest runs first ('van der').
const infixes = new Set(
  "van von vander vanden de der den d' het 't t te ten ter des 's la le el al op aan bij in tot zu du da dos di".split(
    ' ',
  ),
)
const titles = /^(?:dhr|de heer|hr|heer|mevr|mevrouw|mw|fam|familie|mr|drs|dr|ir|ing|prof)\b\.?:?\s+/i

/**
 * Takes a name in one cell apart: 'Vera van der Velde', 'Velde, Vera van der' and 'Velde, van der, V.' become the same
 * parts. A name of one word is a family name.
 */
export function splitName(whole: string): NameParts {
  let text = whole.trim()
  while (titles.test(text)) text = text.replace(titles, '')
  const [before = '', ...after] = text.split(',').map((part) => part.trim())
  return after.length > 0 && before !== '' ? reversed(before, after.join(' ')) : straight(text)
}

function reversed(family: string, rest: string): NameParts {
  const words = rest.split(/\s+/).filter(Boolean)
  const given = words.filter((word) => !isInfix(word))
  const infix = words.filter(isInfix)
  const inFront = straight(family)
  return {
    givenName: given.join(' ') || null,
    infix: infix.join(' ') || inFront.infix,
    familyName: infix.length > 0 || !inFront.infix ? family : inFront.familyName,
  }
}

function straight(text: string): NameParts {
  const words = text.split(/\s+/).filter(Boolean)
  if (words.length < 2) return { givenName: null, infix: null, familyName: text }
  const from = words.findIndex((word, at) => isInfix(word) && at < words.length - 1)
  if (from < 0) return { givenName: words.slice(0, -1).join(' '), infix: null, familyName: words.at(-1) as string }
  let until = from
  while (until < words.length - 1 && isInfix(words[until] as string)) until += 1
  return {
    givenName: words.slice(0, from).join(' ') || null,
    infix: words.slice(from, until).join(' '),
    familyName: words.slice(until).join(' '),
  }
}

/** 'Oosterstraat 12 a' in one cell: the street and the number apart. A street whose name has a number keeps it. */
export function splitStreet(whole: string): { street: string; houseNumber: string | null } {
  const found = /^(.*\S)\s+(\d{1,5}(?:\s?[-/]\s?\w{1,4}|\s?[a-z]{1,3})?)$/i.exec(whole.trim())
  return found
    ? { street: (found[1] ?? '').replace(/[\s,]+$/, ''), houseNumber: (found[2] ?? '').replace(/\s+/g, '') }
    : { street: whole.trim(), houseNumber: null }
}

const isInfix = (word: string) => infixes.has(plain(word))

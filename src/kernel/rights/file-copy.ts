// What a resident gets to see of a file: everything that was gathered, less what was held back or struck out. What is held back leaves no
// trace but its number and its ground.

import { Invalid } from '#platform/errors'

/** One field or note. */
export interface CopyItem {
  /** The same whoever gathers it: by this a choice finds its item. */
  key: string
  title: string
  rows: readonly (readonly [term: string, text: string])[]
  words: string | null
  /** Of both sides together, or of no side: somebody has to look at it before it goes. */
  joint?: true
  /** Given by whom it is about: what goes along with 'gegevens meenemen' (AVG 20). */
  own?: true
}

export interface CopySection {
  title: string
  about?: string
  items: readonly CopyItem[]
}

/** Why something is held back, and the law that allows it. Keys are for ever. */
export const grounds = {
  other: 'Privacy van een ander (AVG, artikel 15 lid 4)',
  'working-note': 'Werkaantekening, hoort niet bij het dossier',
  necessary: 'Nodig om iemand te beschermen (UAVG, artikel 41 lid 1 onder i)',
} as const
export type Ground = keyof typeof grounds

/** What is done with one item: it goes along, less these words; or it does not, on a ground. */
export interface Choice {
  ground: Ground | null
  strike: readonly string[]
}

export interface FileCopy {
  sections: CopySection[]
  /** How many items do not go along, by ground. */
  held: { ground: Ground; items: number }[]
  /** In how many items words were struck out. */
  struck: number
}

/** What stands in the place of words that were struck out. Always as long, so that its length tells nothing. */
export const struckOut = '[weggelaten]'

/**
 * The copy as it is handed over.
 * @throws Invalid under the key of an item for which nothing was chosen, or of which words to strike do not stand in it
 */
export function fileCopy(sections: readonly CopySection[], choices: ReadonlyMap<string, Choice>): FileCopy {
  const held = new Map<Ground, number>()
  let struck = 0
  const become = (item: CopyItem): CopyItem[] => {
    const choice = choices.get(item.key)
    if (!choice) throw new Invalid({ [item.key]: `Kies of dit meegaat: ${item.title}.` })
    if (choice.ground) {
      held.set(choice.ground, (held.get(choice.ground) ?? 0) + 1)
      return []
    }
    if (choice.strike.length === 0) return [item]
    struck++
    return [strikeOut(item, choice.strike)]
  }
  const kept = sections
    .map((section) => ({ section, items: section.items.flatMap(become) }))
    // Of what was held back altogether no heading stays either; what held nothing from the start says so itself.
    .filter(({ section, items }) => items.length > 0 || section.items.length === 0)
    .map(({ section, items }) => ({ ...section, items }))
  return { sections: kept, held: [...held].map(([ground, items]) => ({ ground, items })), struck }
}

function strikeOut(item: CopyItem, strike: readonly string[]): CopyItem {
  const told = [item.title, ...item.rows.flat(), item.words ?? ''].join('\n')
  for (const words of strike)
    if (!pattern(words).test(told))
      throw new Invalid({
        [item.key]: `‘${words}’ staat niet in dit onderdeel. Neem de woorden precies over, of haal ze weg.`,
      })
  // The longest first: of 'Jan de Boer' nothing stays when 'Jan' is struck out as well.
  const less = (text: string) =>
    [...strike]
      .sort((one, other) => other.length - one.length)
      .reduce((so, words) => so.replace(pattern(words, 'giu'), struckOut), text)
  return {
    ...item,
    title: less(item.title),
    rows: item.rows.map(([term, text]) => [term, less(text)] as const),
    words: item.words === null ? null : less(item.words),
  }
}

/** Finds words as they stand, whatever their capitals and however the line broke; never a part of a longer word. */
function pattern(words: string, flags = 'iu'): RegExp {
  const parts = words
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts.join('\\s+')}(?![\\p{L}\\p{N}])`, flags)
}

/** Somebody else in the same case, as far as a text can name them. */
export interface Other {
  names: readonly (string | null)[]
  streets: readonly (string | null)[]
  phones: readonly (string | null)[]
}

/** Which words of an item tell of others: their names, streets and telephone numbers, as they stand in it. */
export function proposals(item: CopyItem, others: readonly Other[]): string[] {
  const told = [item.title, ...item.rows.flat(), item.words ?? ''].join('\n')
  const words = others.flatMap(({ names, streets }) => [...names, ...streets]).filter((one) => one !== null)
  const found = words
    .filter((one) => one.length > 1)
    .flatMap((one) => told.match(pattern(one))?.[0].replace(/\s+/g, ' ') ?? [])
  const numbers = others.flatMap(({ phones }) => phones).flatMap((one) => (one ? onlyDigits(one) : []))
  const phones = [...told.matchAll(/(?<![\p{L}\p{N}])\+?\d[\d\s().-]{6,}\d/gu)]
    .map(([one]) => one)
    .filter((one) => numbers.includes(onlyDigits(one)))
  return [...new Set([...found, ...phones].filter((one) => pattern(one).test(told)))]
}

/** The last nine digits: '06-12345678' and '+31 6 12345678' are one number. */
const onlyDigits = (phone: string) => phone.replace(/\D/g, '').slice(-9)

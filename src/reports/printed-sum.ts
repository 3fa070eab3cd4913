import { Refused } from '#platform/errors'
import { number } from '#platform/words'
import { decimalsIn, numberIn } from './catalogue.ts'

/**
 * What the printed figures say of themselves: '13 + 9 + 7 + 2 + 4 = 35, terwijl 36 gedrukt staat.' A sum is written
 * with the ends of the ids: '#03 + #04 = #01', or with a number on the right. '#06 = #35' says that both print the same.
 * @throws Refused when it names a figure that was not printed or that is a word
 */
export function sumInWords(sum: string, id: string, printed: ReadonlyMap<string, string>): string {
  const [left = '', right = ''] = sum.split('=').map((side) => side.trim())
  const terms = left.split('+').map((term) => printedIn(term.trim(), id, printed))
  const total = printedIn(right, id, printed)
  const decimals = Math.max(total.decimals, ...terms.map((term) => term.decimals))
  const made = terms.reduce((all, { value }) => all + value, 0)
  const holds = Math.abs(made - total.value) < 1e-9
  const [first] = terms
  if (terms.length === 1 && first) {
    return holds ? '' : `Bij ${total.id ?? 'hetzelfde'} staat voor hetzelfde ${number(total.value, decimals)} gedrukt.`
  }
  const written = `${terms.map(({ value }) => number(value, decimals)).join(' + ')} = ${number(made, decimals)}`
  return holds ? `Gedrukt is ${written}.` : `${written}, terwijl ${number(total.value, decimals)} gedrukt staat.`
}

function printedIn(
  term: string,
  id: string,
  printed: ReadonlyMap<string, string>,
): { value: number; decimals: number; id: string | null } {
  const named = term.startsWith('#') ? `${id.slice(0, id.lastIndexOf('-') + 1)}${term.slice(1)}` : null
  const text = named === null ? term : printed.get(named)
  const value = text === undefined ? null : numberIn(text)
  if (text === undefined || value === null)
    throw new Refused(`${id}: "${term}" in adds_up is geen gedrukt getal. Kijk de som na.`)
  return { value, decimals: decimalsIn(text), id: named }
}

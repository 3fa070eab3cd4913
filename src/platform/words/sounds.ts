import { plain } from './plain.ts'

// Words before a Dutch surname; people leave them out, shorten them or write them with another.
const prefixes = new Set(
  "van von vander vanden de der den d' het 't t te ten ter des 's s d v vd op in aan bij la le".split(' '),
)

// In order: what comes first is no longer there for what comes later. Capitals stand for one sound each.
const spellings: [RegExp, string][] = [
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ssch|sch(?![aeiouyrl])/g, 's'], // Visscher, Bosch
  [/sch/g, 'sg'],
  [/^ch(?=[rl])/g, 'k'], // Christiaan
  [/ch|gh/g, 'g'],
  [/c(?=[eiy])/g, 's'],
  [/ck|cq|c|q/g, 'k'],
  [/ku(?=[aeio])/g, 'kw'], // Quirijn, Kwirijn
  [/x/g, 'ks'],
  [/v/g, 'f'],
  [/z/g, 's'],
  [/aa?(?:ij|[iy])/g, 'A'], // Maaike, Mayke
  [/oo?(?:ij|[iy])/g, 'O'], // Kooij, Kooy, Kooi
  [/u(?:ij|[iy])/g, 'U'], // Huijbers, Huybers, Huibers
  [/e(?:ij|[iy])|ij/g, 'Y'], // Meijer, Meyer, Meier
  [/^y(?=[aeiou])/g, 'j'], // Youssef
  [/^y|y$/g, 'i'], // Yvonne, Henny
  [/y(?=k|ls)/g, 'Y'], // Dykstra, Zylstra
  [/y/g, 'i'], // Sybren, Nynke, Wytze: Frisian
  [/[ao]uw?/g, 'W'], // Brouwer, Brouer, Blauw
  [/ae/g, 'a'], // Claes
  [/ie|j(?![aeiouAOUYW])/g, 'i'], // Marie, Tjalling keeps its j
  [/(?<=.)h/g, ''], // Johan, Joan
  [/d(?![aeiouAOUYWrjw])/g, 't'], // Smid, Smit, Smidt
  [/b(?=[stk]|$)/g, 'p'], // Jacob, Jacobs
  [/(.)\1+/g, '$1'],
]

/**
 * How a name sounds in Dutch, as a key: names that can be heard as the same get the same key, whatever their
 * spelling ('Visscher' and 'Visser', 'van der Meij' and 'Mey', 'Smidt' and 'Smit'). It finds duplicates to show to
 * somebody, so it rather takes too much together than too little; it never decides. Empty when there are no letters.
 */
export function sounds(name: string): string {
  let sound = heard.get(name)
  if (sound === undefined) {
    sound = soundOf(name)
    if (heard.size >= mostHeard) heard.clear()
    heard.set(name, sound)
  }
  return sound
}

// Thousands of people share some hundreds of names.
const heard = new Map<string, string>()
const mostHeard = 5_000

function soundOf(name: string): string {
  const words = plain(name)
    .split(/[\s\-./,;()]+/)
    .filter((word) => word !== '')
  const carrying = words.filter((word) => !prefixes.has(word))
  const joined = (carrying.length > 0 ? carrying : words)
    .map(withoutJoinedPrefix)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
  return spellings.reduce((key, [spelling, sound]) => key.replace(spelling, sound), joined)
}

/** 'Vanderveen' is 'van der Veen' to who hears it. */
function withoutJoinedPrefix(word: string): string {
  return word.replace(/^van(?:der|den|de)(?=[^aeiouy]?\p{L}{3})/u, '')
}

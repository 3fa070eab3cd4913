/** What somebody filled in in one field cannot be taken. The message is Dutch: what is wrong and what to do now. */
export class Problem extends Error {
  override name = 'Problem'
}

/** What someone typed, short enough to repeat in a message: ‘31-02-1980’. */
export function quoted(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()]
  return `‘${letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('')}’`
}

const longest = 30

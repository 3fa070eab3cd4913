// Letters that are no base letter plus a mark, so that taking marks away does not reach them.
const ligatures: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ĳ: 'ij',
}

/**
 * The text for searching and comparing: lower case, without accents, with straight quotes and single spaces. 'Zoë
 * van ’t Hof' and 'ZOE van 't hof' become the same.
 */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .normalize('NFD') // lower case can bring a mark of its own: İ
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[ßæœøłđðþıĳ]/g, (letter) => ligatures[letter] ?? letter)
    .replace(/[‘’‛`´ʼ]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

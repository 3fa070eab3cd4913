/** How many signs one page of running text holds, and how many pages are kept of it. */
const ofPage = 4_000
const mostPages = 200

/** Text that strangers wrote, as plain lines: nothing in it turns the reading direction or can be no text at all. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Bidi_Control}\u{e0000}-\u{e007f}]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
}

/** Running text in pages, cut where a line ends. */
export function pagesOf(text: string): string[] {
  const pages: string[] = []
  let rest = text
  while (rest.length > 0 && pages.length < mostPages) {
    const cut = rest.length <= ofPage ? rest.length : endOfLine(rest)
    pages.push(rest.slice(0, cut).trim().toWellFormed())
    rest = rest.slice(cut).trimStart()
  }
  return pages.length === 0 ? [''] : pages
}

function endOfLine(text: string): number {
  for (const end of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(end, ofPage)
    if (at > ofPage / 2) return at
  }
  return ofPage
}

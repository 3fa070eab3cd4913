// What a spreadsheet may take for a formula, also after it was saved as text and opened again.
const begins = /^'*[=+\-@\t\r\n＝＋－＠]/

/** A text that no spreadsheet executes: what begins as a formula gets an apostrophe before it. */
export function withoutFormula(text: string): string {
  return begins.test(text) ? `'${text}` : text
}

/** The text as it was before `withoutFormula`. */
export function withFormula(text: string): string {
  return text.startsWith("'") && begins.test(text) ? text.slice(1) : text
}

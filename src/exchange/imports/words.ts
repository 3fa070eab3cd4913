import { type Column, caseColumns, type Known, type Mapping } from '#exchange/cases'
import type { SourceTable } from '#exchange/tables'
import type { ServiceLine } from '#kernel/service-line'
import { Problem } from '#platform/fields'
import { plain } from '#platform/words'
import type { UnknownWords } from './found.ts'

/** How many words of one column are shown; with more the column itself must be another one. */
const mostWords = 25

/** Words in the columns with a closed list that are not in that list: somebody can say what each means. The most used come first. */
export function unknownWords(line: ServiceLine, known: Known, table: SourceTable, mapping: Mapping): UnknownWords[] {
  return choicesIn(line, known).flatMap((column) => {
    const at = table.headers.findLastIndex((heading) => mapping.columns[heading] === column.key)
    if (at < 0) return []
    const means = new Set(Object.keys(mapping.values[column.key] ?? {}).map(plain))
    const uses = new Map<string, number>()
    for (const { cells } of table.rows) {
      const cell = cells[at] ?? ''
      if (typeof cell === 'string' && cell.trim() !== '' && cell.length <= 100 && !means.has(plain(cell)))
        uses.set(cell.trim(), (uses.get(cell.trim()) ?? 0) + 1)
    }
    const words = [...uses].filter(([word]) => !isKnown(column, word)).sort(([, one], [, other]) => other - one)
    if (words.length === 0) return []
    const heading = table.headers[at] as string
    return [{ key: column.key, heading, words: words.slice(0, mostWords).map(([word, rows]) => ({ word, rows })) }]
  })
}

/** The columns of a line of which the words are a closed list. */
export const choicesIn = (line: ServiceLine, known: Known): Column[] =>
  caseColumns(line, known).filter(({ field }) => field.kind === 'choice' && Object.keys(field.options ?? {}).length > 0)

function isKnown({ field }: Column, word: string): boolean {
  try {
    field.parse(word)
    return true
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return false
  }
}

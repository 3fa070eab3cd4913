import { type LineDeclaration, wordOf } from '#kernel/service-line'
import { type Source, withoutComments } from './imports.ts'

type Line = Pick<LineDeclaration, 'key' | 'name' | 'case' | 'match'>

/** Words that a line uses and that are everybody's as well: our own words for a case and who helps, and plain Dutch. */
const everyday = ['zaak', 'zaken', 'vraag', 'vragen', 'vrijwilliger', 'vrijwilligers']

/** Where lines are declared, where the town of the demo is told, and what tests and shows rather than works. */
const atHome =
  /^src\/service-lines\/|\.test\.tsx?$|\/testing\/|^src\/access\/matrix\/|^src\/web\/ui\/gallery|^src\/platform\/secrets\/password\.ts$/

/** What is one line's alone: its key and name, its sides, and what it calls what comes in and who helps. */
export function wordsOf(line: Line): string[] {
  const nouns = [line.case.called, line.case.report, line.match?.helper].flatMap((noun) =>
    noun ? [noun.one, noun.many] : [],
  )
  const sides = Object.values(line.case.sides).map(wordOf)
  return [line.key, line.name, ...nouns, ...sides].filter((word) => !everyday.includes(word))
}

/** Every place that names a line by its key, its sides or its words. What follows from a declaration works for the next line as well. */
export function namesALine(sources: readonly Source[], lines: readonly Line[]): string[] {
  const words = lines.flatMap(wordsOf).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const keys = lines.flatMap((line) => Object.keys(line.case.sides))
  const named = new RegExp(`(?<![\\p{L}-])(?:${words.join('|')})(?![\\p{L}])|(['"\`.])(?:${keys.join('|')})\\b`, 'iu')
  return sources
    .filter(({ file }) => !atHome.test(file))
    .flatMap(({ file, text }) =>
      withoutComments(text)
        .split('\n')
        .flatMap((row, at) => {
          const found = named.exec(row)
          return found ? [`${file}:${at + 1}: names a line (${found[0]})`] : []
        }),
    )
}

import { type Answer, answer, type Indicator, type Member, members, type Question, type Which } from '#counting'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { records, table } from '#platform/records'

const factsheets = table('factsheets', 'factsheet', ['line', 'year', 'tiles', 'words', 'quotes'], {
  defaults: { words: '', quotes: [] },
})
const publications = table('publications', 'publication', ['line', 'year', 'audience', 'content', 'publishedAt'])

/** Figures for who may see them live, the pages they stand on, and what was published of them. */
export function figureStore(asker: Asker) {
  const sheets = records(asker, factsheets)
  const published = records(asker, publications)

  function mayCount(): void {
    if (!asker.may('read', 'figures')) throw new NotFound()
  }

  /** Answers a question for the asker's own organisation. Who asks never changes a figure. @throws NotFound without the right */
  function ask(question: Omit<Question, 'tenant'>): Promise<Answer> {
    mayCount()
    return answer(asker.tx, { ...question, tenant: asker.tenant })
  }

  /** The keys of the records behind a figure: the very same rule. Which of them open is for their own store to say. */
  function behind(question: Omit<Question, 'tenant'>, indicator: Indicator, which: Which): Promise<Member[]> {
    mayCount()
    return members(asker.tx, { ...question, tenant: asker.tenant }, indicator, which)
  }

  const layout = (line: string, year: number) =>
    sheets.all().where('factsheets.line', '=', line).where('factsheets.year', '=', year).executeTakeFirst()
  const lastPublished = (line: string, year: number) =>
    published
      .all()
      .where('publications.line', '=', line)
      .where('publications.year', '=', year)
      .orderBy('publications.publishedAt', 'desc')
      .limit(1)
      .executeTakeFirst()

  return {
    ask,
    behind,
    layout,
    addLayout: sheets.add,
    changeLayout: sheets.change,
    lastPublished,
    publications: () => published.all().orderBy('publications.publishedAt', 'desc').limit(50).execute(),
    publish: published.add,
  }
}

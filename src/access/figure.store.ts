import { type Answer, answer, type Indicator, type Member, members, type Question, type Which } from '#counting'
import { mayBeQuoted } from '#kernel/survey'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
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

  /**
   * Words that were chosen for a page and may be shown today, in the order they were chosen. Who said them and in which case
   * stays out: whoever reads the page was allowed these words and no more. What was withdrawn is gone the same day.
   */
  async function quotes(
    keys: readonly string[],
  ): Promise<{ id: string; text: string; by: string | null; until: Day | null }[]> {
    const wanted = keys.filter(isKey)
    if (wanted.length === 0) return []
    const rows = await asker.tx
      .selectFrom('surveys')
      .selectAll()
      .where('tenant', '=', asker.tenant)
      .where('removedAt', 'is', null)
      .where('id', 'in', wanted)
      .execute()
    return wanted.flatMap((key) => {
      const row = rows.find(({ id }) => id === key)
      return row && mayBeQuoted(row, asker.today)
        ? [{ id: row.id, text: row.quote as string, by: row.quoteBy, until: row.quoteConsentUntil }]
        : []
    })
  }

  /** Who agreed the settings that hold on a day; a setting that the organisation did not make is not in it. */
  async function settingsOn(keys: readonly string[], on: Day): Promise<{ key: string; source: string }[]> {
    if (keys.length === 0) return []
    const rows = await asker.tx
      .selectFrom('settings')
      .select(['key', 'source'])
      .where('tenant', '=', asker.tenant)
      .where('removedAt', 'is', null)
      .where('key', 'in', keys as string[])
      .where('validFrom', '<=', on)
      .where((eb) => eb.or([eb('validUntil', 'is', null), eb('validUntil', '>', on)]))
      .orderBy('validFrom')
      .execute()
    return [...new Map(rows.map((row) => [row.key, row])).values()]
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

  /** What was published of a line about these years, the newest first. */
  const publishedOf = (line: string, years: readonly number[]) =>
    published
      .all()
      .where('publications.line', '=', line)
      .where('publications.year', 'in', years as number[])
      .orderBy('publications.publishedAt', 'desc')
      .limit(50)
      .execute()

  return {
    ask,
    behind,
    quotes,
    settingsOn,
    layout,
    publishedOf,
    publication: published.get,
    addLayout: sheets.add,
    changeLayout: sheets.change,
    lastPublished,
    publications: () => published.all().orderBy('publications.publishedAt', 'desc').limit(50).execute(),
    publish: published.add,
  }
}

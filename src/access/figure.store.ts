import { sql } from 'kysely'
import {
  type Answer,
  answer,
  type Figure,
  type Indicator,
  isCounted,
  type Member,
  members,
  type Question,
  type Stood,
  standingMembers,
  type WayOn,
  type Which,
} from '#counting'
import { mayBeQuoted } from '#kernel/survey'
import { type Asker, roles } from '#platform/asker'
import { type Day, dayOf } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type New, records, table } from '#platform/records'

/** What is decided about one number that is too small to show. */
interface NewChoice {
  line: string
  year: number
  audience: 'inside' | 'outside'
  figure: string
  by: string | null
  row: string | null
  way: WayOn
  reason: string
}

/** A decision with who made it. */
interface SmallChoice extends Omit<NewChoice, 'line'> {
  id: string
  version: number
  madeBy: string
  role: string
  on: Day
}

const factsheets = table('factsheets', 'factsheet', ['line', 'year', 'tiles', 'words', 'quotes'], {
  defaults: { words: '', quotes: [] },
})
const choices = table('figureChoices', 'figure-choice', [
  'line',
  'year',
  'audience',
  'figure',
  'dimension',
  'rowKey',
  'way',
  'reason',
  'withdrawnAt',
])
const publications = table('publications', 'publication', ['line', 'year', 'audience', 'content', 'publishedAt'])

/** Figures for who may see them live, the pages they stand on, and what was published of them. */
export function figureStore(asker: Asker) {
  const sheets = records(asker, factsheets)
  const published = records(asker, publications)
  const chosen = records(asker, choices)

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

  /**
   * Where words were published, by their key, the newest first: what was taken back is shown no more, and stood there all the same.
   */
  async function quotedIn(
    keys: readonly string[],
  ): Promise<{ quote: string; publication: string; line: string; year: number; publishedAt: Date }[]> {
    if (keys.length === 0) return []
    const found = await published
      .all()
      .where(
        sql<boolean>`exists (select 1 from jsonb_array_elements(publications.content -> 'quotes') q where q ->> 'id' = any(${keys}::text[]))`,
      )
      .orderBy('publications.publishedAt', 'desc')
      .limit(100)
      .execute()
    return found.flatMap((one) =>
      ((one.content as { quotes?: { id: string }[] }).quotes ?? [])
        .filter(({ id }) => keys.includes(id))
        .map(({ id }) => ({
          quote: id,
          publication: one.id,
          line: one.line,
          year: one.year,
          publishedAt: one.publishedAt,
        })),
    )
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

  /**
   * What was decided about small numbers of a line in these years and not taken back, the oldest first, with who did. Whoever
   * counts needs all of it: the same page must hide the same for every reader.
   */
  async function decided(line: string, years: readonly number[]): Promise<SmallChoice[]> {
    mayCount()
    const rows = await asker.tx
      .selectFrom('figureChoices as c')
      .leftJoin('accounts as a', (join) => join.onRef('a.tenant', '=', 'c.tenant').onRef('a.id', '=', 'c.addedBy'))
      .selectAll('c')
      .select(['a.name as madeBy', 'a.role as madeByRole'])
      .where('c.tenant', '=', asker.tenant)
      .where('c.removedAt', 'is', null)
      .where('c.withdrawnAt', 'is', null)
      .where('c.line', '=', line)
      .where('c.year', 'in', years as number[])
      .orderBy('c.addedAt')
      .orderBy('c.id')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      version: row.version,
      year: row.year,
      audience: row.audience as SmallChoice['audience'],
      figure: row.figure,
      by: row.dimension,
      row: row.rowKey,
      way: row.way as SmallChoice['way'],
      reason: row.reason,
      madeBy: row.madeBy ?? 'Naober',
      role: roles[row.madeByRole as keyof typeof roles] ?? 'beheer op de server',
      on: dayOf(row.addedAt),
    }))
  }

  /** Decides about one place; what was decided about it before is taken back. @throws NotFound without the right */
  async function decide(choice: NewChoice): Promise<{ id: string }> {
    const standing = await chosen
      .all()
      .where('figureChoices.withdrawnAt', 'is', null)
      .where('figureChoices.line', '=', choice.line)
      .where('figureChoices.year', '=', choice.year)
      .where('figureChoices.audience', '=', choice.audience)
      .where('figureChoices.figure', '=', choice.figure)
      .where('figureChoices.dimension', 'is not distinct from', choice.by)
      .where('figureChoices.rowKey', 'is not distinct from', choice.row)
      .execute()
    for (const { id } of standing) await withdraw(id)
    const { line, year, audience, figure, by, row, way, reason } = choice
    try {
      return await chosen.add({ line, year, audience, figure, dimension: by, rowKey: row, way, reason })
    } catch (problem) {
      // Somebody decided about the very same place at the very same moment.
      if ((problem as { code?: string }).code !== '23505') throw problem
      throw new Invalid({ way: 'Iemand anders koos net iets voor dit getal. Kijk wat er nu staat en kies opnieuw.' })
    }
  }

  /** Takes a decision back. It is kept, and what was published with it stays published. @throws NotFound */
  async function withdraw(id: string): Promise<{ line: string; year: number; audience: string }> {
    return chosen.apply(id, (was, { now }) => ({ ...was, withdrawnAt: was.withdrawnAt ?? now }))
  }

  /** From which records each figure of these stands today, and what it comes to. @throws NotFound without the right */
  async function standing(
    question: Omit<Question, 'tenant'>,
    counted: readonly { figure: Figure; by: readonly string[] }[],
  ): Promise<Stood[]> {
    mayCount()
    const all: Stood[] = []
    for (const { figure, by } of counted) {
      const { indicator, value, part, of, n } = figure
      if (!isCounted(indicator)) continue
      const rows = await standingMembers(asker.tx, { ...question, tenant: asker.tenant }, indicator, by)
      const cells = by.map((one) => [
        one,
        Object.fromEntries((figure.cells[one] ?? []).map((cell) => [cell.key, cell.of ?? cell.value ?? 0])),
      ])
      all.push({ figure: indicator.key, amount: { value, part, of, n }, by, cells: Object.fromEntries(cells), rows })
    }
    return all
  }

  /** Publishes a fixed copy, and keeps from which records its figures were counted. @throws NotFound without the right */
  async function publish(copy: New<'publications'>, stood: readonly Stood[] = []) {
    const row = await published.add(copy)
    if (stood.length > 0)
      await asker.tx
        .insertInto('publicationMembers')
        .values(
          stood.map((one) => ({
            tenant: asker.tenant,
            publication: row.id,
            figure: one.figure,
            stood: JSON.stringify(one),
          })),
        )
        .execute()
    return row
  }

  /**
   * What the figures of a publication came to, and from which records when these are asked for; nothing of a publication from
   * before that was kept. @throws NotFound
   */
  async function stoodIn(publication: string, what: 'amounts' | 'members', figure?: string): Promise<Stood[]> {
    await published.get(publication)
    const rows = await asker.tx
      .selectFrom('publicationMembers')
      .select(what === 'members' ? sql<Stood>`stood`.as('stood') : sql<Stood>`stood || '{"rows": []}'`.as('stood'))
      .where('tenant', '=', asker.tenant)
      .where('publication', '=', publication)
      .$if(figure !== undefined, (query) => query.where('figure', '=', figure as string))
      .orderBy('figure')
      .execute()
    return rows.map(({ stood }) => stood)
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
    quotedIn,
    settingsOn,
    layout,
    publishedOf,
    choices: decided,
    choice: chosen.get,
    decide,
    withdraw,
    standing,
    stoodIn,
    publication: published.get,
    addLayout: sheets.add,
    changeLayout: sheets.change,
    lastPublished,
    publications: () => published.all().orderBy('publications.publishedAt', 'desc').limit(50).execute(),
    publish,
  }
}

import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { dayOf, monthPeriod, startOf } from '#platform/days'
import { NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type Row, records, table } from '#platform/records'
import { serviceLines } from '#service-lines'
import { accessLine } from './asker.ts'
import { sampleOf, usualMinutes } from './opening.ts'

const openings = table('openings', 'opening', [
  ...(['account', 'caseId', 'line', 'reason', 'untilAt', 'toldAt', 'toldTo'] as const),
  ...(['verdict', 'verdictWords', 'verdictBy', 'verdictAt'] as const),
])

export interface Opening extends Row<'openings'> {
  accountName: string
  role: string
  number: string
  /** How often the file was shown because of it. */
  looks: number
}

/** Closed files that were opened in need: with a reason, for a while, and told. */
export function openingStore(asker: Asker) {
  const beyond: Asker = { ...asker, may: () => sql<boolean>`true` }
  const all = records(beyond, openings)

  /**
   * Opens a closed case for a while, by its number or its key. It tells who owns it and who coordinates.
   * @returns the key of the case; undefined where this may not be, which looks the same as a case that is not there
   */
  async function open(which: { number?: string; id?: string }, reason: string): Promise<string | undefined> {
    if (!asker.may('add', 'opening') || !asker.account) throw new NotFound()
    const found = await asker.tx
      .selectFrom('cases')
      .select(['id', 'line', 'joinedTo'])
      .where('tenant', '=', asker.tenant)
      .where('removedAt', 'is', null)
      .$if(which.number !== undefined, (q) => q.where('number', '=', which.number as string))
      .$if(which.number === undefined, (q) => q.where('id', '=', isKey(which.id ?? '') ? (which.id as string) : null))
      .executeTakeFirst()
    const caseId = found ? (found.joinedTo ?? found.id) : undefined
    if (!found || !caseId || asker.sight.ownCases.includes(caseId) || !opensInNeed(found.line)) {
      await accessLine(asker, 'read', 'opening', caseId ? [caseId] : [], 'refused').execute()
      return undefined
    }
    const mine = asker.may('read', 'case')
    const open = mine
      ? await asker.tx
          .selectFrom('cases')
          .select('cases.id')
          .where('cases.tenant', '=', asker.tenant)
          .where('cases.id', '=', caseId)
          .where(mine)
          .executeTakeFirst()
      : undefined
    // What is open already needs no breaking.
    if (open) return caseId
    const minutes = asker.settings.value(`${found.line}.need-minutes`, asker.today, usualMinutes)
    await all.add({
      ...{ account: asker.account, caseId, line: found.line, reason },
      untilAt: new Date(asker.now.getTime() + minutes * 60_000),
    })
    await accessLine(asker, 'read', 'opening', [caseId], 'opened in need').execute()
    return caseId
  }

  function opensInNeed(line: string): boolean {
    const declared = serviceLines.find(({ key }) => key === line)?.opensInNeed ?? false
    return asker.settings.value(`${line}.opens-in-need`, asker.today, declared ? 'yes' : 'no') === 'yes'
  }

  const shown = () =>
    all
      .all()
      .innerJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'openings.tenant').onRef('accounts.id', '=', 'openings.account'),
      )
      .innerJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'openings.tenant').onRef('cases.id', '=', 'openings.caseId'),
      )
      .select([
        'accounts.name as accountName',
        'accounts.role as role',
        'cases.number as number',
        sql<number>`(select count(*)::int from access_lines l where l.tenant = openings.tenant and l.account = openings.account
          and l.at >= openings.added_at and l.at <= openings.until_at and l.outcome = 'shown in need'
          and l.keys @> array[openings.case_id])`.as('looks'),
      ])
      .orderBy('openings.addedAt')
      .orderBy('openings.id')

  /** What the asker is to be told: files that she owns, or of the lines that she coordinates, which a colleague opened. */
  async function toTell(): Promise<Opening[]> {
    if (!asker.may('read', 'opening') || !asker.account) return []
    return shown()
      .where('openings.toldAt', 'is', null)
      .where('openings.account', '<>', asker.account)
      .where(
        sql<boolean>`(cases.owner = ${asker.account}::uuid or (${asker.role === 'coordinator'} and openings.line = any(${asker.lines as string[]}::text[])))`,
      )
      .limit(20)
      .execute()
  }

  /** The asker was told. @throws NotFound when it was not hers to be told */
  async function told(id: string): Promise<void> {
    if (!(await toTell()).some((one) => one.id === id)) throw new NotFound()
    await all.apply(id, (was, { now }) => ({ ...was, toldAt: was.toldAt ?? now, toldTo: was.toldTo ?? asker.account }))
  }

  /** The openings of a month that are looked at afterwards, and how many there were. @throws NotFound without the right */
  async function sample(month: string): Promise<{ drawn: Opening[]; of: number }> {
    if (!asker.may('change', 'opening')) throw new NotFound()
    const { from, until } = monthPeriod(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
    const rows = await shown()
      .where('openings.addedAt', '>=', startOf(from))
      .where('openings.addedAt', '<', startOf(until))
      .execute()
    return { drawn: sampleOf(rows, month), of: rows.length }
  }

  /** Says what somebody thought of it afterwards. Nobody judges her own. @throws NotFound */
  async function judge(id: string, said: { verdict: 'right' | 'wrong'; words: string }): Promise<void> {
    if (!asker.may('change', 'opening') || !isKey(id)) throw new NotFound()
    await all.apply(id, (was, { now }) => {
      if (was.account === asker.account) throw new NotFound()
      return { ...was, verdict: said.verdict, verdictWords: said.words, verdictBy: asker.account, verdictAt: now }
    })
  }

  /** The month to look at: the one before this. */
  const lastMonth = (): string =>
    dayOf(new Date(startOf(`${asker.today.slice(0, 7)}-01` as never).getTime() - 1)).slice(0, 7)

  return { open, toTell, told, sample, judge, lastMonth }
}

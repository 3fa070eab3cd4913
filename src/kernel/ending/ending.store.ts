import { type RawBuilder, sql } from 'kysely'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type Row, records, table } from '#platform/records'
import {
  type Around,
  closedBy,
  fieldsThatStay,
  type HoldReason,
  keptUntil,
  mayEnd,
  mustBeHold,
  termOf,
} from './ending.ts'

export type Ending = Row<'endings'>

const endings = table('endings', 'ending', [
  ...(['caseId', 'line', 'kind', 'closedOn', 'keptUntil', 'saidOn', 'reason', 'holdUntil', 'withdrawnAt'] as const),
])

/** A case whose term is over, with what was said about its end. */
export interface Due {
  id: string
  number: string
  line: string
  mainTopic: string | null
  closedOn: Day
  keptUntil: Day
  ends: ReturnType<typeof mayEnd>
  /** What stands: it may go tonight, or it stays for a reason. */
  said:
    | { id: string; kind: 'free' | 'hold'; reason: HoldReason | null; holdUntil: Day | null; by: string | null }
    | undefined
}

export type DuePlace = readonly [closedOn: Day, id: string]

const onceMore = 'Er is iets veranderd terwijl je koos. Kijk het na en probeer het opnieuw.'

/** The end of the term of cases: which wait, what is said about it, and carrying it out. */
export function endingStore(asker: Asker) {
  const all = records(asker, endings)
  const lineOf = (lines: readonly ServiceLine[], key: string) => lines.find((line) => line.key === key) as ServiceLine

  /** Cases over their term on these lines, as far as the asker may read them and say something about it. */
  function over(lines: readonly ServiceLine[], more: RawBuilder<boolean>, limit: number) {
    const read = asker.may('read', 'case')
    const own = lines.filter(({ key }) => asker.lines.includes(key))
    if (!asker.may('add', 'ending') || !read || own.length === 0) return Promise.resolve([])
    const ended = own.map((line) => {
      const term = termOf(line, asker.settings, asker.today)
      const until = closedBy(asker.today, term)
      const itself = sql`cases.line = ${line.key} and cases.closed_on <= ${until}::date`
      if (term.from === 'closing') return sql`(${itself})`
      return sql`(${itself} and not exists (select 1 from cases o where o.tenant = cases.tenant and o.id = any(of_same_person(cases.id))
        and (o.closed_on is null or o.closed_on > ${until}::date)))`
    })
    return sql<Row<'cases'> & { asked: boolean; said: Due['said'] | null }>`
      select cases.id, cases.number, cases.line, cases.main_topic as "mainTopic", cases.closed_on as "closedOn", asked_by_right(cases.id) as asked,
        case when e.id is null then null else jsonb_build_object('id', e.id, 'kind', e.kind, 'reason', e.reason, 'holdUntil', e.hold_until, 'by', a.name) end as said
      from cases
      left join endings e on e.tenant = cases.tenant and e.case_id = cases.id and e.withdrawn_at is null and e.removed_at is null
        and (e.kind = 'hold' and e.hold_until > ${asker.today}::date or e.kind = 'free' and e.closed_on = cases.closed_on)
      left join accounts a on a.tenant = e.tenant and a.id = e.added_by
      where cases.tenant = ${asker.tenant} and cases.removed_at is null and cases.joined_to is null and cases.destroyed_on is null
        and cases.closed_on is not null and (${sql.join(ended, sql` or `)}) and ${read} and ${more}
      order by cases.closed_on, cases.id limit ${limit}`
      .execute(asker.tx)
      .then(({ rows }) => withOthers(lines, rows))
  }

  async function withOthers(
    lines: readonly ServiceLine[],
    rows: (Row<'cases'> & { asked: boolean; said: Due['said'] | null })[],
  ): Promise<Due[]> {
    if (rows.length === 0) return []
    const { rows: others } = await sql<{ of: string; id: string; closedOn: Day | null }>`
      select k.id as of, o.id, o.closed_on as "closedOn" from unnest(${rows.map(({ id }) => id)}::uuid[]) k (id)
        cross join lateral unnest(of_same_person(k.id)) s (id) join cases o on o.tenant = ${asker.tenant} and o.id = s.id`.execute(
      asker.tx,
    )
    return rows.map(({ id, number, line, mainTopic, closedOn, asked, said }) => {
      const term = termOf(lineOf(lines, line), asker.settings, asker.today)
      const around: Around = { asked, others: others.filter((one) => one.of === id) }
      const ends = mayEnd(around, term, asker.today, lineOf(lines, line).case.called)
      return {
        id,
        number,
        line,
        mainTopic,
        closedOn: closedOn as Day,
        keptUntil: keptUntil(closedOn as Day, term),
        ends,
        said: said ?? undefined,
      }
    })
  }

  /** A page of what waits: over its term and not kept for a reason. The oldest closing first. */
  async function due(lines: readonly ServiceLine[], { after, limit }: { after?: DuePlace | undefined; limit: number }) {
    const later = after ? sql`(cases.closed_on, cases.id) > (${after[0]}::date, ${after[1]}::uuid)` : sql`true`
    const rows = await over(lines, sql<boolean>`${later} and (e.id is null or e.kind = 'free')`, limit + 1)
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return { rows: rows.slice(0, limit), next: last && ([last.closedOn, last.id] as DuePlace) }
  }

  /** What is kept for a reason, the first hundred. */
  const held = (lines: readonly ServiceLine[]): Promise<Due[]> => over(lines, sql<boolean>`e.kind = 'hold'`, 100)

  /** Whether something waits that nobody said anything about. */
  const anythingWaits = async (lines: readonly ServiceLine[]): Promise<boolean> =>
    (await over(lines, sql<boolean>`e.id is null`, 1)).length > 0

  /** Locks these cases, so that of two who speak at once the second sees what the first said. @throws NotFound when one is not the asker's */
  async function locked(lines: readonly ServiceLine[], ids: readonly string[]): Promise<Due[]> {
    if (ids.length === 0 || !ids.every(isKey)) throw new NotFound()
    const keys = [...new Set(ids)].sort()
    await sql`select 1 from cases where tenant = ${asker.tenant} and id = any(${keys}::uuid[]) order by id for update`.execute(
      asker.tx,
    )
    const rows = await over(lines, sql<boolean>`cases.id = any(${keys}::uuid[])`, keys.length)
    if (rows.length !== keys.length) throw new NotFound()
    return rows
  }

  async function say(one: Due, what: Pick<Ending, 'kind' | 'reason' | 'holdUntil'>): Promise<Ending> {
    // A reason to keep it that is over, or what was said before it was opened again, stands for nothing any more.
    const { rows } = await sql<{
      id: string
    }>`select id from endings where tenant = ${asker.tenant} and case_id = ${one.id}::uuid
      and withdrawn_at is null and removed_at is null`.execute(asker.tx)
    for (const { id } of rows) await all.apply(id, (was, { now }) => ({ ...was, withdrawnAt: now }))
    return all.add({
      ...what,
      caseId: one.id,
      line: one.line,
      closedOn: one.closedOn,
      keptUntil: one.keptUntil,
      saidOn: asker.today,
    })
  }

  /**
   * These cases may go: the night carries it out. What goes along with them (other cases of the same person) is said with it.
   * @returns how many it was said of now; what was said before stays as it is
   * @throws Invalid when one has to stay, NotFound when one is not over its term or not the asker's
   */
  async function free(lines: readonly ServiceLine[], ids: readonly string[]): Promise<number> {
    const first = await locked(lines, ids)
    const along = first.flatMap(({ ends }) => (ends.may ? ends.along : []))
    const rows = along.length === 0 ? first : await locked(lines, [...ids, ...along])
    const stays = rows.find(({ ends }) => !ends.may)
    if (stays && !stays.ends.may)
      throw new Invalid({ '': `Nummer ${stays.number} moet blijven. ${stays.ends.because}` })
    if (rows.some(({ said }) => said?.kind === 'hold')) throw new Invalid({ '': onceMore })
    const fresh = rows.filter(({ said }) => !said)
    for (const one of fresh) await say(one, { kind: 'free', reason: null, holdUntil: null })
    return fresh.length
  }

  /** This case stays for a reason, until a day at most. @throws Invalid naming the field, NotFound */
  async function hold(
    lines: readonly ServiceLine[],
    id: string,
    { reason, until }: { reason: HoldReason; until: Day },
  ): Promise<Ending> {
    mustBeHold(until, asker.today)
    const [one] = await locked(lines, [id])
    return say(one as Due, { kind: 'hold', reason, holdUntil: until })
  }

  /** One case of the list. @throws NotFound */
  async function get(lines: readonly ServiceLine[], id: string): Promise<Due> {
    if (!isKey(id)) throw new NotFound()
    const [one] = await over(lines, sql<boolean>`cases.id = ${id}::uuid`, 1)
    if (!one) throw new NotFound()
    return one
  }

  /** Takes back what was said. @throws Invalid once it was carried out, NotFound */
  async function takeBack(id: string): Promise<void> {
    const was = await all.get(id)
    if (was.carriedOutOn) throw new Invalid({ '': 'Dit is al vernietigd. Dat kan niet meer terug.' })
    await all.apply(id, (one, { now }) => ({ ...one, withdrawnAt: one.withdrawnAt ?? now }))
  }

  /** Carries out what was said before today. For the job. @returns the keys of the cases that it ended */
  async function carryOut(lines: readonly ServiceLine[]): Promise<string[]> {
    if (asker.role !== 'system') throw new NotFound()
    const stay = Object.fromEntries(lines.map((line) => [line.key, fieldsThatStay(line)]))
    const { rows } = await sql<{ id: string }>`
      select ended_case as id from carry_out_endings(${asker.today}::date, ${JSON.stringify(stay)}::jsonb)`.execute(
      asker.tx,
    )
    return rows.map(({ id }) => id)
  }

  return { due, held, anythingWaits, get, free, hold, takeBack, carryOut }
}

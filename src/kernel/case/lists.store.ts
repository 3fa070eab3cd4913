import { type SelectQueryBuilder, sql } from 'kysely'
import { villageShown } from '#kernel/area'
import { type Asker, isMineIn } from '#platform/asker'
import { type DB, plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import type { Row, records } from '#platform/records'
import { endOfPauses } from './case.ts'

/** A case as a line in a list. */
export interface CaseLine extends Row<'cases'> {
  villageName: string | null
  ownerName: string | null
  nextKind: string | null
  nextOn: Day | null
  nextAt: string | null
  nextPlace: string | null
  nextSide: string | null
  /** Who help with it, by name: those who said yes and did not fall out. */
  helperNames: string[] | null
  /** Both sides reported: then none of them is called the reporter. */
  bothReported: boolean
}

export type CaseStatus = 'running' | 'closed' | 'all'
export const caseOrders = ['waiting', 'opened', 'closed', 'topic', 'village'] as const
export type CaseOrder = (typeof caseOrders)[number]

/** The most cases that the heading of a list counts. */
export const mostCounted = 1_000

export interface CaseQuery {
  lines: readonly string[]
  status: CaseStatus
  /** Opened in this year. */
  year?: number
  village?: string
  topic?: string
  phase?: string
  outcome?: string
  owner?: string
  /** Only the asker's own, and those of whom she stands in for today. */
  mine?: boolean
  /** Only those whose next move is ours. */
  waitsForUs?: boolean
  /** Only those with a clock that has passed. */
  late?: boolean
  /** Only those with a clock of which half is over, and that is not late. */
  soon?: boolean
  /** Only those of which nobody has decided yet whether they suit. */
  unassessed?: boolean
  /**
   * Only those for which a helper must be found: one fell out, or who was asked did not say yes and nobody else was asked. The phases
   * in which helpers are asked.
   */
  seeking?: readonly string[]
  /** Only those of which the place may be told: the records of a figure about a village. */
  placed?: boolean
  /** Only these, such as the records behind a figure. */
  keys?: readonly string[]
  order: CaseOrder
  descending?: boolean
  /** Where the page before ended: the value it was ordered by, and the key. */
  after?: readonly [string, string]
  /** Where the page after began: this page ends there. */
  before?: readonly [string, string]
  limit: number
}

/** One page of a list, with the places from which the pages beside it go on; undefined when there is none. */
export interface CasePage {
  rows: CaseLine[]
  next: readonly [string, string] | undefined
  previous: readonly [string, string] | undefined
}

/** What a list is ordered by, as text, so that one page can go on where the other stopped. */
const orders: Record<CaseOrder, string> = {
  waiting: 'cases.phase_since',
  opened: 'cases.opened_on',
  closed: `coalesce(cases.closed_on, 'infinity'::date)`,
  topic: `coalesce(cases.main_topic, '')`,
  village: `case when cases.shielded then '' else coalesce(areas.name, '') end`,
}
const orderType: Record<CaseOrder, string> = {
  waiting: 'timestamptz',
  opened: 'date',
  closed: 'date',
  topic: 'text',
  village: 'text',
}

/** What every list has. All else in a query narrows it. */
const ofEveryList = new Set(['lines', 'status', 'order', 'descending', 'after', 'before', 'limit'])

/** Without a filter a list is a walk along one index, whatever line or order; with one it depends on what is asked. */
function isPlain(query: CaseQuery): boolean {
  return Object.entries(query).every(([name, value]) => ofEveryList.has(name) || value === undefined || value === false)
}

const bothSidesReported = sql<boolean>`exists (select 1 from cases r
  where r.tenant = cases.tenant and r.joined_to = cases.id and r.joined_as = 'mirrored' and r.removed_at is null)`

/** The lists of cases: one query each, only what the asker may read, with the next step beside each case. */
export function caseLists(asker: Asker, cases: ReturnType<typeof records<'cases'>>) {
  function lines(): SelectQueryBuilder<DB, 'cases', Row<'cases'>> {
    return cases.all()
  }

  // What stands still is not late, and nobody is warned of it.
  const runs = sql<boolean>`(cases.paused_until is null or cases.paused_until <= ${asker.now})`
  // Nobody has to begin with what stands still because somebody moved away or died.
  const hasEverybody = () =>
    sql<boolean>`(cases.paused_until is null or cases.paused_until <= ${endOfPauses(asker.now)})`

  function matching(query: CaseQuery) {
    return (
      lines()
        .leftJoin('areas', (join) =>
          join.onRef('areas.tenant', '=', 'cases.tenant').onRef('areas.id', '=', 'cases.village'),
        )
        .where('cases.line', 'in', query.lines.length > 0 ? (query.lines as string[]) : [''])
        // A report that joined a case is none of its own.
        .where('cases.joinedTo', 'is', null)
        .$if(query.status === 'running', (q) => q.where('cases.closedOn', 'is', null))
        .$if(query.status === 'closed', (q) => q.where('cases.closedOn', 'is not', null))
        .$if(query.year !== undefined, (q) =>
          q
            .where('cases.openedOn', '>=', `${query.year}-01-01` as Day)
            .where('cases.openedOn', '<', `${(query.year ?? 0) + 1}-01-01` as Day),
        )
        .$if(query.village !== undefined, (q) => q.where('cases.village', '=', query.village as string))
        // To stand in the list of a village is to live there.
        .$if((query.village !== undefined || query.placed === true) && asker.sight.hidesPlaces, (q) =>
          q.where('cases.shielded', '=', false),
        )
        .$if(query.topic !== undefined, (q) => q.where('cases.mainTopic', '=', query.topic as string))
        .$if(query.phase !== undefined, (q) => q.where('cases.phase', '=', query.phase as string))
        .$if(query.outcome !== undefined, (q) => q.where('cases.outcome', '=', query.outcome as string))
        .$if(query.owner !== undefined, (q) => q.where('cases.owner', '=', query.owner as string))
        .$if(query.mine === true, (q) => q.where(isMineIn(asker, 'cases')))
        .$if(query.waitsForUs === true, (q) => q.where('cases.waitsFor', '=', 'us'))
        .$if(query.late === true, (q) =>
          q.where('cases.closedOn', 'is', null).where('cases.dueAt', '<', asker.now).where(runs),
        )
        .$if(query.soon === true, (q) =>
          q
            .where('cases.closedOn', 'is', null)
            .where('cases.warnAt', '<=', asker.now)
            .where('cases.dueAt', '>=', asker.now)
            .where(runs),
        )
        .$if(query.unassessed === true, (q) =>
          q
            .where('cases.closedOn', 'is', null)
            .where(sql<boolean>`cases.fields ->> 'suitable' is null`)
            .where(hasEverybody()),
        )
        .$if(query.seeking !== undefined, (q) =>
          q
            .where('cases.closedOn', 'is', null)
            .where(
              sql<boolean>`(cases.seeks is not null or cases.waits_for = 'us' and cases.phase = any(${query.seeking as string[]}::text[]))`,
            ),
        )
        .$if(query.keys !== undefined, (q) =>
          q.where('cases.id', '=', sql<string>`any(${query.keys as string[]}::uuid[])`),
        )
    )
  }

  /** One page of cases, at most `limit`, with where the pages beside it begin. Each that is shown is a file that was read. */
  async function list(query: CaseQuery): Promise<CasePage> {
    const back = query.before !== undefined
    const from = query.before ?? query.after
    const order = sql.raw(orders[query.order])
    // Going back is the same walk in the other direction, turned round again at the end.
    const falling = (query.descending ?? false) !== back
    const direction = sql.raw(falling ? 'desc' : 'asc')
    const beyond = sql.raw(falling ? '<' : '>')
    // Which cases these are is found first, on an index; what stands beside each is then looked up for these alone.
    const shown = matching(query)
      .clearSelect()
      .select(['cases.id as shownId', sql<string>`${order}`.as('place')])
      .$if(from !== undefined, (q) =>
        q.where(
          sql<boolean>`(${order}, cases.id) ${beyond} (${from?.[0]}::${sql.raw(orderType[query.order])}, ${from?.[1]}::uuid)`,
        ),
      )
      .orderBy(sql`${order} ${direction}`)
      .orderBy(sql`cases.id ${direction}`)
      .limit(query.limit + 1)
    const found = (await asker.tx
      .selectFrom(shown.as('shown'))
      .innerJoin('cases', (join) => join.onRef('cases.id', '=', 'shown.shownId').on('cases.tenant', '=', asker.tenant))
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'cases.tenant').onRef('areas.id', '=', 'cases.village'),
      )
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'cases.tenant').onRef('accounts.id', '=', 'cases.owner'),
      )
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('nextSteps')
            .select(['nextSteps.kind', 'nextSteps.onDay', 'nextSteps.atTime', 'nextSteps.place', 'nextSteps.side'])
            .whereRef('nextSteps.tenant', '=', 'cases.tenant')
            .whereRef('nextSteps.caseId', '=', 'cases.id')
            .where('nextSteps.doneAt', 'is', null)
            .where('nextSteps.removedAt', 'is', null)
            .orderBy('nextSteps.onDay')
            .orderBy('nextSteps.atTime')
            .limit(1)
            .as('step'),
        (join) => join.onTrue(),
      )
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('matches')
            .innerJoin('volunteers', (join) =>
              join.onRef('volunteers.tenant', '=', 'matches.tenant').onRef('volunteers.id', '=', 'matches.volunteer'),
            )
            .select(sql<string[]>`array_agg(volunteers.name order by volunteers.name)`.as('names'))
            .whereRef('matches.tenant', '=', 'cases.tenant')
            .whereRef('matches.caseId', '=', 'cases.id')
            .where('matches.state', '=', 'accepted')
            .where('matches.removedAt', 'is', null)
            .as('helpers'),
        (join) => join.onTrue(),
      )
      .$if(isPlain(query), (q) => q.modifyFront(plannedOnce))
      .selectAll('cases')
      .select([
        villageShown('cases'),
        'accounts.name as ownerName',
        'step.kind as nextKind',
        'step.onDay as nextOn',
        'step.atTime as nextAt',
        'step.place as nextPlace',
        'step.side as nextSide',
        'helpers.names as helperNames',
        bothSidesReported.as('bothReported'),
        sql<string>`shown.place::text`.as('orderedBy'),
      ])
      .orderBy(sql`shown.place ${direction}`)
      .orderBy(sql`cases.id ${direction}`)
      .execute()) as unknown as (CaseLine & { orderedBy: string })[]
    const more = found.length > query.limit
    const rows = back ? found.slice(0, query.limit).reverse() : found.slice(0, query.limit)
    asker.saw(
      'case',
      rows.map((row) => row.id),
    )
    const placeOf = (row: (CaseLine & { orderedBy: string }) | undefined) => row && ([row.orderedBy, row.id] as const)
    return {
      rows,
      next: back || more ? placeOf(rows.at(-1)) : undefined,
      previous: (back ? more : from !== undefined) ? placeOf(rows[0]) : undefined,
    }
  }

  /**
   * How many cases a list holds in all, for its own heading, never for a figure. Counting stops one after `mostCounted`: nobody
   * reads on to there, and to count ten years costs more than to show the page. Of named cases all are counted.
   */
  async function total(query: CaseQuery): Promise<number> {
    const some = matching(query)
      .clearSelect()
      .select(sql<number>`1`.as('one'))
      .$if(query.keys === undefined, (q) => q.limit(mostCounted + 1))
    const row = await asker.tx
      .selectFrom(some.as('some'))
      .select(sql<number>`count(*)::int`.as('n'))
      .$if(isPlain(query), (q) => q.modifyFront(plannedOnce))
      .executeTakeFirst()
    return row?.n ?? 0
  }

  /**
   * Running cases by phase and by what is late, of these lines: what stands on the start page. Nobody has looked yet at what was not
   * assessed and is still in one of the phases `begunIn`; without these, at what was not assessed.
   */
  async function waiting(
    lineKeys: readonly string[],
    begunIn?: readonly string[],
  ): Promise<{ running: number; late: number; unassessed: number; mine: number }> {
    const row = await lines()
      .clearSelect()
      .modifyFront(plannedOnce)
      .where('cases.line', 'in', lineKeys.length > 0 ? (lineKeys as string[]) : [''])
      .where('cases.closedOn', 'is', null)
      .where('cases.joinedTo', 'is', null)
      .select([
        sql<number>`count(*)::int`.as('running'),
        sql<number>`(count(*) filter (where cases.due_at < ${asker.now} and ${runs}))::int`.as('late'),
        sql<number>`(count(*) filter (where cases.fields ->> 'suitable' is null and ${hasEverybody()}
          and (${begunIn ?? null}::text[] is null or cases.phase = any(${begunIn ?? null}::text[]))))::int`.as(
          'unassessed',
        ),
        sql<number>`(count(*) filter (where cases.waits_for = 'us'))::int`.as('mine'),
      ])
      .executeTakeFirst()
    return row ?? { running: 0, late: 0, unassessed: 0, mine: 0 }
  }

  /**
   * The cases these people stand in, newest first, as far as the asker may read them: who stands in it, and on which side. Who
   * stands in a report that joined a case stands in that case.
   */
  async function ofPeople(people: readonly string[]): Promise<(CaseLine & { side: string; stands: string })[]> {
    if (people.length === 0) return []
    const rows = await lines()
      .modifyFront(plannedOnce)
      .innerJoin('caseSides', (join) =>
        join.onRef('caseSides.tenant', '=', 'cases.tenant').onRef('caseSides.caseId', '=', 'cases.id'),
      )
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'cases.tenant').onRef('areas.id', '=', 'cases.village'),
      )
      .select(bothSidesReported.as('bothReported'))
      .where('caseSides.person', '=', sql<string>`any(${people as string[]}::uuid[])`)
      .where('caseSides.removedAt', 'is', null)
      .select([villageShown('cases'), 'caseSides.side as side', 'caseSides.person as stands'])
      .orderBy('cases.openedOn', 'desc')
      .orderBy('cases.id')
      .limit(100)
      .execute()
    asker.saw(
      'case',
      rows.map((row) => row.id),
    )
    return Promise.all((rows as unknown as (CaseLine & { side: string; stands: string })[]).map(joined))
  }

  /** A row of a report as one of the case that it joined, with the side that it has there. */
  async function joined<R extends CaseLine & { side: string; stands: string }>(row: R): Promise<R> {
    if (row.joinedTo === null) return row
    const whole = await lines()
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'cases.tenant').onRef('areas.id', '=', 'cases.village'),
      )
      .select([villageShown('cases'), bothSidesReported.as('bothReported')])
      .where('cases.id', '=', row.joinedTo)
      .executeTakeFirst()
    if (!whole) return row
    const others = await asker.tx
      .selectFrom('caseSides')
      .select('side')
      .where('tenant', '=', asker.tenant)
      .where('caseId', 'in', [row.id, row.joinedTo])
      .where('side', '<>', row.side)
      .limit(1)
      .execute()
    asker.saw('case', [whole.id])
    return { ...row, ...whole, side: row.joinedAs === 'mirrored' ? (others[0]?.side ?? row.side) : row.side }
  }

  const ofPerson = (person: string) => ofPeople([person])

  /** Cases by their short number, or by a street with number; best first, at most twenty. */
  async function search(asked: { number?: string; place?: string }): Promise<CaseLine[]> {
    const { rows: keys } = await sql<{ caseId: string }>`
      select case_id from search_cases(${asked.number ?? null}, ${asked.place ?? null}, 50)`.execute(asker.tx)
    if (keys.length === 0) return []
    // Who looks for a report finds the case that it joined.
    const { rows: whole } = await sql<{ id: string }>`
      select coalesce(joined_to, id) as id from cases where tenant = ${asker.tenant} and id = any(${keys.map((row) => row.caseId)}::uuid[])`.execute(
      asker.tx,
    )
    const { rows } = await list({
      lines: asker.lines,
      status: 'all',
      keys: whole.map((row) => row.id),
      order: 'opened',
      descending: true,
      limit: 20,
    })
    return rows
  }

  return { list, total, waiting, ofPerson, ofPeople, search }
}

import { sql } from 'kysely'
import { villageShown } from '#kernel/area'
import { isStillAsked } from '#kernel/departure'
import { type Asker, isMineIn } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { addDays, type Day } from '#platform/days'
import { type New, type Rule, records } from '#platform/records'
import { together } from '#platform/together'
import { endings } from './ending.store.ts'
import { mustBeDay, type NextStep } from './next-step.ts'
import { steps } from './table.ts'

/** A step with what is needed to show it away from its case. */
export type PlacedStep = NextStep & {
  mainTopic: string | null
  street: string | null
  villageName: string | null
  ownerName: string | null
  helperName: string | null
  /** Who it is about, where it stands in no case. */
  givenName: string | null
  infix: string | null
  familyName: string | null
  /** Both sides of its case reported: then none has a name here. */
  bothReported: boolean
}

/** Where a page of steps ended: its day, its time and its key. */
export type StepPlace = readonly [day: string, time: string, key: string]

export interface StepPage {
  rows: PlacedStep[]
  next: StepPlace | undefined
}

/** The most steps that a heading counts. */
const mostCounted = 1_000
/** Without a time a step stands at the end of its day. */
const atTime = sql<string>`coalesce(next_steps.at_time, '23:59:59'::time)`

/** What will happen, when, where and by whom. */
export function nextStepStore(asker: Asker) {
  const own = records(asker, steps)
  const open = () => own.all().where('nextSteps.doneAt', 'is', null)

  const ofCase = (caseId: string): Promise<NextStep[]> =>
    open()
      .modifyFront(plannedOnce)
      .where('nextSteps.caseId', '=', caseId)
      .orderBy('nextSteps.onDay')
      .orderBy('nextSteps.atTime')
      .execute()

  /** What is planned with somebody beside every case, the first on top. */
  const ofPerson = (person: string): Promise<NextStep[]> =>
    open()
      .where('nextSteps.person', '=', person)
      .where('nextSteps.caseId', 'is', null)
      .orderBy('nextSteps.onDay')
      .orderBy('nextSteps.atTime')
      .limit(50)
      .execute()

  /** Open steps of what still runs, with what stands beside each. */
  const placed = () =>
    open()
      .leftJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'nextSteps.tenant').onRef('cases.id', '=', 'nextSteps.caseId'),
      )
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'cases.tenant').onRef('areas.id', '=', 'cases.village'),
      )
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'nextSteps.tenant').onRef('accounts.id', '=', 'nextSteps.owner'),
      )
      .leftJoin('persons', (join) =>
        join
          .onRef('persons.tenant', '=', 'nextSteps.tenant')
          .onRef('persons.id', '=', 'nextSteps.person')
          .on('nextSteps.caseId', 'is', null),
      )
      .leftJoin('matches', (join) =>
        join.onRef('matches.tenant', '=', 'nextSteps.tenant').onRef('matches.id', '=', 'nextSteps.match'),
      )
      .leftJoin('volunteers', (join) =>
        join.onRef('volunteers.tenant', '=', 'matches.tenant').onRef('volunteers.id', '=', 'matches.volunteer'),
      )
      .where('cases.closedOn', 'is', null)
      .where(isStillAsked('next_steps', asker.now))
      .select([
        'cases.mainTopic as mainTopic',
        'cases.street as street',
        villageShown('cases'),
        'accounts.name as ownerName',
        'volunteers.name as helperName',
        'persons.givenName as givenName',
        'persons.infix as infix',
        'persons.familyName as familyName',
        sql<boolean>`exists (select 1 from cases r where r.tenant = cases.tenant and r.joined_to = cases.id and r.joined_as = 'mirrored'
          and r.removed_at is null)`.as('bothReported'),
      ])

  /**
   * The asker's own open steps and those of whom she stands in for today, the oldest first: those that passed stand before today's.
   * @param query no day before `from` or after `until`
   */
  async function mine(query: { from?: Day; until?: Day; after?: StepPlace; limit?: number } = {}): Promise<StepPage> {
    const { from, until, after, limit = 50 } = query
    const found = await placed()
      .where(isMineIn(asker, 'nextSteps'))
      .$if(from !== undefined, (q) => q.where('nextSteps.onDay', '>=', from as Day))
      .$if(until !== undefined, (q) => q.where('nextSteps.onDay', '<=', until as Day))
      .$if(after !== undefined, (q) =>
        q.where(
          sql<boolean>`(next_steps.on_day, ${atTime}, next_steps.id) > (${after?.[0]}::date, ${after?.[1]}::time, ${after?.[2]}::uuid)`,
        ),
      )
      .orderBy('nextSteps.onDay')
      .orderBy(atTime)
      .orderBy('nextSteps.id')
      .limit(limit + 1)
      .execute()
    const rows = seen(found.slice(0, limit))
    const last = rows.at(-1)
    const next = found.length > limit && last ? ([last.onDay, last.atTime ?? '23:59:59', last.id] as const) : undefined
    return { rows, next }
  }

  /** How many there are of `mine`, for the heading of a list: in all, passed, and until the end of tomorrow. */
  async function mineTotal(): Promise<{ all: number; passed: number; soon: number }> {
    const some = open()
      .clearSelect()
      .leftJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'nextSteps.tenant').onRef('cases.id', '=', 'nextSteps.caseId'),
      )
      .where('cases.closedOn', 'is', null)
      .where(isStillAsked('next_steps', asker.now))
      .where(isMineIn(asker, 'nextSteps'))
      .select('nextSteps.onDay as onDay')
      .orderBy('nextSteps.onDay')
      .limit(mostCounted)
    const row = await asker.tx
      .selectFrom(some.as('some'))
      .select([
        sql<number>`count(*)::int`.as('all'),
        sql<number>`(count(*) filter (where on_day < ${asker.today}))::int`.as('passed'),
        sql<number>`(count(*) filter (where on_day <= ${addDays(asker.today, 1)}))::int`.as('soon'),
      ])
      .executeTakeFirst()
    return row ?? { all: 0, passed: 0, soon: 0 }
  }

  /** The steps of the asker's lines of which the day is over, the newest first: what a team leader sees in the morning. */
  async function passed(limit = 30): Promise<PlacedStep[]> {
    return seen(
      await placed()
        .where('nextSteps.line', '=', sql<string>`any(${asker.lines as string[]}::text[])`)
        .where('nextSteps.onDay', '<', asker.today)
        .orderBy('nextSteps.onDay', 'desc')
        .orderBy('nextSteps.id')
        .limit(limit)
        .execute(),
    )
  }

  function seen(rows: PlacedStep[]): PlacedStep[] {
    asker.saw(
      'case',
      rows.flatMap((row) => row.caseId ?? []),
    )
    asker.saw(
      'person',
      rows.flatMap((row) => (row.caseId === null ? (row.person ?? []) : [])),
    )
    return rows
  }

  /** Plans a step. Without an owner it is the asker's. @throws Invalid as `mustBeDay` does; NotFound */
  async function add(step: New<'nextSteps'>): Promise<NextStep> {
    if (step.caseId) mustBeDay(step.onDay, { today: asker.today, of: await caseOf(step.caseId) })
    else mustBeDay(step.onDay, asker)
    return own.add({ ...step, owner: step.owner ?? asker.account })
  }

  /** Changes a step; on another day it is planned anew. @throws Invalid as `mustBeDay` does; Conflict, NotFound */
  async function change(id: string, seenVersion: { seen: number }, rule: Rule<NextStep>): Promise<NextStep> {
    const { was, of } = await withCase(id)
    return own.change(id, seenVersion, (standing, at) => {
      const becomes = rule(standing, at)
      if (becomes.onDay !== was.onDay) mustBeDay(becomes.onDay, { today: asker.today, of })
      return becomes
    })
  }

  async function withCase(id: string) {
    const was = await own.get(id)
    return together({ was, of: was.caseId ? caseOf(was.caseId) : undefined })
  }

  const caseOf = (id: string) =>
    asker.tx
      .selectFrom('cases')
      .select(['openedOn', 'closedOn'])
      .where('tenant', '=', asker.tenant)
      .where('id', '=', id)
      .executeTakeFirst()

  return {
    ...{ get: own.get, ofCase, ofPerson, mine, mineTotal, passed, add, change },
    addMany: (rows: readonly New<'nextSteps'>[]) => own.addMany(rows),
    ...endings(asker, own, withCase),
    remove: own.remove,
    restore: own.restore,
  }
}

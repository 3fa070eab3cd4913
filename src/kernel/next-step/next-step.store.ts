import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { type New, type Row, records, table } from '#platform/records'

export type NextStep = Row<'nextSteps'>
/** A step with what is needed to show it away from its case. */
export type PlacedStep = NextStep & {
  mainTopic: string | null
  street: string | null
  villageName: string | null
  ownerName: string | null
  /** Both sides of its case reported: then none has a name here. */
  bothReported: boolean
}

export const stepKinds = { call: 'Bellen', visit: 'Bezoek', talk: 'Gesprek' } as const

const steps = table(
  'nextSteps',
  'next-step',
  ['caseId', 'person', 'line', 'kind', 'onDay', 'atTime', 'place', 'side', 'about', 'owner', 'waitsFor', 'doneAt'],
  { defaults: { waitsFor: 'us' } },
)

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

  /** The asker's own open steps, the oldest first: those that passed stand before today's. At most fifty. */
  async function mine(): Promise<PlacedStep[]> {
    const rows = await open()
      .leftJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'nextSteps.tenant').onRef('cases.id', '=', 'nextSteps.caseId'),
      )
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'cases.tenant').onRef('areas.id', '=', 'cases.village'),
      )
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'nextSteps.tenant').onRef('accounts.id', '=', 'nextSteps.owner'),
      )
      .where('nextSteps.owner', '=', asker.account)
      .select([
        'cases.mainTopic as mainTopic',
        'cases.street as street',
        'areas.name as villageName',
        'accounts.name as ownerName',
        sql<boolean>`exists (select 1 from cases r where r.tenant = cases.tenant and r.joined_to = cases.id and r.joined_as = 'mirrored'
          and r.removed_at is null)`.as('bothReported'),
      ])
      .orderBy('nextSteps.onDay')
      .orderBy(sql`next_steps.at_time nulls last`)
      .limit(50)
      .execute()
    asker.saw(
      'case',
      rows.flatMap((row) => (row.caseId ? [row.caseId] : [])),
    )
    return rows
  }

  const done = (id: string): Promise<NextStep> =>
    own.apply(id, (was, { now }) => ({ ...was, doneAt: was.doneAt ?? now }))
  const undone = (id: string): Promise<NextStep> => own.apply(id, (was) => ({ ...was, doneAt: null }))

  return {
    get: own.get,
    ofCase,
    mine,
    done,
    undone,
    add: (step: New<'nextSteps'>): Promise<NextStep> => own.add({ ...step, owner: step.owner ?? asker.account }),
    addMany: (rows: readonly New<'nextSteps'>[]) => own.addMany(rows),
    change: own.change,
    remove: own.remove,
    restore: own.restore,
  }
}

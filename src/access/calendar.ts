import { sql } from 'kysely'
import { nextStepStore, type PlacedStep } from '#kernel/next-step'
import type { Role, StandingIn } from '#platform/asker'
import { inTransaction } from '#platform/database'
import { addDays } from '#platform/days'
import { askerIn } from './asker.ts'
import { tenantOfKey } from './calendar-feed.store.ts'
import type { Doorway } from './doorway.ts'
import { noteSecurity, type SecurityOutcome } from './security.ts'
import { sightOf, wholeSight } from './sight.ts'
import type { Visitor } from './sign-in.ts'
import { waitAfter } from './throttle.ts'

/** What of a step a calendar may know: its key, kind and time. Nothing of anybody. */
export type CalendarStep = Pick<PlacedStep, 'id' | 'kind' | 'onDay' | 'atTime' | 'addedAt' | 'version'>

/** What somebody finds at the address of a calendar. */
export type CalendarFound =
  | { state: 'open'; steps: CalendarStep[]; shown: () => Promise<void> }
  | { state: 'unknown' }
  | { state: 'wait' }

const hour = 3_600_000
/** So many wrong keys from one place in an hour, and it must wait. */
const free = 25
/** A calendar goes back a month, and holds no more than this. */
const daysBack = 31
const mostSteps = 500

/**
 * The calendar on a worker's telephone, which asks by itself and is not signed in. The key in the address is all it has. It gets what she
 * may see today and no more: who left, or does that work no longer, has an empty one or none.
 */
export function openCalendar(doorway: Doorway) {
  const { database, clock } = doorway

  /** What a key opens. `shown` writes down that it was read: it is called when the steps go out. */
  async function find(key: string, from: Visitor): Promise<CalendarFound> {
    if (await mustWait(from)) return { state: 'wait' }
    const tenant = tenantOfKey(key, await doorway.tenants())
    const found = tenant === undefined ? undefined : await stepsOf(tenant, key, from)
    if (found) return found
    await note(null, 'refused', from)
    return { state: 'unknown' }
  }

  const stepsOf = (tenant: string, key: string, from: Visitor): Promise<CalendarFound | undefined> =>
    doorway.system({ tenant, via: 'web', purpose }, async (store, system) => {
      const account = await store.calendars.byKey(key)
      if (account === undefined) return undefined
      const who = await standing(account)
      if (!who) return undefined
      const known = {
        ...system,
        ...{
          account,
          name: who.name,
          role: who.role,
          lines: who.lines,
          standsInFor: who.standsInFor,
          request: from.request,
        },
        sight: { ...wholeSight, ...(await sightOf(system.tx, account, clock.now())) },
      }
      const { asker } = askerIn(system.tx, known)
      const { rows } = await nextStepStore(asker).mine({ from: addDays(clock.today(), -daysBack), limit: mostSteps })
      return { state: 'open', steps: rows, shown: () => logged(tenant, known, rows) } as const

      async function standing(id: string) {
        const { rows: found } = await sql<{ name: string; role: Role; lines: string[]; standsInFor: StandingIn[] }>`
          select a.name, a.role, stands_in_for(a.id, ${clock.today()}::date) as "standsInFor",
            coalesce((select array_agg(distinct l) from team_members m join teams t on t.tenant = m.tenant and t.id = m.team and t.removed_at is null,
              unnest(t.lines) l where m.tenant = a.tenant and m.account = a.id and m.removed_at is null), '{}') as lines
          from accounts a where a.tenant = ${tenant} and a.id = ${id}::uuid and a.removed_at is null
            and (a.ended_on is null or a.ended_on > ${clock.today()})`.execute(system.tx)
        return found[0]
      }
    })

  /** One line in the access log, as for any other page. */
  const logged = (
    tenant: string,
    known: Omit<Parameters<typeof askerIn>[1], never>,
    rows: readonly PlacedStep[],
  ): Promise<void> =>
    doorway.system({ tenant, via: 'web', purpose }, async (_store, { tx }) => {
      const watched = askerIn(tx, known)
      watched.asker.saw(
        'case',
        rows.flatMap((row) => row.caseId ?? []),
      )
      watched.asker.saw(
        'person',
        rows.flatMap((row) => (row.caseId === null ? (row.person ?? []) : [])),
      )
      const line = watched.accessLine()
      if (line) await tx.executeQuery(line)
    })

  /** Behind no network address (a test, a socket) there is nobody to tell apart. */
  async function mustWait({ origin, ...from }: Visitor): Promise<boolean> {
    if (origin === '') return false
    const now = clock.now().getTime()
    const waits = await inTransaction(database, 'read committed', async (tx) => {
      const refusals = async (since: number) =>
        (await sql<{ n: number }>`select calendar_refusals(${origin}, ${new Date(since)}) as n`.execute(tx)).rows[0]
          ?.n ?? 0
      const seconds = waitAfter(await refusals(now - hour), free)
      return seconds > 0 && (await refusals(now - seconds * 1000)) > 0
    })
    if (waits) await note(null, 'slowed', { origin, ...from })
    return waits
  }

  const note = (tenant: string | null, outcome: SecurityOutcome, { origin, request }: Visitor): Promise<void> =>
    inTransaction(database, 'read committed', (tx) =>
      noteSecurity(tx, { tenant, account: null, at: clock.now(), event: 'calendar', outcome, origin, request }),
    )

  return { find }
}

const purpose = '/agenda/:key'

export type CalendarDoor = ReturnType<typeof openCalendar>

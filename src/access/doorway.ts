import { sql } from 'kysely'
import type { Asker, Role, Sight, StandingIn } from '#platform/asker'
import type { Clock } from '#platform/clock'
import { actFor, type Database, inTransaction, openDatabase, plannedOnce, type Tx } from '#platform/database'
import { NotFound, Refused } from '#platform/errors'
import { requestNumber } from '#platform/ids'
import { sha256 } from '#platform/secrets'
import { type Setting, settingsFrom } from '#platform/settings'
import { accessLine, askerIn, type Known, type Watched } from './asker.ts'
import { type DraftStore, draftStore } from './draft.store.ts'
import { linesKnownTo, sightColumns, sightOf, wholeSight } from './sight.ts'
import { type Store, storeFor } from './store.ts'

/** Who is signed in, as far as every page needs to know. */
export interface Session {
  tenant: string
  tenantName: string
  session: string
  account: string
  name: string
  email: string
  role: Role
  lines: string[]
  secondFactor: boolean
  locked: boolean
  hasTotp: boolean
  secondsLeft: number
}

export interface PageRequest {
  token: string
  /** The pattern of the page's address: it stands in the access log as the purpose. */
  purpose: string
  request: string
  /** A page that saves. A page that only reads sees one unchanging moment of the database. */
  writes: boolean
}

export interface SystemRequest {
  tenant: string
  via: Asker['via']
  purpose: string
  /** On whose behalf, where a person gave the command. */
  account?: string | null
}

/** The way in, for every door: a page with a session, or the system for one tenant. */
export function openDoorway(webUrl: string, clock: Clock, connections = 10) {
  const database = openDatabase(webUrl, connections)

  /**
   * Runs one page in one transaction: session, account and rights in one call, then the work, then the access line.
   * @returns undefined when nobody is signed in with this token (any more)
   */
  async function page<T>(
    asked: PageRequest,
    work: (store: Store, asker: Asker, session: Session) => Promise<T>,
  ): Promise<{ session: Session; result: T } | undefined> {
    const token = Buffer.from(sha256(asked.token), 'hex')
    let touch = false
    let refused: (() => Promise<void>) | undefined
    let closing: Watched['accessLine'] = () => undefined
    try {
      return await inTransaction(
        database,
        asked.writes ? 'read committed' : 'repeatable read',
        async (tx) => {
          const begun = await begin(tx, token, clock)
          if (!begun) return undefined
          touch = begun.touch
          const known: Known = { ...begun.known, purpose: asked.purpose, request: asked.request, via: 'web' }
          const watched = askerIn(tx, known)
          refused = () => noteRefusal(database, known, watched.refused())
          closing = watched.accessLine
          const result = await work(storeFor(watched.asker), watched.asker, begun.session)
          return { session: begun.session, result }
        },
        () => closing(),
      )
    } catch (problem) {
      if (problem instanceof NotFound && refused) await refused()
      throw problem
    } finally {
      if (touch) await sql`select touch_session(${token}, ${clock.now()})`.execute(database)
    }
  }

  /**
   * Puts aside what somebody sent whose session is locked, or ran out while they were typing: for the drafts of that author alone.
   * @returns undefined when it is not known whose session this was
   */
  async function aside<T>(
    asked: Omit<PageRequest, 'writes'>,
    work: (drafts: DraftStore, asker: Asker) => Promise<T>,
  ): Promise<T | undefined> {
    const token = Buffer.from(sha256(asked.token), 'hex')
    return inTransaction(database, 'read committed', async (tx) => {
      const known = (await begin(tx, token, clock))?.known ?? (await ranOut(tx, token, clock))
      if (!known) return undefined
      const { purpose, request } = asked
      const { asker } = askerIn(tx, { ...known, purpose, request, via: 'web' })
      return work(draftStore(asker), asker)
    })
  }

  /** Runs work as the system within one tenant: an import, a job, a command. */
  async function system<T>(asked: SystemRequest, work: (store: Store, asker: Asker) => Promise<T>): Promise<T> {
    let closing: Watched['accessLine'] = () => undefined
    return inTransaction(
      database,
      'read committed',
      async (tx) => {
        const watched = askerIn(tx, await systemKnown(tx, asked, clock))
        closing = watched.accessLine
        return work(storeFor(watched.asker), watched.asker)
      },
      () => closing(),
    )
  }

  /** The organisations in this database, the oldest first. */
  const tenants = async (): Promise<string[]> =>
    (await sql<{ tenant: string }>`select tenant from tenant_keys()`.execute(database)).rows.map((row) => row.tenant)

  return { database, clock, page, aside, system, tenants, close: () => database.destroy() }
}

export type Doorway = ReturnType<typeof openDoorway>

async function begin(tx: Tx, token: Buffer, clock: Clock) {
  const { rows } = await sql<Session & { touch: boolean; settings: Setting[]; standsInFor: StandingIn[] } & Sight>`
    ${plannedOnce} select tenant, tenant_name as "tenantName", session, account, name, email, role, lines, second_factor as "secondFactor", locked,
      has_totp as "hasTotp", seconds_left as "secondsLeft", touch, settings, ${sightColumns}
      , stands_in_for(b.account, ${clock.today()}::date) as "standsInFor"
    from begin_page(${token}, ${clock.now()}) b cross join lateral out_of_sight(b.account, ${clock.now()})`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  const {
    touch,
    settings,
    closedPersons,
    closedCases,
    ownPersons,
    ownCases,
    openedPersons,
    openedCases,
    hidesPlaces,
    standsInFor,
    ...session
  } = row
  const known: Omit<Known, 'purpose' | 'request' | 'via'> = {
    tenant: session.tenant,
    tenantName: session.tenantName,
    account: session.account,
    name: session.name,
    role: session.role,
    session: session.session,
    lines: session.lines,
    now: clock.now(),
    today: clock.today(),
    settings: settingsFrom(settings),
    sight: {
      ...{ closedPersons, closedCases, ownPersons, ownCases, openedPersons, openedCases, hidesPlaces },
      ...linesKnownTo(settingsFrom(settings), clock.today()),
    },
    standsInFor,
  }
  return { session, known, touch }
}

/** Whose session this was, when it ran out within the last day and nobody ended it. They have no rights here, and no lines. */
async function ranOut(tx: Tx, token: Buffer, clock: Clock) {
  const { rows } = await sql<Pick<Session, 'tenant' | 'tenantName' | 'session' | 'account' | 'name' | 'role'>>`
    select tenant, tenant_name as "tenantName", session, account, name, role from author_of(${token}, ${clock.now()})`.execute(
    tx,
  )
  const [row] = rows
  return row && { ...row, ...noRights, now: clock.now(), today: clock.today(), settings: settingsFrom([]) }
}

const noRights = { lines: [], sight: wholeSight, standsInFor: [] }

async function systemKnown(tx: Tx, asked: SystemRequest, clock: Clock): Promise<Known> {
  await actFor(tx, asked.tenant)
  const tenant = await tx.selectFrom('tenants').select('name').where('tenant', '=', asked.tenant).executeTakeFirst()
  if (!tenant) throw new Refused('Deze organisatie staat niet in de database.')
  const settings = await tx
    .selectFrom('settings')
    .select(['key', 'validFrom as from', 'validUntil as until', 'value'])
    .where('tenant', '=', asked.tenant)
    .where('removedAt', 'is', null)
    .execute()
  const { rows } = await sql<{
    line: string
  }>`select distinct unnest(lines) as line from teams where tenant = ${asked.tenant} and removed_at is null`.execute(tx)
  return {
    tenant: asked.tenant,
    tenantName: tenant.name,
    account: asked.account ?? null,
    name: 'systeem',
    role: 'system',
    session: null,
    lines: rows.map((row) => row.line),
    now: clock.now(),
    today: clock.today(),
    settings: settingsFrom(settings),
    // What is done for somebody shows her no more than she sees herself; a command on the server keeps everything.
    sight:
      asked.account && asked.via !== 'command'
        ? { ...wholeSight, ...(await sightOf(tx, asked.account, clock.now())) }
        : wholeSight,
    standsInFor: [],
    via: asked.via,
    purpose: asked.purpose,
    request: requestNumber(),
  }
}

/** A look at what is not there or not the asker's leaves a line as well. It has a transaction of its own: the page's is gone. */
async function noteRefusal(database: Database, known: Known, closed: readonly string[]): Promise<void> {
  await inTransaction(database, 'read committed', async (tx) => {
    await actFor(tx, known.tenant)
    await accessLine(
      askerIn(tx, known).asker,
      'read',
      closed.length > 0 ? 'closed' : 'unknown',
      closed,
      'refused',
    ).execute()
  })
}

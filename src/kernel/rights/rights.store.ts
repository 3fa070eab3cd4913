import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type Row, records, table } from '#platform/records'
import type { Ground } from './file-copy.ts'
import {
  askRight,
  decideRequest,
  extendRequest,
  handOverRequest,
  isOpen,
  type NewRequest,
  type RightsDecision,
  type RightsRequest,
} from './rights.ts'

const requests = table('rightsRequests', 'rights-request', [
  ...([
    'person',
    'line',
    'kind',
    'receivedOn',
    'askedBy',
    'askerName',
    'seenOn',
    'unable',
    'identifiedBy',
    'about',
    'owner',
  ] as const),
  ...([
    'extendedOn',
    'extendedBecause',
    'decision',
    'decidedOn',
    'decisionReason',
    'deliveredOn',
    'deliveredHow',
  ] as const),
])
/** Whose request it is: to ask whether the asker may see them, and how old they are. */
const persons = table('persons', 'person', ['birthDate'])
const theRequest = { resource: 'rights-request', table: 'rightsRequests', by: 'request' } as const
const copyColumns = [
  ...(['request', 'line', 'choices', 'explanation', 'needsSecond', 'secondedBy', 'secondedAt'] as const),
  ...(['pdfDigest', 'jsonDigest', 'document'] as const),
] as const
const copies = table('fileCopies', 'rights-request', copyColumns, { partOf: theRequest })
/** The same rows for the second pair of eyes, who answers for a ground and reads no file. */
const looks = table('fileCopies', 'second-look', copyColumns)

export type KeptCopy = Row<'fileCopies'>

/** What was made, to be kept as it is. */
export interface MadeCopy {
  pdf: Uint8Array
  json: string
  /** By item: its key, on what ground it is held back, and how many words or phrases were struck out. */
  choices: readonly { key: string; ground: Ground | null; struck: number }[]
  explanation: string | null
}

/** What residents ask for by right, and what was made for them. */
export function rightsStore(asker: Asker) {
  const own = records(asker, requests)
  const ownCopies = records(asker, copies)

  /** What somebody asked for, under whatever key they had; the newest first. */
  const ofPerson = (person: string): Promise<RightsRequest[]> =>
    own
      .all()
      .where('rightsRequests.person', '=', sql<string>`any(under_every_key(array[${person}]::uuid[]))`)
      .orderBy('rightsRequests.receivedOn', 'desc')
      .orderBy('rightsRequests.id', 'desc')
      .execute()

  /** The newest first; of open ones those that came first. */
  async function list(which: 'open' | 'all', limit = 200): Promise<RightsRequest[]> {
    const rows = await own
      .all()
      .$if(which === 'open', (q) =>
        q.where(sql<boolean>`(decided_on is null or decision <> 'refused' and delivered_on is null)`),
      )
      .orderBy('rightsRequests.receivedOn', which === 'open' ? 'asc' : 'desc')
      .orderBy('rightsRequests.id', which === 'open' ? 'asc' : 'desc')
      .limit(limit)
      .execute()
    return rows.filter((one) => which === 'all' || isOpen(one))
  }

  /** Writes a request down. The same one twice, still open, is one. @throws Invalid, NotFound */
  async function add(news: NewRequest): Promise<RightsRequest> {
    const person = await records(asker, persons).get(news.person)
    const asked = askRight(news, person.birthDate, asker.today)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`rights ${asker.tenant} ${news.person}`}, 0))`.execute(
      asker.tx,
    )
    const same = (await ofPerson(news.person)).find(
      (one) => isOpen(one) && one.kind === asked.kind && one.line === asked.line && one.receivedOn === asked.receivedOn,
    )
    return same ?? own.add(asked)
  }

  const extend = (id: string, seen: { seen: number }, said: { on: Day; because: string }): Promise<RightsRequest> =>
    own.change(id, seen, (was) => extendRequest(was, said, asker.today))

  const decide = (
    id: string,
    seen: { seen: number },
    said: { decision: RightsDecision; on: Day; reason: string | null },
  ): Promise<RightsRequest> => own.change(id, seen, (was) => decideRequest(was, said, asker.today))

  const handOver = (id: string, seen: { seen: number }, said: { on: Day; how: string }): Promise<RightsRequest> =>
    own.change(id, seen, (was) => handOverRequest(was, said, asker.today))

  const copiesOf = (request: string): Promise<KeptCopy[]> =>
    ownCopies.all().where('fileCopies.request', '=', request).orderBy('fileCopies.id', 'desc').execute()

  /** Keeps what was made for a request, with its digests. @throws NotFound */
  async function keepCopy(request: string, made: MadeCopy): Promise<KeptCopy> {
    const { line } = await own.get(request)
    const added = await ownCopies.add({
      ...{ request, line, choices: made.choices as never, explanation: made.explanation },
      ...{ needsSecond: made.choices.some(({ ground }) => ground === 'necessary'), secondedBy: null, secondedAt: null },
      ...{ pdfDigest: digestOf(made.pdf), jsonDigest: digestOf(made.json), document: null },
    })
    await sql`insert into file_copy_contents (tenant, file_copy, pdf, json)
      values (${asker.tenant}, ${added.id}, ${Buffer.from(made.pdf)}, ${made.json})`.execute(asker.tx)
    return added
  }

  /** One copy with its files. Its pdf is gone once it stands among the documents. @throws NotFound */
  async function copy(id: string): Promise<{ kept: KeptCopy; pdf: Buffer | null; json: string }> {
    const kept = await ownCopies.get(id)
    const { rows } = await sql<{ pdf: Buffer | null; json: string }>`select pdf, json from file_copy_contents
      where tenant = ${asker.tenant} and file_copy = ${kept.id}`.execute(asker.tx)
    const [found] = rows
    if (!found) throw new NotFound()
    return { kept, ...found }
  }

  /** From now on the paper is this document of the person. */
  async function becameDocument(id: string, document: string): Promise<void> {
    await ownCopies.apply(id, (was) => ({ ...was, document }))
    await sql`update file_copy_contents set pdf = null where tenant = ${asker.tenant} and file_copy = ${id}`.execute(
      asker.tx,
    )
  }

  /** What waits for a second pair of eyes, and is not the asker's own. No file is read for it. */
  async function toSecond(): Promise<(KeptCopy & { byName: string | null })[]> {
    const may = asker.may('change', 'second-look')
    if (!may) return []
    return records(asker, looks)
      .all('change')
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'fileCopies.tenant').onRef('accounts.id', '=', 'fileCopies.addedBy'),
      )
      .select('accounts.name as byName')
      .where('fileCopies.needsSecond', '=', true)
      .where('fileCopies.secondedAt', 'is', null)
      .where('fileCopies.addedBy', '<>', asker.account)
      .orderBy('fileCopies.id')
      .limit(50)
      .execute()
  }

  /** Agrees with what a colleague holds back. Nobody agrees with herself. @throws NotFound, Invalid */
  async function second(id: string): Promise<void> {
    if (!isKey(id)) throw new NotFound()
    await records(asker, looks).apply(id, (was, { now }) => {
      if (!was.needsSecond) throw new NotFound()
      if (was.addedBy === asker.account)
        throw new Invalid({ '': 'Dit maakte je zelf. Een ander kijkt mee: een coördinator of de directeur.' })
      return was.secondedAt === null ? { ...was, secondedBy: asker.account, secondedAt: now } : was
    })
  }

  /** Which of these people are shielded, the person or the address: they stand in nobody else's copy. */
  async function shielded(people: readonly string[]): Promise<Set<string>> {
    if (people.length === 0) return new Set()
    const { rows } = await sql<{
      id: string
    }>`select k.id from unnest(${people as string[]}::uuid[]) k (id) where exists (
      select 1 from shields s where s.tenant = ${asker.tenant} and s.lifted_at is null and s.removed_at is null
        and s.person = any(under_every_key(array[k.id])))`.execute(asker.tx)
    return new Set(rows.map(({ id }) => id))
  }

  return {
    ...{ get: own.get, list, ofPerson, add, extend, decide, handOver, remove: own.remove, restore: own.restore },
    ...{ copiesOf, keepCopy, copy, becameDocument, toSecond, second, shielded },
  }
}

/** Whether it may leave the house. */
export const mayGo = (one: Pick<KeptCopy, 'needsSecond' | 'secondedAt'>): boolean =>
  !one.needsSecond || one.secondedAt !== null

const digestOf = (content: Uint8Array | string) => createHash('sha256').update(content).digest()

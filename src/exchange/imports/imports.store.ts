import { sql } from 'kysely'
import type { Mapping } from '#exchange/cases'
import type { Asker } from '#platform/asker'
import { Invalid, NotFound } from '#platform/errors'
import { isKey, newKey } from '#platform/ids'
import { type Row, records, table } from '#platform/records'
import { together } from '#platform/together'
import type { Look, Outcome, Rehearsal, Undoing } from './found.ts'
import {
  goesOn,
  isSilent,
  mayAgree,
  mayDiscard,
  mustBeReady,
  notNow,
  patience,
  type Stage,
  type Task,
  type Work,
} from './state.ts'

/** How long a file, and what was found in it of people, is kept. */
export const keptForDays = 14
const day = 86_400_000

const descriptor = table('imports', 'import', [
  ...(['source', 'line', 'fileHash', 'fileName', 'rowsRead', 'rowsAdded', 'rowsChanged', 'rowsSame'] as const),
  ...(['rowsKept', 'rowsRefused', 'stage', 'mapping', 'choices'] as const),
])

export type ImportRecord = Omit<Row<'imports'>, 'stage' | 'mapping' | 'choices'> & {
  stage: Stage
  mapping: Mapping | null
  choices: Choices
}

/** By the key of a person in the file: the key of who it is here, or '' for somebody else. */
export type Choices = Record<string, string>

/** What is kept of an import beside its counts, by kind. */
export interface Findings {
  look: Look
  rehearsal: Rehearsal
  outcome: Outcome
  undoing: Undoing
  undone: Undoing
}

export interface ListedImport {
  id: string
  line: string
  source: string
  fileName: string
  stage: Stage
  at: Date
  by: string | null
  added: number
  changed: number
  refused: number
}

/** The job that the worker is asked for: who asks, for which import and which run of it. Nothing of anybody. */
export interface Asked {
  tenant: string
  account: string | null
  import: string
  run: string
}

/** The name of that job in the queue. */
export const jobName = 'run-import'

// By the clock of the database: the pages and the worker may each have one of their own.
const patienceInSql = sql`${`${patience} milliseconds`}::interval`

/** The asker's imports, with their files, what was found, and the work that is done for them. */
export function importDesk(asker: Asker) {
  const own = records(asker, descriptor)
  const until = () => new Date(asker.now.getTime() + keptForDays * day)

  /** One import, its counts and how far it is; nothing of anybody. @throws NotFound */
  const get = async (id: string): Promise<ImportRecord> => (await own.get(id)) as unknown as ImportRecord

  /** The asker's imports, the newest first, with who read them in. */
  async function list(): Promise<ListedImport[]> {
    const rows = await own
      .all()
      .leftJoin('accounts', (join) =>
        join.onRef('accounts.tenant', '=', 'imports.tenant').onRef('accounts.id', '=', 'imports.addedBy'),
      )
      .select('accounts.name as by')
      .orderBy('imports.addedAt', 'desc')
      .orderBy('imports.id', 'desc')
      .limit(100)
      .execute()
    return rows.map((row) => ({
      ...{ id: row.id, line: row.line, source: row.source, fileName: row.fileName, stage: row.stage as Stage },
      ...{ at: row.addedAt, by: row.by, added: row.rowsAdded, changed: row.rowsChanged, refused: row.rowsRefused },
    }))
  }

  /** Another import of the same file that is in, when there is one. */
  async function earlier(
    one: Pick<ImportRecord, 'id' | 'fileHash'>,
  ): Promise<{ id: string; addedAt: Date } | undefined> {
    return own
      .all()
      .where('imports.fileHash', '=', one.fileHash)
      .where('imports.id', '!=', one.id)
      .where('imports.stage', 'in', ['done', 'started'])
      .orderBy('imports.addedAt', 'desc')
      .limit(1)
      .executeTakeFirst()
  }

  /** Takes a file in, and lets the worker look what stands in it. @throws NotFound when the line is not the asker's */
  async function give(line: string, file: { name: string; content: Uint8Array; hash: Buffer }): Promise<ImportRecord> {
    const none = { rowsRead: 0, rowsAdded: 0, rowsChanged: 0, rowsSame: 0, rowsKept: 0, rowsRefused: 0 }
    const given = { source: line, line, fileHash: file.hash, fileName: file.name, stage: 'given', mapping: null }
    const made = (await own.add({ ...given, ...none, choices: {} as never })) as unknown as ImportRecord
    await keepFile(made.id, 'given', file.content)
    await start(made.id, 'look')
    return made
  }

  /**
   * Lets the worker do something for an import. Of two who ask at once, one is told that it goes on already.
   * @throws Invalid when it goes on already or is not so far; NotFound
   */
  async function start(id: string, task: Task): Promise<void> {
    const one = await toChange(id)
    mustBeReady(one.stage, task)
    const { rows } = await sql<{ run: string }>`
      insert into import_work as w (tenant, import, task, run, asked_by, asked_at, beat_at)
      values (${asker.tenant}, ${id}, ${task}, ${newKey()}, ${asker.account}::uuid, now(), now())
      on conflict (tenant, import) do update set task = excluded.task, run = excluded.run, asked_by = excluded.asked_by,
        asked_at = excluded.asked_at, begun_at = null, beat_at = excluded.beat_at, ended_at = null, rows_done = 0, rows_of = 0, trouble = null
      where w.ended_at is not null or w.beat_at < now() - ${patienceInSql}
      returning run`.execute(asker.tx)
    const run = rows[0]?.run
    if (run === undefined) throw new Invalid({ '': goesOn })
    await ask({ tenant: asker.tenant, account: asker.account, import: id, run }, 0)
  }

  /** Puts the job in the queue. @param wait seconds */
  async function ask(asked: Asked, wait: number): Promise<void> {
    await sql`select enqueue(${jobName}, ${JSON.stringify(asked)}::json, now() + ${`${wait} seconds`}::interval)`.execute(
      asker.tx,
    )
  }

  /** Says what the columns mean and where the rows come from, and lets the worker try it. @throws Invalid, Conflict, NotFound */
  async function agree(id: string, seen: { seen: number }, source: string, mapping: Mapping): Promise<void> {
    await mustBeIdle(id)
    await own.change(id, seen, (was) => {
      if (!mayAgree(was.stage as Stage)) throw new Invalid({ '': notNow })
      return { ...was, source, mapping: mapping as never, stage: 'agreed' }
    })
    await start(id, 'rehearse')
  }

  /** Says of some people whether they are somebody who is here, and lets the worker try it again. @throws Invalid, Conflict, NotFound */
  async function choose(id: string, seen: { seen: number }, choices: Choices): Promise<void> {
    await mustBeIdle(id)
    await own.change(id, seen, (was) => {
      if (was.stage !== 'rehearsed') throw new Invalid({ '': notNow })
      return { ...was, choices: { ...(was.choices as Choices), ...choices } as never, stage: 'agreed' }
    })
    await start(id, 'rehearse')
  }

  /** Throws away what nothing came in of, with its file. @throws Invalid when something came in; NotFound */
  async function discard(id: string): Promise<void> {
    await mustBeIdle(id)
    if (!mayDiscard((await toChange(id)).stage)) throw new Invalid({ '': notNow })
    await own.remove(id)
    await sql`delete from import_files where tenant = ${asker.tenant} and import = ${id}`.execute(asker.tx)
    await sql`delete from import_findings where tenant = ${asker.tenant} and import = ${id}`.execute(asker.tx)
  }

  async function mustBeIdle(id: string): Promise<void> {
    const work = await workOf(id)
    if (work && work.endedAt === null && !isSilent(work)) throw new Invalid({ '': goesOn })
  }

  async function toChange(id: string): Promise<ImportRecord> {
    if (!isKey(id)) throw new NotFound()
    const one = await own.all('change').where('imports.id', '=', id).forUpdate('imports').executeTakeFirst()
    if (!one) throw new NotFound()
    return one as unknown as ImportRecord
  }

  /** What the worker does or did last. The caller has read the import. */
  async function workOf(id: string): Promise<Work | undefined> {
    const row = await asker.tx
      .selectFrom('importWork')
      .select(['task', 'run', 'askedAt', 'begunAt', 'endedAt', 'rowsDone', 'rowsOf', 'trouble'])
      .select(sql<number>`least(extract(epoch from now() - beat_at) * 1000, 1e9)::int`.as('silentFor'))
      .where('tenant', '=', asker.tenant)
      .where('import', '=', id)
      .executeTakeFirst()
    return row as Work | undefined
  }

  /**
   * What was found, when it was and is still kept. It may name people, so it goes in the access log. The caller has read the
   * import.
   */
  async function found<Kind extends keyof Findings>(
    id: string,
    kind: Kind,
  ): Promise<{ content: Findings[Kind]; at: Date } | undefined> {
    asker.saw('import', [id])
    const row = await asker.tx
      .selectFrom('importFindings')
      .select(['content', 'foundAt as at'])
      .where('tenant', '=', asker.tenant)
      .where('import', '=', id)
      .where('kind', '=', kind)
      .executeTakeFirst()
    return row && { content: row.content as unknown as Findings[Kind], at: row.at }
  }

  /** @param forGood it names nobody, so it stays with the import */
  async function keep<Kind extends keyof Findings>(
    id: string,
    kind: Kind,
    content: Findings[Kind],
    forGood = false,
  ): Promise<void> {
    await sql`
      insert into import_findings (tenant, import, kind, content, found_at, kept_until)
      values (${asker.tenant}, ${id}, ${kind}, ${JSON.stringify(content)}::jsonb, ${asker.now}, ${forGood ? null : until()})
      on conflict (tenant, import, kind) do update set content = excluded.content, found_at = excluded.found_at, kept_until = excluded.kept_until`.execute(
      asker.tx,
    )
  }

  /** The file that was given, or the workbook of its wrong rows; undefined when its days are over. The caller has read the import. */
  async function file(id: string, kind: 'given' | 'wrong'): Promise<Buffer | undefined> {
    const row = await asker.tx
      .selectFrom('importFiles')
      .select('content')
      .where('tenant', '=', asker.tenant)
      .where('import', '=', id)
      .where('kind', '=', kind)
      .executeTakeFirst()
    return row?.content
  }

  /** Which files are kept, and until when. The caller has read the import. */
  async function files(id: string): Promise<Map<string, Date>> {
    const rows = await asker.tx
      .selectFrom('importFiles')
      .select(['kind', 'keptUntil'])
      .where('tenant', '=', asker.tenant)
      .where('import', '=', id)
      .execute()
    return new Map(rows.map((row) => [row.kind, row.keptUntil]))
  }

  async function keepFile(id: string, kind: 'given' | 'wrong', content: Uint8Array): Promise<void> {
    await sql`
      insert into import_files (tenant, import, kind, content, kept_until)
      values (${asker.tenant}, ${id}, ${kind}, ${Buffer.from(content.buffer, content.byteOffset, content.byteLength)}, ${until()})
      on conflict (tenant, import, kind) do update set content = excluded.content, kept_until = excluded.kept_until`.execute(
      asker.tx,
    )
  }

  const dropFile = async (id: string, kind: 'given' | 'wrong'): Promise<void> => {
    await sql`delete from import_files where tenant = ${asker.tenant} and import = ${id} and kind = ${kind}`.execute(
      asker.tx,
    )
  }

  /** For the worker: begins a run that was asked for, when it is the last one asked and nobody began it. */
  async function begin(id: string, run: string): Promise<Task | undefined> {
    const { rows } = await sql<{ task: Task }>`
      update import_work set begun_at = now(), beat_at = now()
      where tenant = ${asker.tenant} and import = ${id} and run = ${run} and begun_at is null returning task`.execute(
      asker.tx,
    )
    return rows[0]?.task
  }

  /** For the worker: it is there, and this far. */
  async function beat(id: string, run: string, done: number, of: number): Promise<void> {
    await sql`update import_work set beat_at = now(), rows_done = ${done}, rows_of = ${of}
      where tenant = ${asker.tenant} and import = ${id} and run = ${run}`.execute(asker.tx)
  }

  /** For the worker: the run is over. @param trouble why nothing came of it, in a sentence */
  async function end(id: string, run: string, trouble: string | null): Promise<void> {
    await sql`update import_work set ended_at = now(), beat_at = now(), trouble = ${trouble}
      where tenant = ${asker.tenant} and import = ${id} and run = ${run}`.execute(asker.tx)
  }

  /** For the worker: brings an import further. */
  async function advance(id: string, to: Stage, more: Partial<ImportRecord> = {}): Promise<void> {
    await own.apply(id, (was) => ({ ...was, ...(more as object), stage: to }))
  }

  /** For the daily job: files and findings whose days are over. @returns how many went */
  async function forget(): Promise<number> {
    const { files, found } = await together({
      files:
        sql`delete from import_files where tenant = ${asker.tenant} and kept_until < ${asker.now} returning import`.execute(
          asker.tx,
        ),
      found:
        sql`delete from import_findings where tenant = ${asker.tenant} and kept_until < ${asker.now} returning import`.execute(
          asker.tx,
        ),
    })
    return files.rows.length + found.rows.length
  }

  /** Imports whose work stopped without an end, or of which a part came in and the rest did not, since when. */
  async function brokenOff(): Promise<{ id: string; since: Date }[]> {
    const { rows } = await sql<{ id: string; since: Date }>`
      select i.id, coalesce(w.beat_at, i.added_at) as since from imports i left join import_work w on w.tenant = i.tenant and w.import = i.id
      where i.tenant = ${asker.tenant} and i.removed_at is null and case when w.import is null then i.stage = 'started'
        when w.ended_at is null then w.beat_at < now() - ${patienceInSql} else i.stage = 'started' end
      order by since`.execute(asker.tx)
    return rows
  }

  return {
    ...{ get, list, earlier, give, start, ask, agree, choose, discard, workOf, found, file, files, forget, brokenOff },
    ...{ keep, keepFile, dropFile, begin, beat, end, advance },
  }
}

export type ImportDesk = ReturnType<typeof importDesk>

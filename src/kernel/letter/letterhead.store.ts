import { sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { type Row, records, table } from '#platform/records'
import { emptyLetterhead, type Letterhead } from './letterhead.ts'

const letterheads = table(
  'letterheads',
  'setting',
  ['sender', 'footer', 'phone', 'privacy', 'logo', 'word', 'wordName'],
  { defaults: { sender: '', footer: '' } },
)

/** What stands above and below letters: one for the organisation, kept by who keeps its settings. */
export function letterheadStore(asker: Asker) {
  const own = records(asker, letterheads)

  const standing = (): Promise<Row<'letterheads'> | undefined> => own.all().executeTakeFirst()

  /** The letterhead as it stands; an empty one while nobody filled it in. */
  const get = async (): Promise<Letterhead> => (await standing()) ?? emptyLetterhead

  /**
   * Changes it, and makes it when it is not there yet.
   * @throws Conflict when a colleague was first
   */
  async function change(seen: { seen: number }, rule: (was: Letterhead) => Letterhead): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`letterhead ${asker.tenant}`}, 0))`.execute(asker.tx)
    const there = await standing()
    if (there) await own.change(there.id, seen, (was) => ({ ...was, ...rule(was) }))
    else await own.add(rule(emptyLetterhead))
  }

  return { letterhead: get, changeLetterhead: change }
}

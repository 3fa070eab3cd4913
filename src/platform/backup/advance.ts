import type pg from 'pg'
import { Refused } from '../errors/index.ts'

const atOnce = 20_000
const most = 1_000_000_000n

/**
 * Brings the server's counter of transactions past that of the server a copy came from. The lines of the logs are
 * sealed in the order of that counter: on a fresh server it begins low, and then new lines would fall between seals that
 * were closed long ago, which is what an altered log looks like. (Measured: some 80,000 numbers a second.)
 * @throws Refused when the distance is more than a day's work and a server's room
 */
export async function advanceCounter(client: pg.Client, past: bigint, tell: (left: bigint) => void): Promise<void> {
  await client.query('set synchronous_commit = off')
  let told = Date.now()
  for (;;) {
    const left = past - (await counterOf(client))
    if (left <= 0n) break
    if (left > most) {
      throw new Refused(
        'Deze reservekopie komt van een server met te veel wijzigingen om op een nieuwe server voort te zetten. Zet een kopie van de hele schijf terug.',
      )
    }
    if (Date.now() - told > 10_000) {
      tell(left)
      told = Date.now()
    }
    const numbers = left > BigInt(atOnce) ? atOnce : Number(left)
    // A subtransaction that writes takes a number of its own, and is far cheaper than a transaction.
    await client.query(`do $$ begin for i in 1..${numbers} loop
      begin perform pg_logical_emit_message(true, '', ''); exception when others then raise; end; end loop; end $$`)
  }
  await client.query('reset synchronous_commit')
}

async function counterOf(client: pg.Client): Promise<bigint> {
  const { rows } = await client.query<{ counter: string }>(
    'select pg_snapshot_xmax(pg_current_snapshot())::text as counter',
  )
  return BigInt(rows[0]?.counter ?? 0)
}

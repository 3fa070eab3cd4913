import { sql } from 'kysely'
import type { Tx } from '#platform/database'

const minute = 60
/** How far back wrong guesses count, in seconds. */
const memory = 60 * minute

/** From how many wrong guesses on one must wait. Colleagues share an address on the network, so it gets more of them. */
const free = { account: 5, origin: 25 }

/**
 * How long one must wait after so many wrong guesses within the hour, in seconds: nothing for the first few, then twice as
 * long each time, a quarter of an hour at most.
 */
export function waitAfter(guesses: number, freeGuesses: number): number {
  if (guesses < freeGuesses) return 0
  return Math.min(15 * minute, 15 * 2 ** Math.min(guesses - freeGuesses, 10))
}

/**
 * How long this account, from this origin, must wait before it may guess again, in seconds; 0 when it need not. Who came in
 * from there before waits only for what went wrong there: somebody elsewhere who keeps guessing cannot keep the owner out.
 */
export async function secondsToWait(
  tx: Tx,
  { origin, account, now }: { origin: string; account: string; now: Date },
): Promise<number> {
  const past = (seconds: number) => new Date(now.getTime() - seconds * 1000)
  const since = async (seconds: number) => {
    const { rows } = await sql<{ fromOrigin: number; onAccount: number; known: boolean }>`
      select from_origin, on_account, came_from_here(${account}::uuid, ${origin}, ${past(30 * 24 * 3600)}) as known
      from sign_in_failures(${origin}, ${account}::uuid, ${past(seconds)})`.execute(tx)
    return rows[0] ?? { fromOrigin: 0, onAccount: 0, known: false }
  }
  const guesses = await since(memory)
  const waits = {
    onAccount: guesses.known ? 0 : waitAfter(guesses.onAccount, free.account),
    // Behind no network address (a test, a socket) there is nobody to tell apart.
    fromOrigin: origin === '' ? 0 : waitAfter(guesses.fromOrigin, guesses.known ? free.account : free.origin),
  }
  for (const key of ['onAccount', 'fromOrigin'] as const) {
    if (waits[key] > 0 && (await since(waits[key]))[key] > 0) return waits[key]
  }
  return 0
}

/** What to tell somebody who must wait. */
export function waitInWords(seconds: number): string {
  const time =
    seconds < minute
      ? `${seconds} seconden`
      : seconds < 2 * minute
        ? 'een minuut'
        : `${Math.ceil(seconds / minute)} minuten`
  return `Het ging een paar keer mis. Wacht ${time} en probeer het dan opnieuw. Weet je het niet meer? Vraag je beheerder om een nieuwe link.`
}

/** What went wrong with the database, as far as it matters for the answer. */
export type Trouble = 'again' | 'away' | 'full' | 'unreadable' | undefined

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const again = new Set(['40001', '40P01'])
const away = /^(?:08|53|57P|58)|^57014$|^25P0[34]$|^55P03$/
// Without room PostgreSQL still reads; what it writes comes back with this, or with an error of the file system.
const full = new Set(['53100', 'ENOSPC'])
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
// The driver gives these no code.
const driver =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/

/**
 * Sorts an error: `again` when two transactions were in each other's way and the same may well succeed now, `away` when the
 * database is gone, full or too slow, `unreadable` when it was given a value that it cannot hold. Anything else is a mistake of ours.
 */
export function troubleOf(problem: unknown): Trouble {
  if (!(problem instanceof Error)) return undefined
  const { code } = problem as { code?: unknown }
  if (typeof code !== 'string') return driver.test(problem.message) ? 'away' : undefined
  if (again.has(code)) return 'again'
  if (full.has(code)) return 'full'
  if (away.test(code) || network.has(code)) return 'away'
  return /^22/.test(code) ? 'unreadable' : undefined
}

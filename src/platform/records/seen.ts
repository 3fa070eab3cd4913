import { createHash } from 'node:crypto'

/**
 * One number for several records together, for a page that changes them at once: it differs as soon as one of them was added,
 * changed or removed. Goes into the form as its version, so from 1 to 2³¹ − 1.
 */
export function versionOf(rows: readonly { id: string; version: number }[]): number {
  const all = rows.map(({ id, version }) => `${id} ${version}`).sort()
  return (createHash('sha256').update(all.join('\n')).digest().readUInt32BE() % (2 ** 31 - 1)) + 1
}

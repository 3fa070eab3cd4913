import { roleMay } from '#access'
import type { Asker } from '#platform/asker'

/** Whether this asker lays out the factsheet of a line: its own coordinator. */
export function mayEdit(asker: Pick<Asker, 'role' | 'lines'>, line: { key: string }): boolean {
  return roleMay(asker, 'change', 'factsheet') && asker.lines.includes(line.key)
}

/** Whether this asker publishes it: its coordinator, or the director for every line. */
export function mayPublish(asker: Pick<Asker, 'role' | 'lines'>, line: { key: string }): boolean {
  return roleMay(asker, 'add', 'publication') && (asker.role === 'director' || asker.lines.includes(line.key))
}

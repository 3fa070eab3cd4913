import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What an installation remembers of its last copy, for `naober check`. */
export interface LastBackup {
  at: Date
  file: string
}

const placeIn = (folder: string) => path.join(folder, 'laatste-reservekopie')

export function rememberBackup(folder: string, { at, file }: LastBackup): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const place = placeIn(folder)
  writeFileSync(`${place}.nieuw`, `${JSON.stringify({ at, file })}\n`, { mode: 0o600 })
  chmodSync(`${place}.nieuw`, 0o600)
  renameSync(`${place}.nieuw`, place)
}

/** The last copy that was made of the installation in this data folder; undefined when none was. */
export function lastBackup(folder: string): LastBackup | undefined {
  try {
    const { at, file } = JSON.parse(readFileSync(placeIn(folder), 'utf8')) as { at: string; file: string }
    return Number.isNaN(Date.parse(at)) ? undefined : { at: new Date(at), file }
  } catch {
    return undefined
  }
}

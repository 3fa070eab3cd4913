import { readdirSync, type Stats, statfsSync, statSync } from 'node:fs'
import path from 'node:path'

/** What an installation's data folder turns out to be. */
export interface FolderLook {
  /** Files and folders that others on this machine can read or change. */
  openToOthers: string[]
  /** Room on its disk, in bytes. */
  free: number
  total: number
  /** What a copy or a restore that was cut off left behind. */
  leftovers: string[]
}

/** Looks at rights and room. Who may only pass through a folder (rights 711) sees nothing in it. */
export function lookAtFolder(folder: string, secretFile: string): FolderLook {
  const copies = path.join(folder, 'reservekopie')
  const places = [
    folder,
    secretFile,
    ...['laatste-reservekopie', 'postgres', 'postgres/secret', 'postgres/cluster', 'postgres/postgres.log'].map(
      (name) => path.join(folder, name),
    ),
    copies,
    ...namesIn(copies).map((name) => path.join(copies, name)),
  ]
  const { bavail, blocks, bsize } = statfsSync(folder)
  return {
    openToOthers: places.filter((place) => isOpen(statSync(place, { throwIfNoEntry: false }))),
    free: bavail * bsize,
    total: blocks * bsize,
    leftovers: [
      ...namesIn(folder).filter((name) => name.startsWith('.terugzetten-')),
      ...namesIn(copies).filter((name) => name.endsWith('.onaf')),
    ],
  }
}

function isOpen(found: Stats | undefined): boolean {
  if (!found || process.platform === 'win32') return false
  return (found.mode & (found.isDirectory() ? 0o066 : 0o077)) !== 0
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

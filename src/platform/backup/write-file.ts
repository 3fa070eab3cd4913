import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { chmod, type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable, type Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { dayOf, timeOf } from '../days/index.ts'
import { Refused } from '../errors/index.ts'
import type { Contents, Part } from './contents.ts'
import { footerOf, magic } from './footer.ts'
import { type Lock, locking, noSalt } from './lock.ts'
import { measured } from './measured.ts'

/** A copy on its way to a file. Until `finish` it has another name, that nobody takes for a copy. */
export interface BackupWriter {
  /** Adds one part from where it comes. `rows` is asked for when it has come. */
  add(about: Pick<Part, 'kind' | 'name' | 'columns'>, from: Readable, rows?: () => number): Promise<void>
  parts: Part[]
  /**
   * Writes the contents, flushes everything, has the draft looked at and then gives the file its name.
   * @returns that name
   */
  finish(contents: Contents, look: (draft: string) => Promise<unknown>): Promise<string>
  /** Takes away what was written so far. */
  abandon(): Promise<void>
}

const unfinished = '.onaf'
const abandonedAfter = 24 * 3_600_000

/**
 * Begins a copy in a folder; it is made when it is not there. The name tells the moment and nothing else.
 * @throws Refused when the folder cannot be written in
 */
export async function beginBackup(
  folder: string,
  { takenAt, lock, signal }: { takenAt: Date; lock?: Lock | undefined; signal?: AbortSignal | undefined },
): Promise<BackupWriter> {
  const draft = path.join(folder, `${nameAt(takenAt)}-${randomUUID().slice(0, 8)}${unfinished}`)
  const file = await create(folder, draft)
  const parts: Part[] = []
  let written = 0

  async function append(from: Readable, stages: Transform[]): Promise<Stretch> {
    const stretch = measured()
    const to = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        file.appendFile(chunk).then(() => done(), done)
      },
    })
    const at = written
    const all: (NodeJS.ReadableStream | NodeJS.WritableStream)[] = [from, ...stages, stretch.passing, to]
    await pipeline(all, signal ? { signal } : {})
    written += stretch.bytes()
    return { at, bytes: stretch.bytes(), digest: stretch.digest() }
  }

  const locked = () => (lock ? [locking(lock)] : [])
  await file.appendFile(magic)
  written = magic.length
  return {
    parts,
    async add(about, from, rows = () => 0) {
      const content = measured()
      const stretch = await append(from, [content.passing, createGzip({ level: 5 }), ...locked()])
      parts.push({ ...about, rows: rows(), ...stretch, says: content.digest() })
    },
    async finish(contents, look) {
      const text = Buffer.from(JSON.stringify(contents))
      const { at, digest } = await append(Readable.from([text]), locked())
      await file.appendFile(footerOf({ at, salt: lock?.salt ?? noSalt, digest }))
      await file.sync()
      await file.close()
      await look(draft)
      const place = giveName(draft, path.join(folder, nameAt(takenAt)))
      await flushFolder(folder)
      return place
    },
    async abandon() {
      await file.close().catch(() => undefined)
      rmSync(draft, { force: true })
    },
  }
}

interface Stretch {
  at: number
  bytes: number
  digest: string
}

async function create(folder: string, draft: string): Promise<FileHandle> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await clearAbandoned(folder)
    const file = await open(draft, 'wx', 0o600)
    // A mask of whoever runs this may only take rights away, but some file systems give more than was asked.
    await chmod(draft, 0o600)
    return file
  } catch (problem) {
    const { code = '' } = problem as NodeJS.ErrnoException
    throw new Refused(
      `In de map ${folder} kan geen reservekopie komen (${code}). Geef schrijfrecht of kies een andere map.`,
    )
  }
}

/** What a run that was cut off left behind. A copy that is being made now is younger. */
async function clearAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('naober-') || !name.endsWith(unfinished)) continue
    const { mtimeMs } = await stat(path.join(folder, name))
    if (Date.now() - mtimeMs > abandonedAfter) await rm(path.join(folder, name))
  }
}

/** The moment on the clock of whoever looks for it: a name is for people. */
function nameAt(moment: Date): string {
  const seconds = String(moment.getUTCSeconds()).padStart(2, '0')
  return `naober-${dayOf(moment)}-${timeOf(moment).replace('.', '')}${seconds}`
}

/** Gives it its name, and another one when there is a copy of that name: an old copy is never overwritten. */
function giveName(draft: string, wanted: string): string {
  for (let n = 1; ; n++) {
    const place = `${wanted}${n === 1 ? '' : `-${n}`}.reservekopie`
    if (existsSync(place)) continue
    try {
      linkSync(draft, place)
      rmSync(draft)
      return place
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code === 'EEXIST') continue
      // A stick or a share that knows no links.
      renameSync(draft, place)
      return place
    }
  }
}

/** The name itself must survive a power cut too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().catch(() => undefined) // not every file system can
  await handle.close()
}

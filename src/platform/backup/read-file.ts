import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, type Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Refused } from '../errors/index.ts'
import { type Contents, contentsFrom, type Part } from './contents.ts'
import { type Footer, footerFrom, footerLength, magic } from './footer.ts'
import { type Lock, lockFrom, noSalt, unlocking } from './lock.ts'
import { measured } from './measured.ts'

/** A copy of which every byte was compared with its digest. */
export interface Backup {
  contents: Contents
  /** Whether a word is needed to read it. */
  locked: boolean
  /** What a part says, from its beginning. */
  read(part: Part): Readable
}

type Stages = (NodeJS.ReadableStream | NodeJS.ReadWriteStream)[]

const damaged = 'Deze reservekopie is beschadigd. Er is niets teruggezet. Neem een andere kopie.'
const cutOff = 'Deze reservekopie is niet heel: het einde ontbreekt. Er is niets teruggezet. Neem een andere kopie.'

/**
 * Opens a copy and checks the whole of it: nothing is used of a file in which one byte is wrong.
 * @param wordFile the file with the word, when the copy is locked
 * @throws Refused when it is not there, no copy, cut off, damaged, or locked with another word
 */
export async function openBackup(file: string, wordFile?: string): Promise<Backup> {
  const { size, footer } = await ends(file)
  const end = size - footerLength
  const text = await slice(file, footer.at, end)
  if (digestOf(text) !== footer.digest) throw new Refused(damaged)
  const locked = footer.salt !== noSalt
  if (locked && wordFile === undefined) {
    throw new Refused('Deze reservekopie is op slot. Wijs met --password het bestand aan waar het wachtwoord in staat.')
  }
  const lock = locked ? lockFrom(wordFile as string, footer.salt) : undefined
  const contents = contentsFrom((await collect(unlocked(Readable.from([text]), lock))).toString())
  await checkParts(file, contents.parts, footer.at)
  return {
    contents,
    locked,
    read(part) {
      const raw = createReadStream(file, { start: part.at, end: part.at + part.bytes - 1 })
      const plain = createGunzip()
      const stages: Stages = [raw, ...(lock ? [unlocking(lock)] : []), plain]
      pipeline(stages).catch((problem) => plain.destroy(problem as Error))
      return plain
    },
  }
}

/** Looks at both ends: a file that was cut off lacks the second. */
async function ends(file: string): Promise<{ size: number; footer: Footer }> {
  const handle = await open(file, 'r').catch((problem: NodeJS.ErrnoException) => {
    throw new Refused(
      problem.code === 'ENOENT'
        ? `Het bestand ${file} is er niet. Controleer de naam en de map.`
        : `Het bestand ${file} is niet te lezen (${problem.code}). Kijk of je het mag lezen.`,
    )
  })
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(magic.length)
    await handle.read(head, 0, head.length, 0)
    if (!head.equals(magic)) {
      throw new Refused(
        /^naober reservekopie \d+\n/.test(head.toString('latin1'))
          ? 'Deze reservekopie is van een nieuwere versie van Naober. Werk eerst Naober bij.'
          : `Het bestand ${file} is geen reservekopie van Naober, of het begin ervan is beschadigd.`,
      )
    }
    const tail = Buffer.alloc(footerLength)
    await handle.read(tail, 0, footerLength, Math.max(0, size - footerLength))
    const footer = footerFrom(tail)
    if (!footer) throw new Refused(tail.includes('einde ') ? damaged : cutOff)
    return { size, footer }
  } finally {
    await handle.close()
  }
}

/** Every part follows the one before it, the last ends where the contents begin, and each is what it was. */
async function checkParts(file: string, parts: Part[], end: number): Promise<void> {
  let at = magic.length
  for (const part of parts) {
    const stretch = measured()
    if (part.at !== at) throw new Refused(damaged)
    await pipeline(createReadStream(file, { start: at, end: at + part.bytes - 1 }), stretch.passing, nowhere())
    if (stretch.digest() !== part.digest) throw new Refused(damaged)
    at += part.bytes
  }
  if (at !== end) throw new Refused(damaged)
}

async function slice(file: string, from: number, until: number): Promise<Buffer> {
  return until > from ? collect(createReadStream(file, { start: from, end: until - 1 })) : Buffer.alloc(0)
}

function unlocked(from: Readable, lock: Lock | undefined): Readable {
  return lock ? from.compose<Transform>(unlocking(lock)) : from
}

async function collect(from: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of from) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { Refused } from '#platform/errors'
import { limits } from '../source.ts'

/** One file inside a workbook. */
interface Entry {
  name: string
  method: number
  packed: number
  unpacked: number
  at: number
}

/** The files inside a workbook, each read when asked for and never further than it may unpack. */
export interface Zip {
  names: string[]
  /** The text of a file in pieces, undefined when it is not there. Throws Refused when it unpacks to too much. */
  text(name: string): AsyncGenerator<string> | undefined
  close(): Promise<void>
}

const tooLarge = 'Dit bestand is uitgepakt veel te groot. Bewaar alleen het blad dat je nodig hebt als nieuw bestand.'
export const noWorkbook =
  'Dit bestand is geen werkmap die we kunnen lezen. Bewaar het in Excel als .xlsx en probeer het opnieuw.'

// A sheet of 200,000 rows is some 300 MB of XML at most.
const mostUnpacked = 600_000_000
const mostEntries = 2_000

/**
 * Opens a workbook by the list at its end, which names every file inside with its size. @throws Refused with one
 * sentence: no workbook, an old one, one with a password, or one that unpacks to too much
 */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size > limits.bytes)
      throw new Refused('Dit bestand is groter dan 50 MB. Bewaar alleen het blad dat je nodig hebt als nieuw bestand.')
    await refuseOldOnes(file, size)
    const entries = await listOf(file, size)
    if (entries.reduce((sum, entry) => sum + entry.unpacked, 0) > mostUnpacked) throw new Refused(tooLarge)
    return {
      names: entries.map((entry) => entry.name),
      text(name) {
        const entry = entries.find((one) => one.name === name)
        return entry && textOf(file, entry)
      },
      close: () => file.close(),
    }
  } catch (problem) {
    await file.close()
    throw problem
  }
}

/** Word and Excel before 2007, and any document with a password, share one wrapping that is no zip. */
async function refuseOldOnes(file: FileHandle, size: number): Promise<void> {
  const head = await bytes(file, 0, Math.min(size, 65_536))
  if (head.readUInt32BE(0) !== 0xd0cf11e0) return
  const locked =
    head.includes(Buffer.from('EncryptedPackage', 'utf16le')) ||
    (await bytes(file, Math.max(0, size - 65_536), Math.min(size, 65_536))).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    )
  throw new Refused(
    locked
      ? 'Dit bestand heeft een wachtwoord. Haal in Excel het wachtwoord eraf, bewaar het en probeer het opnieuw.'
      : 'Dit is een werkmap van een oude Excel (.xls). Bewaar die als .xlsx en probeer het opnieuw.',
  )
}

async function listOf(file: FileHandle, size: number): Promise<Entry[]> {
  const tailAt = Math.max(0, size - 65_557)
  const tail = await bytes(file, tailAt, size - tailAt)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > tail.length) throw new Refused(noWorkbook)
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count === 0 || count > mostEntries || start + length > size) throw new Refused(noWorkbook)
  const list = await bytes(file, start, length)
  const entries: Entry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > list.length || list.readUInt32LE(at) !== 0x02014b50) throw new Refused(noWorkbook)
    const nameLength = list.readUInt16LE(at + 28)
    if ((list.readUInt16LE(at + 8) & 1) === 1)
      throw new Refused('Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en probeer het opnieuw.')
    entries.push({
      name: list.toString('utf8', at + 46, at + 46 + nameLength),
      method: list.readUInt16LE(at + 10),
      packed: list.readUInt32LE(at + 20),
      unpacked: list.readUInt32LE(at + 24),
      at: list.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32)
  }
  return entries
}

/** What the list says of sizes may be a lie, so what comes out is measured as it comes. */
async function* textOf(file: FileHandle, entry: Entry): AsyncGenerator<string> {
  const head = await bytes(file, entry.at, 30)
  if (head.readUInt32LE(0) !== 0x04034b50 || (entry.method !== 0 && entry.method !== 8)) throw new Refused(noWorkbook)
  const start = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const packed = file.createReadStream({
    start,
    end: start + entry.packed - 1,
    autoClose: false,
    highWaterMark: 262_144,
  })
  if (entry.packed === 0) return
  const plain = entry.method === 8 ? packed.pipe(createInflateRaw()) : packed
  packed.on('error', (problem) => plain.destroy(problem))
  const decoder = new TextDecoder('utf-8')
  let unpacked = 0
  for await (const piece of plain as AsyncIterable<Buffer>) {
    unpacked += piece.length
    if (unpacked > entry.unpacked) {
      packed.destroy()
      throw new Refused(tooLarge)
    }
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder.decode()
}

async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  if (bytesRead < Math.min(length, 4)) throw new Refused(noWorkbook)
  return buffer.subarray(0, bytesRead)
}

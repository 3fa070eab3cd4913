import { inflateRawSync } from 'node:zlib'
import { bomb, brokenWord, locked } from './sentences.ts'

const mostEntries = 2_000
const mostUnpacked = 120_000_000

/**
 * The files inside a zip that is whole, begins with its first file and ends with its list: nothing stands before or behind it. Each is
 * unpacked once here, so what a list says of sizes cannot be a lie. @throws Refused
 */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > bytes.length || end + 22 + bytes.readUInt16LE(end + 20) !== bytes.length) throw brokenWord()
  const [count, size, start] = [
    bytes.readUInt16LE(end + 10),
    bytes.readUInt32LE(end + 12),
    bytes.readUInt32LE(end + 16),
  ]
  if (count === 0 || count > mostEntries || start + size !== end) throw brokenWord()
  const files = new Map<string, Buffer>()
  let [at, left, first] = [start, mostUnpacked, bytes.length]
  for (let nr = 0; nr < count; nr++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw brokenWord()
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw locked()
    const [method, packed, unpacked] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
    ]
    const [nameLength, local] = [bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)]
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    if (unpacked > left) throw bomb()
    const file = unpackedAt(bytes, { at: local, method, packed, most: unpacked })
    left -= file.length
    if (files.has(name) || file.length !== unpacked) throw brokenWord()
    files.set(name, file)
    first = Math.min(first, local)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (first !== 0) throw brokenWord()
  return files
}

interface Entry {
  at: number
  method: number
  packed: number
  most: number
}

function unpackedAt(bytes: Buffer, { at, method, packed, most }: Entry): Buffer {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== 0x04034b50) throw brokenWord()
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const raw = bytes.subarray(from, from + packed)
  if (raw.length !== packed) throw brokenWord()
  if (method === 0) return raw
  if (method !== 8) throw brokenWord()
  if (most === 0) return Buffer.alloc(0)
  try {
    return inflateRawSync(raw, { maxOutputLength: most })
  } catch (problem) {
    throw (problem as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? bomb() : brokenWord()
  }
}

import { crc32, inflateRawSync } from 'node:zlib'

/** A file in an archive. */
export interface Packed {
  name: string
  /** Its size when it is unpacked, as the archive says. */
  size: number
  /** Unpacks it. @throws Error when it is more than it said, or damaged */
  read(): Buffer
}

const local = 0x04034b50
const central = 0x02014b50
const ending = 0x06054b50

/**
 * What is in a zip archive (a Word document is one), without unpacking anything. Undefined for what is none, or of a kind that no word
 * processor makes: encrypted, in parts, over four gigabytes.
 */
export function packedIn(bytes: Uint8Array): Packed[] | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const end = endOf(file)
    if (end === undefined) return undefined
    const files: Packed[] = []
    let at = file.readUInt32LE(end + 16)
    for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
      if (file.readUInt32LE(at) !== central || (file.readUInt16LE(at + 8) & 1) === 1) return undefined
      const [method, packed, size] = [
        file.readUInt16LE(at + 10),
        file.readUInt32LE(at + 20),
        file.readUInt32LE(at + 24),
      ]
      const [name, extra, comment] = [
        file.readUInt16LE(at + 28),
        file.readUInt16LE(at + 30),
        file.readUInt16LE(at + 32),
      ]
      const from = file.readUInt32LE(at + 42)
      if (method !== 0 && method !== 8) return undefined
      files.push({
        name: file.toString('utf8', at + 46, at + 46 + name),
        size,
        read: () => unpacked(file, from, method, packed, size),
      })
      at += 46 + name + extra + comment
    }
    return files
  } catch {
    return undefined // a number that points outside the file
  }
}

function endOf(file: Buffer): number | undefined {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 65_535); at--)
    if (file.readUInt32LE(at) === ending) return at
  return undefined
}

function unpacked(file: Buffer, from: number, method: number, packed: number, size: number): Buffer {
  if (file.readUInt32LE(from) !== local) throw new Error('this archive is damaged')
  const start = from + 30 + file.readUInt16LE(from + 26) + file.readUInt16LE(from + 28)
  const raw = file.subarray(start, start + packed)
  return method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) })
}

/** Puts files in an archive, as they are: what we make is small. */
export function packed(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const [title, content] = [Buffer.from(name), Buffer.from(text)]
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(0x0800, 2) // names are UTF-8
    about.writeUInt16LE(0x21, 8) // the first day that a zip knows: the same bytes each time
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(content.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(title.length, 22)
    parts.push(number(local), about, title, content)
    list.push(number(central), Buffer.from([20, 0]), about, Buffer.alloc(10), number(at), title)
    at += 30 + title.length + content.length
  }
  const size = list.reduce((sum, { length }) => sum + length, 0)
  const tail = Buffer.alloc(18)
  tail.writeUInt16LE(Object.keys(files).length, 4)
  tail.writeUInt16LE(Object.keys(files).length, 6)
  tail.writeUInt32LE(size, 8)
  tail.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, ...list, number(ending), tail])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

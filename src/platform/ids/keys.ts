import { randomBytes } from 'node:crypto'

let lastMoment = 0
let counter = 0

/**
 * A new key: a UUID of version 7, which begins with the moment it was made, so that new rows lie together in an
 * index. Within one process every key is greater than the one before, also within a millisecond and when the clock
 * is set back.
 */
export function newKey(): string {
  const now = Date.now()
  const bytes = drawn(8)
  if (now > lastMoment) {
    lastMoment = now
    // The first bit stays free, so that at least 2,048 keys follow before the counter is full.
    counter = drawn(2).readUInt16BE() & 0x7ff
  } else if (counter < 0xfff) {
    counter++
  } else {
    lastMoment++
    counter = 0
  }
  const moment = lastMoment.toString(16).padStart(12, '0')
  const third = (0x7000 | counter).toString(16)
  const fourth = (0x8000 | (bytes.readUInt16BE(0) & 0x3fff)).toString(16)
  return `${moment.slice(0, 8)}-${moment.slice(8)}-${third}-${fourth}-${bytes.toString('hex', 2)}`
}

// Drawing from the system takes longer than all the rest of a key, so it is done for hundreds of keys at a time.
let pool = Buffer.alloc(0)
let used = 0

/** So many random bytes that nobody was given before. */
function drawn(count: number): Buffer {
  if (used + count > pool.length) {
    pool = randomBytes(4096)
    used = 0
  }
  const bytes = pool.subarray(used, used + count)
  used += count
  return bytes
}

/** Whether the text has the shape of a key, of whatever version: what has not is no key of ours and a 404. */
export function isKey(text: unknown): text is string {
  return (
    typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
  )
}

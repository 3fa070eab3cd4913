import { createHash } from 'node:crypto'

/** What a copy begins with; the number is that of its form. */
export const magic = Buffer.from('naober reservekopie 1\n')

/** Where the contents begin, with which salt the copy is locked, and the digest of the contents. */
export interface Footer {
  at: number
  salt: string
  digest: string
}

const form = /^\neinde (\d{16}) ([0-9a-f]{32}) ([0-9a-f]{64}) ([0-9a-f]{64})\n$/

/** The last bytes of a copy. They have a digest of their own, so that no byte of a copy is without one. */
export function footerOf({ at, salt, digest }: Footer): Buffer {
  const place = String(at).padStart(16, '0')
  return Buffer.from(`\neinde ${place} ${salt} ${digest} ${markOf(place, salt, digest)}\n`)
}

export const footerLength = footerOf({ at: 0, salt: '0'.repeat(32), digest: '0'.repeat(64) }).length

/** The footer out of the last bytes of a file; undefined when these are not those of a whole copy. */
export function footerFrom(bytes: Buffer): Footer | undefined {
  const [, place = '', salt = '', digest = '', mark = ''] = form.exec(bytes.toString('latin1')) ?? []
  if (place === '' || mark !== markOf(place, salt, digest)) return undefined
  return { at: Number(place), salt, digest }
}

function markOf(...words: string[]): string {
  return createHash('sha256').update(words.join(' ')).digest('hex')
}

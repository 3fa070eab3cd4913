import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'

/** Counts and digests what passes, by SHA-256. Ask when all has passed, once. */
export function measured(): { passing: Transform; bytes: () => number; digest: () => string } {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    passing: new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        bytes += chunk.length
        done(null, chunk)
      },
    }),
    bytes: () => bytes,
    digest: () => hash.digest('hex'),
  }
}

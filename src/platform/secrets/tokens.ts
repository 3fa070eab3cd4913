import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A token that nobody can guess: 32 random bytes, safe in an address or a cookie. Store only its `sha256`. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** The SHA-256 of a text or bytes, in hexadecimal. For tokens and digests; never for passwords. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Whether two texts are the same, in a time that does not tell where they begin to differ. */
export function sameSecret(one: string, other: string): boolean {
  // Digests have one length, so that lengths do not leak either.
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

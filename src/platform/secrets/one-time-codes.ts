import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { sameSecret, sha256 } from './tokens.ts'

/** A new secret for an authenticator app: 20 random bytes (RFC 4226) in base32. Keep it sealed. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(20))
}

/**
 * The step whose code was typed, or undefined when the code is wrong. A clock may be one step of 30 seconds off.
 * `after` is the step that was used last: a code of that step or earlier is refused, so that a code that was seen
 * over a shoulder is worth nothing. RFC 6238, SHA-1, 6 digits.
 */
export function totpStep(secret: string, typed: string, at: Date, after = -1): number | undefined {
  const code = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return undefined
  const now = stepAt(at)
  // All three are looked at, also after a hit: the time taken does not tell which.
  const hits = [now, now - 1, now + 1].filter((step) => sameSecret(totpCode(secret, step), code))
  return hits.find((step) => step > after)
}

/** The code of a step. `digits` is 6 in all authenticator apps; the test vectors of RFC 6238 have 8. */
export function totpCode(secret: string, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.max(0, step)))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = digest.readUInt8(digest.length - 1) & 0xf
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** Which step of 30 seconds a moment falls in. */
export function stepAt(moment: Date): number {
  return Math.floor(moment.getTime() / 30_000)
}

/** The address that an authenticator app reads out of a QR code. */
export function totpAddress(secret: string, account: string, issuer = 'Naober'): string {
  const name = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${name}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`
}

/**
 * Ten codes for who lost the telephone, each good for one time: 'K7PX-2MQR-9TBW', sixty random bits in signs that
 * cannot be mixed up. Show them once and store only what `hashRecoveryCode` makes of them.
 */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, newShortCode)
}

/** Sixty random bits that somebody can type over from paper: 'K7PX-2MQR-9TBW'. */
export function newShortCode(): string {
  const signs = Array.from({ length: 12 }, () => recoverySigns.charAt(randomInt(recoverySigns.length))).join('')
  return inFours(signs)
}

/** The code that was meant, however it was typed; undefined when it cannot be one. */
export function shortCodeIn(typed: string): string | undefined {
  const signs = plainSigns(typed)
  return signs.length === 12 && [...signs].every((sign) => recoverySigns.includes(sign)) ? inFours(signs) : undefined
}

const inFours = (signs: string): string => `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`

/** Capitals alone, without what somebody put between them; a letter that looks like a figure is that figure. */
const plainSigns = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

/** What to store of a recovery code; the same however it is typed. Plain SHA-256 does: nobody guesses sixty bits. */
export function hashRecoveryCode(typed: string): string {
  return sha256(`recovery code ${plainSigns(typed)}`)
}

// Thirty-two signs, so five bits each.
const recoverySigns = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes in base32 (RFC 4648), without the padding, which authenticator apps do not want. */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    for (; bits >= 5; bits -= 5) text += base32.charAt((held >> (bits - 5)) & 31)
  }
  return bits === 0 ? text : text + base32.charAt((held << (5 - bits)) & 31)
}

/** The bytes of a text in base32, whatever its capitals, spaces and padding. Throws RangeError when it is none. */
export function fromBase32(text: string): Uint8Array {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const sign of text.toUpperCase().replace(/[\s=]/g, '')) {
    const value = base32.indexOf(sign)
    if (value < 0) throw new RangeError('This is no base32')
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Refused } from '#platform/errors'

/** The secret of an installation: 32 bytes. Without it nothing that was sealed can be opened again. */
export type SecretKey = Uint8Array & { readonly secretKey: unique symbol }

const keyLength = 32

/**
 * The secret out of its file; when there is no file yet it is made, readable for its owner alone. Throws Refused when
 * the file cannot be used, and never makes a new secret over something that stands there.
 */
export function secretKeyFrom(file: string): SecretKey {
  const there = read(file)
  if (there !== undefined) return there
  create(file)
  const made = read(file)
  if (made === undefined)
    throw new Refused(`Het geheimbestand ${file} kan niet worden gemaakt. Controleer de rechten van de map.`)
  return made
}

/** A key of its own for one purpose, so that what is sealed for the one cannot be passed off as the other. */
export function keyFor(purpose: string, key: SecretKey): SecretKey {
  return new Uint8Array(hkdfSync('sha256', key, '', `naober ${purpose}`, keyLength)) as SecretKey
}

/**
 * Seals a text with AES-256-GCM. `about` is bound to it: opening asks for the same, so that a sealed value cannot be
 * moved to another row. The result is text: version, nonce, tag and content.
 */
export function seal(text: string, key: SecretKey, about = ''): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `1.${Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url')}`
}

/** Opens what was sealed, or gives undefined when it was changed, cut off, or sealed with another key or `about`. */
export function open(sealed: string, key: SecretKey, about = ''): string | undefined {
  if (!/^1\.[\w-]+$/.test(sealed)) return undefined
  const bytes = Buffer.from(sealed.slice(2), 'base64url')
  if (bytes.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined // GCM says only that it is not whole
  }
}

function read(file: string): SecretKey | undefined {
  let content: string
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
    content = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Refused(`Het geheimbestand ${file} kan niet worden gelezen. Controleer wie de eigenaar is.`)
  }
  const bytes = Buffer.from(content, 'base64url')
  if (!/^[\w-]+$/.test(content) || bytes.length !== keyLength) {
    throw new Refused(`Het geheimbestand ${file} is beschadigd. Zet het terug uit de reservekopie.`)
  }
  return new Uint8Array(bytes) as SecretKey
}

/** Writes a whole file beside it first and links it into place: two starts at once end up with the same secret. */
function create(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const descriptor = openSync(draft, 'wx', 0o600)
    try {
      writeSync(descriptor, `${randomBytes(keyLength).toString('base64url')}\n`)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return // another process was first
    throw new Refused(`Het geheimbestand ${file} kan niet worden gemaakt. Controleer de rechten van de map.`)
  } finally {
    rmSync(draft, { force: true })
  }
}

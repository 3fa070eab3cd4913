import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { Refused } from '../errors/index.ts'
import type { SecretKey } from '../secrets/index.ts'
import { secretPart } from './contents.ts'
import type { Backup } from './read-file.ts'
import { markOf } from './take.ts'

/** The secret of the installation out of its copy; undefined when it was left out. @throws Refused when it is another's */
export async function secretIn(backup: Backup): Promise<SecretKey | undefined> {
  const part = secretPart(backup.contents)
  if (!part) return undefined
  const pieces: Buffer[] = []
  for await (const piece of backup.read(part)) pieces.push(piece as Buffer)
  const secret = new Uint8Array(Buffer.concat(pieces)) as SecretKey
  if (markOf(secret) === backup.contents.secretMark) return secret
  throw new Refused('Het geheim in deze reservekopie hoort niet bij de gegevens. Neem een andere kopie.')
}

/** A fresh secret, for when the old one is lost. */
export const newSecret = (): SecretKey => new Uint8Array(randomBytes(32)) as SecretKey

/** Writes the secret where an installation looks for it, for its owner alone; never over another. */
export function keepSecret(file: string, secret: SecretKey): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    const descriptor = openSync(file, 'wx', 0o600)
    writeSync(descriptor, `${Buffer.from(secret).toString('base64url')}\n`)
    fsyncSync(descriptor)
    closeSync(descriptor)
  } catch (problem) {
    const { code = '' } = problem as NodeJS.ErrnoException
    throw new Refused(`Het geheimbestand ${file} kan niet worden gemaakt (${code}). Controleer de rechten van de map.`)
  }
}

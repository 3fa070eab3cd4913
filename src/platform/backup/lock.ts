import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes, scryptSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Transform, type TransformCallback } from 'node:stream'
import { Refused } from '../errors/index.ts'

/** Locks parts of a copy with a word: AES-256-GCM, a nonce for each part, the key from the word by scrypt. */
export interface Lock {
  /** 16 random bytes, in hexadecimal; it stands open in the file. */
  salt: string
  key: Buffer
}

export const noSalt = '0'.repeat(32)

const shortest = 12
const nonceLength = 12
const tagLength = 16

/** A lock with the word in a file, of which only the first line counts. @throws Refused when there is no word to use */
export function lockFrom(file: string, salt: string = randomBytes(16).toString('hex')): Lock {
  let word: string
  try {
    word = (readFileSync(file, 'utf8').split('\n')[0] ?? '').trim().normalize('NFC')
  } catch {
    throw new Refused(`Het bestand met het wachtwoord (${file}) is er niet, of je mag het niet lezen.`)
  }
  if (word.length < shortest) {
    throw new Refused(`Het wachtwoord in ${file} is te kort. Zet er een zin van minstens ${shortest} tekens in.`)
  }
  // 128 MiB and a good third of a second for every guess, as OWASP advises for scrypt.
  const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }
  return { salt, key: scryptSync(word, Buffer.from(salt, 'hex'), 32, cost) }
}

/** Locks what passes: nonce, content, tag. */
export function locking({ key }: Lock): Transform {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  let begun = false
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (!begun) this.push(nonce)
      begun = true
      done(null, cipher.update(chunk))
    },
    flush(done) {
      if (!begun) this.push(nonce)
      this.push(cipher.final())
      done(null, cipher.getAuthTag())
    },
  })
}

/** Unlocks what passes; it fails at the end when something was changed or the word is another. */
export function unlocking({ key }: Lock): Transform {
  let waiting = Buffer.alloc(0)
  let decipher: DecipherGCM | undefined
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      waiting = Buffer.concat([waiting, chunk])
      if (!decipher && waiting.length >= nonceLength) {
        decipher = createDecipheriv('aes-256-gcm', key, waiting.subarray(0, nonceLength), { authTagLength: tagLength })
        waiting = waiting.subarray(nonceLength)
      }
      // The last bytes that came may be the tag.
      const ready = Math.max(0, waiting.length - tagLength)
      if (decipher && ready > 0) {
        this.push(decipher.update(waiting.subarray(0, ready)))
        waiting = waiting.subarray(ready)
      }
      done()
    },
    flush(done) {
      try {
        const whole = decipher as DecipherGCM
        whole.setAuthTag(waiting)
        done(null, whole.final())
      } catch {
        done(new Refused('Het wachtwoord past niet bij deze reservekopie.'))
      }
    },
  })
}

import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refused } from '#platform/errors'
import {
  fromBase32,
  hashPassword,
  hashRecoveryCode,
  keyFor,
  mustBeHashedAnew,
  newRecoveryCodes,
  newToken,
  newTotpSecret,
  open,
  passwordProblem,
  sameSecret,
  seal,
  secretKeyFrom,
  sha256,
  stepAt,
  toBase32,
  totpAddress,
  totpCode,
  totpStep,
  verifyNobody,
  verifyPassword,
} from './index.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'naober-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('tokens', () => {
  test('a token has 256 bits and fits in an address', () => {
    expect(newToken()).toMatch(/^[\w-]{43}$/)
    expect(newToken()).not.toBe(newToken())
  })

  test('SHA-256 is that of FIPS 180', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  test('secrets are compared whole', () => {
    expect([sameSecret('abc', 'abc'), sameSecret('abc', 'abd'), sameSecret('abc', 'abcd')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('sealing', () => {
  test('the secret is made once, for its owner alone, and is the same afterwards', () => {
    const file = join(folder, 'new', 'secret')
    const key = secretKeyFrom(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(secretKeyFrom(file)).toEqual(key)
    expect(readdirSync(join(folder, 'new'))).toEqual(['secret'])
  })

  test('a damaged secret is refused and left alone', () => {
    const file = join(folder, 'damaged')
    writeFileSync(file, 'too short', { mode: 0o600 })
    expect(() => secretKeyFrom(file)).toThrow(Refused)
    expect(() => secretKeyFrom(file)).toThrow(/beschadigd/)
    expect(existsSync(file)).toBe(true)
  })

  test('what was sealed opens with the same key for the same thing, and with nothing else', () => {
    const key = secretKeyFrom(join(folder, 'one'))
    const other = secretKeyFrom(join(folder, 'other'))
    const sealed = seal('JBSWY3DPEHPK3PXP', key, 'account 7')
    expect(sealed).not.toContain('JBSWY3DP')
    expect(open(sealed, key, 'account 7')).toBe('JBSWY3DPEHPK3PXP')
    expect(open(sealed, key, 'account 8')).toBeUndefined()
    expect(open(sealed, other, 'account 7')).toBeUndefined()
    expect(open(sealed, keyFor('mail', key), 'account 7')).toBeUndefined()
    expect(seal('x', key)).not.toBe(seal('x', key))
  })

  test('a change anywhere is seen', () => {
    const key = secretKeyFrom(join(folder, 'one'))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, place) => {
        const sealed = seal(text, key)
        expect(open(sealed, key)).toBe(text)
        const bytes = Buffer.from(sealed.slice(2), 'base64url')
        const at = place % bytes.length
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
        expect(open(`1.${bytes.toString('base64url')}`, key)).toBeUndefined()
        expect(open(sealed.slice(0, -4), key)).toBeUndefined()
      }),
    )
    for (const broken of ['', '1.', '2.abc', 'x']) expect(open(broken, key)).toBeUndefined()
  })
})

describe('codes of an authenticator app', () => {
  const secret = toBase32(Buffer.from('12345678901234567890'))

  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at second %i the code is that of RFC 6238', (second, code) => {
    expect(totpCode(secret, stepAt(new Date(second * 1000)), 8)).toBe(code)
  })

  test('a code is good for its step and the ones beside it, and only once', () => {
    const at = new Date(59_000)
    const step = stepAt(at)
    const code = totpCode(secret, step)
    expect(totpStep(secret, code, at)).toBe(step)
    expect(totpStep(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, at)).toBe(step)
    expect(totpStep(secret, code, new Date(89_000))).toBe(step)
    expect(totpStep(secret, code, new Date(29_000))).toBe(step)
    expect(totpStep(secret, code, new Date(120_000))).toBeUndefined()
    expect(totpStep(secret, code, at, step)).toBeUndefined()
    expect(totpStep(secret, '', at)).toBeUndefined()
  })

  test('base32 is that of RFC 4648 and comes back', () => {
    expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
    expect(Buffer.from(fromBase32('mzxw 6ytb oi======')).toString()).toBe('foobar')
    expect(() => fromBase32('0189')).toThrow(RangeError)
    fc.assert(fc.property(fc.uint8Array(), (bytes) => Buffer.from(bytes).equals(fromBase32(toBase32(bytes)))))
  })

  test('an app can read the address', () => {
    expect(fromBase32(newTotpSecret())).toHaveLength(20)
    expect(totpAddress('ABC', 'noor@lindeveen.example', 'Welzijn Lindeveen')).toBe(
      'otpauth://totp/Welzijn%20Lindeveen:noor%40lindeveen.example?secret=ABC&issuer=Welzijn%20Lindeveen&algorithm=SHA1&digits=6&period=30',
    )
  })

  test('ten recovery codes can be read out and typed in any way', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(hashRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(hashRecoveryCode(code))
    }
    expect(hashRecoveryCode('0000-1111-0000')).toBe(hashRecoveryCode('OOOO-ILIL-oooo'))
  })
})

describe('passwords', () => {
  test('a password is recognised and another is not', async () => {
    const stored = await hashPassword('vier losse woorden samen')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(mustBeHashedAnew(stored)).toBe(false)
    expect(mustBeHashedAnew(stored.replace('t=2', 't=1'))).toBe(true)
    expect(await verifyPassword(stored, 'vier losse woorden samen')).toBe(true)
    expect(await verifyPassword(stored, 'Vier losse woorden samen')).toBe(false)
    expect(await verifyPassword('not a hash', 'x')).toBe(false)
    expect(await verifyNobody('vier losse woorden samen')).toBe(false)
  })

  test.each([
    'fiets lamp kanaal worst',
    'correct horse battery staple',
    'tuinhek-94-rozemarijn',
    'mtkqvzprwhdj',
    'Åse eet graag nasi 🍜',
  ])('‘%s’ is good', (password) => {
    expect(passwordProblem(password, ['noor@lindeveen.example', 'Noor de Wit'])).toBeUndefined()
  })

  test.each([
    ['kort', /heeft 4 tekens; dat moeten er minstens 12 zijn/],
    ['a'.repeat(201), /er passen er 200/],
    ['aaaaaaaaaaaaaa', /rijtje of een herhaling/],
    ['abcabcabcabc', /rijtje of een herhaling/],
    ['qwertyuiop123', /rijtje of een herhaling/],
    ['1234567890123', /rijtje of een herhaling/],
    ['zyxwvutsrqpo', /rijtje of een herhaling/],
    ['Welkom2025!!', /veel mensen kiezen/],
    ['W@chtw00rd2025', /veel mensen kiezen/],
    ['Zomervakantie1', /veel mensen kiezen/],
    ['Welzijn-2025!', /vooral ‘welzijn’/],
    ['naobernaober1', /rijtje of een herhaling/],
    ['naober en zo 1', /vooral ‘naober’/],
    ['Lindeveen2025', /vooral ‘lindeveen’/],
    ['noor.de.wit.1980', /makkelijk te raden/],
  ])('‘%s’ is refused', (password, message) => {
    expect(passwordProblem(password, ['noordewit@lindeveen.example', 'Noor de Wit'])).toMatch(message)
  })

  test('whatever someone takes, the answer is quick and a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 220 }), (password) => {
        const problem = passwordProblem(password)
        expect(problem === undefined || problem.endsWith('.')).toBe(true)
      }),
    )
  })
})

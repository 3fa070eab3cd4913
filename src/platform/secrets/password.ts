import { hash, verify } from '@node-rs/argon2'
import { plain } from '#platform/words'
import { commonPasswords } from './common-passwords.ts'

/** How long a password may be. Short of the least it can be guessed; longer than the most only costs work. */
export const passwordLength = { least: 12, most: 200 }

// OWASP's advice for argon2id: 19 MiB, two passes, one lane. 2 is Argon2id; the package's enum is no plain value.
const costs = { algorithm: 2, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const

/** The hash of a password, to store. Takes some thirty milliseconds of a core: never call it inside a transaction. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, costs)
}

/** Whether the password belongs to the hash. A hash that cannot be read is no match. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  if (password.length > passwordLength.most) return false
  try {
    return await verify(stored, password)
  } catch {
    return false
  }
}

/**
 * Takes as long as verifying a password, and says no. For who signs in with an address we do not know, so that the
 * time does not tell which addresses we do.
 */
export async function verifyNobody(password: string): Promise<false> {
  nobody ??= hashPassword('a password that nobody has')
  await verifyPassword(await nobody, password)
  return false
}

let nobody: Promise<string> | undefined

/** Whether a hash was made with other costs than today's, so that it is made anew at the next sign-in. */
export function mustBeHashedAnew(stored: string): boolean {
  return !stored.startsWith(`$argon2id$v=19$m=${costs.memoryCost},t=${costs.timeCost},p=${costs.parallelism}$`)
}

/**
 * What is wrong with a new password, as a Dutch sentence; undefined when it is good. Length counts and nothing else
 * is asked for: no capitals, digits or signs. What an attacker tries first is refused: common passwords, keyboard
 * rows and repetitions, and words that belong to this user or this organisation, which come in as `own` (the e-mail
 * address, the names, the organisation). ASVS 5 §6.2.
 */
export function passwordProblem(password: string, own: readonly string[] = []): string | undefined {
  const letters = [...password].length
  if (letters < passwordLength.least) {
    return `Je wachtwoord heeft ${letters} tekens; dat moeten er minstens ${passwordLength.least} zijn. Neem bijvoorbeeld vier losse woorden.`
  }
  if (password.length > passwordLength.most) {
    return `Je wachtwoord heeft ${password.length} tekens; er passen er ${passwordLength.most}. Maak het korter.`
  }
  const stripped = lettersOf(password)
  if (isPattern(stripped) || isPattern(password)) {
    return 'Dit wachtwoord is een rijtje of een herhaling en makkelijk te raden. Neem bijvoorbeeld vier losse woorden.'
  }
  const word = wordsOf(own).find((one) => isMadeOf(stripped, one))
  if (word !== undefined) {
    return `Je wachtwoord is vooral ‘${word}’ en dat is makkelijk te raden. Neem woorden die niets met jou of je werk te maken hebben.`
  }
  if (isCommon(stripped)) {
    return 'Dit wachtwoord is vooral een woord dat veel mensen kiezen. Neem bijvoorbeeld vier losse woorden.'
  }
  return undefined
}

/** Words of our own trade, which someone who knows where a worker works tries first. */
const trade = ['naober', 'welzijn', 'welzijnswerk', 'buurtwerk', 'buurtbemiddeling', 'taalhuis', 'maatwerk', 'gemeente']

/** The words of this user and this trade that are long enough to mean anything. */
function wordsOf(own: readonly string[]): string[] {
  const parts = own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
  return [...parts, ...trade].map((part) => lettersOf(part)).filter((part) => part.length >= 4)
}

/** Lower case, without accents and signs, and with the letters that digits are put in the place of: 'w3lz!jn'. */
function lettersOf(text: string): string {
  return plain(text)
    .replace(/[013457@$!€]/g, (sign) => leet[sign] ?? sign)
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const leet: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
}

/** Whether little is left when the word is taken out: 'welzijn2025!!' is made of 'welzijn'. */
function isMadeOf(password: string, word: string): boolean {
  if (!password.includes(word)) return false
  return password.replaceAll(word, '').length < 8
}

/** Whether it is a common password, also with something before or behind it to make it long enough. */
function isCommon(password: string): boolean {
  return commonPasswords.some((common) => isMadeOf(password, lettersOf(common)) && lettersOf(common).length >= 4)
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '01234567890123456789',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
]

/** Whether it is a few signs over and over, or walks along the alphabet or the keyboard. */
function isPattern(password: string): boolean {
  const text = password.toLowerCase()
  if (text === '' || new Set(text).size < 5) return true
  if (/^(.{1,6}?)\1+.{0,3}$/u.test(text)) return true
  return rows.some((row) => walks(text, row) || walks(text, [...row].reverse().join('')))
}

/** Whether all but a few signs are pieces of four or more along the row. */
function walks(text: string, row: string): boolean {
  let left = text
  for (let length = Math.min(text.length, row.length); length >= 4; length--) {
    for (let start = 0; start + length <= left.length; ) {
      const piece = left.slice(start, start + length)
      if (row.includes(piece)) left = left.slice(0, start) + left.slice(start + length)
      else start++
    }
  }
  return left.length < 6 && left.length < text.length
}

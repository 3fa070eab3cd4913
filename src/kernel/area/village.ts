import { addDays, type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'
import { plain } from '#platform/words'

export type Area = Row<'areas'>

/** Longer is no name of a village, in letters. */
export const longestName = 80
/** The Netherlands has some 2,500 villages and towns; more in one list is a mistake. */
export const mostAtOnce = 2000

/** How names are compared: 'Nieuw-Lindeveen', 'nieuw lindeveen' and 'NIEUW  LINDEVEEN' are one village. '' is no name at all. */
export function nameKey(name: string): string {
  return plain(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What was made out of a pasted list of names. */
export interface Understood {
  /** Villages that are not there yet, in the order of the list. */
  fresh: string[]
  /** Those that are there already, as they are called there. */
  known: string[]
  /** Those that stood in the list more than once. */
  twice: string[]
  /** What is no name, and why. */
  refused: { text: string; why: string }[]
}

/**
 * Reads names of villages, one on a line or with commas or semicolons between them, as `naober init --dorpen` and the page of the
 * administrator take them. Bullets and numbers before a name are left out.
 * @param standing the villages that are there, so that none is made twice
 * @throws Invalid under '' for more names than there are villages
 */
export function readVillages(text: string, standing: readonly { name: string }[]): Understood {
  const there = new Map(standing.map(({ name }) => [nameKey(name), name]))
  const parts = text.split(/[\n,;\t]/).map(nameIn)
  const names = parts.filter((part) => part !== '')
  if (names.length > mostAtOnce)
    throw new Invalid({ '': `Dit zijn ${names.length} namen. Plak er hooguit ${mostAtOnce} tegelijk.` })
  const read = { fresh: new Map<string, string>(), known: new Map<string, string>(), twice: new Map<string, string>() }
  const refused: Understood['refused'] = []
  for (const name of names) {
    const [key, why] = [nameKey(name), whyNoName(name)]
    const known = there.get(key)
    if (why !== undefined) refused.push({ text: name.slice(0, longestName), why })
    else if (known !== undefined) read.known.set(key, known)
    else if (read.fresh.has(key)) read.twice.set(key, read.fresh.get(key) as string)
    else read.fresh.set(key, name)
  }
  return {
    fresh: [...read.fresh.values()],
    known: [...read.known.values()],
    twice: [...read.twice.values()],
    refused,
  }
}

/** A name out of a list: without its bullet or number, with single spaces. */
function nameIn(part: string): string {
  return part
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:[-–—•·*]|\d{1,4}[.)])\s+)+/u, '')
}

/** Why this cannot be the name of a village, in a sentence that says what to do; undefined when it can. */
export function whyNoName(name: string): string | undefined {
  if (name.length > longestName) return `Dit is langer dan ${longestName} tekens. Zet elk dorp op een eigen regel.`
  if (!/\p{L}/u.test(name)) return 'Hier staat geen letter in. Vul de naam van een dorp in.'
  return undefined
}

/**
 * Refuses a name that is none, or that another village has.
 * @throws Invalid under `name`
 */
export function checkName(name: string, others: readonly Pick<Area, 'name' | 'validUntil'>[]): void {
  const why = whyNoName(name)
  if (why !== undefined) throw new Invalid({ name: why })
  const same = others.find((other) => nameKey(other.name) === nameKey(name))
  if (same?.validUntil)
    throw new Invalid({
      name: `${same.name} staat er al, en bestaat tot en met ${inWords(addDays(same.validUntil, -1))}. Open dat dorp en neem het einde terug.`,
    })
  if (same) throw new Invalid({ name: `${same.name} staat er al. Kies een andere naam.` })
}

/** Gives a village another name, everywhere and for all years: it is the same village. What it was called stays known. */
export function renamed(was: Area, name: string): Area {
  if (name === was.name) return was
  const before = was.formerNames.filter((one) => one !== name && one !== was.name)
  return { ...was, name, formerNames: [...before, was.name] }
}

/** Takes the last new name back, as if it had never been given. @throws Invalid when there was no other */
export function nameTakenBack(was: Area): Area {
  const name = was.formerNames.at(-1)
  if (name === undefined) throw new Invalid({ '': `${was.name} heette niet eerder anders.` })
  return { ...was, name, formerNames: was.formerNames.slice(0, -1) }
}

/** Ends a village: after this day no new address or case can be in it. What is there stays, and goes on counting for it. */
export function ended(was: Area, lastDay: Day): Area {
  return { ...was, validUntil: addDays(lastDay, 1) }
}

/** Whether a village takes new addresses and cases on a day. */
export function takesNew({ validUntil }: Pick<Area, 'validUntil'>, on: Day): boolean {
  return validUntil === null || on < validUntil
}

/**
 * The villages to choose from on a day, by key: those that take something new, and the one that was chosen before, which may
 * stay as it is.
 */
export function villagesToChoose(
  all: readonly Pick<Area, 'id' | 'name' | 'validUntil'>[],
  on: Day,
  standing: string | null = null,
): Record<string, string> {
  return Object.fromEntries(
    all.filter((one) => takesNew(one, on) || one.id === standing).map((one) => [one.id, one.name]),
  )
}

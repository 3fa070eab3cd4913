// How somebody wants to be reached, and whether we still may. Everybody who sends something or calls asks `mayReach`.

import { type Day, inWords } from '#platform/days'
import { showPhone } from '#platform/fields'
import type { Row } from '#platform/records'
import { capital, list } from '#platform/words'

export type PersonWishes = Row<'personWishes'>
export type Departure = Row<'personDepartures'>

/** By what somebody is reached. Keys are for ever. */
export type By = 'mail' | 'sms' | 'paper' | 'phone'

/** Who is no longer here: moved away, or died. Who did both, died. */
export type Left = Pick<Departure, 'kind' | 'onDay'>

/** All that somebody said about being reached, and whether they are still here. */
export interface Wishes
  extends Pick<
    PersonWishes,
    | 'language'
    | 'interpreter'
    | 'readsHard'
    | 'hearsHard'
    | 'safePhone'
    | 'safeEmail'
    | 'practical'
    | 'notBefore'
    | 'notAfter'
  > {
  never: readonly string[]
  left: Left | null
}

export const noWishes: Wishes = {
  language: null,
  interpreter: false,
  readsHard: false,
  hearsHard: false,
  safePhone: null,
  safeEmail: null,
  practical: null,
  notBefore: null,
  notAfter: null,
  never: [],
  left: null,
}

/** Whether somebody may be reached that way; if not, one Dutch sentence that says why, without a name. */
export type MayReach = { may: true } | { may: false; because: string }

const neverInWords: Record<By, string> = {
  mail: 'Diegene wil geen mail.',
  sms: 'Diegene wil geen sms.',
  paper: 'Diegene wil geen brieven.',
  phone: 'Diegene wil niet gebeld worden.',
}

/**
 * Whether somebody may be reached by mail, sms, paper or phone on a day. Who died is reached by nothing; who moved away gets nothing
 * sent, but may be called. Where a safe number or a safe mail address was agreed, nothing else is used.
 * @param wishes undefined for somebody whom the asker may not see: then nothing goes out
 */
export function mayReach(wishes: Wishes | undefined, by: By, today: Day): MayReach {
  const no = (because: string): MayReach => ({ may: false, because })
  if (!wishes)
    return no('Jij mag niet zien hoe diegene bereikt wil worden. Vraag het een collega die daar wel bij mag.')
  const { left, never, safePhone, safeEmail } = wishes
  if (left && left.onDay <= today) {
    if (left.kind === 'died') return no(`Diegene is overleden op ${inWords(left.onDay)}. Er gaat niets meer uit.`)
    if (by !== 'phone') return no(`Diegene is verhuisd op ${inWords(left.onDay)}. Er gaat niets meer uit.`)
  }
  // Who must not be called is not texted either: it is the same telephone.
  if (by === 'sms' && never.includes('phone')) return no(neverInWords.phone)
  if (never.includes(by)) return no(neverInWords[by])
  if (safePhone === null && safeEmail === null) return { may: true }
  if (by === 'mail') return safeEmail ? { may: true } : no('Er is alleen een veilig nummer afgesproken. Mail niet.')
  if (by === 'paper') return no('Er is afgesproken hoe je diegene veilig bereikt. Een brief hoort daar niet bij.')
  return safePhone ? { may: true } : no('Er is alleen een veilig mailadres afgesproken. Bel en sms niet.')
}

/** The number to call or text and the mail address to write to: the safe ones where they were agreed. */
export function reachedAt(
  person: { phone: string | null; email: string | null },
  wishes: Pick<Wishes, 'safePhone' | 'safeEmail'> = noWishes,
): { phone: string | null; email: string | null } {
  const { safePhone, safeEmail } = wishes
  return safePhone || safeEmail ? { phone: safePhone, email: safeEmail } : { phone: person.phone, email: person.email }
}

const neverLabels: Record<string, string> = { mail: 'mailen', sms: 'sms’en', paper: 'brieven sturen', phone: 'bellen' }

/** The wishes as short sentences, what matters most for safety first; empty when nobody said anything. */
export function wishesInWords(wishes: Wishes): string[] {
  const never = wishes.never.flatMap((by) => neverLabels[by] ?? [])
  return [
    wishes.safePhone && `Alleen op ${showPhone(wishes.safePhone)}: dat nummer is veilig`,
    wishes.safeEmail && `Alleen via ${wishes.safeEmail}: dat adres is veilig`,
    wishes.practical && capital(wishes.practical),
    never.length > 0 && `Niet ${list(never)}`,
    hoursInWords(wishes),
    wishes.language && `Spreekt ${wishes.language}`,
    wishes.interpreter && 'Wil een tolk',
    wishes.hearsHard && 'Hoort slecht',
    wishes.readsHard && 'Leest moeilijk',
  ].filter((one): one is string => typeof one === 'string' && one !== '')
}

function hoursInWords({ notBefore, notAfter }: Pick<Wishes, 'notBefore' | 'notAfter'>): string | false {
  const said = [notBefore && `niet vóór ${hour(notBefore)}`, notAfter && `niet na ${hour(notAfter)}`].filter(Boolean)
  return said.length > 0 && `Bel ${said.join(' en ')}`
}

const hour = (time: string) => `${time.slice(0, 5).replace(':', '.').replace(/^0/, '')} uur`

/** Which of the departures of one person holds: who died, died; taken-back ones do not count. */
export function leftBy(departures: readonly Departure[]): Left | null {
  const standing = departures.filter((one) => one.removedAt === null)
  return standing.find((one) => one.kind === 'died') ?? standing.find((one) => one.kind === 'moved') ?? null
}

import { lineByAddress } from '#kernel/case'
import type { LoggedTalk, MyCase, Talk } from '#kernel/helping'
import type { Contact } from '#kernel/match'
import type { ServiceLine } from '#kernel/service-line'
import { type Day, dayOf } from '#platform/days'
import { capital } from '#platform/words'
import { lineOf } from '#service-lines'
import { nearDay } from '../zaken/in-words.ts'

/** The line as the pages of one case speak it: where each side told of the other, both go by their address. */
export const lineOfMine = ({ line, bothReported, contacts }: MyCase): ServiceLine =>
  bothReported
    ? lineByAddress(
        lineOf(line),
        contacts.map((one) => ({ ...one, called: null })),
      )
    : lineOf(line)

/** 'gebeld met de melder', 'gesprek samen': a talk, and never a word of what it was about. */
export function talkInWords(line: ServiceLine, { kind, side, result }: Talk): string {
  const match = Object.values(line.match?.talks ?? {}).find(
    (one) => one.kind === kind && one.result === result && one.with === (side === null ? 'all' : 'side'),
  )
  const called = match?.called ?? line.case.results[result]?.called ?? line.case.talks[kind]?.called ?? 'Gesprek'
  const whom =
    side === null
      ? (line.case.talks[kind]?.withWhom?.toLowerCase() ?? 'samen')
      : (line.case.sides[side]?.inText ?? side)
  return `${called}: ${whom}`
}

/** 'vandaag door Wim', 'gisteren door jou'. */
export function loggedInWords(talk: LoggedTalk, me: string | null, today: Day): string {
  const who = talk.author === me ? 'jou' : (talk.authorName?.split(' ')[0] ?? 'een ander')
  return `${capital(nearDay(dayOf(talk.happenedAt), today))} door ${who}`
}

/** 'Turfweg 3, Lindeveen'; '' when nobody wrote an address down. */
export function addressOf({ street, houseNumber, postcode, villageName }: Contact): string {
  return [[street, houseNumber].filter(Boolean).join(' '), [postcode, villageName].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
}

/**
 * Opens the phone's own map with the way to an address. It goes from the phone to its own app: Naober sends the address nowhere.
 * @param device as `From` says it, such as 'Safari op iPhone'
 */
export function routeTo(address: string, device: string): string {
  const place = encodeURIComponent(address)
  return /iPhone|iPad|Mac/.test(device) ? `maps://?daddr=${place}` : `geo:0,0?q=${place}`
}

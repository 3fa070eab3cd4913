// A message on its way out:
//
//   waiting ──► sending ─┬─► sent ──► bounced      it came back
//     ▲            │     ├─► failed                refused, or tried too often
//     │   later    │     └─► unsure                nobody knows whether it went: it is not sent again by itself
//     └────────────┘
//   waiting ──► withdrawn      failed, unsure, bounced ──► waiting, when somebody says so
//
// What was handed over is written down after it was handed over. A worker that falls over in between leaves 'sending', which becomes
// 'unsure': so the program itself sends nothing twice (decision 0024).

import { decent, type QuietHours } from '#kernel/case'
import { addDays, type Day, dayOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Delivered } from '#platform/mail'
import type { Row } from '#platform/records'

export type Message = Row<'messages'>

/** How something goes out. Keys are for ever. */
export const messageWays = { mail: 'Mail', sms: 'Sms', paper: 'Papier' } as const
export type MessageWay = keyof typeof messageWays

export const messageStates = {
  waiting: 'wacht',
  sending: 'wordt verstuurd',
  sent: 'verstuurd',
  failed: 'niet gelukt',
  unsure: 'onzeker',
  bounced: 'teruggekomen',
  withdrawn: 'ingetrokken',
} as const
export type MessageState = keyof typeof messageStates

/** After how many minutes it is tried again: the first time soon, in the end once in half a day. */
const patience = [1, 5, 15, 60, 180, 360, 720] as const

/** How long a message may be in the hands of a worker before nobody knows any more what became of it, in milliseconds. */
export const sendingLasts = 15 * 60_000

/** What a message becomes after it was handed over. */
export function afterHanding(was: Message, handed: Delivered, now: Date): Message {
  const done = { ...was, claimedAt: null, reason: 'why' in handed ? handed.why : null }
  switch (handed.is) {
    case 'accepted':
      return { ...done, state: 'sent', sentAt: now }
    case 'refused':
      return { ...done, state: 'failed' }
    case 'unsure':
      return { ...done, state: 'unsure' }
    case 'later': {
      const minutes = patience[was.tries - 1]
      if (minutes === undefined) return { ...done, state: 'failed' }
      return { ...done, state: 'waiting', tryAt: new Date(now.getTime() + minutes * 60_000) }
    }
  }
}

/** When a message is first tried. A text message makes a noise, so it keeps the quiet hours; mail waits where it is read. */
export function firstTry(way: MessageWay, now: Date, quiet: QuietHours): Date {
  return way === 'sms' ? decent(now, quiet) : now
}

/** Takes a message back that has not gone yet. @throws Invalid when it has */
export function withdrawMessage(was: Message): Message {
  if (was.state === 'withdrawn') return was
  if (was.state !== 'waiting')
    throw new Invalid({ '': 'Dit bericht is al weg, of wordt net verstuurd. Intrekken kan niet meer.' })
  return { ...was, state: 'withdrawn' }
}

/** Sends again what did not arrive, because somebody says so. @throws Invalid for what waits or arrived, and for paper */
export function sendAgain(was: Message, now: Date): Message {
  if (was.way === 'paper' || !hasTrouble(was))
    throw new Invalid({ '': 'Dit bericht wacht al, of kwam aan. Opnieuw versturen is niet nodig.' })
  return { ...was, state: 'waiting', tries: 0, tryAt: now, reason: null, handledAt: null, claimedAt: null }
}

/** It came back: the address does not work. @throws Invalid for what did not go */
export function cameBack(was: Message): Message {
  if (was.state === 'bounced') return was
  if (was.state !== 'sent' && was.state !== 'unsure')
    throw new Invalid({ '': 'Dit bericht is niet verstuurd, dus het kan niet terugkomen.' })
  return { ...was, state: 'bounced', reason: null, handledAt: null }
}

/** How a letter left the house. */
export const lettersGo = { posted: 'op de post gedaan', handed: 'zelf gegeven' } as const
export type LetterGoes = keyof typeof lettersGo

/** Paper was posted or handed over; taken back with `null`. @throws Invalid for what is no paper, or was thrown away */
export function gone(was: Message, how: LetterGoes | null, now: Date): Message {
  if (was.way !== 'paper') throw new Invalid({ '': 'Dit is geen brief.' })
  if (was.state === 'withdrawn') throw new Invalid({ '': 'Deze brief is niet gebruikt. Maak een nieuwe.' })
  if (how !== null && was.state === 'sent') return was
  return { ...was, state: how ? 'sent' : 'waiting', sentAt: how && now, reason: how, handledAt: null }
}

/** For how long after it went the same message is the same press of a button, in milliseconds. */
const sameDeed = 10 * 60_000

/** Whether a message waits or just went: then the same one is not put beside it. */
export const isOnItsWay = ({ state, sentAt }: Pick<Message, 'state' | 'sentAt'>, now: Date): boolean =>
  state === 'waiting' ||
  state === 'sending' ||
  (state === 'sent' && sentAt !== null && now.getTime() - sentAt.getTime() < sameDeed)

/** Whether somebody has to look at it: it did not arrive, or nobody knows. */
export const hasTrouble = ({ state }: Pick<Message, 'state'>): boolean =>
  state === 'failed' || state === 'unsure' || state === 'bounced'

/** After how many days without being opened a message comes back, by the setting `messages.unread-after` or else a week. */
export const usuallyUnreadAfter = 7

/** Why a message waits for who sent it; undefined when it does not. */
export function whyBack(one: Message, today: Day, unreadAfter: number): 'trouble' | 'unread' | 'ready' | undefined {
  if (one.handledAt !== null) return undefined
  if (hasTrouble(one)) return 'trouble'
  if (one.way === 'paper' && one.state === 'waiting') return 'ready'
  if (one.state !== 'sent' || !one.opens || one.openedAt !== null || one.sentAt === null) return undefined
  return addDays(dayOf(one.sentAt), unreadAfter) <= today ? 'unread' : undefined
}

/** Why it did not arrive, in one sentence without an address. */
export function reasonInWords({ state, reason, way }: Pick<Message, 'state' | 'reason' | 'way'>): string {
  switch (state) {
    case 'bounced':
      return 'Het kwam terug: het adres klopt niet of werkt niet meer.'
    case 'unsure':
      return 'Niemand weet of dit aankwam. Naober stuurt het niet vanzelf nog eens.'
    case 'failed':
      return failedInWords(reason ?? '', way as MessageWay)
    default:
      return ''
  }
}

function failedInWords(reason: string, way: MessageWay): string {
  if (reason === 'envelope')
    return 'Het adres is niet meer te lezen. Stuur het opnieuw vanaf de plek waar je het verstuurde.'
  const [, code = '', detail = ''] = /^(\d{3})(?: (\d\.\d{1,3}\.\d{1,3}))?/.exec(reason) ?? []
  if (way === 'sms') return 'De sms-dienst weigert dit nummer.'
  if (/^5\.1\./.test(detail) || code === '550' || code === '553')
    return 'Dit mailadres bestaat niet, of weigert onze mail.'
  if (detail === '5.2.2' || code === '552') return 'De mailbox zit vol.'
  if (code.startsWith('5')) return 'De mailserver weigert dit bericht.'
  return 'De mailserver was te lang niet bereikbaar.'
}

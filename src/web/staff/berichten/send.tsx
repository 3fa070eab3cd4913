import { createHash } from 'node:crypto'
import { type Message, type MessageState, type MessageWay, messageStates, messageWays } from '#kernel/message'
import { momentInWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import { Chip, PostButton, Row, Soft, Stack, type Tone } from '#ui'
import type { Sends } from '#web/app'
import type { Reach, Way } from './reach.ts'

/** Whether anything leaves this house by itself. Where not, every page says to copy or print. */
export const sendsAnything = ({ mail, sms }: Sends): boolean => mail || sms

/** The way that was pressed. @throws Invalid with the reason why it cannot be used (any more) */
export function wayIn(form: URLSearchParams, reach: Reach | undefined): Way {
  const chosen = reach?.ways.find(({ way }) => way === form.get('way'))
  if (!chosen) throw new Invalid({ '': `Dit kan nu niet worden verstuurd. ${reach?.whyNot.join(' ') ?? ''}`.trim() })
  return chosen
}

/** A key made of something that is shown once, such as an invitation: sent twice it goes once. */
export function keyOf(text: string): string {
  const hex = createHash('sha256').update(`message ${text}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A button for each way by which somebody can be sent this, and why not by the others. */
export function SendButtons({
  action,
  reach,
  hidden = {},
  to,
}: {
  action: string
  reach: Reach
  hidden?: Record<string, string>
  /** For who cannot see which of several buttons it is. */
  to?: string
}) {
  return (
    <Stack tight>
      {reach.ways.length > 0 && (
        <Row>
          {reach.ways.map(({ way }) => (
            <PostButton key={way} action={action} hidden={{ ...hidden, way }}>
              {way === 'mail' ? 'Stuur per mail' : 'Stuur per sms'}
              {to !== undefined && <span className="n-hidden">: {to}</span>}
            </PostButton>
          ))}
        </Row>
      )}
      {reach.whyNot.length > 0 && <Soft small>{reach.whyNot.join(' ')}</Soft>}
    </Stack>
  )
}

/** 'mail, verstuurd op 12 maart om 9.14 uur': what became of what was sent, in a few words. */
export function sentInWords({ way, state, sentAt, tries }: Message): string {
  const waits = way === 'paper' ? 'ligt klaar' : tries > 0 ? 'nog niet gelukt, gaat straks weer' : 'gaat zo weg'
  const became = state === 'waiting' ? waits : messageStates[state as MessageState]
  return `${messageWays[way as MessageWay]?.toLowerCase()}, ${became}${sentAt ? ` op ${momentInWords(sentAt)}` : ''}`
}

export const toneOf = ({ state, way }: Pick<Message, 'state' | 'way'>): Tone =>
  state === 'sent'
    ? 'good'
    : state === 'failed' || state === 'bounced'
      ? 'late'
      : state === 'unsure' || (way === 'paper' && state === 'waiting')
        ? 'warn'
        : 'plain'

/** What was sent about something, the last on top. */
export function SentLines({ messages }: { messages: readonly Message[] }) {
  if (messages.length === 0) return null
  return (
    <Stack tight>
      {[...messages].reverse().map((one) => (
        <Soft key={one.id} small>
          <Chip tone={toneOf(one)}>{sentInWords(one)}</Chip>
          {one.openedAt && ` geopend op ${momentInWords(one.openedAt)}`}
        </Soft>
      ))}
    </Stack>
  )
}

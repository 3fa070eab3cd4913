import type { Delivered } from '#platform/mail'

/**
 * Text messages go through a gateway of the organisation's own choice. We send it one JSON document by POST and look at nothing but the
 * status: `{ to, text, reference }`, with the key as a bearer token. Most services take this, or have a small step in between that does.
 */
export interface SmsSetting {
  url: string
  key: string
}

export interface Sms {
  /** International, such as '+31612345678'. */
  to: string
  text: string
  /** Our own key: a service that knows it sends it once. */
  key: string
}

const patience = 15_000
/** Trouble before anything was said: the message cannot have gone. */
const before = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

/** Hands one text message to the gateway. */
export async function sendSms({ url, key }: SmsSetting, sms: Sms): Promise<Delivered> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': sms.key },
      body: JSON.stringify({ to: sms.to, text: sms.text, reference: sms.key }),
    })
    await answer.body?.cancel()
    const why = String(answer.status)
    if (answer.ok) return { is: 'accepted' }
    if (answer.status === 401 || answer.status === 403) return { is: 'later', why, away: true }
    if (answer.status === 429 || answer.status === 503) return { is: 'later', why, away: true }
    // Of a fault inside the gateway nobody knows how far it came.
    return answer.status >= 500 ? { is: 'unsure', why } : { is: 'refused', why }
  } catch (problem) {
    const code = (problem as { cause?: { code?: string } }).cause?.code ?? (problem as Error).name
    return before.includes(code) ? { is: 'later', why: code, away: true } : { is: 'unsure', why: code }
  }
}

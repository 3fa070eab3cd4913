import { type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

/** What somebody said when asked, on a day. A yes may end or be taken back; who was not asked has no row. */
export type Consent = Row<'consents'>

/** What can be registered of a question: an answer, or that nobody asked yet. */
export type Said = 'yes' | 'no' | 'unasked'

/** The dates of a yes, whatever it was said about: a case, words to quote. */
export interface Lasting {
  givenOn: Day
  validUntil: Day | null
  withdrawnOn: Day | null
}

/** Whether a yes holds on a day: it was given, has not ended and was not taken back. */
export function lasts({ givenOn, validUntil, withdrawnOn }: Lasting, on: Day): boolean {
  return givenOn <= on && (validUntil === null || on < validUntil) && (withdrawnOn === null || on < withdrawnOn)
}

/** Whether somebody agrees on a day. */
export function holds(consent: Consent, on: Day): boolean {
  return consent.answer === 'yes' && lasts(consent, on)
}

/** How it stands with one question: what counts now, since when, and the answer that it follows from. */
export interface Standing {
  now: 'yes' | 'no' | 'withdrawn' | 'ended' | 'unasked'
  since: Day | null
  last: Consent | undefined
}

/** How it stands on a day with the question of a scope. Of several answers the last counts. */
export function standingOf(consents: readonly Consent[], scope: string, on: Day): Standing {
  const last = consents
    .filter((one) => one.scope === scope)
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
    .at(-1)
  if (!last) return { now: 'unasked', since: null, last }
  if (last.answer === 'no') return { now: 'no', since: last.givenOn, last }
  if (holds(last, on)) return { now: 'yes', since: last.givenOn, last }
  return last.withdrawnOn
    ? { now: 'withdrawn', since: last.withdrawnOn, last }
    : { now: 'ended', since: last.validUntil, last }
}

const order = ({ givenOn, id }: Consent) => `${givenOn} ${id}`

/** What a standing answer says on the form: a yes that is over is a no. */
export function saidNow({ now }: Pick<Standing, 'now'>): Said {
  return now === 'yes' || now === 'unasked' ? now : 'no'
}

/** Whether there is at most one answer, and nothing was done with it since: then it may have been a mistake. */
export function mayBeForgotten(consents: readonly Consent[], scope: string): boolean {
  const all = consents.filter((one) => one.scope === scope)
  return all.length === 0 || (all.length === 1 && all[0]?.withdrawnOn === null)
}

/** What must be done to make an answer so. */
export type Answering = 'nothing' | 'add' | 'withdraw' | 'forget'

/**
 * What it takes when somebody says something (else) on a day. A yes that becomes a no is taken back and keeps its row; that it was
 * never asked undoes a mistake, so only while there is one answer.
 * @throws Invalid under `on` for a day before the answer that stands, under '' when more than one answer would be forgotten
 */
export function answering(consents: readonly Consent[], scope: string, said: Said, on: Day, today: Day): Answering {
  const standing = standingOf(consents, scope, today)
  if (said === saidNow(standing)) return 'nothing'
  if (said === 'unasked') {
    if (!mayBeForgotten(consents, scope)) throw new Invalid({ '': 'Het is al vaker gevraagd. Kies ja of nee.' })
    return 'forget'
  }
  const { last } = standing
  if (last && on < (last.withdrawnOn ?? last.givenOn))
    throw new Invalid({
      on: `Op ${inWords(last.withdrawnOn ?? last.givenOn)} is er al een antwoord. Kies die dag of later.`,
    })
  return standing.now === 'yes' ? 'withdraw' : 'add'
}

// An evaluation is asked on one day and answered, or not, on another:
//
//   asked (by link or on paper) ─┬─ answered: by that link, or typed in by a colleague
//                                └─ never: it counts as asked all the same

import { lasts } from '#kernel/consent'
import { addYears, type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

export type Survey = Row<'surveys'>

/** How somebody gave their answer, or was asked for it. Keys are for ever. */
export const ways = { link: 'Met een link', paper: 'Op papier', phone: 'Aan de telefoon' } as const
export type Way = keyof typeof ways

/** The most signs of what somebody says about it. */
export const longestRemark = 600

/** What somebody answers. */
export interface Answer {
  mark: number | null
  quote: string | null
  /** How to call them, without a name. */
  quoteBy: string | null
  /** Whether their words may be shown; until when. */
  share: boolean
  until: Day | null
  way: Way | null
  on: Day
}

/**
 * An evaluation with its answer. Empty is an answer too: asked, and not filled in.
 * @throws Invalid when words may be shared and there are none, or it was answered before
 */
export function fillIn<S extends Partial<Survey>>(asked: S, { share, until, on, ...answer }: Answer) {
  if (asked.answeredOn) throw new Invalid({ '': `Dit is op ${inWords(asked.answeredOn)} al ingevuld.` })
  if (share && answer.quote === null)
    throw new Invalid({ quote: 'Er staat niets om te delen. Schrijf op wat diegene zei, of kies nee bij delen.' })
  const answered = answer.mark !== null || answer.quote !== null
  return {
    ...asked,
    ...answer,
    answered,
    answeredOn: answered ? on : null,
    quoteConsentOn: share ? on : null,
    quoteConsentUntil: share ? until : null,
    quoteWithdrawnOn: null,
  }
}

/** How long words may be shown when nobody says otherwise: two years. */
export const usuallyUntil = (on: Day): Day => addYears(on, 2)

/** Whether the words may be quoted on a day: consent was given, has not ended and was not withdrawn. */
export function mayBeQuoted(answer: Survey, on: Day): boolean {
  const { quote, quoteConsentOn: givenOn, quoteConsentUntil: validUntil, quoteWithdrawnOn: withdrawnOn } = answer
  return quote !== null && givenOn !== null && lasts({ givenOn, validUntil, withdrawnOn }, on)
}

/**
 * Takes back the consent to quote, from a day. What was printed stays printed; nothing new shows it.
 * @throws Invalid for a day before the consent was given
 */
export function withdrawQuote(answer: Survey, on: Day): Survey {
  if (answer.quoteConsentOn === null || answer.quoteWithdrawnOn !== null) return answer
  if (on < answer.quoteConsentOn)
    throw new Invalid({ on: `De toestemming is van ${inWords(answer.quoteConsentOn)}. Kies die dag of later.` })
  return { ...answer, quoteWithdrawnOn: on }
}

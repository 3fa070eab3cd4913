import { lasts } from '#kernel/consent'
import type { Day } from '#platform/days'
import type { Row } from '#platform/records'

export type Survey = Row<'surveys'>

/** Whether the words may be quoted on a day: consent was given, has not ended and was not withdrawn. */
export function mayBeQuoted(answer: Survey, on: Day): boolean {
  const { quote, quoteConsentOn: givenOn, quoteConsentUntil: validUntil, quoteWithdrawnOn: withdrawnOn } = answer
  return quote !== null && givenOn !== null && lasts({ givenOn, validUntil, withdrawnOn }, on)
}

/** Takes back the consent to quote, from today. What was printed stays printed; nothing new shows it. */
export function withdrawQuote(answer: Survey, today: Day): Survey {
  return answer.quoteConsentOn === null || answer.quoteWithdrawnOn !== null
    ? answer
    : { ...answer, quoteWithdrawnOn: today }
}

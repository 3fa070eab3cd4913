import type { Day } from '#platform/days'
import type { Row } from '#platform/records'

export type Survey = Row<'surveys'>

/** Whether the words may be quoted on a day: consent was given, has not ended and was not withdrawn. */
export function mayBeQuoted(answer: Survey, on: Day): boolean {
  return (
    answer.quote !== null &&
    answer.quoteConsentOn !== null &&
    answer.quoteConsentOn <= on &&
    (answer.quoteConsentUntil === null || on < answer.quoteConsentUntil) &&
    (answer.quoteWithdrawnOn === null || on < answer.quoteWithdrawnOn)
  )
}

/** Takes back the consent to quote, from today. What was printed stays printed; nothing new shows it. */
export function withdrawQuote(answer: Survey, today: Day): Survey {
  return answer.quoteConsentOn === null || answer.quoteWithdrawnOn !== null
    ? answer
    : { ...answer, quoteWithdrawnOn: today }
}

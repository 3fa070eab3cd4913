import { type CopyItem, copied, type RightsRequest } from '#kernel/rights'
import { type Day, inWords } from '#platform/days'

/** What stands in an item, term by term. */
export type Rows = CopyItem['rows']
/** One line of an item; nothing when there is nothing to tell. */
export const row = (term: string, text: string | null | undefined): Rows => (text ? [[term, text]] : [])
/** One field as an item of its own. */
export const one = (
  key: string,
  term: string,
  text: string | null | undefined,
  more: Partial<CopyItem> = {},
): CopyItem[] => (text ? [{ key, title: term, rows: [[term, text]], words: null, ...more }] : [])

/** From when until when something holds, as lines of an item. */
export const since = (from: Day | null, until: Day | null): Rows => [
  ...row('Sinds', from && inWords(from)),
  ...row('Tot', until && inWords(until)),
]

/** The most of one kind that a copy takes: more than anybody has. */
export const mostNotes = 2_000

/** What is said where nobody got anything. */
export const nobody = 'Niemand.'

/** Whether a request is answered with a copy. */
export const isCopied = (request: Pick<RightsRequest, 'kind'>): boolean => copied.includes(request.kind)

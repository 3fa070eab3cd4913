import type { Row } from '#platform/records'

/** What stands above and below a letter, and the template for Word; what was not given is empty. */
export type Letterhead = Pick<
  Row<'letterheads'>,
  'sender' | 'footer' | 'phone' | 'privacy' | 'logo' | 'word' | 'wordName'
> & { version: number }

export const emptyLetterhead: Letterhead = {
  version: 1,
  sender: '',
  footer: '',
  phone: null,
  privacy: null,
  logo: null,
  word: null,
  wordName: null,
}

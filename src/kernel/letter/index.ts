export {
  type Addressee,
  type Filling,
  givesAway,
  letterText,
  type Notice,
  noticeFor,
  type Unnamed,
} from './letter.ts'
export { letterheadStore } from './letterhead.store.ts'
export { emptyLetterhead, type Letterhead } from './letterhead.ts'
export { outcomeLasts, outcomeLetter, outcomeLink } from './outcome.ts'

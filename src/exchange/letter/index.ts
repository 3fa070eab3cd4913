export type { LetterToMake } from './letter.ts'
export { logoFrom, mostLogo } from './logo.ts'
export { letterAsPdf } from './pdf.ts'
export { checkTemplate, letterInWord, mostTemplate, usualTemplate, wordFields, wordType } from './word.ts'

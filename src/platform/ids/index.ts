export { isKey, newKey } from './keys.ts'
export { parseShortNumber, requestNumber, shortNumber } from './short-numbers.ts'

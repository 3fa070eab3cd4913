export {
  aNew,
  another,
  capital,
  counted,
  countedInWords,
  every,
  greeting,
  list,
  type Noun,
  noun,
  spelled,
  the,
  thisOne,
  withArticle,
} from './grammar.ts'
export { distanceBetween, nearest } from './nearest.ts'
export { duration, euros, number, percent } from './numbers.ts'
export { plain } from './plain.ts'
export { sounds } from './sounds.ts'

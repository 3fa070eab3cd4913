export { type MergedIn, versionOfBoth } from './merge.store.ts'
export {
  type Chosen,
  differences,
  homesToChoose,
  type Said,
  saidOfPerson,
  type Which,
  yearsCountedOnce,
} from './merge.ts'
export { type Asked, type FoundPerson, type NewAddress, type NewPerson, personStore } from './person.store.ts'
export { type Address, type Likeness, mayBeSame, nameOf, type Person, soundOf, streetOf } from './person.ts'
export type { Since, Whose } from './separate.store.ts'

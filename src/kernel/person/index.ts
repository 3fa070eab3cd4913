export { departureRows } from './departure.store.ts'
export { type DepartureKind, departureKinds, leave } from './departure.ts'
export { type Home, type Housemate, householdStore } from './household.store.ts'
export { leaveHousehold, liveTogether, type Member } from './household.ts'
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
export {
  type Address,
  type Likeness,
  mayBeSame,
  nameOf,
  type Person,
  somebodyIsThere,
  soundOf,
  streetOf,
} from './person.ts'
export {
  type By,
  type Departure,
  type Left,
  type MayReach,
  mayReach,
  noWishes,
  reachedAt,
  type Wishes,
  wishesInWords,
} from './reach.ts'
export { relationStore, type ShownRelation } from './relation.store.ts'
export {
  familyOf,
  holdsOn,
  mayRelate,
  type NewRelation,
  type Relation,
  type RelationKind,
  relationKinds,
  reverseOf,
} from './relation.ts'
export { representativeStore } from './representative.store.ts'
export {
  actsOn,
  ageRule,
  decisions,
  endsOn,
  type NewRepresentative,
  type Representative,
  represent,
  representativeKinds,
} from './representative.ts'
export type { Since, Whose } from './separate.store.ts'

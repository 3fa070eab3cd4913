export { type Asked, type FoundPerson, type NewAddress, type NewPerson, personStore } from './person.store.ts'
export { type Address, type Likeness, mayBeSame, nameOf, type Person, soundOf, streetOf } from './person.ts'

export { departureStore } from './departure.store.ts'
export { goneOn, standsStill } from './departure.ts'
export { isStillAsked } from './still.store.ts'

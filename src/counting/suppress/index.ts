export { type Audience, everybody, inside, partner } from './audience.ts'
export { type Choice, type WayOn, waysFor } from './choice.ts'
export type { Place } from './document.ts'
export { type Around, type Suppressed, suppress, suppressed } from './suppress.ts'

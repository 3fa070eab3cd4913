export { type Audience, everybody, inside, partner } from './audience.ts'
export type { Place } from './document.ts'
export { suppress } from './suppress.ts'

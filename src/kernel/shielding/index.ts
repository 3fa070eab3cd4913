export { safetyStore, type Warning } from './safety.store.ts'
export { type HiddenPlace, type Standing, shieldStore } from './shield.store.ts'
export {
  type SafetyNote,
  type Shield,
  safetyUntil,
  shielded,
  shieldFor,
  type What,
} from './shielding.ts'

export { type Area, areaStore } from './area.store.ts'

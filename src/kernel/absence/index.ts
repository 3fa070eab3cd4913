export { type Absence, absenceStore, type KnownAbsence } from './absence.store.ts'
export {
  type Around,
  type DaysAway,
  daysInWords,
  fieldOf,
  mostDaysAway,
  mustBeDays,
  mustStandIn,
  type StandIns,
} from './absence.ts'

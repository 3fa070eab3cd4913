export {
  type CaseDeclaration,
  type Chart,
  type ClockRule,
  type ConsentQuestion,
  type FactsheetDefaults,
  type Outcome,
  type Phase,
  type Reaches,
  type ServiceLine,
  type Side,
  serviceLine,
  type TalkResult,
} from './service-line.ts'

export { nextStepStore, type PlacedStep, type StepPage, type StepPlace } from './next-step.store.ts'
export {
  canBeMissed,
  memoKindOf,
  missedCalled,
  momentOfStep,
  mustBeAhead,
  mustBeDay,
  type NextStep,
  noteOf,
  type StepEnd,
  type StepKind,
  stepKinds,
} from './next-step.ts'

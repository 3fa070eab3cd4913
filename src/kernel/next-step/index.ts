export { type NextStep, nextStepStore, type PlacedStep, stepKinds } from './next-step.store.ts'

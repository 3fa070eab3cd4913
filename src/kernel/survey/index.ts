export { surveyFact } from './survey.facts.ts'
export { surveyStore } from './survey.store.ts'
export { mayBeQuoted, type Survey, withdrawQuote } from './survey.ts'

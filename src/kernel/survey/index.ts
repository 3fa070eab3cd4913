export { digestOf, linkLasts, newLinkToken, tenantOfToken } from './link.ts'
export { surveyFact } from './survey.facts.ts'
export { type SurveyLink, surveyStore } from './survey.store.ts'
export {
  type Answer,
  fillIn,
  longestRemark,
  mayBeQuoted,
  type Survey,
  usuallyUntil,
  type Way,
  ways,
  withdrawQuote,
} from './survey.ts'

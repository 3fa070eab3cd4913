export { addsUpTo, type Equation } from './adds-up.ts'
export { change, names, rank, ratio, sum } from './derived.ts'
export { type Answer, answer } from './engine.ts'
export { calledAs, type Dimension, type Fact, type FactDeclaration, fact, labelOf, RUNNING, UNKNOWN } from './fact.ts'
export { type Amount, type Cell, type Figure, GROUPED, growth, type Name, rounded } from './figure.ts'
export { type Grouping, grouping, groupOf } from './grouping.ts'
export {
  type Count,
  count,
  type Indicator,
  type Measure,
  measure,
  type Share,
  share,
  type Unit,
  type When,
} from './indicator.ts'
export { type Member, members, unitsOf, type Which } from './members.ts'
export { type Periods, periodsOf } from './period-rule.ts'
export { countedOf, factOf, isCounted, type Labels, type Question, readBy, valueLabel } from './question.ts'
export { type Context, ruleInWords } from './rule.ts'
export { type StandingMember, type Stood, standingMembers } from './stood.ts'
export {
  type Around,
  type Audience,
  type Choice,
  everybody,
  inside,
  type Place,
  partner,
  type Suppressed,
  suppress,
  suppressed,
  type WayOn,
  waysFor,
} from './suppress/index.ts'
export { absent, not, oneOf, present, type Test, type Where } from './where.ts'

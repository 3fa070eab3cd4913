export { addsUpTo, type Equation } from './adds-up.ts'
export { change, names, rank, ratio, sum } from './derived.ts'
export { type Answer, answer } from './engine.ts'
export { type Dimension, type Fact, type FactDeclaration, fact, labelOf, RUNNING, UNKNOWN } from './fact.ts'
export { type Amount, type Cell, type Figure, growth, type Name, rounded } from './figure.ts'
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
export { factOf, isCounted, type Labels, type Question, readBy, valueLabel } from './question.ts'
export { type Context, ruleInWords } from './rule.ts'
export { type Audience, everybody, inside, type Place, partner, suppress } from './suppress/index.ts'
export { absent, not, oneOf, present, type Test, type Where } from './where.ts'

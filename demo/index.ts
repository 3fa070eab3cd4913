export {
  type Colleague,
  colleagues,
  type DemoAccount,
  demoAccounts,
  demoPassword,
  otherColleagues,
} from './accounts.ts'
export { demoClock, demoDay, demoMoment } from './day-of-the-demo.ts'
export { type Dice, dice } from './dice.ts'
export { buildLindeveen, type Town } from './lindeveen.ts'
export { people } from './people.ts'
export { type Resident, resident } from './residents.ts'
export { buildZuidwoldeZand, type OtherTown } from './zuidwolde-zand.ts'

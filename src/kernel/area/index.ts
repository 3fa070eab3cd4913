export { areaStore } from './area.store.ts'
export { type GroupsRead, longestGroup, readGroups } from './group-list.ts'
export {
  type AreaSet,
  type Group,
  keyOf,
  type Placing,
  placedFrom,
  placingOn,
  placingsOf,
  placingTakenBack,
  setsOf,
  sizeGroups,
} from './placing.ts'
export { addressIsShielded, villageShown } from './shielded.store.ts'
export {
  type Area,
  checkName,
  longestName,
  nameTakenBack,
  readVillages,
  renamed,
  takesNew,
  type Understood,
  villagesToChoose,
} from './village.ts'

import type { Definition } from '#web/app'
import wishes from './contactwensen.tsx'
import * as household from './huishouden.tsx'
import people, { files } from './lijst.tsx'
import { notTheSame, person } from './mens.tsx'
import * as leaving from './overleden.tsx'
import * as relation from './relatie.tsx'
import merge from './samenvoegen.tsx'
import separate from './uit-elkaar.tsx'
import move from './verhuizen.tsx'
import * as representative from './vertegenwoordiger.tsx'
import change from './wijzigen.tsx'

export const pages: readonly Definition[] = [
  ...[people, ...files, person, change, move, notTheSame, merge, separate],
  ...[wishes, relation.add, relation.who, relation.link, relation.change, relation.takeAway, relation.putBack],
  ...[household.join, household.leave, household.back],
  ...[representative.add, representative.change, representative.takeAway, representative.putBack],
  ...[leaving.died, leaving.back],
]

import type { Definition } from '#web/app'
import anotherDay from './dag.tsx'
import * as ending from './ending.ts'
import list from './lijst.tsx'
import * as withSomebody from './mens.tsx'

export const pages: readonly Definition[] = [
  ...[list, anotherDay, withSomebody.plan, withSomebody.change],
  ...[ending.done, ending.missed, ending.notDone, ending.tomorrow, ending.nextWeek, ending.sameDay],
  ...[ending.cancel, ending.putBack, ending.open],
]

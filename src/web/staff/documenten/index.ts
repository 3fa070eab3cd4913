import type { Definition } from '#web/app'
import attachment from './bijlage.tsx'
import * as document from './document.tsx'
import * as lists from './lijst.tsx'
import * as adding from './toevoegen.tsx'
import * as moving from './verplaatsen.tsx'
import * as changing from './wijzigen.tsx'

export const pages: readonly Definition[] = [
  lists.ofCase,
  lists.ofPerson,
  adding.toCase,
  adding.toPerson,
  document.show,
  document.original,
  document.sheet,
  attachment,
  changing.change,
  changing.takeAway,
  changing.putBack,
  moving.move,
  moving.moveBack,
]

import type { Definition } from '#web/app'
import { asJson, asPdf, compose } from './kopie.tsx'
import { list, second } from './lijst.tsx'
import { ask } from './nieuw.tsx'
import { decide, extend, handOver } from './stappen.tsx'
import { putBack, show, takeAway } from './verzoek.tsx'

export const pages: readonly Definition[] = [
  list,
  second,
  ask,
  show,
  takeAway,
  putBack,
  extend,
  decide,
  handOver,
  compose,
  asPdf,
  asJson,
]

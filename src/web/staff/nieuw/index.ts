import type { Definition } from '#web/app'
import neighbour from './buur.tsx'
import someone from './iemand.tsx'
import { compare, different, same } from './lijkt-op.tsx'
import report from './melding.tsx'
import who from './wie.tsx'

export const pages: readonly Definition[] = [who, report, neighbour, someone, compare, same, different]

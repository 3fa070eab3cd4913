import type { Definition } from '#web/app'
import otherSide from './andere-kant.tsx'
import someone from './iemand.tsx'
import { compare, different, same } from './lijkt-op.tsx'
import about from './waarvoor.tsx'
import who from './wie.tsx'
import report from './zaak.tsx'

export const pages: readonly Definition[] = [who, about, report, otherSide, someone, compare, same, different]

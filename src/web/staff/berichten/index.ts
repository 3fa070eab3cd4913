import type { Definition } from '#web/app'
import opening from './openen.tsx'
import { deeds, outbox } from './uitgaand.tsx'

export const pages: readonly Definition[] = [outbox, ...deeds, opening]

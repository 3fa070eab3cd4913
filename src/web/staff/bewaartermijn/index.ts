import type { Definition } from '#web/app'
import { longer } from './langer.tsx'
import { free, list, takeBack } from './lijst.tsx'

export const pages: readonly Definition[] = [list, free, longer, takeBack]

import type { Definition } from '#web/app'
import away, { putBack, takeAway } from './afwezig.tsx'
import * as days from './dagen.tsx'

export const pages: readonly Definition[] = [away, days.add, days.change, takeAway, putBack]

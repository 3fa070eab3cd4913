import type { Definition } from '#web/app'
import { caseload, takeBack, whose } from './caseload.tsx'

export const pages: readonly Definition[] = [whose, caseload, takeBack]

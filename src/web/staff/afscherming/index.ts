import type { Definition } from '#web/app'
import { ofAccount, openOfAccount } from './account-dossiers.tsx'
import { lift, shield } from './afschermen.tsx'
import { closedTo, declare, openAgain } from './bekende.tsx'
import { inNeed, seen } from './met-spoed.tsx'
import { judge, sample } from './steekproef.tsx'
import { over, warn } from './veiligheid.tsx'
import { who } from './wie.tsx'

export const pages: readonly Definition[] = [
  ...[shield, lift, warn, over, declare, closedTo, openAgain, who],
  ...[inNeed, seen, sample, judge, ofAccount, openOfAccount],
]

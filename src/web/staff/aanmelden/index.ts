import type { Definition, EntranceDefinition } from '#web/app'
import { asInventedPerson, signIn } from './aanmelden.tsx'
import { secondStep, withRecoveryCode } from './code.tsx'
import { helpOutside } from './hulp.tsx'
import { askPhone, signInWithPhone } from './met-telefoon.tsx'
import { setUp } from './telefoon.tsx'
import { signedOut, signOut, stay } from './uitloggen.tsx'
import { invitation } from './uitnodiging.tsx'
import { lock, locked } from './vergrendeld.tsx'
import { askNewPhone, welcome } from './welkom.tsx'

export const pages: readonly Definition[] = [secondStep, withRecoveryCode, setUp, lock, locked, signOut, stay]
export const entrances: readonly EntranceDefinition[] = [
  signIn,
  asInventedPerson,
  askPhone,
  signInWithPhone,
  helpOutside,
  invitation,
  askNewPhone,
  welcome,
  signedOut,
]

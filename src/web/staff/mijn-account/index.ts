import type { Definition } from '#web/app'
import { endAddress, newAddress } from './agenda.tsx'
import { endOtherSessions, endSession, myAccount } from './mijn-account.tsx'
import { addPhone, askOwnPhone, endPhone } from './telefoon.tsx'
import { newRecoveryCodes, renewSecondStep } from './tweede-stap.tsx'
import { changePassword } from './wachtwoord.tsx'

export const pages: readonly Definition[] = [
  myAccount,
  endSession,
  endOtherSessions,
  changePassword,
  newAddress,
  endAddress,
  addPhone,
  askOwnPhone,
  endPhone,
  renewSecondStep,
  newRecoveryCodes,
]

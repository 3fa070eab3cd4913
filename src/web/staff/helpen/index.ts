import type { Definition } from '#web/app'
import { available, back } from './beschikbaar.tsx'
import { callMe, howItWent, takeBack, withWhom } from './gesprek.tsx'
import { look, passOn, question, yes } from './vraag.tsx'

/** The pages of who helps, on a phone. */
export const pages: readonly Definition[] = [
  available,
  back,
  question,
  look,
  yes,
  passOn,
  withWhom,
  howItWent,
  takeBack,
  callMe,
]

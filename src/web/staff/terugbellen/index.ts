import type { Definition } from '#web/app'
import { done, notReached, ofPerson, ofSomebody, putBack, takeAway, takeBack } from './briefje.tsx'

export const pages: readonly Definition[] = [ofPerson, ofSomebody, done, notReached, takeBack, takeAway, putBack]

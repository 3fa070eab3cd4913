import type { Definition, EntranceDefinition } from '#web/app'
import * as residents from '#web/public'
import * as signingIn from './aanmelden/index.ts'
import * as keeping from './beheer/index.ts'
import * as figures from './cijfers/index.ts'
import * as helping from './helpen/index.ts'
import help from './hulp.tsx'
import * as readingIn from './inlezen/index.ts'
import * as people from './mensen/index.ts'
import * as myAccount from './mijn-account/index.ts'
import * as newCase from './nieuw/index.ts'
import today from './vandaag.tsx'
import * as volunteers from './vrijwilligers/index.ts'
import * as cases from './zaken/index.ts'
import { results, search } from './zoeken.tsx'

/** Every page of the workers' app. Of two addresses that both fit, the first counts: fixed ones stand before those with a key. */
export const pages: readonly Definition[] = [
  today,
  help,
  search,
  results,
  ...signingIn.pages,
  ...myAccount.pages,
  ...keeping.pages,
  ...newCase.pages,
  ...people.pages,
  ...volunteers.pages,
  ...helping.pages,
  ...cases.pages,
  ...figures.pages,
  ...readingIn.pages,
]

/** The pages for who is not signed in. */
export const entrances: readonly EntranceDefinition[] = [...signingIn.entrances, ...residents.entrances]

export { menu } from './menu.ts'

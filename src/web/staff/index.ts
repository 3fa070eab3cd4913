import type { Definition, EntranceDefinition, HandoutDefinition } from '#web/app'
import * as residents from '#web/public'
import * as signingIn from './aanmelden/index.ts'
import * as shielding from './afscherming/index.ts'
import { lookAs } from './afscherming/kijk-als.tsx'
import * as away from './afwezig/index.ts'
import * as keeping from './beheer/index.ts'
import * as messages from './berichten/index.ts'
import * as endings from './bewaartermijn/index.ts'
import * as figures from './cijfers/index.ts'
import * as documents from './documenten/index.ts'
import * as talking from './gesprek/gesprek.tsx'
import * as helping from './helpen/index.ts'
import help from './hulp.tsx'
import * as readingIn from './inlezen/index.ts'
import * as people from './mensen/index.ts'
import { menu } from './menu.ts'
import * as myAccount from './mijn-account/index.ts'
import * as newCase from './nieuw/index.ts'
import * as handing from './overdragen/index.ts'
import * as rights from './rechten/index.ts'
import * as steps from './stappen/index.ts'
import * as callingBack from './terugbellen/index.ts'
import today from './vandaag.tsx'
import * as volunteers from './vrijwilligers/index.ts'
import * as cases from './zaken/index.ts'
import { results, search } from './zoeken.tsx'

const asRole = lookAs(() => pages, menu)

/** Every page of the workers' app. Of two addresses that both fit, the first counts: fixed ones stand before those with a key. */
export const pages: readonly Definition[] = [
  today,
  help,
  search,
  results,
  ...signingIn.pages,
  ...myAccount.pages,
  ...keeping.pages,
  ...messages.pages,
  ...newCase.pages,
  ...shielding.pages,
  ...[asRole.choose, asRole.as],
  ...rights.pages,
  ...endings.pages,
  ...people.pages,
  ...callingBack.pages,
  ...talking.pages,
  ...volunteers.pages,
  ...helping.pages,
  ...cases.pages,
  ...steps.pages,
  ...away.pages,
  ...handing.pages,
  ...documents.pages,
  ...figures.pages,
  ...readingIn.pages,
]

/** The pages for who is not signed in. */
export const entrances: readonly (EntranceDefinition | HandoutDefinition)[] = [
  ...signingIn.entrances,
  ...residents.entrances,
]

export { menu } from './menu.ts'

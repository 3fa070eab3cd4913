import { areaStore } from '#kernel/area'
import { caseStore } from '#kernel/case'
import { consentStore } from '#kernel/consent'
import { nextStepStore } from '#kernel/next-step'
import { noteStore } from '#kernel/note'
import { organisationStore } from '#kernel/organisation'
import { personStore } from '#kernel/person'
import { referralStore } from '#kernel/referral'
import { surveyStore } from '#kernel/survey'
import type { Asker } from '#platform/asker'
import { accountStore } from './account.store.ts'
import { credentialStore } from './credential.store.ts'
import { figureStore } from './figure.store.ts'
import { logStore } from './log.store.ts'
import { searchStore } from './search.store.ts'
import { sessionStore } from './session.store.ts'

/** The asker's own store: the only way to what is kept. */
export function storeFor(asker: Asker) {
  return {
    accounts: accountStore(asker),
    areas: areaStore(asker),
    cases: caseStore(asker),
    consents: consentStore(asker),
    credentials: credentialStore(asker),
    figures: figureStore(asker),
    log: logStore(asker),
    nextSteps: nextStepStore(asker),
    notes: noteStore(asker),
    organisations: organisationStore(asker),
    people: personStore(asker),
    referrals: referralStore(asker),
    searches: searchStore(asker),
    sessions: sessionStore(asker),
    surveys: surveyStore(asker),
  }
}

export type Store = ReturnType<typeof storeFor>

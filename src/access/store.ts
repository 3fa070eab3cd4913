import { areaStore } from '#kernel/area'
import { aftercareStore, caseStore } from '#kernel/case'
import { consentStore } from '#kernel/consent'
import { helpingStore } from '#kernel/helping'
import { matchStore } from '#kernel/match'
import { nextStepStore } from '#kernel/next-step'
import { noteStore } from '#kernel/note'
import { organisationStore } from '#kernel/organisation'
import { personStore } from '#kernel/person'
import { referralStore } from '#kernel/referral'
import { surveyStore } from '#kernel/survey'
import { volunteerStore } from '#kernel/volunteer'
import type { Asker } from '#platform/asker'
import { accountStore } from './account.store.ts'
import { credentialStore } from './credential.store.ts'
import { figureStore } from './figure.store.ts'
import { invitationStore } from './invite.store.ts'
import { logStore } from './log.store.ts'
import { phoneStore } from './phone.store.ts'
import { searchStore } from './search.store.ts'
import { sessionStore } from './session.store.ts'

/** The asker's own store: the only way to what is kept. */
export function storeFor(asker: Asker) {
  return {
    accounts: accountStore(asker),
    aftercare: aftercareStore(asker),
    areas: areaStore(asker),
    cases: caseStore(asker),
    consents: consentStore(asker),
    credentials: credentialStore(asker),
    figures: figureStore(asker),
    helping: helpingStore(asker),
    invitations: invitationStore(asker),
    log: logStore(asker),
    matches: matchStore(asker),
    nextSteps: nextStepStore(asker),
    notes: noteStore(asker),
    organisations: organisationStore(asker),
    people: personStore(asker),
    phones: phoneStore(asker),
    referrals: referralStore(asker),
    searches: searchStore(asker),
    sessions: sessionStore(asker),
    surveys: surveyStore(asker),
    volunteers: volunteerStore(asker),
  }
}

export type Store = ReturnType<typeof storeFor>

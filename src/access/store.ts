import { absenceStore } from '#kernel/absence'
import { areaStore } from '#kernel/area'
import { callBackStore } from '#kernel/call-back'
import { aftercareStore, caseStore } from '#kernel/case'
import { consentStore } from '#kernel/consent'
import { departureStore } from '#kernel/departure'
import { documentStore } from '#kernel/document'
import { endingStore } from '#kernel/ending'
import { handoverStore } from '#kernel/handover'
import { helpingStore } from '#kernel/helping'
import { letterheadStore } from '#kernel/letter'
import { matchStore } from '#kernel/match'
import { messageStore, sendingStore } from '#kernel/message'
import { nextStepStore } from '#kernel/next-step'
import { noteStore } from '#kernel/note'
import { organisationStore } from '#kernel/organisation'
import { householdStore, personStore, relationStore, representativeStore } from '#kernel/person'
import { referralStore } from '#kernel/referral'
import { rightsStore } from '#kernel/rights'
import { safetyStore, shieldStore } from '#kernel/shielding'
import { surveyStore } from '#kernel/survey'
import { volunteerStore } from '#kernel/volunteer'
import type { Asker } from '#platform/asker'
import { accountStore } from './account.store.ts'
import { calendarFeedStore } from './calendar-feed.store.ts'
import { closedFileStore } from './closed-file.store.ts'
import { credentialStore } from './credential.store.ts'
import { draftStore } from './draft.store.ts'
import { figureStore } from './figure.store.ts'
import { invitationStore } from './invite.store.ts'
import { logStore } from './log.store.ts'
import { openingStore } from './opening.store.ts'
import { phoneStore } from './phone.store.ts'
import { readersStore } from './readers.store.ts'
import { searchStore } from './search.store.ts'
import { sessionStore } from './session.store.ts'

/** The asker's own store: the only way to what is kept. */
export function storeFor(asker: Asker) {
  return {
    absences: absenceStore(asker),
    accounts: accountStore(asker),
    aftercare: aftercareStore(asker),
    areas: areaStore(asker),
    calendars: calendarFeedStore(asker),
    callBacks: callBackStore(asker),
    closedFiles: closedFileStore(asker),
    cases: caseStore(asker),
    consents: consentStore(asker),
    credentials: credentialStore(asker),
    departures: departureStore(asker),
    documents: documentStore(asker),
    drafts: draftStore(asker),
    endings: endingStore(asker),
    figures: figureStore(asker),
    handovers: handoverStore(asker),
    helping: helpingStore(asker),
    households: householdStore(asker),
    invitations: invitationStore(asker),
    letterheads: letterheadStore(asker),
    log: logStore(asker),
    matches: matchStore(asker),
    messages: messageStore(asker),
    nextSteps: nextStepStore(asker),
    notes: noteStore(asker),
    openings: openingStore(asker),
    organisations: organisationStore(asker),
    people: personStore(asker),
    phones: phoneStore(asker),
    readers: readersStore(asker),
    referrals: referralStore(asker),
    relations: relationStore(asker),
    representatives: representativeStore(asker),
    rights: rightsStore(asker),
    safety: safetyStore(asker),
    searches: searchStore(asker),
    sending: sendingStore(asker),
    sessions: sessionStore(asker),
    shields: shieldStore(asker),
    surveys: surveyStore(asker),
    volunteers: volunteerStore(asker),
  }
}

export type Store = ReturnType<typeof storeFor>

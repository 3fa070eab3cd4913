import type { Asker, Condition, Resource, Role, Verb } from '#platform/asker'
import {
  anyone,
  askedOfMe,
  closedToMe,
  daysOfMyLines,
  handedOverByMe,
  helpsMyLines,
  helpsNow,
  knownToMyLines,
  leftByMe,
  leftForMe,
  lineIsMine,
  myOwnCalendar,
  myOwnDays,
  myOwnFile,
  myself,
  namesMe,
  ofMyLines,
  ofSomebodyKnown,
  ownedByMe,
  sameAsCase,
  sentByMe,
  waitsForMe,
} from './conditions.ts'

export interface Sentence {
  role: Role
  verb: Verb
  resource: Resource
  where: Condition
}

const said: Sentence[] = []

/** Opens a sentence: `may('worker').read('case').where(ofMyLines)`. What no sentence says is not allowed. */
function may(...who: Role[]) {
  const verb =
    (...verbs: Verb[]) =>
    (...resources: Resource[]) => ({
      where(condition: Condition) {
        for (const role of who)
          for (const verb of verbs)
            for (const resource of resources) said.push({ role, verb, resource, where: condition })
      },
    })
  return {
    read: verb('read'),
    add: verb('add'),
    change: verb('change'),
    remove: verb('remove'),
    keep: verb('read', 'add', 'change', 'remove'),
  }
}

// Everybody who works here knows the villages and the partners.
may('administrator', 'director', 'teamLeader', 'coordinator', 'worker', 'volunteer', 'insideReader')
  .read('area', 'organisation')
  .where(anyone)
may('teamLeader', 'coordinator').keep('organisation').where(anyone)
may('administrator').keep('area', 'organisation').where(anyone)

// The cases of a line are for the people of that line. A colleague may read along; who coordinates does everything.
may('coordinator').keep('case').where(ofMyLines)
may('coordinator').keep('person').where(knownToMyLines)
may('coordinator').keep('note').where(sameAsCase('notes', ofMyLines))
may('coordinator').keep('document').where(sameAsCase('documents', ofMyLines))
may('coordinator').keep('document').where(ofSomebodyKnown('documents', knownToMyLines))
may('coordinator').keep('next-step').where(sameAsCase('nextSteps', ofMyLines))
may('coordinator').keep('next-step').where(ofSomebodyKnown('nextSteps', knownToMyLines))
may('coordinator').keep('note').where(ofSomebodyKnown('notes', knownToMyLines))
may('coordinator').keep('referral').where(sameAsCase('referrals', ofMyLines))
may('coordinator').keep('survey').where(lineIsMine('surveys'))
may('coordinator').keep('consent').where(sameAsCase('consents', ofMyLines))

// A team leader reads what the team does and hands a case to somebody else; the story is the worker's to write.
may('teamLeader').read('case').where(ofMyLines)
may('teamLeader').change('case').where(ofMyLines)
may('teamLeader').read('person').where(knownToMyLines)
may('teamLeader').read('note').where(sameAsCase('notes', ofMyLines))
may('teamLeader').read('document').where(sameAsCase('documents', ofMyLines))
may('teamLeader').read('document').where(ofSomebodyKnown('documents', knownToMyLines))
may('teamLeader').read('next-step').where(sameAsCase('nextSteps', ofMyLines))
may('teamLeader').read('next-step').where(ofSomebodyKnown('nextSteps', knownToMyLines))
may('teamLeader').read('note').where(ofSomebodyKnown('notes', knownToMyLines))
may('teamLeader').read('referral').where(sameAsCase('referrals', ofMyLines))
may('teamLeader').read('survey').where(lineIsMine('surveys'))
may('teamLeader').read('consent').where(sameAsCase('consents', ofMyLines))

// A worker takes in new cases, reads those of the lines, and works in the ones that are hers.
may('worker').read('case').where(ofMyLines)
may('worker').add('case').where(ofMyLines)
may('worker').change('case').where(ownedByMe)
may('worker').read('person').where(knownToMyLines)
may('worker').add('person').where(knownToMyLines)
may('worker').change('person').where(knownToMyLines)
may('worker').read('note').where(sameAsCase('notes', ofMyLines))
may('worker').keep('note').where(sameAsCase('notes', ownedByMe))
may('worker').read('document').where(sameAsCase('documents', ofMyLines))
may('worker').keep('document').where(sameAsCase('documents', ownedByMe))
may('worker').keep('document').where(ofSomebodyKnown('documents', knownToMyLines))
may('worker').read('next-step').where(sameAsCase('nextSteps', ofMyLines))
may('worker').keep('next-step').where(sameAsCase('nextSteps', ownedByMe))
may('worker').keep('next-step').where(ofSomebodyKnown('nextSteps', knownToMyLines))
may('worker').keep('note').where(ofSomebodyKnown('notes', knownToMyLines))
may('worker').read('referral').where(sameAsCase('referrals', ofMyLines))
may('worker').keep('referral').where(sameAsCase('referrals', ownedByMe))
may('worker').read('survey').where(lineIsMine('surveys'))
may('worker').read('consent').where(sameAsCase('consents', ofMyLines))
may('worker').keep('consent').where(sameAsCase('consents', ownedByMe))

// Who helps: the coordinator keeps their files and asks them; a worker asks them for cases of her own. A volunteer sees what is asked
// of her and what she helps with: a match, and through it places and telephone numbers. Never the case.
may('coordinator').keep('volunteer').where(helpsMyLines)
may('teamLeader', 'worker').read('volunteer').where(helpsMyLines)
may('volunteer').read('volunteer').where(myOwnFile)
may('coordinator').keep('match').where(sameAsCase('matches', ofMyLines))
may('teamLeader', 'worker').read('match').where(sameAsCase('matches', ofMyLines))
may('worker').keep('match').where(sameAsCase('matches', ownedByMe))
may('volunteer').read('match').where(waitsForMe)
may('volunteer').change('match').where(askedOfMe)
// While the case runs she logs her talks in it and says that she wants to be called: what that does to the case is done by the store.
may('volunteer').keep('talk').where(helpsNow)
// Who coordinates lets in who helps on her lines, and renews a lost phone. Colleagues are the administrator's to let in.
may('coordinator').keep('invitation').where(helpsMyLines)

// The outbox: it holds no names and no words. Who coordinates sees that of her lines, a worker sends for her own cases, and the
// administrator sees what does not arrive.
may('coordinator').keep('message').where(lineIsMine('messages'))
may('teamLeader', 'worker').read('message').where(lineIsMine('messages'))
may('worker').keep('message').where(sentByMe)
may('worker').change('message').where(sameAsCase('messages', ownedByMe))
may('administrator').keep('message').where(anyone)

// A client rings for a colleague: whoever may look people up leaves a note to call back. It is for whoever it was left for and who stands
// in; who wrote it may take it away, and sees nothing of the case through it.
may('teamLeader', 'coordinator', 'worker').add('call-back').where(anyone)
may('teamLeader', 'coordinator', 'worker').read('call-back').where(leftForMe)
may('teamLeader', 'coordinator', 'worker').change('call-back').where(leftForMe)
may('teamLeader', 'coordinator', 'worker').remove('call-back').where(leftByMe)

// Who coordinates shields a person or an address, and lifts that again as one of those who still see it. Whose file is closed to whom is said by
// who coordinates or keeps the accounts; of herself everybody may say it, and nobody may take that back for herself.
may('coordinator').add('shield').where(anyone)
may('coordinator').read('shield').where(namesMe)
may('coordinator').change('shield').where(namesMe)
may('coordinator', 'administrator').keep('file-link').where(anyone)
may('teamLeader', 'worker').add('file-link').where(closedToMe)
// A closed file is opened in need by who works with files; who owns it or coordinates is told, and a sample is looked at afterwards.
may('worker', 'teamLeader', 'coordinator').add('opening').where(anyone)
may('worker', 'teamLeader', 'coordinator').read('opening').where(lineIsMine('openings'))
may('director', 'administrator').read('opening').where(anyone)
may('director', 'administrator').change('opening').where(anyone)

// Who is away says so and names who stands in; of somebody who fell ill a team leader or who coordinates says it. What was handed over is
// taken back by who did it. A calendar is one's own.
may('worker', 'teamLeader', 'coordinator').keep('absence').where(myOwnDays)
may('teamLeader', 'coordinator').keep('absence').where(daysOfMyLines)
may('worker', 'teamLeader', 'coordinator').keep('handover').where(handedOverByMe)
may('worker', 'teamLeader', 'coordinator').keep('calendar').where(myOwnCalendar)

// What came to the end of its term goes when who coordinates the line says so, and stays when she gives a reason.
may('coordinator').keep('ending').where(lineIsMine('endings'))

// What residents ask for by right is handled by who coordinates the line; the director sees that it is done in time. Who holds something
// back to protect somebody needs a second pair of eyes: another coordinator or the director, who reads the reason and no file.
may('coordinator').keep('rights-request').where(lineIsMine('rightsRequests'))
may('director').read('rights-request').where(anyone)
may('coordinator').change('second-look').where(lineIsMine('fileCopies'))
may('director').change('second-look').where(anyone)

// Figures: who accounts for the work sees them live. Nobody outside does: they see what was published.
may('director', 'teamLeader', 'coordinator', 'worker', 'insideReader').read('figures', 'factsheet').where(anyone)
may('coordinator').keep('factsheet').where(anyone)
may('director', 'coordinator').keep('publication').where(anyone)
may('teamLeader', 'worker', 'insideReader', 'outsideReader').read('publication').where(anyone)
// What becomes of a number that is too small to show is decided by who answers for it, and everybody inside may know who did.
may('director').keep('figure-choice').where(anyone)
may('coordinator').keep('figure-choice').where(lineIsMine('figureChoices'))
may('teamLeader', 'coordinator', 'worker', 'insideReader').read('figure-choice').where(anyone)

// The administrator keeps accounts, teams and settings, and reads the logs; never a file.
may('administrator').keep('account', 'team', 'setting').where(anyone)
may('administrator').read('log').where(anyone)
may('director', 'teamLeader').read('account', 'team').where(anyone)
may('coordinator', 'worker').read('account', 'team').where(anyone)
may('volunteer', 'insideReader', 'outsideReader').read('account').where(myself)
may('director', 'teamLeader', 'coordinator', 'worker').read('setting').where(anyone)

// Who may do everything with the cases of a line may read a list of them in, and take that back; a team leader sees what came in.
may('coordinator').keep('import').where(lineIsMine('imports'))
may('teamLeader').read('import').where(lineIsMine('imports'))

/** All sentences, for the tests that walk them and for the page that explains who may see what. */
export const sentences: readonly Sentence[] = said

const about = (role: Role, verb: Verb, resource: Resource) => `${role} ${verb} ${resource}`
const conditions = Map.groupBy(said, (one) => about(one.role, one.verb, one.resource))

/** The sentences for one role, verb and resource. A system asker (import, job, command) may do all within its tenant. */
export function sentencesFor(role: Role, verb: Verb, resource: Resource): readonly Condition[] {
  if (role === 'system') return [anyone]
  return conditions.get(about(role, verb, resource))?.map((one) => one.where) ?? []
}

/** Whether a role may do this at all, on some row: what decides if a menu entry or a button is there. */
export function roleMay(asker: Pick<Asker, 'role'>, verb: Verb, resource: Resource): boolean {
  return sentencesFor(asker.role, verb, resource).length > 0
}

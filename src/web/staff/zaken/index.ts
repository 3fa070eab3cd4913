import type { Definition } from '#web/app'
import * as closing from './afsluiten.tsx'
import assess from './beoordelen.tsx'
import board from './bord.tsx'
import * as letter from './brief.tsx'
import * as letterReady from './brief-klaar.tsx'
import quotes from './citaten.tsx'
import correct from './corrigeren.tsx'
import * as survey from './evaluatie.tsx'
import * as asking from './evaluatie-vragen.tsx'
import taken from './excel.ts'
import * as side from './kant.tsx'
import * as helpers from './koppel.tsx'
import list from './lijst.tsx'
import * as aftercare from './nazorg.tsx'
import { announce } from './nazorg-aankondigen.tsx'
import * as note from './notitie.tsx'
import noteAlsoIn from './notitie-ook-bij.tsx'
import * as noteElsewhere from './notitie-verplaatsen.tsx'
import handOver from './overdragen.tsx'
import * as still from './pauze.tsx'
import * as joining from './samenvoegen.tsx'
import * as step from './stap.tsx'
import consent from './toestemming.tsx'
import log from './vastleggen.tsx'
import * as removal from './verwijderen.tsx'
import * as referral from './verwijzen.tsx'
import * as referrer from './verwijzer.tsx'
import who from './wie.tsx'
import one from './zaak.tsx'

export const pages: readonly Definition[] = [
  list,
  board,
  quotes,
  ...taken,
  one,
  who,
  assess,
  helpers.pairing,
  helpers.knowsNobody,
  helpers.saysYes,
  helpers.passesOn,
  helpers.takenBack,
  helpers.told,
  helpers.fallsOut,
  log,
  handOver,
  still.pause,
  still.resume,
  correct,
  step.plan,
  step.change,
  referral.refer,
  referral.arrived,
  referral.takeAway,
  referral.putBack,
  closing.close,
  closing.withdraw,
  side.add,
  side.change,
  side.informed,
  side.notInformed,
  consent,
  survey.add,
  survey.withdraw,
  asking.ask,
  asking.shown,
  asking.again,
  asking.send,
  asking.letter,
  letter.choose,
  letter.make,
  letterReady.ready,
  letterReady.file,
  letterReady.gone,
  letterReady.notGone,
  letterReady.unused,
  joining.join,
  joining.joined,
  joining.apart,
  joining.different,
  joining.compareAgain,
  referrer.referrer,
  referrer.told,
  referrer.send,
  referrer.notTold,
  aftercare.ask,
  aftercare.forget,
  announce,
  note.add,
  note.change,
  note.takeAway,
  note.putBack,
  noteElsewhere.move,
  noteElsewhere.moveBack,
  noteAlsoIn,
  removal.remove,
  removal.putBack,
]

import type { Definition } from '#web/app'
import * as closing from './afsluiten.tsx'
import assess from './beoordelen.tsx'
import board from './bord.tsx'
import correct from './corrigeren.tsx'
import * as survey from './evaluatie.tsx'
import workbook from './excel.ts'
import * as side from './kant.tsx'
import list from './lijst.tsx'
import * as note from './notitie.tsx'
import * as noteElsewhere from './notitie-verplaatsen.tsx'
import handOver from './overdragen.tsx'
import * as still from './pauze.tsx'
import * as step from './stap.tsx'
import consent from './toestemming.tsx'
import assign from './toewijzen.tsx'
import log from './vastleggen.tsx'
import * as removal from './verwijderen.tsx'
import * as referral from './verwijzen.tsx'
import who from './wie.tsx'
import one from './zaak.tsx'

export const pages: readonly Definition[] = [
  list,
  board,
  workbook,
  one,
  who,
  assess,
  assign,
  log,
  handOver,
  still.pause,
  still.resume,
  correct,
  step.plan,
  step.change,
  step.done,
  step.undone,
  step.cancel,
  step.putBack,
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
  note.add,
  note.change,
  note.takeAway,
  note.putBack,
  noteElsewhere.move,
  noteElsewhere.moveBack,
  removal.remove,
  removal.putBack,
]

import type { Definition } from '#web/app'
import * as file from './dossier.tsx'
import { files, volunteers } from './lijst.tsx'
import pause from './pauze.tsx'
import * as role from './rol.tsx'
import add from './toevoegen.tsx'
import { invitations } from './uitnodiging.tsx'
import change from './wijzigen.tsx'

/** The volunteers' files. */
export const pages: readonly Definition[] = [
  volunteers,
  ...files,
  add,
  file.volunteer,
  file.talked,
  file.back,
  change,
  ...invitations,
  pause,
  role.begin,
  role.change,
  role.end,
]

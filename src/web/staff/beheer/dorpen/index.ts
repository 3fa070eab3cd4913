import type { Definition } from '#web/app'
import { endBack, nameBack, village } from './dorp.tsx'
import villages, { files } from './dorpen.tsx'
import end from './eindigen.tsx'
import { place, placeBack } from './indelen.tsx'
import several from './lijst.tsx'
import { bySize, ownGroups, takeBack } from './nieuwe-indeling.tsx'
import { add, putBack, remove } from './toevoegen.tsx'

export const pages: readonly Definition[] = [
  ...files,
  ...[villages, add, several, bySize, ownGroups, takeBack],
  ...[village, nameBack, end, endBack, place, placeBack, remove, putBack],
]

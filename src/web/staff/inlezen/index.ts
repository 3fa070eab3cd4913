import type { Definition } from '#web/app'
import { begin, discard, goOn, lookBack, wrongRows } from './deeds.ts'
import one from './import.tsx'
import columns from './kolommen.tsx'
import list, { files } from './lijst.tsx'
import people from './mensen.tsx'
import fresh from './nieuw.tsx'
import undo from './ongedaan.tsx'
import words from './woorden.tsx'

export const pages: readonly Definition[] = [
  ...files,
  ...[list, fresh, one, columns, words, people, undo],
  ...[begin, goOn, lookBack, discard, wrongRows],
]

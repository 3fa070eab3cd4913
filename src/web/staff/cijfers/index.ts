import type { Definition } from '#web/app'
import edit from './bewerken.tsx'
import sheet from './factsheet.tsx'
import { publication, publications } from './gepubliceerd.tsx'
import { pages as takenAlong } from './meenemen.tsx'
import overview from './overzicht.tsx'
import publish from './publiceren.tsx'
import explanation from './uitleg.tsx'

/** The pages of figures: live for who accounts for the work, published for everybody else. */
export const pages: readonly Definition[] = [
  overview,
  sheet,
  ...takenAlong, // 'meenemen' before the key of a figure
  explanation,
  edit,
  publish,
  publications,
  publication,
]

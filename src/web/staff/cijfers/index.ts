import type { Definition } from '#web/app'
import edit from './bewerken.tsx'
import sheet from './factsheet.tsx'
import { publication, publicationFiles, publications } from './gepubliceerd.tsx'
import { changed, changedFigure } from './gewijzigd.tsx'
import { decision, smallNumbers, takeBack } from './klein.tsx'
import { pages as takenAlong } from './meenemen.tsx'
import overview from './overzicht.tsx'
import publish from './publiceren.tsx'
import explanation from './uitleg.tsx'

/** The pages of figures: live for who accounts for the work, published for everybody else. */
export const pages: readonly Definition[] = [
  overview,
  sheet,
  smallNumbers,
  decision,
  takeBack,
  ...takenAlong, // 'meenemen' before the key of a figure
  explanation,
  edit,
  publish,
  publications,
  ...publicationFiles,
  publication,
  changed,
  changedFigure,
]

import type { Store } from '#access'
import type { Asker } from '#platform/asker'
import { inWords } from '#platform/days'
import { capital, counted, noun } from '#platform/words'
import { type FigureSince, type Published, type Since, sinceOf } from '#reports'
import { lineOf } from '#service-lines'
import { Notice } from '#ui'

const cijfer = noun('cijfer', 'cijfers', 'het')

/** Where it stands what changed since a publication. */
export const changedAddress = (publication: string): string => `/gepubliceerd/${publication}/gewijzigd`

/** What is no longer as it was published, as far as this asker may know. Nobody outside reads live figures, so they get nothing. */
export async function sincePublished(
  store: Store,
  asker: Asker,
  publication: { id: string; content: Published },
): Promise<Since | null> {
  if (!asker.may('read', 'figures')) return null
  return sinceOf(store, asker, lineOf(publication.content.line), publication)
}

/** In one sentence on another page: 'Sinds de publicatie van 3 maart 2025 zijn 2 cijfers gewijzigd.' */
export function SinceInShort({ since, publication }: { since: Since; publication: string }) {
  const { figures, on, threshold } = since
  if (figures.length === 0) return null
  return (
    <Notice kind="info" title={`Gewijzigd sinds ${inWords(on)}: ${counted(figures.length, cijfer)}`}>
      {capital(figures.slice(0, 3).map(shortly).join('; '))}
      {figures.length > 3 && ' en meer'}. <a href={changedAddress(publication)}>Bekijk wat er gewijzigd is</a>
      {threshold > 1 && '. Kleine verschillen staan er niet bij'}.
    </Notice>
  )
}

const shortly = ({ name, difference }: FigureSince): string =>
  `${name.toLocaleLowerCase('nl')}: ${difference || 'andere zaken'}`

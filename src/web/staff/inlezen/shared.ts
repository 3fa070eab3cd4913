import { type ImportDesk, type ImportRecord, importDesk, type Standing, standingOf, type Work } from '#exchange/imports'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { noun } from '#platform/words'
import { lineOf } from '#service-lines'
import type { Crumb } from '#ui'

export const base = '/inlezen'
export const row = noun('regel', 'regels', 'de')
export const column = noun('kolom', 'kolommen', 'de')
export const person = noun('mens', 'mensen', 'de')

export interface Opened {
  desk: ImportDesk
  one: ImportRecord
  line: ServiceLine
  work: Work | undefined
  standing: Standing
}

/** The import of this address and how its work stands. @throws NotFound */
export async function openImport({
  asker,
  params,
}: {
  asker: Asker
  params: { readonly importId: string }
}): Promise<Opened> {
  const desk = importDesk(asker)
  const one = await desk.get(params.importId)
  const work = await desk.workOf(one.id)
  return { desk, one, line: lineOf(one.line), work, standing: standingOf(work) }
}

export const trail: Crumb[] = [{ to: base, label: 'Inlezen' }]
export const trailTo = ({ one }: Pick<Opened, 'one'>): Crumb[] => [
  ...trail,
  { to: `${base}/${one.id}`, label: 'Deze lijst' },
]

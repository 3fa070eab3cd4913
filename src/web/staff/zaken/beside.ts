import type { Store } from '#access'
import { type CaseFile, inCase } from '#kernel/case'
import { keysOf } from './open.ts'

/** The talks and notes of a case and of the reports that joined it, each on the side where it belongs. */
export async function notesOf(store: Store, file: CaseFile) {
  const found = await Promise.all(keysOf(file).map((id) => store.notes.ofCase(id)))
  return found.flat().map((note) => inCase(file, note))
}

/** What was planned in a case and in the reports that joined it, the first on top. */
export async function stepsOf(store: Store, file: CaseFile) {
  const found = await Promise.all(keysOf(file).map((id) => store.nextSteps.ofCase(id)))
  const steps = found.flat().map((step) => inCase(file, step))
  return file.reports.length === 0 ? steps : steps.sort((one, other) => (one.onDay < other.onDay ? -1 : 1))
}

export const referralsOf = async (store: Store, file: CaseFile) =>
  (await Promise.all(keysOf(file).map((id) => store.referrals.ofCase(id)))).flat()

export const surveysOf = async (store: Store, file: CaseFile) =>
  (await Promise.all(keysOf(file).map((id) => store.surveys.ofCase(id)))).flat().map((survey) => inCase(file, survey))

/** The consents of each report by its key: the case itself, and those that joined it. */
export const consentsOf = async (store: Store, file: CaseFile) =>
  new Map(await Promise.all(keysOf(file).map(async (id) => [id, await store.consents.ofCase(id)] as const)))

import type { Store } from '#access'
import { momentOfStep, type NextStep } from '#kernel/next-step'
import { clockTimeOf, dayOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import { isKey } from '#platform/ids'
import { keysOf, type OpenCase } from './open.ts'

/** The planned step that is being logged, when the address names one of this case that is still open. */
export async function plannedStep(
  { store, query }: { store: Store; query: URLSearchParams },
  { file }: OpenCase,
): Promise<NextStep | undefined> {
  const id = query.get('stap')
  if (!isKey(id)) return undefined
  const open = await Promise.all(keysOf(file).map((caseId) => store.nextSteps.ofCase(caseId)))
  return open.flat().find((step) => step.id === id)
}

/** What a form about a talk begins with when it was planned: with whom, how and when. */
export function asPlanned(step: NextStep | undefined, kinds: Readonly<Record<string, unknown>>, now: Date) {
  if (!step) return {}
  const at = momentOfStep(step, now)
  return {
    ...(step.side ? { who: step.side } : {}),
    ...(Object.hasOwn(kinds, step.kind) ? { kind: step.kind } : {}),
    ...{ on: dayOf(at), at: clockTimeOf(at) },
  }
}

/** Plans the next appointment; what is wrong with its day is told at the field of that form. @throws Invalid */
export async function planNext(store: Store, step: Parameters<Store['nextSteps']['add']>[0]): Promise<void> {
  try {
    await store.nextSteps.add(step)
  } catch (problem) {
    throw problem instanceof Invalid && problem.problems.onDay
      ? new Invalid({ nextOn: problem.problems.onDay })
      : problem
  }
}

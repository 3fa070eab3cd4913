import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { records } from '#platform/records'
import { type CaseClock, firstDue } from './clock.ts'
import * as tables from './tables.ts'

/**
 * Takes back what a talk did to its case: the phase that it reached, with the clocks that stopped and started there. Only when nothing
 * came after it; a case that went further stays where it is.
 * @param at the moment of the talk, under which its phase stands
 */
export async function takeTalkBack(asker: Asker, id: string, line: ServiceLine, at: Date): Promise<void> {
  const [cases, phases, clocks] = [
    records(asker, tables.cases),
    records(asker, tables.phases),
    records(asker, tables.clocks),
  ]
  const same = (moment: Date | null) => moment !== null && moment.getTime() === at.getTime()
  const standing = await phases.all().where('casePhases.caseId', '=', id).orderBy('casePhases.reachedAt').execute()
  const reached = standing.findLast((one) => same(one.reachedAt))
  const running = await cases.get(id)
  const before = standing.filter((one) => one.id !== reached?.id).at(-1)
  if (!reached || !before || running.closedOn !== null || running.phase !== reached.phase) return
  await phases.remove(reached.id)
  const left: CaseClock[] = []
  for (const clock of await clocks.all().where('caseClocks.caseId', '=', id).execute()) {
    if (same(clock.startedAt)) await clocks.remove(clock.id)
    else left.push(same(clock.stoppedAt) ? await clocks.apply(clock.id, (was) => ({ ...was, stoppedAt: null })) : clock)
  }
  await cases.apply(id, (was) => ({
    ...was,
    phase: before.phase,
    phaseSince: before.reachedAt,
    waitsFor: line.case.phases[before.phase]?.waitsFor ?? 'us',
    ...firstDue(left),
  }))
}

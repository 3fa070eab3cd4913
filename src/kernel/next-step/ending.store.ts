import { caseStore, takeTalkBack } from '#kernel/case'
import { noteStore } from '#kernel/note'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import type { Day } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { newKey } from '#platform/ids'
import type { records } from '#platform/records'
import { momentOfStep, movesItsCase, mustBeAhead, mustBeDay, type NextStep, noteOf, type StepEnd } from './next-step.ts'

type Own = ReturnType<typeof records<'nextSteps'>>
type WithCase = (id: string) => Promise<{ was: NextStep; of: { openedOn: Day; closedOn: Day | null } | undefined }>

/** How a step ends, and how that is taken back. */
export function endings(asker: Asker, own: Own, withCase: WithCase) {
  /**
   * A step happened, or nobody was there: it becomes a note with its kind, side and moment. Said twice it is one note.
   * @throws NotFound when the asker may not change the step, or not write in its file
   */
  async function end(id: string, line: ServiceLine, how: StepEnd): Promise<NextStep> {
    const key = newKey()
    let first = false
    const ended = await own.apply(id, (was, { now }) => {
      first = was.doneAt === null
      return first ? { ...was, doneAt: now, ended: how, note: key } : was
    })
    if (!first) return ended
    const happenedAt = momentOfStep(ended, asker.now)
    const note = noteOf(ended, line.case, how, await helperOf(ended))
    await noteStore(asker).add({
      ...{
        id: key,
        caseId: ended.caseId,
        person: ended.caseId === null ? ended.person : null,
        line: ended.line,
        happenedAt,
      },
      ...note,
    })
    if (how === 'done' && ended.caseId !== null && movesItsCase(note, line.case))
      await talked(ended.caseId, line, { ...note, at: happenedAt })
    return ended
  }

  /** The talk moves the case; where it must be decided first whether it suits, it stays where it is. */
  async function talked(
    caseId: string,
    line: ServiceLine,
    talk: Parameters<ReturnType<typeof caseStore>['talked']>[2],
  ) {
    try {
      await caseStore(asker).talked(caseId, line, talk)
    } catch (problem) {
      if (!(problem instanceof Invalid)) throw problem
    }
  }

  async function helperOf({ match }: NextStep): Promise<string | undefined> {
    if (match === null) return undefined
    const row = await asker.tx
      .selectFrom('matches')
      .innerJoin('volunteers', (join) =>
        join.onRef('volunteers.tenant', '=', 'matches.tenant').onRef('volunteers.id', '=', 'matches.volunteer'),
      )
      .select('volunteers.name')
      .where('matches.tenant', '=', asker.tenant)
      .where('matches.id', '=', match)
      .executeTakeFirst()
    return row?.name
  }

  /** Takes that back: the step stands open again, its note is gone, and what the talk did to the case with it. */
  async function reopen(id: string, line: ServiceLine): Promise<NextStep> {
    const was = await own.get(id)
    const opened = await own.apply(id, (standing) => ({ ...standing, doneAt: null, ended: null, note: null }))
    if (was.note === null) return opened
    const notes = noteStore(asker)
    const note = await notes.get(was.note).catch((problem: unknown) => {
      if (problem instanceof NotFound) return undefined // somebody took the note away already
      throw problem
    })
    if (!note) return opened
    await notes.remove(note.id)
    if (note.caseId !== null && was.ended === 'done') await takeTalkBack(asker, note.caseId, line, note.happenedAt)
    return opened
  }

  /**
   * Another day for a step. One that is open moves; after one that nobody came to, a new one is planned.
   * @returns the step on its new day, and the day it stood on before when it moved
   * @throws Invalid for a day that is over, or on which it cannot be planned; NotFound
   */
  async function another(
    id: string,
    { onDay, atTime }: { onDay: Day; atTime: string | null },
  ): Promise<{ step: NextStep; was: NextStep | undefined }> {
    const { was, of } = await withCase(id)
    mustBeAhead(onDay, asker.today)
    mustBeDay(onDay, { today: asker.today, of })
    if (was.ended === 'done') throw new Invalid({ '': 'Dit is al gedaan. Plan een nieuwe stap.' })
    if (was.ended === null) return { step: await own.apply(id, (standing) => ({ ...standing, onDay, atTime })), was }
    const { caseId, person, match, line, kind, place, side, about, owner, waitsFor } = was
    const standing = await own
      .all()
      .where('nextSteps.doneAt', 'is', null)
      .where('nextSteps.onDay', '=', onDay)
      .where('nextSteps.kind', '=', kind)
      .where('nextSteps.owner', 'is not distinct from', owner)
      .where('nextSteps.caseId', 'is not distinct from', caseId)
      .where('nextSteps.person', 'is not distinct from', person)
      .where('nextSteps.side', 'is not distinct from', side)
      .executeTakeFirst()
    // Pressed twice it is planned once.
    if (standing) return { step: standing, was: undefined }
    const step = await own.add({
      caseId,
      person,
      match,
      line,
      kind,
      place,
      side,
      about,
      owner,
      waitsFor,
      onDay,
      atTime,
    })
    return { step, was: undefined }
  }

  /** Puts a moved step back on the day it had. */
  const backTo = (id: string, { onDay, atTime }: { onDay: Day; atTime: string | null }): Promise<NextStep> =>
    own.apply(id, (standing) => (standing.doneAt ? standing : { ...standing, onDay, atTime }))

  /** It was told in a note that was written by itself. */
  const endedBy = (id: string, note: string): Promise<NextStep> =>
    own.apply(id, (was, { now }) => (was.doneAt ? was : { ...was, doneAt: now, ended: 'done', note }))

  return { end, endedBy, reopen, another, backTo }
}

import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import type { Day } from '#platform/days'
import { NotFound } from '#platform/errors'
import { isKey, shortNumber } from '#platform/ids'
import { type Row, records } from '#platform/records'
import { together } from '#platform/together'
import { become } from './become.ts'
import {
  type Assessment,
  assess,
  type Case,
  type Closing,
  closeCase,
  handOver,
  type Moved,
  type PauseReason,
  pauseCase,
  phaseAfter,
  reachPhase,
  stillUntil,
  waitsAfter,
  withdrawClosing,
} from './case.ts'
import { type Calendar, type CaseClock, calendarOf, clocksStartedBy, dueOf, firstDue, stops } from './clock.ts'
import { joiningStore } from './joining.store.ts'
import type { PlacedSide, Report } from './joining.ts'
import { leftToDo } from './left-to-do.store.ts'
import { caseLists } from './lists.store.ts'
import { beginCase, type NewCase, type NewSide } from './opening.ts'
import { standingStill } from './standing-still.store.ts'
import * as tables from './tables.ts'

export type CaseSide = Row<'caseSides'>
export type CasePause = Row<'casePauses'>

/** Everything that stands in one case. */
export interface CaseFile {
  case: Case
  /** Of this case and of the reports that joined it, each on the side where it belongs. */
  sides: PlacedSide[]
  /** The reports that joined it; most cases have none. */
  reports: Report[]
  topics: string[]
  phases: Row<'casePhases'>[]
  clocks: CaseClock[]
  pauses: CasePause[]
}

/** The asker's cases: opened, brought further, closed. Each deed is one transaction with its clocks and its log lines. */
export function caseStore(asker: Asker) {
  const cases = records(asker, tables.cases)
  const sides = records(asker, tables.sides)
  const topics = records(asker, tables.topics)
  const phases = records(asker, tables.phases)
  const clocks = records(asker, tables.clocks)
  const pauses = records(asker, tables.pauses)
  const joining = joiningStore(asker, cases, sides)
  const _at = { now: asker.now, today: asker.today, settings: asker.settings }

  /** Opens one case and starts its clocks. @throws Invalid for a day to come; NotFound when the line is not the asker's */
  async function open(line: ServiceLine, news: NewCase): Promise<Case> {
    const [opened] = await openMany(line, [news])
    return opened as Case
  }

  /** Opens many cases by the rules for one, in blocks: for imports, examples and the bench. Same order as given. */
  async function openMany(line: ServiceLine, news: readonly NewCase[]): Promise<Case[]> {
    const given = new Set(news.flatMap((one) => one.number ?? []))
    const drawn = await freeNumbers(news.length - given.size, given)
    const made = news.map((one) => beginCase(asker, line, { ...one, number: one.number ?? drawn.pop() }))
    const { opened } = await together({
      opened: cases.addMany(made.map((one) => one.case)),
      sides: sides.addUnseen(made.flatMap((one) => one.sides)),
      topics: topics.addUnseen(made.flatMap((one) => one.topics)),
      phases: phases.addUnseen(made.flatMap((one) => one.phases)),
      clocks: clocks.addUnseen(made.flatMap((one) => one.clocks)),
    })
    return opened
  }

  /**
   * Numbers that no case has, to open cases with. They are random: among 20,000 cases two are the same one time in four, so
   * those that are taken are drawn again.
   */
  async function freeNumbers(count: number, given: ReadonlySet<string> = new Set()): Promise<string[]> {
    const drawn = new Set<string>()
    while (drawn.size < count) {
      const some = Array.from({ length: count - drawn.size }, shortNumber)
      const taken = await asker.tx
        .selectFrom('cases')
        .select('number')
        .where('tenant', '=', asker.tenant)
        .where('number', 'in', some)
        .execute()
      const others = new Set(taken.map((row) => row.number))
      for (const number of some) if (!others.has(number) && !given.has(number)) drawn.add(number)
    }
    return [...drawn]
  }

  /**
   * Tells a case again from the start, as its source tells it now: the same case with the same number, by the same rules
   * as a new one. Only for what nobody worked on: it keeps nothing that came from elsewhere.
   * @throws Invalid, Conflict, NotFound
   */
  async function retell(id: string, seen: { seen: number }, line: ServiceLine, news: NewCase): Promise<Case> {
    const was = await cases.get(id)
    const made = beginCase(asker, line, { ...news, number: was.number }, id)
    const { tenant: _t, version: _v, addedAt: _a, addedBy: _b, removedAt: _r, ...told } = made.case as Case
    const retold = await cases.change(id, seen, (standing) => ({ ...standing, ...told }))
    await become(
      sides,
      await sides.all().where('caseSides.caseId', '=', id).orderBy('caseSides.id').execute(),
      made.sides,
      (part) => part.side,
    )
    await become(
      topics,
      await topics.all().where('caseTopics.caseId', '=', id).execute(),
      made.topics,
      (part) => part.topic,
    )
    await become(
      phases,
      await phases.all().where('casePhases.caseId', '=', id).execute(),
      made.phases,
      (part) => part.phase,
    )
    await become(clocks, await clocksOf(id), made.clocks, (part) => part.clock)
    return retold
  }

  /** Everything in one case. Reading it is a read of a file. @throws NotFound */
  async function file(id: string): Promise<CaseFile> {
    if (!isKey(id)) throw new NotFound()
    const whole = await together({
      case: cases.get(id),
      sides: sides
        .all()
        .modifyFront(plannedOnce)
        .where('caseSides.caseId', '=', id)
        .orderBy('caseSides.addedAt')
        .orderBy('caseSides.id')
        .execute(),
      topics: topics.all().modifyFront(plannedOnce).where('caseTopics.caseId', '=', id).execute(),
      phases: phases
        .all()
        .modifyFront(plannedOnce)
        .where('casePhases.caseId', '=', id)
        .orderBy('casePhases.reachedAt')
        .orderBy('casePhases.id')
        .execute(),
      clocks: clocksOf(id),
      pauses: pausesOf(id),
      joined: joining.joined(id),
    })
    const { joined, ...own } = whole
    const reports = await joining.reportsWith(joined, own.sides)
    return {
      ...own,
      topics: own.topics.map((row) => row.topic),
      reports,
      sides: [...own.sides, ...reports.flatMap((report) => report.sides)],
    }
  }

  const clocksOf = (id: string): Promise<CaseClock[]> =>
    clocks.all().modifyFront(plannedOnce).where('caseClocks.caseId', '=', id).orderBy('caseClocks.startedAt').execute()

  const pausesOf = (id: string): Promise<CasePause[]> =>
    pauses.all().modifyFront(plannedOnce).where('casePauses.caseId', '=', id).orderBy('casePauses.startedAt').execute()

  /** Decides whether the line can help; a suitable case goes on to the phase that the decision brings. */
  async function judge(id: string, seen: { seen: number }, line: ServiceLine, assessment: Assessment): Promise<Case> {
    const judged = await cases.change(id, seen, (running) => assess(running, line.case, assessment))
    if (assessment.suitable === 'no') return stopClocks(id)
    const phase = Object.entries(line.case.phases).find(([, one]) => one.byAssessment)?.[0]
    return phase ? goTo(id, line, phase, asker.now) : judged
  }

  /** Brings a case to a phase, stops the clocks that end there and starts those that begin. */
  async function goTo(id: string, line: ServiceLine, phase: string, moment: Date): Promise<Case> {
    let moved = false
    const further = await cases.apply(id, (running) => {
      const next = reachPhase(running, line.case, phase, moment)
      moved = next !== running
      return next
    })
    if (!moved) return further
    await phases.add({ caseId: id, phase, reachedAt: moment })
    for (const clock of await clocksOf(id)) {
      if (!clock.stoppedAt && stops(line, clock.clock, phase))
        await clocks.apply(clock.id, (was) => ({ ...was, stoppedAt: moment }))
    }
    const stood = await pausesOf(id)
    await clocks.addMany(clocksStartedBy(line, id, phase, moment, asker.today, asker.settings, stood))
    return keepDue(id)
  }

  /** What a talk does to its case: a phase further, or waiting for somebody. A closed case is left as it is. */
  async function talked(id: string, line: ServiceLine, talk: Moved & { at: Date }): Promise<Case> {
    const running = await cases.get(id)
    if (running.closedOn !== null) return running
    const phase = phaseAfter(running, line.case, talk)
    if (phase) await goTo(id, line, phase, talk.at)
    return cases.apply(id, (was) => waitsAfter(was, line.case, talk))
  }

  /** Closes a case and stops its clocks. @throws Invalid, Conflict, NotFound */
  async function close(id: string, seen: { seen: number }, line: ServiceLine, closing: Closing): Promise<Case> {
    const closed = await cases.change(id, seen, (running, { today }) => closeCase(running, line, closing, { today }))
    await endPause(id)
    await stopClocks(id)
    return closed
  }

  /**
   * Lets a case stand still until a day, for a reason; its clocks are due as much later.
   * @throws Invalid as `pauseCase` does; Conflict, NotFound
   */
  async function pause(
    id: string,
    seen: { seen: number },
    line: ServiceLine,
    { until, reason }: { until: Day; reason: PauseReason },
  ): Promise<Case> {
    const calendar = calendarOf(line, asker.today, asker.settings)
    const still = await cases.change(id, seen, (running, at) => pauseCase(running, until, at, calendar.quiet))
    await pauses.add({ caseId: id, startedAt: asker.now, endsAt: still.pausedUntil as Date, reason })
    return setClocks(id, calendar)
  }

  /** Lets a case go on before its pause was over. Nothing happens to one that does not stand still. */
  async function resume(id: string, line: ServiceLine): Promise<Case> {
    await cases.apply(id, (was) => (stillUntil(was, asker.now) ? { ...was, pausedUntil: null } : was))
    await endPause(id)
    return setClocks(id, calendarOf(line, asker.today, asker.settings))
  }

  async function endPause(id: string): Promise<void> {
    for (const one of await pausesOf(id))
      if (one.endsAt > asker.now)
        await pauses.apply(one.id, (was) => ({
          ...was,
          endsAt: new Date(Math.max(was.startedAt.getTime(), asker.now.getTime())),
        }))
  }

  /** Sets the clocks that run by the pauses as they are now. */
  async function setClocks(id: string, calendar: Calendar): Promise<Case> {
    const stood = await pausesOf(id)
    for (const clock of await clocksOf(id))
      if (!clock.stoppedAt) await clocks.apply(clock.id, (was) => ({ ...was, ...dueOf(was, stood, calendar) }))
    return keepDue(id)
  }

  /**
   * How many helpers a case seeks, and for whom it waits meanwhile; a closed case seeks and waits for nobody. For who asks helpers:
   * the rule says both.
   */
  const seek = (id: string, rule: (was: Case) => Pick<Case, 'seeks' | 'waitsFor'>): Promise<Case> =>
    cases.apply(id, (was) => {
      if (was.closedOn !== null) return was
      const { seeks, waitsFor } = rule(was)
      return { ...was, seeks, waitsFor }
    })

  /** Takes a closing back. Its clocks stay stopped: nobody is late for what was thought done. */
  async function reopen(id: string): Promise<Case> {
    for (const report of await joining.joined(id))
      await cases.apply(report.id, (was) => ({ ...was, referrerToldOn: null }))
    return cases.apply(id, withdrawClosing)
  }

  /** Who sent this report was told how it ended, on this day; null takes that back. */
  const toldReferrer = (id: string, on: Day | null): Promise<Case> =>
    cases.apply(id, (was) => ({ ...was, referrerToldOn: on === null ? null : (was.referrerToldOn ?? on) }))

  /** Takes a case out of sight with the reports that joined it, and puts them back together. */
  async function remove(id: string): Promise<void> {
    for (const report of await joining.joined(id)) await cases.remove(report.id)
    return cases.remove(id)
  }
  async function restore(id: string): Promise<Case> {
    const back = await cases.restore(id)
    const reports = await asker.tx
      .selectFrom('cases')
      .select('id')
      .where('tenant', '=', asker.tenant)
      .where('joinedTo', '=', id)
      .where('removedAt', 'is not', null)
      .execute()
    for (const report of reports) await cases.restore(report.id)
    return back
  }

  /** Makes a report a case again, as it was; its clocks go on. @throws Invalid when something was added since; NotFound */
  async function takeApart(report: string): Promise<Case> {
    await joining.apart(report)
    return keepDue(report)
  }

  const give = (id: string, seen: { seen: number }, owner: string): Promise<Case> =>
    cases.change(id, seen, (running) => handOver(running, owner))

  async function stopClocks(id: string): Promise<Case> {
    for (const clock of await clocksOf(id)) {
      if (!clock.stoppedAt) await clocks.apply(clock.id, (was) => ({ ...was, stoppedAt: asker.now }))
    }
    return keepDue(id)
  }

  async function keepDue(id: string): Promise<Case> {
    const due = firstDue(await clocksOf(id))
    return cases.apply(id, (was) => (was.closedOn ? was : { ...was, ...due }))
  }

  /** Corrects what a case is about: main topic, side topics, channel and the line's own fields. */
  async function correct(
    id: string,
    seen: { seen: number },
    change: {
      mainTopic: string | null
      topics: readonly string[]
      fields: Record<string, unknown>
      channel?: string | null
    },
  ): Promise<Case> {
    const corrected = await cases.change(id, seen, (was) => ({
      ...was,
      mainTopic: change.mainTopic,
      channel: change.channel === undefined ? was.channel : change.channel,
      fields: { ...(was.fields as object), ...change.fields } as Case['fields'],
    }))
    const wanted = new Set(change.topics.filter((topic) => topic !== change.mainTopic))
    const standing = await topics.all().where('caseTopics.caseId', '=', id).execute()
    for (const row of standing) if (!wanted.delete(row.topic)) await topics.remove(row.id)
    await topics.addMany([...wanted].map((topic) => ({ caseId: id, topic })))
    return corrected
  }

  /** Adds a household to a side. The first on the main side gives the case its person, village and street. */
  const addSide = (id: string, side: NewSide): Promise<CaseSide> => sides.add({ ...side, caseId: id })
  const changeSide = (sideId: string, seen: { seen: number }, rule: (was: CaseSide) => CaseSide): Promise<CaseSide> =>
    sides.change(sideId, seen, rule)
  /** Told what is kept about them, on this day. */
  const informed = (sideId: string, on: Day): Promise<CaseSide> =>
    sides.apply(sideId, (was) => ({ ...was, informedOn: was.informedOn ?? on }))

  return {
    get: cases.get,
    find: cases.find,
    remove,
    restore,
    open,
    openMany,
    freeNumbers,
    retell,
    file,
    judge,
    goTo,
    talked,
    close,
    reopen,
    seek,
    pause,
    resume,
    give,
    correct,
    addSide,
    changeSide,
    informed,
    side: sides.get,
    toldReferrer,
    alike: joining.alike,
    join: joining.join,
    mayGoApart: joining.mayGoApart,
    takeApart,
    different: joining.different,
    notDifferent: joining.notDifferent,
    leftToDo: leftToDo(asker, cases, sides),
    ...standingStill(asker, cases, pauses, { pausesOf, setClocks }),
    ...caseLists(asker, cases),
  }
}

export type CaseStore = ReturnType<typeof caseStore>

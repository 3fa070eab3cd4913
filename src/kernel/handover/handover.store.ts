import { sql } from 'kysely'
import { type Case, handOver } from '#kernel/case'
import { memoKindOf, type NextStep } from '#kernel/next-step'
import { noteStore } from '#kernel/note'
import type { ServiceLine } from '#kernel/service-line'
import { type Asker, isMine } from '#platform/asker'
import { Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { type Row, records, table } from '#platform/records'

export type Handover = Row<'handovers'>

/** What goes to whom. `advice` is a line for the colleague: it stands in the case as a note. */
export interface Given {
  cases: readonly { id: string; receiver: string; advice?: string | null }[]
  steps: readonly { id: string; receiver: string }[]
}

const handovers = table('handovers', 'handover', [
  ...(['giver', 'cases', 'caseReceivers', 'steps', 'stepReceivers', 'notes', 'takenBackAt'] as const),
])
const cases = table('cases', 'case', ['owner'])
const steps = table('nextSteps', 'next-step', ['owner'])

const gone = 'Er is iets veranderd terwijl je koos. Kijk het na en probeer het opnieuw.'

/** The work of one colleague that goes to others, in one go, and back again. */
export function handoverStore(asker: Asker) {
  const own = records(asker, handovers)
  // Whoever gives a case away may write in it until then, and no more after it: the row leaves her reach in the same statement.
  const beyond: Asker = { ...asker, may: () => sql<boolean>`true` }
  const allCases = records(beyond, cases)
  const allSteps = records(beyond, steps)

  /** Open steps of a colleague that stand in no case of hers: with a person alone, or in the case of somebody else. */
  const looseSteps = (account: string): Promise<NextStep[]> =>
    records(asker, steps)
      .all()
      .leftJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'nextSteps.tenant').onRef('cases.id', '=', 'nextSteps.caseId'),
      )
      .where('nextSteps.owner', '=', account)
      .where('nextSteps.doneAt', 'is', null)
      .where('cases.closedOn', 'is', null)
      .where(sql<boolean>`cases.owner is distinct from ${account}::uuid`)
      .where('nextSteps.line', '=', sql<string>`any(${asker.lines as string[]}::text[])`)
      .orderBy('nextSteps.onDay')
      .orderBy('nextSteps.id')
      .limit(500)
      .execute()

  /**
   * Gives cases and steps of one colleague to others; the steps that she planned in a case go along with it.
   * @param lineFor the line of a case, and who works on a line: a receiver does that work
   * @throws Invalid when something went to somebody else meanwhile, or to whom does not work there; NotFound when it is not the asker's to give
   */
  async function give(
    giver: string,
    given: Given,
    known: { lineOf: (key: string) => ServiceLine; workingOn: ReadonlyMap<string, ReadonlySet<string>> },
  ): Promise<Handover> {
    const receiverOf = new Map([...given.cases, ...given.steps].map((one) => [one.id, one.receiver]))
    const mine = await locked(given.cases.map(({ id }) => id))
    if (mine.length !== new Set(given.cases.map(({ id }) => id)).size) throw new NotFound()
    if (mine.some((one) => one.owner !== giver || one.closedOn !== null || one.joinedTo !== null))
      throw new Invalid({ '': gone })
    const loose = (await looseSteps(giver)).filter(({ id }) => given.steps.some((one) => one.id === id))
    if (loose.length !== given.steps.length) throw new Invalid({ '': gone })
    // A worker gives away what is hers; she may read a colleague's step, and leaves it where it is.
    if (asker.role === 'worker' && loose.some((step) => !isMine(asker, step))) throw new NotFound()
    for (const one of [...mine, ...loose]) {
      const receiver = receiverOf.get(one.id) as string
      if (receiver === giver || !known.workingOn.get(one.line)?.has(receiver))
        throw new Invalid({ '': 'Een van de collega’s doet dit werk niet. Kies een ander.' })
    }
    const advice = await advise(given, mine, known.lineOf)
    const along = await stepsIn(
      giver,
      mine.map(({ id }) => id),
    )
    const moved = [
      ...loose.map(({ id }) => ({ id, receiver: receiverOf.get(id) as string })),
      ...along.map(({ id, caseId }) => ({ id, receiver: receiverOf.get(caseId as string) as string })),
    ]
    await move(
      allCases,
      mine.map(({ id }) => ({ id, receiver: receiverOf.get(id) as string })),
    )
    await move(allSteps, moved)
    return own.add({
      ...{ giver, notes: advice, cases: mine.map(({ id }) => id), steps: moved.map(({ id }) => id) },
      caseReceivers: mine.map(({ id }) => receiverOf.get(id) as string),
      stepReceivers: moved.map(({ receiver }) => receiver),
    })
  }

  /** These cases, as far as the asker may change them, locked in one order with the reports that joined them. */
  const locked = async (ids: readonly string[]): Promise<Case[]> =>
    ids.length === 0
      ? []
      : ((await records(asker, cases)
          .all('change')
          .where('cases.id', '=', sql<string>`any(${ids.filter(isKey)}::uuid[])`)
          .orderBy('cases.id')
          .forUpdate('cases')
          .execute()) as Case[])

  const stepsIn = (owner: string, caseIds: readonly string[]): Promise<NextStep[]> =>
    allSteps
      .all()
      .where('nextSteps.caseId', '=', sql<string>`any(${caseIds as string[]}::uuid[])`)
      .where('nextSteps.owner', '=', owner)
      .where('nextSteps.doneAt', 'is', null)
      .execute()

  /** What she wants to say about a case stands in it, as a note of hers. @returns the keys of these notes */
  async function advise(given: Given, mine: readonly Case[], lineOf: (key: string) => ServiceLine): Promise<string[]> {
    const notes = noteStore(asker)
    const made: string[] = []
    for (const { id, advice } of given.cases) {
      const one = mine.find((each) => each.id === id)
      const kind = one && memoKindOf(lineOf(one.line).case.talks)
      if (!advice || !one || !kind) continue
      const words = `Bij het overdragen: ${advice}`
      const note = { caseId: id, person: null, line: one.line, happenedAt: asker.now, kind, side: null, result: null }
      made.push((await notes.add({ ...note, words })).id)
    }
    return made
  }

  async function move(of: typeof allCases | typeof allSteps, to: readonly { id: string; receiver: string }[]) {
    for (const [receiver, some] of Map.groupBy(to, (one) => one.receiver))
      await (of as typeof allCases).changeMany(
        some.map(({ id }) => id),
        (was) => ('openedOn' in was ? handOver(was, receiver) : ({ ...(was as object), owner: receiver } as never)),
      )
  }

  /**
   * Takes back what the asker handed over, as far as nobody did anything about whose it is since.
   * @returns how many cases and steps went back, and how many stayed
   * @throws NotFound when it is not hers to take back; Invalid when the colleague does not work here any more
   */
  async function takeBack(id: string): Promise<{ back: number; stayed: number }> {
    const was = await own.get(id)
    if (was.takenBackAt !== null) return { back: 0, stayed: 0 }
    const giver = await asker.tx
      .selectFrom('accounts')
      .select('endedOn')
      .where('tenant', '=', asker.tenant)
      .where('id', '=', was.giver)
      .executeTakeFirst()
    if (giver?.endedOn)
      throw new Invalid({ '': 'Deze collega werkt hier niet meer. Draag het werk aan een ander over.' })
    const cases = await returned(allCases, was.giver, was.cases, was.caseReceivers)
    const steps = await returned(allSteps, was.giver, was.steps, was.stepReceivers)
    if (cases === was.cases.length) {
      const notes = noteStore(beyond)
      for (const note of was.notes)
        await notes.remove(note).catch((problem: unknown) => {
          if (!(problem instanceof NotFound)) throw problem
        })
    }
    await own.apply(id, (before) => ({ ...before, takenBackAt: asker.now }))
    const all = was.cases.length + was.steps.length
    return { back: cases + steps, stayed: all - cases - steps }
  }

  /** Gives back what is still with whom it went to. */
  async function returned(
    of: typeof allCases | typeof allSteps,
    giver: string,
    ids: readonly string[],
    receivers: readonly string[],
  ): Promise<number> {
    const to = new Map(ids.map((id, at) => [id, receivers[at]]))
    return (of as typeof allCases).changeMany(ids, (row) => {
      const over = 'openedOn' in row ? row.closedOn !== null : (row as NextStep).doneAt !== null
      return over || row.owner !== to.get(row.id) ? row : { ...row, owner: giver }
    })
  }

  return { get: own.get, looseSteps, give, takeBack }
}

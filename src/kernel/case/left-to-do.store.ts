import { sql } from 'kysely'
import { consentStore } from '#kernel/consent'
import type { ServiceLine } from '#kernel/service-line'
import { type Asker, isMineIn } from '#platform/asker'
import { addDays, addMonths, type Day, dayOf } from '#platform/days'
import type { records } from '#platform/records'
import { together } from '#platform/together'
import { aftercareStore } from './aftercare.store.ts'
import type { Case } from './case.ts'
import { aftercareOf, sidesToAsk, telling, toldBy } from './outcome.ts'

/** Something that has to be done around a case and is easily forgotten, with the case to do it in. */
export interface LeftToDo {
  kind: 'inform' | 'tell' | 'ask'
  case: Pick<Case, 'id' | 'line' | 'mainTopic' | 'street' | 'number'>
  /** Whom it is about, on the side where they stand in the case. */
  side: string | null
  /** The household to be told what is kept about it. */
  household: string | null
  due: Day
  /** Both sides reported: then none of them has a name here. */
  bothReported: boolean
}

/** From how many days before the month is over it stands with what is to be done, though nobody was spoken to yet. */
const daysBefore = 9

/** What is left to do in the asker's own cases of a line. */
export function leftToDo(
  asker: Asker,
  cases: ReturnType<typeof records<'cases'>>,
  sides: ReturnType<typeof records<'caseSides'>>,
) {
  const aftercare = aftercareStore(asker)
  const consents = consentStore(asker)

  /** Who must be told what is kept about them: from the first contact on, and from a week before the month is over. */
  async function toInform(line: ServiceLine): Promise<LeftToDo[]> {
    const keys = Object.keys(line.case.sides).filter((key) => line.case.sides[key]?.mustBeInformed)
    if (keys.length === 0) return []
    const mine = await cases
      .all()
      .where(isMineIn(asker, 'cases'))
      .where('cases.closedOn', 'is', null)
      .where('cases.line', '=', line.key)
      .where('cases.joinedTo', 'is', null)
      .execute()
    if (mine.length === 0) return []
    const reports = await joinedTo(mine)
    const waiting = await sides
      .all()
      .where('caseSides.caseId', '=', anyOf([...mine, ...reports].map(({ id }) => id)))
      .where('caseSides.informedOn', 'is', null)
      .where('caseSides.side', 'in', keys)
      .execute()
    const gone = await goneAmong(waiting.map((one) => one.person))
    if (waiting.every((one) => gone.has(one.person ?? ''))) return []
    const spoken = await spokenIn(
      line,
      [...mine, ...reports].map(({ id }) => id),
    )
    return waiting.flatMap((household): LeftToDo[] => {
      if (gone.has(household.person ?? '')) return []
      const report = [...mine, ...reports].find(({ id }) => id === household.caseId) as Case
      const whole = mine.find(({ id }) => id === (report.joinedTo ?? report.id)) as Case
      const changed = report.joinedAs === 'mirrored'
      // A talk stands under the case or under the report, each with its own sides.
      const talks = spoken.filter(
        (talk) =>
          (talk.caseId === report.id && talk.side === household.side) ||
          (talk.caseId === whole.id && (talk.side === household.side) !== changed),
      )
      const [first] = talks.map(({ happenedAt }) => happenedAt).sort((one, other) => one.getTime() - other.getTime())
      const due = toldBy(report.openedOn, first ? dayOf(first) : null)
      if (!first && addDays(due, -daysBefore) > asker.today) return []
      return [{ ...placed(whole, reports), kind: 'inform', side: household.side, household: household.id, due }]
    })
  }

  /** Who of these moved away or died: they are told and asked nothing more. */
  async function goneAmong(people: readonly (string | null)[]): Promise<Map<string, string>> {
    const keys = people.filter((one) => one !== null)
    if (keys.length === 0) return new Map()
    const rows = await asker.tx
      .selectFrom('personDepartures')
      .select(['person', 'kind'])
      .where('tenant', '=', asker.tenant)
      .where('person', '=', anyOf(keys))
      .where('onDay', '<=', asker.today)
      .where('removedAt', 'is', null)
      .orderBy('kind', 'desc')
      .execute()
    return new Map(rows.map((row) => [row.person, row.kind]))
  }

  /** The reports that joined these cases. */
  const joinedTo = (whole: readonly Case[]): Promise<Case[]> =>
    cases
      .all()
      .where('cases.joinedTo', '=', anyOf(whole.map(({ id }) => id)))
      .execute()

  /** The talks with one side in which somebody was reached. */
  async function spokenIn(line: ServiceLine, ids: readonly string[]) {
    const nobody = Object.keys(line.case.results).filter((key) => line.case.results[key]?.nobody)
    const talks = await asker.tx
      .selectFrom('notes')
      .select(['caseId', 'side', 'result', 'happenedAt'])
      .where('tenant', '=', asker.tenant)
      .where('caseId', '=', anyOf(ids))
      .where('removedAt', 'is', null)
      .where('side', 'is not', null)
      .where('result', 'is not', null)
      .execute()
    return talks.filter(({ result }) => !nobody.includes(result ?? ''))
  }

  const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`

  /** Where something is to be done. */
  const placed = (one: Case, reports: readonly Case[]): Pick<LeftToDo, 'case' | 'household' | 'bothReported'> => ({
    case: { id: one.id, line: one.line, mainTopic: one.mainTopic, street: one.street, number: one.number },
    household: null,
    bothReported: reports.some((each) => each.joinedTo === one.id && each.joinedAs === 'mirrored'),
  })

  /** What is left after a closing: the referrer who may hear how it ended, and the sides to ask whether it still holds. */
  async function afterClosing(line: ServiceLine): Promise<LeftToDo[]> {
    const { afterMonths, withinMonths } = line.case.aftercare ?? { afterMonths: 3, withinMonths: 3 }
    const months = asker.settings.value(`${line.key}.aftercare`, asker.today, afterMonths)
    // Who was not told by then heard it otherwise; the case itself still says that it was not done.
    const since = addMonths(asker.today, -(months + withinMonths))
    const closed = await cases
      .all()
      .where('cases.line', '=', line.key)
      .where('cases.closedOn', '>=', since)
      .where(isMineIn(asker, 'cases'))
      .where('cases.joinedTo', 'is', null)
      .orderBy('cases.closedOn')
      .execute()
    if (closed.length === 0) return []
    const reports = await joinedTo(closed)
    const told = [...closed, ...reports].filter((one) => one.referrer !== null && one.referrerToldOn === null)
    const perhaps = closed.filter((one) => aftercareOf(line, one, asker.settings) !== undefined)
    const keys = [...perhaps, ...reports].map((one) => one.id)
    const found = await together({
      asked: perhaps.length > 0 ? aftercare.ofCases(perhaps.map((one) => one.id)) : [],
      sides: keys.length > 0 ? sides.all().where('caseSides.caseId', '=', anyOf(keys)).execute() : [],
      leave: Promise.all(told.map(async (one) => ({ one, consents: await consents.ofCase(one.id) }))),
    })
    const gone = await goneAmong([...found.sides, ...told].map((one) => one.person))
    const whole = (one: Case) => closed.find(({ id }) => id === (one.joinedTo ?? one.id)) as Case
    const mirrored = (one: Case) => reports.some((each) => each.joinedTo === one.id && each.joinedAs === 'mirrored')
    return [
      ...found.leave
        .filter(({ one, consents: said }) => telling(line, one, whole(one), said, asker.today).is === 'to do')
        .filter(({ one }) => gone.get(one.person ?? '') !== 'died')
        .map(
          ({ one }): LeftToDo => ({
            ...placed(whole(one), reports),
            kind: 'tell',
            side: null,
            due: whole(one).closedOn as Day,
          }),
        ),
      ...perhaps.flatMap((one) => {
        const own = [one.id, ...reports.filter((each) => each.joinedTo === one.id).map(({ id }) => id)]
        const rows = found.sides.filter(({ caseId }) => own.includes(caseId))
        const [here, left] = [false, true].map((is) => rows.filter(({ person }) => gone.has(person ?? '') === is))
        // Where both reported each has a household on both sides, whatever the other wrote down.
        const present = mirrored(one)
          ? Object.keys(line.case.sides).flatMap((side) =>
              left?.some((row) => (row.side === side) === (row.caseId === one.id)) ? [] : { side },
            )
          : (here ?? [])
        const asked = found.asked.filter(({ caseId }) => caseId === one.id)
        return sidesToAsk(line, one, { sides: present, asked }, asker).map(
          (side): LeftToDo => ({
            ...placed(one, reports),
            kind: 'ask',
            side,
            due: aftercareOf(line, one, asker.settings)?.from as Day,
          }),
        )
      }),
    ]
  }

  /** Everything of a line, what should be done first on top. The cases are read as files. */
  async function ofLine(line: ServiceLine): Promise<LeftToDo[]> {
    const { inform, after } = await together({ inform: toInform(line), after: afterClosing(line) })
    const all = [...inform, ...after].sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
    asker.saw(
      'case',
      all.map((one) => one.case.id),
    )
    return all
  }

  return ofLine
}

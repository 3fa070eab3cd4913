import { sql } from 'kysely'
import { assessmentOf, type Case, calendarOf, caseStore, dueOf } from '#kernel/case'
import type { Lasting, ServiceLine } from '#kernel/service-line'
import { volunteerStore, whyNot } from '#kernel/volunteer'
import type { Asker } from '#platform/asker'
import { plannedOnce } from '#platform/database'
import { Conflict, Invalid, NotFound } from '#platform/errors'
import { isKey } from '#platform/ids'
import { records, table, versionOf } from '#platform/records'
import {
  accept,
  accepted,
  declaredBy,
  expire,
  type FallOutReason,
  fallOut,
  isOpen,
  look,
  type Match,
  mayNotBeAskedAgain,
  mustFillPlaces,
  pass,
  stands,
  withdraw,
} from './match.ts'
import { type Near, nearTo } from './propose.ts'
import { type Contacts, whereStore } from './where.store.ts'

const matches = table('matches', 'match', [
  'caseId',
  'line',
  'volunteer',
  'state',
  'askedAt',
  'answerBy',
  'shownAt',
  'answeredAt',
  'endedAt',
  'reason',
])

/** A match with whom it is about, for who coordinates. */
export interface CaseMatch extends Match {
  name: string
  phone: string | null
}

/** What a helper may know of a case before she has said that she knows nobody there, and all that she needs while it runs. */
export interface Asked {
  match: Match
  places: { street: string | null; villageName: string | null }[]
  near: Near | undefined
  /** Who goes with her: those who said yes. */
  partners: { name: string; phone: string | null }[]
  /** Until when the case waits for a first contact or the like. */
  dueAt: Date | null
  /** The phase that the case has reached. */
  phase: string
}

/** Helpers asked for cases. What an answer does to its case is done here, whatever the asker may do with cases. */
export function matchStore(asker: Asker) {
  const own = records(asker, matches)
  const beyond: Asker = { ...asker, may: () => sql<boolean>`true` }
  const cases = caseStore(beyond)
  const all = records(beyond, matches)
  const where = whereStore(asker)
  const { now } = asker

  /** Who was asked for a case, and what came of it, in the order of asking. */
  const ofCase = (caseId: string): Promise<CaseMatch[]> =>
    own
      .all()
      .modifyFront(plannedOnce)
      .innerJoin('volunteers', (join) =>
        join.onRef('volunteers.tenant', '=', 'matches.tenant').onRef('volunteers.id', '=', 'matches.volunteer'),
      )
      .select(['volunteers.name as name', 'volunteers.phone as phone'])
      .where('matches.caseId', '=', caseId)
      .orderBy('matches.askedAt')
      .orderBy('volunteers.name')
      .execute()

  /** The cases that somebody was asked for, newest first, as far as the asker may see them. */
  const ofVolunteer = (
    volunteer: string,
  ): Promise<(Match & { closedOn: string | null; street: string | null; number: string })[]> =>
    own
      .all()
      .modifyFront(plannedOnce)
      .innerJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'matches.tenant').onRef('cases.id', '=', 'matches.caseId'),
      )
      .select(['cases.closedOn as closedOn', 'cases.street as street', 'cases.number as number'])
      .where('matches.volunteer', '=', volunteer)
      .where('cases.removedAt', 'is', null)
      .orderBy('matches.askedAt', 'desc')
      .orderBy('matches.id')
      .limit(50)
      .execute()

  /**
   * Asks helpers for a case, as many as it seeks. The first of two who do this at once wins; the other sees what was done.
   * @param seen one number for the matches that were on the screen, by `versionOf`
   * @throws Invalid with the reason why somebody cannot be asked; Conflict, NotFound
   */
  async function ask(
    caseId: string,
    { seen }: { seen: number },
    line: ServiceLine,
    helpers: readonly string[],
  ): Promise<CaseMatch[]> {
    const declared = declaredBy(line)
    const running = await lockCase(caseId, 'mine to change')
    const standing = await ofCase(caseId)
    if (versionOf(standing) !== seen) {
      // Who sends the same twice is answered twice.
      const open = standing.filter((match) => isOpen(match, now)).map((match) => match.volunteer)
      if (helpers.length > 0 && helpers.every((helper) => open.includes(helper))) return standing
      throw new Conflict(helpers, standing)
    }
    mustBeSuitable(line, running)
    mustFillPlaces(line, standing, new Set(helpers).size, now)
    const known = await volunteerStore(asker).ofLine(line.key)
    for (const helper of new Set(helpers)) {
      const one = known.find(({ id }) => id === helper)
      if (!one) throw new NotFound()
      const why = whyNot(declared, one, asker.today)
      const busy = standing.some((match) => match.volunteer === helper && mayNotBeAskedAgain(match, now))
      if (why || busy)
        throw new Invalid({ helpers: `${one.name} ${why ?? 'is hiervoor al gevraagd'}. Kies een ander.` })
    }
    for (const match of standing) if (expire(match, now) !== match) await own.apply(match.id, (was) => expire(was, now))
    const answerBy = dueOf(
      { startedAt: now, ...askedForOf(line) },
      [],
      calendarOf(line, asker.today, asker.settings),
    ).dueAt
    await own.addMany(
      [...new Set(helpers)].map((volunteer) => ({
        caseId,
        line: line.key,
        volunteer,
        state: 'asked',
        askedAt: now,
        answerBy,
      })),
    )
    await cases.goTo(caseId, line, declared.askedPhase, now)
    await settle(caseId, line)
    return ofCase(caseId)
  }

  function askedForOf(line: ServiceLine): Lasting {
    return asker.settings.value(`${line.key}.asked-for`, asker.today, declaredBy(line).askedFor)
  }

  /** Two who work on the helpers of one case do so one after the other. @throws NotFound; Invalid for a closed case */
  async function lockCase(caseId: string, whose?: 'mine to change'): Promise<Case> {
    if (!isKey(caseId)) throw new NotFound()
    const sentence = whose ? (asker.may('change', 'case') ?? sql<boolean>`false`) : sql<boolean>`true`
    const one = await asker.tx
      .selectFrom('cases')
      .selectAll()
      .where('cases.tenant', '=', asker.tenant)
      .where('cases.id', '=', caseId)
      .where('cases.removedAt', 'is', null)
      .where(sentence)
      .forUpdate()
      .executeTakeFirst()
    if (!one) throw new NotFound()
    return one
  }

  function mustBeSuitable(line: ServiceLine, one: Case): void {
    const { called, phases } = line.case
    if (one.closedOn !== null) throw new Invalid({ '': `Deze ${called.one} is afgesloten. Vraag niemand meer.` })
    const assessed = Object.values(phases).some((phase) => phase.byAssessment)
    if (assessed && assessmentOf(one)?.suitable !== 'yes')
      throw new Invalid({ '': `Beslis eerst of deze ${called.one} past. Daarna vraag je iemand.` })
  }

  /** An answer to one question: the case is locked first, so that two who say yes at once are one after the other. */
  async function answer(id: string, line: ServiceLine, rule: (was: Match) => Match): Promise<Match> {
    if (!isKey(id)) throw new NotFound()
    const found = await own.all('change').where('matches.id', '=', id).executeTakeFirst()
    if (!found) throw new NotFound()
    const one = await lockCase(found.caseId)
    const becomes = await own.apply(id, (was) => {
      const next = rule(was)
      if (next !== was && one.closedOn !== null)
        throw new Invalid({ '': `Deze ${line.case.called.one} is al afgesloten.` })
      return next
    })
    if (becomes.version !== found.version) await settle(found.caseId, line)
    return becomes
  }

  /** Brings a case in line with its helpers: paired at the last yes, seeking when one fell out, waiting for who was asked. */
  async function settle(caseId: string, line: ServiceLine): Promise<void> {
    const standing = await all.all().where('matches.caseId', '=', caseId).execute()
    const last = Math.max(...accepted(standing).map((one) => one.answeredAt?.getTime() ?? 0))
    const { complete } = stands(line, await cases.get(caseId), standing, now)
    if (complete) await cases.goTo(caseId, line, declaredBy(line).pairedPhase, new Date(last))
    await cases.seek(caseId, (one) => stands(line, one, standing, now))
  }

  /**
   * She knows nobody there, and may know who it is: the name, the address and the telephone number, from `contactOf`.
   * @throws Invalid when the time is over or the question was taken back; NotFound
   */
  const lookAt = (id: string, line: ServiceLine): Promise<Match> => answer(id, line, (was) => look(was, now))

  /** Says yes. The last yes brings the case further and starts its clocks. @throws Invalid, NotFound */
  const sayYes = (id: string, line: ServiceLine): Promise<Match> => answer(id, line, (was) => accept(was, now))

  /** Passes it on, without a word about why. @throws Invalid, NotFound */
  const passOn = (id: string, line: ServiceLine): Promise<Match> => answer(id, line, (was) => pass(was, now))

  /** Takes a question back. @throws Invalid when there was an answer; NotFound */
  const takeBack = (id: string, line: ServiceLine): Promise<Match> => answer(id, line, (was) => withdraw(was, now))

  /** Somebody falls out; the case goes on and seeks another. @throws Invalid, NotFound */
  const fallsOut = (id: string, line: ServiceLine, reason: FallOutReason): Promise<Match> =>
    answer(id, line, (was) => fallOut(was, reason, now))

  /** Ends the questions that were not answered in their time, for a job. @returns how many */
  async function endRanOut(lineOf: (key: string) => ServiceLine): Promise<number> {
    const over = await own
      .all('change')
      .innerJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'matches.tenant').onRef('cases.id', '=', 'matches.caseId'),
      )
      .where('cases.removedAt', 'is', null)
      .where('cases.closedOn', 'is', null)
      .where('matches.state', 'in', ['asked', 'shown'])
      .where('matches.answerBy', '<=', now)
      .orderBy('matches.id')
      .execute()
    for (const { caseId } of over) await lockCase(caseId)
    const ended = await own.changeMany(
      over.map(({ id }) => id),
      (was) => expire(was, now),
    )
    for (const [caseId, line] of new Map(over.map((match) => [match.caseId, match.line])))
      await settle(caseId, lineOf(line))
    return ended
  }

  /** What the volunteer who asks is asked for, and what she helps with, the newest first. Places and partners; nobody's name. */
  async function mine(): Promise<Asked[]> {
    if (!asker.account) return []
    const rows = await own
      .all()
      .modifyFront(plannedOnce)
      .innerJoin('volunteers as me', (join) =>
        join.onRef('me.tenant', '=', 'matches.tenant').onRef('me.id', '=', 'matches.volunteer'),
      )
      .innerJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'matches.tenant').onRef('cases.id', '=', 'matches.caseId'),
      )
      .where('me.account', '=', asker.account)
      .where('cases.closedOn', 'is', null)
      .where('cases.joinedTo', 'is', null)
      .where('cases.removedAt', 'is', null)
      .select(['me.street as homeStreet', 'me.village as homeVillage', 'cases.dueAt as dueAt', 'cases.phase as phase'])
      .orderBy('matches.askedAt', 'desc')
      .execute()
    const open = rows.filter((row) => row.state === 'accepted' || isOpen(row, now))
    const keys = [...new Set(open.map((row) => row.caseId))]
    if (keys.length === 0) return []
    const lived = await where.placesOf(keys)
    const beside = await all
      .all()
      .innerJoin('volunteers', (join) =>
        join.onRef('volunteers.tenant', '=', 'matches.tenant').onRef('volunteers.id', '=', 'matches.volunteer'),
      )
      .where('matches.caseId', 'in', keys)
      .where('matches.state', '=', 'accepted')
      .select(['volunteers.name as name', 'volunteers.phone as phone'])
      .execute()
    return open.map(({ homeStreet, homeVillage, dueAt, phase, ...match }) => {
      const places = lived.filter((place) => place.caseId === match.caseId)
      return {
        match: match as Match,
        places: places.map(({ street, villageName }) => ({ street, villageName })),
        near: nearTo({ street: homeStreet, village: homeVillage }, places),
        partners: beside
          .filter((one) => one.caseId === match.caseId && one.volunteer !== match.volunteer)
          .map(({ name, phone }) => ({ name, phone })),
        dueAt,
        phase,
      }
    })
  }

  /**
   * Who lives there and how to reach them, for a helper who said that she knows nobody. It stands in the access log.
   * @throws NotFound before that, after the question was over, and once the case is closed
   */
  async function contactOf(id: string): Promise<Contacts> {
    const match = await own.get(id)
    if (match.state !== 'accepted' && !(match.state === 'shown' && isOpen(match, now))) throw new NotFound()
    asker.saw('case', [match.caseId])
    return where.contactsAt(match.caseId)
  }

  return {
    /** Adds what happened elsewhere as it was told; the case is not touched. */
    addMany: own.addMany,
    ofCase,
    ofVolunteer,
    ask,
    look: lookAt,
    accept: sayYes,
    pass: passOn,
    withdraw: takeBack,
    fallOut: fallsOut,
    endRanOut,
    mine,
    contactOf,
  }
}

export type MatchStore = ReturnType<typeof matchStore>

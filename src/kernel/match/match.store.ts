import { sql } from 'kysely'
import {
  assessmentOf,
  type Case,
  calendarOf,
  caseStore,
  dueOf,
  type Household,
  sameHousehold,
  sidesIn,
} from '#kernel/case'
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
import { type Near, nearTo, type Place } from './propose.ts'

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

/** How a side can be reached: who, where, and nothing of what it is about. */
export interface Contact {
  side: string
  name: string | null
  phone: string | null
  street: string | null
  houseNumber: string | null
  postcode: string | null
  villageName: string | null
  /** What helps to reach them: 'belt liever ’s avonds'. */
  practical: string | null
}

/** Everybody whom a helper of a case meets. */
export interface Contacts {
  /** Each side told of the other: then neither is the one who reported, and both go by their address. */
  bothReported: boolean
  contacts: Contact[]
}

/** One household told in two reports is one, with the person and the words of whichever has them. */
function onceEach<H extends Household & { practical: string | null }>(households: readonly H[]): H[] {
  const found: H[] = []
  for (const one of households) {
    const at = found.findIndex(
      (other) =>
        sameHousehold(one, other) && (one.person === null || other.person === null || one.person === other.person),
    )
    const other = found[at]
    if (!other) found.push(one)
    else {
      const [known, less] = other.person === null && one.person !== null ? [one, other] : [other, one]
      found[at] = { ...known, practical: known.practical ?? less.practical }
    }
  }
  return found
}

/** Helpers asked for cases. What an answer does to its case is done here, whatever the asker may do with cases. */
export function matchStore(asker: Asker) {
  const own = records(asker, matches)
  const beyond: Asker = { ...asker, may: () => sql<boolean>`true` }
  const cases = caseStore(beyond)
  const all = records(beyond, matches)
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
    const lived = await placesOf(keys)
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

  /** The households of cases and of the reports that joined them, each with the case that it belongs to now. */
  const householdsOf = (caseIds: readonly string[]) =>
    asker.tx
      .selectFrom('caseSides')
      .modifyFront(plannedOnce)
      .innerJoin('cases', (join) =>
        join.onRef('cases.tenant', '=', 'caseSides.tenant').onRef('cases.id', '=', 'caseSides.caseId'),
      )
      .leftJoin('areas', (join) =>
        join.onRef('areas.tenant', '=', 'caseSides.tenant').onRef('areas.id', '=', 'caseSides.village'),
      )
      .leftJoin('persons', (join) =>
        join.onRef('persons.tenant', '=', 'caseSides.tenant').onRef('persons.id', '=', 'caseSides.person'),
      )
      .where('caseSides.tenant', '=', asker.tenant)
      .where(
        sql<boolean>`(cases.id = any(${caseIds as string[]}::uuid[]) or cases.joined_to = any(${caseIds as string[]}::uuid[]))`,
      )
      .where('cases.removedAt', 'is', null)
      .where('caseSides.removedAt', 'is', null)
      .select([
        ...(['caseSides.side', 'caseSides.person', 'caseSides.called', 'caseSides.street'] as const),
        ...(['caseSides.houseNumber', 'caseSides.postcode', 'caseSides.village', 'areas.name as villageName'] as const),
        ...(['caseSides.practical as practical', 'persons.practical as usually', 'persons.phone'] as const),
        ...(['persons.givenName', 'persons.infix', 'persons.familyName', 'cases.joinedAs'] as const),
        sql<string>`coalesce(cases.joined_to, cases.id)`.as('caseId'),
      ])
      .orderBy('caseSides.addedAt')
      .orderBy('caseSides.id')
      .execute()

  /** Where the sides of cases live, each street once: without a house number nobody is known by it. */
  async function placesOf(
    caseIds: readonly string[],
  ): Promise<(Place & { caseId: string; villageName: string | null })[]> {
    const rows = await householdsOf(caseIds)
    const places = rows.map(({ caseId, street, village, villageName }) => ({ caseId, street, village, villageName }))
    return [...new Map(places.map((one) => [JSON.stringify(one), one])).values()].sort((one, other) =>
      (one.street ?? '').localeCompare(other.street ?? '', 'nl'),
    )
  }

  /**
   * Who lives there and how to reach them, for a helper who said that she knows nobody. It stands in the access log.
   * @throws NotFound before that, after the question was over, and once the case is closed
   */
  async function contactOf(id: string): Promise<Contacts> {
    const match = await own.get(id)
    if (match.state !== 'accepted' && !(match.state === 'shown' && isOpen(match, now))) throw new NotFound()
    asker.saw('case', [match.caseId])
    const rows = await householdsOf([match.caseId])
    const running = rows.filter((row) => row.joinedAs === null)
    const reported = (['same', 'mirrored'] as const).flatMap((as) =>
      sidesIn(
        running,
        rows.filter((row) => row.joinedAs === as),
        as,
      ),
    )
    return {
      bothReported: rows.some((row) => row.joinedAs === 'mirrored'),
      contacts: onceEach([...running, ...reported]).map((row) => ({
        ...{ side: row.side, phone: row.phone, street: row.street, houseNumber: row.houseNumber },
        ...{ postcode: row.postcode, villageName: row.villageName },
        name:
          row.familyName === null ? row.called : [row.givenName, row.infix, row.familyName].filter(Boolean).join(' '),
        practical: row.practical ?? row.usually,
      })),
    }
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

import { setTimeout as wait } from 'node:timers/promises'
import type { Store } from '#access'
import type { Case, NewCase } from '#kernel/case'
import { somebodyIsThere } from '#kernel/person'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { Invalid } from '#platform/errors'
import { together } from '#platform/together'
import { capital, thisOne } from '#platform/words'
import type { ImportRow, ImportStore } from '../import.store.ts'
import type { Complaint, Draft } from './draft.ts'
import { likenessOf, type Recognised, recognise } from './people.ts'

export interface BlockContext {
  store: Store
  asker: Asker
  imports: ImportStore
  line: ServiceLine
  source: string
  import: string
}

export interface BlockResult {
  added: number
  changed: number
  same: number
  kept: number
  refused: number
  newPeople: number
  knownPeople: number
  complaints: Complaint[]
  remarks: Complaint[]
}

/** Takes some rows in, in the transaction of the store: new ones opened, changed ones retold, the rest left alone. */
export async function importBlock(context: BlockContext, drafts: readonly Draft[]): Promise<BlockResult> {
  const { store, asker, imports, source } = context
  const result: BlockResult = {
    added: 0,
    changed: 0,
    same: 0,
    kept: 0,
    refused: 0,
    newPeople: 0,
    knownPeople: 0,
    complaints: [],
    remarks: [],
  }
  const before = await imports.rows(
    source,
    'cases',
    drafts.map((draft) => draft.key),
  )
  const news = drafts.filter((draft) => !before.has(draft.key))
  const changed = drafts.filter((draft) => before.get(draft.key)?.rowHash.equals(draft.hash) === false)
  result.same = drafts.length - news.length - changed.length

  const mine = await whatMayChange(context, changed, before, result)
  await refuseHidden(store, news, result)
  const toldNow = [...news, ...mine.map(({ draft }) => draft)]
  if (toldNow.length === 0) return result
  const people = await recognise(store, imports, asker, source, toldNow)
  result.newPeople = people.added
  result.knownPeople = people.ids.size - people.added
  const numbers = await store.cases.freeNumbers(news.length)
  await together({
    people: store.people.addMany(people.news),
    remembered: imports.remember(context, people.rows),
    // The people have left for the database by then; the cases are made while it writes them.
    opened: wait(1).then(() => openNew(context, news, numbers, people, result)),
  })
  for (const { draft, standing } of mine) await retell(context, draft, standing, people, result)
  remarkOn(toldNow, people, result)
  return result
}

/** Refuses the rows with somebody who looks like one whom the asker may not see: nobody writes such a one down twice. */
async function refuseHidden(store: Store, news: Draft[], result: BlockResult): Promise<void> {
  const people = news.flatMap((draft) => draft.sides.flatMap(({ person }) => (person ? [{ draft, person }] : [])))
  const met = await store.people.closedAlike(people.map(({ person }) => likenessOf(person)))
  for (const draft of new Set(met.map((at) => people[at]?.draft))) {
    if (!draft) continue
    news.splice(news.indexOf(draft), 1)
    refuse(draft, somebodyIsThere, result)
  }
}

async function openNew(
  context: BlockContext,
  news: readonly Draft[],
  numbers: readonly string[],
  people: Recognised,
  result: BlockResult,
): Promise<void> {
  const { store, line, imports } = context
  const numbered = news.map((draft, at) => ({
    draft,
    news: { ...caseOf(draft, people), number: numbers[at] as string },
  }))
  const opened = await openAll(store, line, numbered, result)
  const parts = opened.map(({ draft, id }) => partsOf(line, draft, id))
  await together({
    referrals: store.referrals.addMany(parts.flatMap((one) => one.referrals)),
    surveys: store.surveys.addMany(parts.flatMap((one) => one.surveys)),
    remembered: imports.remember(
      context,
      opened.map(({ draft, id }) => ({
        rowKey: draft.key,
        recordTable: 'cases' as const,
        record: id,
        recordVersion: 1,
        rowHash: draft.hash,
      })),
    ),
  })
  result.added += opened.length
}

/** All at once; when one breaks a rule of the line, one by one, so that it does not cost the others. Rules come before the database. */
async function openAll(
  store: Store,
  line: ServiceLine,
  all: readonly { draft: Draft; news: NewCase }[],
  result: BlockResult,
): Promise<{ draft: Draft; id: string }[]> {
  try {
    const cases = await store.cases.openMany(
      line,
      all.map(({ news }) => news),
    )
    return all.map(({ draft }, at) => ({ draft, id: (cases[at] as Case).id }))
  } catch (problem) {
    if (!(problem instanceof Invalid)) throw problem
    if (all.length > 1) {
      const each: { draft: Draft; id: string }[] = []
      for (const one of all) each.push(...(await openAll(store, line, [one], result)))
      return each
    }
    const [{ draft }] = all as [(typeof all)[number]]
    refuse(draft, Object.values(problem.problems).join(' '), result)
    return []
  }
}

/** Of the changed rows the ones whose case nobody touched since it came in; the others are told. */
async function whatMayChange(
  { store, imports, line }: BlockContext,
  changed: readonly Draft[],
  before: ReadonlyMap<string, ImportRow>,
  result: BlockResult,
) {
  const rowOf = (draft: Draft) => before.get(draft.key) as ImportRow
  const touched =
    changed.length === 0 ? new Set<string>() : await imports.workedOn(changed.map((draft) => rowOf(draft).record))
  const mine: { draft: Draft; standing: Case }[] = []
  for (const draft of changed) {
    const row = rowOf(draft)
    const standing = await store.cases.find(row.record)
    if (standing && standing.line !== line.key) {
      refuse(
        draft,
        'Dit nummer hoort in deze bron bij een andere lijn. Kies die lijn, of geef deze bron een andere naam.',
        result,
      )
    } else if (!standing) {
      keep(
        draft,
        `${capital(thisOne(line.case.called))} is in Naober verwijderd. De regel is niet opnieuw ingelezen.`,
        result,
      )
    } else if (standing.version !== row.recordVersion || touched.has(row.record)) {
      keep(
        draft,
        `${capital(line.case.called.one)} ${standing.number} is in Naober bijgewerkt sinds de vorige keer. Er is niets overschreven; neem zelf over wat er mist.`,
        result,
      )
    } else mine.push({ draft, standing })
  }
  return mine
}

async function retell(
  context: BlockContext,
  draft: Draft,
  standing: Case,
  people: Recognised,
  result: BlockResult,
): Promise<void> {
  const { store, line, imports } = context
  try {
    const retold = await store.cases.retell(standing.id, { seen: standing.version }, line, caseOf(draft, people))
    const parts = partsOf(line, draft, standing.id)
    await replace(
      store.referrals,
      await store.referrals.ofCase(standing.id),
      parts.referrals,
      (one) => `${one.destination}|${one.kind}|${one.onDay}`,
    )
    await replace(
      store.surveys,
      await store.surveys.ofCase(standing.id),
      parts.surveys,
      (one) => `${one.onDay}|${one.answered}|${one.mark}`,
    )
    await imports.remember(context, [
      {
        rowKey: draft.key,
        recordTable: 'cases',
        record: standing.id,
        recordVersion: retold.version,
        rowHash: draft.hash,
      },
    ])
    result.changed += 1
  } catch (problem) {
    if (!(problem instanceof Invalid)) throw problem
    refuse(draft, Object.values(problem.problems).join(' '), result)
  }
}

async function replace<R extends { id: string }, N>(
  own: { addMany(rows: readonly N[]): Promise<unknown>; remove(id: string): Promise<void> },
  standing: readonly R[],
  wanted: readonly N[],
  as: (one: R | N) => string,
): Promise<void> {
  const told = new Set(wanted.map(as))
  const there = new Set(standing.map(as))
  for (const one of standing) if (!told.has(as(one))) await own.remove(one.id)
  await own.addMany(wanted.filter((one) => !there.has(as(one))))
}

function caseOf(draft: Draft, people: Recognised): NewCase {
  return {
    ...draft.case,
    sides: draft.sides.map(({ side, person }) => ({
      ...side,
      person: person ? (people.ids.get(person.key) ?? null) : null,
    })),
  }
}

function partsOf(line: ServiceLine, draft: Draft, caseId: string) {
  return {
    referrals: draft.referrals.map((one) => ({
      ...one,
      caseId,
      line: line.key,
      direction: 'out',
      arrived: 'unknown',
      about: null,
    })),
    surveys: draft.survey
      ? [
          {
            ...draft.survey,
            caseId,
            line: line.key,
            village: draft.village,
            side: null,
            quote: null,
            quoteBy: null,
            quoteConsentOn: null,
            quoteConsentUntil: null,
            quoteWithdrawnOn: null,
          },
        ]
      : [],
  }
}

function remarkOn(drafts: readonly Draft[], people: Recognised, result: BlockResult): void {
  for (const draft of drafts) {
    for (const { person, label } of draft.sides) {
      if (person && people.doubtful.delete(person.key)) {
        result.remarks.push({
          line: draft.line,
          column: label,
          value: '',
          message:
            'Deze persoon lijkt op iemand die er al is, maar is anders geschreven. Er is een nieuwe gemaakt; kijk in Naober of het dezelfde is.',
        })
      }
      if (person && people.kept.delete(person.key)) {
        result.remarks.push({
          line: draft.line,
          column: label,
          value: '',
          message:
            'De gegevens van deze persoon zijn in Naober veranderd sinds de vorige keer. Die zijn gebleven zoals ze zijn.',
        })
      }
    }
  }
}

function refuse(draft: Draft, message: string, result: BlockResult): void {
  result.refused += 1
  result.complaints.push({ line: draft.line, column: '', value: '', message })
}

function keep(draft: Draft, message: string, result: BlockResult): void {
  result.kept += 1
  result.remarks.push({ line: draft.line, column: '', value: '', message })
}

import type { Store } from '#access'
import type { NewCase, NewSide } from '#kernel/case'
import { newAnswer } from '#kernel/consent'
import { ageOn, type Day, day, dayOf, momentOf } from '#platform/days'
import { lineOf } from '#service-lines'
import { dice, fixedNumber } from './dice.ts'
import type { Resident } from './residents.ts'
import type { SideStory, Story, Told } from './story.ts'

/** What a story needs to find its place: keys of people, villages, partners and workers by name. */
export interface Stage {
  villages: ReadonlyMap<string, string>
  partners: ReadonlyMap<string, { id: string; kind: string }>
  workers: Readonly<Record<'noor' | 'bas', string>>
}

const line = lineOf('buurtbemiddeling')

/** A moment as told: '2025-03-10 09:40'. */
export const momentAsTold = (told: Told): Date => momentOf(day(told.slice(0, 10)), told.slice(11))

/**
 * Registers stories through the stores, in blocks: people first, then cases with what happened to them, then talks,
 * steps, referrals and answers. @returns the keys of the cases in the order of the stories, and of the people
 */
export async function tell(store: Store, stories: readonly Story[], stage: Stage, seed: number) {
  const numbers = dice(seed)
  const people = await settle(store, stories, stage)
  const cases = await store.cases.openMany(
    line,
    stories.map((story) => newCase(story, people, stage, fixedNumber(numbers))),
  )
  const keys = cases.map(({ id }) => id)
  await tellNotes(store, stories, keys, stage)
  await tellSteps(store, stories, keys, stage)
  await tellReferrals(store, stories, keys, stage)
  await tellAnswers(store, stories, keys, stage)
  for (const [at, story] of stories.entries()) {
    const last = story.notes?.findLast(({ result }) => result === 'thinking')
    if (story.thinking && last)
      await store.cases.talked(keys[at] as string, line, {
        kind: last.kind,
        side: story.thinking,
        result: 'thinking',
        at: momentAsTold(last.at),
      })
  }
  return { cases: keys, people }
}

async function settle(store: Store, stories: readonly Story[], { villages }: Stage): Promise<Map<Resident, string>> {
  const residents = [...new Set(stories.flatMap(({ sides }) => sides.flatMap(({ person }) => person ?? [])))]
  const added = await store.people.addMany(
    residents.map((one) => {
      const { street, houseNumber, postcode, village, ...person } = one
      return {
        person,
        home: { street, houseNumber, postcode, village: villages.get(village) ?? null },
        from: day('2020-01-01'),
      }
    }),
  )
  return new Map(residents.map((one, at) => [one, added[at]?.id as string]))
}

function newCase(
  story: Story,
  people: ReadonlyMap<Resident, string>,
  { villages, workers, partners }: Stage,
  number: string,
): NewCase {
  const reportedAt = momentAsTold(story.reported)
  const reporter = story.sides.find(({ side }) => side === 'reporter')?.person
  const sentBy = story.referrals?.find(({ direction }) => direction === 'in')?.partner
  const suits = story.suits
  const sideOf = (side: SideStory): NewSide => ({
    side: side.side,
    person: side.person ? (people.get(side.person) ?? null) : null,
    called: side.called ?? null,
    street: side.street,
    houseNumber: side.houseNumber,
    village: villages.get(story.village) ?? null,
    words: side.words ?? null,
    practical: side.practical ?? null,
    informedOn: side.informed === undefined ? null : day(side.informed),
  })
  return {
    number,
    reportedAt,
    sides: story.sides.map(sideOf),
    mainTopic: story.topic,
    topics: story.others ?? [],
    channel: story.channel,
    referrer: sentBy === undefined ? null : (partners.get(sentBy)?.id ?? null),
    owner: workers[story.owner],
    ageAtStart: reporter?.birthDate ? ageOn(reporter.birthDate, dayOf(reportedAt)) : null,
    fields: {
      ...(story.mediators ? { mediators: story.mediators } : {}),
      ...(story.housing ? { housing: story.housing } : {}),
    },
    since: {
      ...(suits
        ? {
            assessment: {
              suitable: suits === 'yes' ? ('yes' as const) : ('no' as const),
              reasons: suits === 'yes' ? [] : suits,
            },
          }
        : {}),
      reached: (story.reached ?? []).map(([phase, at]) => ({ phase, at: momentAsTold(at) })),
      ...(story.closed ? { closing: { on: day(story.closed[0]), outcome: story.closed[1] } } : {}),
    },
  }
}

const perCase = <T, R>(
  stories: readonly Story[],
  keys: readonly string[],
  parts: (story: Story) => readonly T[] | undefined,
  make: (part: T, caseId: string, story: Story) => R,
): R[] => stories.flatMap((story, at) => (parts(story) ?? []).map((part) => make(part, keys[at] as string, story)))

const tellNotes = (store: Store, stories: readonly Story[], keys: readonly string[], { workers }: Stage) =>
  store.notes.addMany(
    perCase(
      stories,
      keys,
      ({ notes }) => notes,
      ({ at, by, kind, side, result, words }, caseId) => ({
        caseId,
        person: null,
        line: line.key,
        happenedAt: momentAsTold(at),
        kind,
        side: side ?? null,
        result: result ?? null,
        words,
        author: workers[by],
      }),
    ),
  )

const tellSteps = (store: Store, stories: readonly Story[], keys: readonly string[], { workers }: Stage) =>
  store.nextSteps.addMany(
    perCase(
      stories,
      keys,
      ({ steps }) => steps,
      ({ kind, on, at, place, side, about, by, waitsFor }, caseId) => ({
        caseId,
        person: null,
        line: line.key,
        kind,
        onDay: day(on),
        atTime: at ?? null,
        place: place ?? null,
        side: side ?? null,
        about: about ?? null,
        owner: workers[by],
        waitsFor: waitsFor ?? 'us',
        doneAt: null,
      }),
    ),
  )

const tellReferrals = (store: Store, stories: readonly Story[], keys: readonly string[], { partners }: Stage) =>
  store.referrals.addMany(
    perCase(
      stories,
      keys,
      ({ referrals }) => referrals,
      ({ direction, partner, on, arrived, about }, caseId) => {
        const known = partners.get(partner)
        if (!known) throw new Error(`No partner is called ${partner}`)
        return {
          caseId,
          line: line.key,
          direction,
          organisation: known.id,
          destination: partner,
          kind: known.kind,
          onDay: day(on),
          arrived: arrived ?? 'unknown',
          about: about ?? null,
        }
      },
    ),
  )

/** The answers to the evaluation, and what the reporter agreed to at the report. */
async function tellAnswers(store: Store, stories: readonly Story[], keys: readonly string[], { villages }: Stage) {
  await store.surveys.addMany(
    perCase(
      stories,
      keys,
      ({ surveys }) => surveys,
      ({ side, on, mark, quote, quoteBy, consent }, caseId, story) => ({
        caseId,
        line: line.key,
        village: villages.get(story.village) ?? null,
        side,
        onDay: day(on),
        answered: mark !== undefined,
        mark: mark ?? null,
        quote: quote ?? null,
        quoteBy: quoteBy ?? null,
        quoteConsentOn: consent ? day(consent.on) : null,
        quoteConsentUntil: consent?.until ? day(consent.until) : null,
        quoteWithdrawnOn: consent?.withdrawn ? day(consent.withdrawn) : null,
      }),
    ),
  )
  await store.consents.addMany(
    perCase(stories, keys, saidIn, ([scope, answer, withdrawnOn], caseId, { reported }) => ({
      ...newAnswer(caseId, scope, answer, day(reported.slice(0, 10))),
      withdrawnOn,
    })),
  )
}

type SaidInStory = [scope: string, answer: 'yes' | 'no', withdrawnOn: Day | null]

/** What the reporter agreed to: nobody asked yet while the case was not looked at; a partner's report asks for one thing more. */
function saidIn({ suits, referrals, named = 'yes', namedUntil }: Story): SaidInStory[] {
  if (!suits) return []
  const refuses = suits !== 'yes' && suits.includes('noConsent')
  const sent = referrals?.some(({ direction }) => direction === 'in') === true
  return [
    ['named', refuses ? 'no' : named, namedUntil ? day(namedUntil) : null],
    ...(sent ? [['outcome', 'yes', null] satisfies SaidInStory] : []),
  ]
}

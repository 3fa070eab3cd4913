import type { CaseDeclaration } from '#kernel/service-line'
import { addYears, type Day, dayOf, inWords, momentOf } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

// What will happen, when and by whom:
//
//   planned ──done───► done: a note of the talk, which moves its case
//     │  ▲  └─missed─► missed: a note that moves nothing; a new day is a new step
//     │  └─undo───────┘
//     └─another day──► planned
//
// A step of a closed case is nobody's any more. A term is a day set by law or by agreement: nobody comes, but it passes.

export type NextStep = Row<'nextSteps'>

/** What a step can be. Keys are for ever. */
export const stepKinds = { call: 'Bellen', visit: 'Bezoek', talk: 'Gesprek', letter: 'Brief', term: 'Termijn' } as const
export type StepKind = keyof typeof stepKinds

/** How a step ended: it happened, or nobody was there. */
export type StepEnd = 'done' | 'missed'

/** What it is called once it was done, where a line has no talk by that name. */
const doneWords: Record<StepKind, string> = {
  call: 'Gebeld',
  visit: 'Op bezoek geweest',
  talk: 'Gesproken',
  letter: 'Brief verstuurd',
  term: 'Termijn gehaald',
}

/** Whether somebody could stay away from it: a letter and a term wait for nobody. */
export const canBeMissed = (kind: string): boolean => kind === 'call' || kind === 'visit' || kind === 'talk'

/** What the button is called that says that nobody was there. */
export const missedCalled = (kind: string): string => (kind === 'call' ? 'Niet bereikt' : 'Niet verschenen')

/** How many years ahead a step can be planned. */
const mostYears = 5

/**
 * A day on which a step can be planned: not before its case began, not when that is closed, and not out of sight.
 * @throws Invalid
 */
export function mustBeDay(
  onDay: Day,
  { today, of }: { today: Day; of?: { openedOn: Day; closedOn: Day | null } | undefined },
): void {
  if (of?.closedOn)
    throw new Invalid({
      onDay: `Dit is afgesloten op ${inWords(of.closedOn)}. Trek eerst de afsluiting in, dan kun je weer iets plannen.`,
    })
  if (of && onDay < of.openedOn)
    throw new Invalid({ onDay: `Dit begon op ${inWords(of.openedOn)}. Kies die dag of later.` })
  if (onDay > addYears(today, mostYears))
    throw new Invalid({ onDay: `Dat is verder weg dan ${mostYears} jaar. Kijk het jaartal na.` })
}

/** A day to which a step is moved: today or later. @throws Invalid */
export function mustBeAhead(onDay: Day, today: Day): void {
  if (onDay < today) throw new Invalid({ onDay: 'Die dag is al voorbij. Kies vandaag of later.' })
}

/** When it happened, as far as the plan says: its own moment, or now when that is still to come. */
export function momentOfStep({ onDay, atTime }: Pick<NextStep, 'onDay' | 'atTime'>, now: Date): Date {
  const today = dayOf(now)
  if (onDay > today || (onDay === today && atTime === null)) return now
  const planned = momentOf(onDay, atTime?.slice(0, 5) ?? '12:00')
  return planned < now ? planned : now
}

/** What a step becomes once it ended: a talk of the line when it has one by that name, and else a note that says so. */
export function noteOf(
  step: Pick<NextStep, 'kind' | 'side' | 'match' | 'about' | 'caseId'>,
  { talks, results, sides, mainSide }: CaseDeclaration,
  how: StepEnd,
  helper?: string,
): { kind: string; side: string | null; result: string | null; words: string } {
  const kind = step.kind as StepKind
  const talk = step.match === null && canBeMissed(kind) ? talks[kind] : undefined
  const nobody = Object.keys(results).find((key) => results[key]?.nobody)
  const said = how === 'done' ? doneWords[kind] : missedCalled(kind)
  if (talk) {
    const side = talk.withSide ? (step.side ?? (Object.keys(sides).length === 1 ? mainSide : null)) : null
    const result = how === 'missed' ? (nobody ?? null) : null
    return { kind, side, result, words: how === 'missed' && result === null ? said : '' }
  }
  const memo = memoKindOf(talks) ?? kind
  const words = [`${said}${helper ? ` (${helper})` : ''}`, step.about].filter(Boolean).join(': ')
  return { kind: memo, side: null, result: null, words }
}

/** The kind of a note that is no talk: with nobody, and it moves nothing. */
export const memoKindOf = (talks: CaseDeclaration['talks']): string | undefined =>
  Object.keys(talks).find((key) => !talks[key]?.withSide && !talks[key]?.withWhom)

/** Whether what it became is a talk that brings its case further. */
export const movesItsCase = (note: { kind: string }, { talks }: CaseDeclaration): boolean =>
  talks[note.kind]?.withSide === true || talks[note.kind]?.withWhom !== undefined

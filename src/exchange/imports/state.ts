import { Invalid } from '#platform/errors'

/**
 * How far an import is that somebody reads in step by step:
 *
 *   given ──look──► looked ──agree──► agreed ──rehearse──► rehearsed ──take──► started ──► done ──undo──► undone
 *                      ▲                ▲                      │                  │                  ▲
 *                      └─── (agree) ────┴────── (choose) ──────┘                  └────── undo ──────┘
 *
 * `started` is in part: while it goes on, or after it broke off.
 */
export const stages = ['given', 'looked', 'agreed', 'rehearsed', 'started', 'done', 'undone'] as const
export type Stage = (typeof stages)[number]

/** What the worker does for an import. To look back is to see what taking it back would remove. */
export type Task = 'look' | 'rehearse' | 'take' | 'look back' | 'undo'

const from: Record<Task, readonly Stage[]> = {
  look: ['given'],
  rehearse: ['agreed'],
  take: ['rehearsed', 'started'],
  'look back': ['started', 'done'],
  undo: ['started', 'done'],
}

/** Whether this may be done with an import that is so far. */
export const mayDo = (stage: Stage, task: Task): boolean => from[task].includes(stage)

/** @throws Invalid when this cannot be done with an import that is so far */
export function mustBeReady(stage: Stage, task: Task): void {
  if (!mayDo(stage, task)) throw new Invalid({ '': notNow })
}

/** Whether the columns may still be given another meaning: nothing came in yet. */
export const mayAgree = (stage: Stage): boolean => ['looked', 'agreed', 'rehearsed'].includes(stage)

/** Whether it may be thrown away: nothing came in. */
export const mayDiscard = (stage: Stage): boolean => stage === 'given' || mayAgree(stage)

export const notNow =
  'Deze import is intussen verder, of een collega was je voor. Laad de pagina opnieuw en kijk wat er nu kan.'
export const goesOn = 'Deze import is al bezig: jij of een collega is al begonnen. Wacht tot hij klaar is.'

/** What the worker does or did last, as far as it was told. */
export interface Work {
  task: Task
  run: string
  askedAt: Date
  begunAt: Date | null
  /** For how long the worker told nothing, in milliseconds; by the clock of the database, which both processes share. */
  silentFor: number
  endedAt: Date | null
  rowsDone: number
  rowsOf: number
  trouble: string | null
}

/** How long the worker may be silent before it must have stopped; it tells every few seconds that it is there. */
export const patience = 120_000

export const isSilent = ({ silentFor }: Pick<Work, 'silentFor'>): boolean => silentFor > patience

export type Standing = 'idle' | 'waiting' | 'busy' | 'broken'

/** How the work for an import stands. What broke off told nothing for too long, and did not end. */
export function standingOf(work: Work | undefined): Standing {
  if (!work || work.endedAt !== null) return 'idle'
  if (work.begunAt === null) return 'waiting'
  return isSilent(work) ? 'broken' : 'busy'
}

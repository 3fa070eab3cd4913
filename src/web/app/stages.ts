import type { Context as Call } from 'hono'
import type { Session } from '#access'
import { draftAddress } from './drafts.ts'
import type { Definition, Stage } from './page.ts'

/** Where somebody goes who is not all the way in. */
export const detours: Record<Exclude<Stage, 'in'>, string> = {
  locked: '/vergrendeld',
  'second step': '/aanmelden/code',
  'set up': '/aanmelden/telefoon',
}

/** How far somebody is in. The demo asks no second factor of anybody; a real installation of everybody. */
export function stageOf(session: Session, demo: boolean): Stage {
  if (session.locked) return 'locked'
  if (session.secondFactor || demo) return 'in'
  return session.hasTotp ? 'second step' : 'set up'
}

/**
 * Remembers which page was asked for, so that signing in or unlocking leads there. Addresses of ours hold keys and choices,
 * no names. A deed is no place to go back to.
 */
export function withReturn(to: string, call: Call, definition: Definition): string {
  const address = draftAddress(call)
  const isPlace = definition.kind === 'page' && definition.path !== '/'
  return isPlace ? `${to}?verder=${encodeURIComponent(address)}` : to
}

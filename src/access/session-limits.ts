import type { Role } from '#platform/asker'

/** How long a session lasts, in seconds: without a touch, and at the very most. */
export interface SessionLimits {
  idle: number
  absolute: number
}

const minutes = 60
const hours = 3600

/**
 * The limits per role. Who works in files has a screen that others walk past: a quarter of an hour. A working day is the
 * most, and for who manages accounts somewhat less. (ASVS 5 V7 asks for documented limits; the minutes are our choice.)
 */
const limits: Record<Exclude<Role, 'system'>, SessionLimits> = {
  administrator: { idle: 15 * minutes, absolute: 8 * hours },
  director: { idle: 30 * minutes, absolute: 10 * hours },
  teamLeader: { idle: 15 * minutes, absolute: 10 * hours },
  coordinator: { idle: 15 * minutes, absolute: 10 * hours },
  worker: { idle: 15 * minutes, absolute: 10 * hours },
  volunteer: { idle: 15 * minutes, absolute: 4 * hours },
  insideReader: { idle: 30 * minutes, absolute: 10 * hours },
  outsideReader: { idle: 30 * minutes, absolute: 10 * hours },
}

/** Between the password and the second step somebody has ten minutes. */
export const halfwayIn: SessionLimits = { idle: 10 * minutes, absolute: 10 * minutes }

/** The limits of a role. A role that the table does not know gets the shortest: the database may be ahead of this version. */
export function limitsOf(role: string): SessionLimits {
  return limits[role as keyof typeof limits] ?? halfwayIn
}

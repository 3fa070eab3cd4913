import { AsyncLocalStorage } from 'node:async_hooks'
import { type Facts, fitForLog } from './facts.ts'
import { mistakeOf } from './mistakes.ts'

export { type Code, code, type Facts, isCode, type Loggable } from './facts.ts'
export { type Mistake, mistakeOf } from './mistakes.ts'

/** How much a line matters, the least first. */
export const levels = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof levels)[number]

/**
 * The technical log: lines of JSON about what the machine did. It is for who keeps Naober running, so nothing of a
 * person stands in it; who looked at whom is in the access log, in the database. An `event` is a literal, such as
 * 'server started'.
 */
export interface Log {
  debug<E extends string, F extends object>(event: Literal<E>, facts?: F & Facts<F>): void
  info<E extends string, F extends object>(event: Literal<E>, facts?: F & Facts<F>): void
  warn<E extends string, F extends object>(event: Literal<E>, facts?: F & Facts<F>): void
  /** A mistake of ours: with the error's name, code and place in our code, and never with its message. */
  error<E extends string, F extends object>(event: Literal<E>, thrown: unknown, facts?: F & Facts<F>): void
}

/** A text that the compiler knows; a plain `string` is never. */
type Literal<E extends string> = string extends E ? never : E

export interface LogOptions {
  /** Lines below this level are not written; a function is asked for every line. */
  level?: Level | (() => Level)
  /** Takes one line, without its end. */
  write?: (line: string) => void
  now?: () => Date
}

const requests = new AsyncLocalStorage<string>()

/** Does the work as part of a request: all lines from within it, also after an await, carry its number. */
export function inRequest<T>(number: string, work: () => T): T {
  return requests.run(number, work)
}

/** The number of the request that is being answered, if any: for the page that says something went wrong. */
export function currentRequest(): string | undefined {
  return requests.getStore()
}

/** Makes a log. Without options it writes everything from 'info' to standard output. */
export function makeLog({ level = 'info', write = toOutput, now = () => new Date() }: LogOptions = {}): Log {
  const least = typeof level === 'function' ? level : () => level
  const line = (at: Level, event: string, facts: object = {}, extra: object = {}) => {
    if (levels.indexOf(at) < levels.indexOf(least())) return
    const { fit, withheld } = fitForLog({ ...facts })
    const request = currentRequest()
    write(
      JSON.stringify({
        at: now().toISOString(),
        level: at,
        event: /^[a-z][a-z0-9 -]{0,79}$/.test(event) ? event : 'unnamed',
        ...(request !== undefined && /^[0-9A-Z]{4,6}$/.test(request) ? { request } : {}),
        ...(Object.keys(fit).length > 0 ? { facts: fit } : {}),
        ...(withheld > 0 ? { withheld } : {}),
        ...extra,
      }),
    )
  }
  return {
    debug: (event, facts) => line('debug', event, facts),
    info: (event, facts) => line('info', event, facts),
    warn: (event, facts) => line('warn', event, facts),
    error: (event, thrown, facts) => line('error', event, facts, { mistake: mistakeOf(thrown) }),
  }
}

let leastOfProcess: Level = 'info'

/** The log of this process. The start says how much it writes, with `setLogLevel`. */
export const log: Log = makeLog({ level: () => leastOfProcess })

/** From which level on the log of this process is written; 'info' until it is said. */
export function setLogLevel(level: Level): void {
  leastOfProcess = level
}

function toOutput(line: string): void {
  process.stdout.write(`${line}\n`)
}

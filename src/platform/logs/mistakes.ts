import { fileURLToPath } from 'node:url'
import { isCode } from './facts.ts'

/** What the log says of an error: never its message, for that quotes what people filled in or what stands in a row. */
export interface Mistake {
  name: string
  code?: string
  /** The table and the constraint that PostgreSQL refused by: our own words, without any value. */
  table?: string
  constraint?: string
  /** What JavaScript itself says of a mistake in our code, such as "x is not a function". */
  said?: string
  /** Where in our own code it happened, the innermost first: 'src/kernel/case/case.ts:41:9 closeCase'. */
  at: string[]
  cause?: Mistake
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Describes an error for the log. Whatever was thrown will do. */
export function mistakeOf(thrown: unknown, depth = 0): Mistake {
  if (!(thrown instanceof Error)) return { name: 'NoError', at: [] }
  const { code, table, constraint } = thrown as { code?: unknown; table?: unknown; constraint?: unknown }
  const said = safeMessage(thrown)
  return {
    name: /^[A-Za-z]{1,60}$/.test(thrown.name) ? thrown.name : 'Error',
    ...(typeof code === 'string' && isCode(code) ? { code } : {}),
    ...(isName(table) ? { table } : {}),
    ...(isName(constraint) ? { constraint } : {}),
    ...(said === undefined ? {} : { said }),
    at: ownFrames(thrown),
    ...(thrown.cause instanceof Error && depth < 3 ? { cause: mistakeOf(thrown.cause, depth + 1) } : {}),
  }
}

/** Messages of the language itself about names in our code; those about values stay out. */
function safeMessage(error: Error): string | undefined {
  if (!(error instanceof TypeError || error instanceof ReferenceError)) return undefined
  const shape =
    /^(?:[\w$.]{1,80} is not (?:a function|iterable|defined|a constructor)|Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '[a-z]\w{0,40}'\)|Cannot access '\w{1,40}' before initialization)$/
  return shape.test(error.message) ? error.message : undefined
}

/** Names of tables and constraints, as our migrations write them. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9_]{0,62}$/.test(value)
}

function ownFrames(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : ''
  // A message can hold lines that look like frames.
  const frames = stack.startsWith(`${error.name}: ${error.message}`)
    ? stack.slice(error.name.length + 2 + error.message.length)
    : stack.slice(Math.max(0, stack.search(/\n\s+at /)))
  return frames
    .split('\n')
    .map(frameOf)
    .filter((frame) => frame !== undefined)
    .slice(0, 12)
}

function frameOf(line: string): string | undefined {
  const found =
    /^\s+at (?:(?:async )?(?:new )?([\w$.<>]{1,60}) (?:\[as \w+\] )?\()?(?:file:\/\/)?(\/?[^()]+?):(\d+):(\d+)\)?$/.exec(
      line,
    )
  if (found === null) return undefined
  const [, deed, file = '', row, column] = found
  if (!file.startsWith(root) || file.includes('/node_modules/')) return undefined
  const place = `${file.slice(root.length).replace(/\?.*$/, '')}:${row}:${column}`
  return deed === undefined ? place : `${place} ${deed}`
}

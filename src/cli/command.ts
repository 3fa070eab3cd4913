import { type ParseArgsConfig, parseArgs } from 'node:util'

/** One command of the program, in the file that has its name. */
export interface Command {
  name: string
  /** One Dutch line for the list of commands. */
  about: string
  /** How it is called, one line for each way: `naober import <bestand> [--lijn <naam>]`. */
  usage: string
  /** The exit code: 0 or nothing when it went well. A Refused becomes 1, a WrongUse 2. */
  run(args: string[]): Promise<number | undefined> | Promise<void>
}

/** Declares a command; every file in `commands/` has exactly one as its default export. */
export function command(declared: Command): Command {
  return declared
}

/** Somebody called a command in a way it does not know. The message is one Dutch sentence; the usage comes after it. */
export class WrongUse extends Error {
  override name = 'WrongUse'
}

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * Reads arguments the same way for every command: `--naam waarde`, `--naam=waarde`, and loose words. `--json` is always
 * known. Throws WrongUse for an option that does not exist or lacks its value, and for too few or too many words.
 */
export function readArgs<O extends Options>(args: string[], options: O, words: { least?: number; most?: number } = {}) {
  const read = parse(args, { ...options, json: { type: 'boolean' } })
  const { least = 0, most = least } = words
  if (read.positionals.length < least) throw new WrongUse('Er ontbreekt iets in deze opdracht.')
  const extra = read.positionals[most]
  if (extra !== undefined) throw new WrongUse(`"${extra}" is hier te veel.`)
  return { ...read.values, words: read.positionals }
}

/** Prints an answer: as JSON for other programs with `--json`, otherwise as lines for people. */
export function answer(json: boolean | undefined, data: unknown, lines: string[]): void {
  console.log(json ? JSON.stringify(data) : lines.join('\n'))
}

function parse<O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (problem) {
    const named = /'(-[^' =]+)/.exec((problem as Error).message)?.[1] ?? 'Een van de opties'
    const unknown = (problem as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    throw new WrongUse(unknown ? `De optie ${named} bestaat niet.` : `${named} is niet goed ingevuld.`)
  }
}

import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Invalid, NotFound, Refused } from '#platform/errors'
import { type Command, WrongUse } from './command.ts'

const commands = path.join(import.meta.dirname, 'commands')

// Without what looks or sounds like something else.
const letters = '234679ACDEFHJKMNPQRTVWXY'

/** Runs the command that is asked for and gives the exit code: 0 done, 1 could not be done, 2 wrongly asked. */
export async function runCommand([name, ...args]: string[], folder = commands): Promise<number> {
  if (name === undefined || ['help', '--help', '-h'].includes(name)) return await help(folder, args[0])
  const asked = await load(folder, name)
  if (!asked) {
    console.error(`De opdracht "${name}" bestaat niet. Met naober help zie je welke er zijn.`)
    return 2
  }
  if (args.includes('--help')) return await help(folder, name)
  try {
    return (await asked.run(args)) ?? 0
  } catch (problem) {
    return tell(problem, asked)
  }
}

/** Only the command that is asked for is loaded: the others may need what is not there yet. */
async function load(folder: string, name: string): Promise<Command | undefined> {
  const file = path.join(folder, `${name}.ts`)
  if (!/^[a-z][a-z-]*$/.test(name) || !existsSync(file)) return undefined
  return ((await import(pathToFileURL(file).href)) as { default: Command }).default
}

async function help(folder: string, name: string | undefined): Promise<number> {
  const one = name === undefined ? undefined : await load(folder, name)
  if (one) {
    console.log(`${one.about}\n\n${usage(one)}`)
    return 0
  }
  console.log('naober <opdracht>\n')
  for (const { name, about } of await all(folder)) console.log(`  ${name.padEnd(10)} ${about}`)
  console.log('\nMet naober help <opdracht> lees je meer over een opdracht. Met --json krijg je het antwoord als JSON.')
  return name === undefined ? 0 : 2
}

async function all(folder: string): Promise<Command[]> {
  const names = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const commands = await Promise.all(names.sort().map((file) => load(folder, file.slice(0, -'.ts'.length))))
  return commands.filter((one) => one !== undefined)
}

function usage({ usage }: Command): string {
  return usage
    .split('\n')
    .map((line) => `  ${line.trim()}`)
    .join('\n')
}

function tell(problem: unknown, asked: Command): number {
  if (problem instanceof WrongUse) {
    console.error(`${problem.message}\n\n${usage(asked)}`)
    return 2
  }
  if (problem instanceof Invalid || problem instanceof Refused || problem instanceof NotFound) {
    console.error(problem instanceof Invalid ? Object.values(problem.problems).join('\n') : problem.message)
    return 1
  }
  console.error(`Er ging bij ons iets mis. Geef de helpdesk nummer ${numberOf(problem)}.`)
  if (process.env.NAOBER_DEBUG) console.error(problem)
  return 1
}

/**
 * The number of a mistake of ours: the same mistake in the same place has the same number on every machine, so that it
 * can be found again without sending anything along that somebody typed.
 */
function numberOf(problem: unknown): string {
  const { name = '', stack = '' } = problem instanceof Error ? problem : {}
  const places = [...stack.matchAll(/\/((?:src|demo|bench|examples)\/[^():]+:\d+)/g)].map((found) => found[1])
  const bytes = createHash('sha256')
    .update([name, places[0] ?? ''].join('\n'))
    .digest()
  return [...bytes.subarray(0, 4)].map((byte) => letters[byte % letters.length]).join('')
}

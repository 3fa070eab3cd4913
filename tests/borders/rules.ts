import { builtinModules } from 'node:module'
import path from 'node:path'
import { database, exceptions, homes, mayUse, ownTotals, partsOfFolders } from './drawing.ts'
import { type Import, importsOf, type Source, withoutComments } from './imports.ts'

type Map = Record<string, string>

/** Everything that crosses a border, one line each. Exceptions are taken out. */
export function crossings(sources: Source[], map: Map, allowed = exceptions): string[] {
  const imports = sources.filter(({ file }) => !isTest(file)).flatMap(importsOf)
  const rules = [crossesTheDrawing, goesRoundTheFrontDoor, talksToTheDatabase, isNotAtHome]
  return [
    ...imports
      .filter(({ file, from }) => !allowed.some((exception) => exception.file === file && exception.from === from))
      .flatMap((one) => rules.map((rule) => rule(one, map)).filter((problem) => problem !== undefined)),
    ...spread(imports),
    ...sources.flatMap(counts),
  ]
}

/** Exceptions that no import needs any more. */
export function needless(sources: Source[], allowed = exceptions): string[] {
  const imports = sources.flatMap(importsOf)
  return allowed
    .filter(({ file, from }) => !imports.some((one) => one.file === file && one.from === from))
    .map(({ file, from }) => `${file} no longer imports ${from}`)
}

/** platform ← counting ← kernel ← service-lines ← reports, and so on: only what the row names. */
function crossesTheDrawing(one: Import, map: Map): string | undefined {
  const to = target(one, map)
  if (!to) return undefined
  const [mine, theirs] = [partOf(one.file), partOf(to)]
  if (mine === theirs || mayUse[mine]?.includes(theirs)) return undefined
  return at(one, `${mine} may not use ${theirs} (${one.from})`)
}

/** From outside a module only its index. */
function goesRoundTheFrontDoor(one: Import, map: Map): string | undefined {
  const to = target(one, map)
  if (!to) return undefined
  const theirs = moduleOf(to)
  // What lies loose in a part, beside its modules, is shared by them.
  const inside = one.file.startsWith(`${theirs}/`) || path.dirname(to) === `src/${partOf(one.file)}`
  return inside || /^index\.tsx?$/.test(path.relative(theirs, to))
    ? undefined
    : at(one, `import ${theirs} by its index, not ${one.from}`)
}

/** Only stores, facts, access, counting and platform ask the database; types cost nothing. */
function talksToTheDatabase(one: Import, map: Map): string | undefined {
  const name = packageOf(one.from) ?? one.from
  const isDatabase = database.names.includes(name) || moduleOf(target(one, map) ?? '') === 'src/platform/database'
  if (!isDatabase || one.typeOnly) return undefined
  const part = partOf(one.file)
  if (database.files.test(one.file) || database.parts.includes(part)) return undefined
  const opens = one.names.length > 0 && one.names.every((taken) => database.opening.includes(taken))
  if (name.startsWith('#') && opens && database.openers.includes(part)) return undefined
  return at(one, `only a store talks to the database (${one.from}: ${one.names.join(', ') || 'all of it'})`)
}

function isNotAtHome(one: Import): string | undefined {
  const name = packageOf(one.from)
  const places = name === undefined ? undefined : homes[name]
  if (!places || one.typeOnly || places.some((place) => one.file.startsWith(place))) return undefined
  return at(one, `${name} is at home in ${places.join(' and ')}`)
}

/** A package without a home in the table belongs to the one module that uses it, so that it can be replaced. */
function spread(imports: Import[]): string[] {
  const users = new Map<string, Set<string>>()
  for (const one of imports) {
    const name = packageOf(one.from)
    if (name === undefined || homes[name] || one.typeOnly) continue
    users.set(name, (users.get(name) ?? new Set()).add(moduleOf(one.file)))
  }
  return [...users]
    .filter(([, modules]) => modules.size > 1)
    .map(([name, modules]) => `${name} is used by ${[...modules].sort().join(' and ')}: give it one module`)
}

const countsInSql =
  /\bcount\(\s*(?:\*|distinct\b)|\bcount\(\s*[a-z_.]+\s*\)\s*(?:filter|as|over|from)\b|\bcountAll\b|\bfn\s*\.\s*count\b/i

/** There is one way of counting. A store counts its own list, for "36 zaken" above it. */
function counts({ file, text }: Source): string[] {
  if (isTest(file) || partOf(file) === 'counting' || ownTotals.test(file)) return []
  return withoutComments(text)
    .split('\n')
    .flatMap((line, index) => (countsInSql.test(line) ? [`${file}:${index + 1}: counting is done in counting/`] : []))
}

/** The file that an import leads to, when it is one of ours. */
function target({ file, from }: Import, map: Map): string | undefined {
  if (from.startsWith('.')) return path.join(path.dirname(file), from)
  if (!from.startsWith('#')) return undefined
  for (const [pattern, place] of Object.entries(map)) {
    const [before = '', after] = pattern.split('*')
    if (after === undefined ? from === pattern : from.startsWith(before) && from !== before) {
      return path.normalize(place.replace('*', from.slice(before.length)))
    }
  }
  return undefined
}

function partOf(file: string): string {
  const [top = '', second = ''] = file.split('/')
  return top === 'src' ? second : top
}

function moduleOf(file: string): string {
  const steps = file.split('/').slice(0, -1)
  return steps.slice(0, steps[0] !== 'src' ? 1 : partsOfFolders.includes(steps[1] ?? '') ? 3 : 2).join('/')
}

function packageOf(from: string): string | undefined {
  if (/^[.#/]|^node:/.test(from) || builtinModules.includes(from)) return undefined
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.startsWith('tests/') || file.startsWith('src/platform/testing/')
}

function at({ file, line }: Import, problem: string): string {
  return `${file}:${line}: ${problem}`
}

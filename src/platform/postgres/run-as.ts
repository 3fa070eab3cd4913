import { spawnSync } from 'node:child_process'
import { chownSync, readdirSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'

/** How a program of PostgreSQL is started, for it refuses to run as root. */
export interface RunAs {
  ids: { uid: number; gid: number } | Record<string, never>
  command: (program: string, args: string[]) => [string, string[]]
}

// The number that every Unix has for a user without any rights.
const nobody = 65_534

/**
 * An ordinary user starts it directly. Root starts it in a user namespace, where it sees another number while its files
 * stay root's, or as nobody where namespaces are not allowed. A cluster keeps the way in which it was made. A user
 * without a name, as some containers have, needs the namespace too: initdb wants to know who it is.
 */
export function runAs(folder: string, data: string): RunAs {
  const directly: RunAs = { ids: {}, command: (program, args) => [program, args] }
  const inNamespace: RunAs = {
    ids: {},
    command: (program, args) => ['unshare', [...asNobody, '--', program, ...args]],
  }
  if (process.getuid?.() !== 0) return hasName() || !namespacesAllowed() ? directly : inNamespace
  const owner = (statSync(data, { throwIfNoEntry: false }) ?? statSync(folder)).uid
  if (owner !== nobody && namespacesAllowed()) return inNamespace
  if (owner === 0 && statSync(data, { throwIfNoEntry: false })) giveAway(data)
  return { ids: { uid: nobody, gid: nobody }, command: directly.command }
}

/** PostgreSQL takes its settings from us, never from what happens to be in the environment. */
export function withoutPostgresSettings(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name))
  return Object.fromEntries([...kept, ['LC_ALL', 'C']])
}

const asNobody = [`--map-user=${nobody}`, `--map-group=${nobody}`]

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

function namespacesAllowed(): boolean {
  return spawnSync('unshare', [...asNobody, 'true']).status === 0
}

function giveAway(folder: string): void {
  chownSync(folder, nobody, nobody)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) giveAway(place)
    else if (!entry.isSymbolicLink()) chownSync(place, nobody, nobody)
  }
}

import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** Whether a process does its work: one that died and was not yet cleared away by the system does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !about(pid).state.startsWith('Z')
}

/** Whether this is the PostgreSQL of this folder, and not a stranger that got the number of one that died. */
export function isPostgresOf(pid: number, data: string): boolean {
  if (!isAlive(pid) || !about(pid).name.endsWith('postgres')) return false
  try {
    // PostgreSQL always works from its own data folder.
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    return true // not to be seen here: the connection itself will tell
  }
}

/** When a process began, as the system writes it. With the number it names one process for ever. */
export function startOf(pid: number): string {
  return about(pid).started
}

function about(pid: number): { name: string; state: string; started: string } {
  if (process.platform === 'linux') {
    try {
      const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const rest = line.slice(line.lastIndexOf(')') + 2).split(' ')
      return {
        name: line.slice(line.indexOf('(') + 1, line.lastIndexOf(')')),
        state: rest[0] ?? '',
        started: rest[19] ?? '',
      }
    } catch {
      return { name: '', state: '', started: '' }
    }
  }
  const [state = '', ...started] = ps(pid, 'state=,lstart=').split(/\s+/)
  return { name: ps(pid, 'comm='), state, started: started.join('-') }
}

function ps(pid: number, columns: string): string {
  return (spawnSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim()
}

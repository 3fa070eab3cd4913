import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Refused } from '#platform/errors'
import { type Server, startPostgres } from './index.ts'
import { isAlive } from './liveness.ts'

let used: string
let folder: string
let servers: Server[]

// Making a cluster takes a second, so most tests begin with a copy of one that was made and stopped before.
beforeAll(async () => {
  used = mkdtempSync(path.join(tmpdir(), 'naober-postgres-'))
  const server = await startPostgres({ folder: used, durable: false })
  await server.stop()
})

afterAll(() => rmSync(used, { recursive: true, force: true }))

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'naober-postgres-')), 'data')
  servers = []
  cpSync(used, folder, { recursive: true })
})

afterEach(async () => {
  for (const server of servers) await server.stop()
  rmSync(path.dirname(folder), { recursive: true, force: true })
})

test('a fresh folder becomes a server that speaks Dutch and listens on this machine only', async () => {
  rmSync(folder, { recursive: true })
  const server = await start()

  expect(server.adopted).toBe(false)
  expect(await ask(server, 'show listen_addresses')).toBe('127.0.0.1')
  expect(await ask(server, 'show unix_socket_directories')).toBe('')
  expect(await ask(server, 'show password_encryption')).toBe('scram-sha-256')
  expect(await ask(server, 'show server_encoding')).toBe('UTF8')
  expect(await ask(server, "select datlocale from pg_database where datname = 'postgres'")).toBe('nl-NL')
})

test('only the owner of the folder can read the secret, and nobody gets in without it', async () => {
  const server = await start()

  expect(statSync(path.join(folder, 'secret')).mode & 0o777).toBe(0o600)
  const guessed = new URL(server.adminUrl)
  guessed.password = 'geraden'
  await expect(ask({ ...server, adminUrl: guessed.href }, 'select 1')).rejects.toThrow('password authentication failed')
})

test('what was stored is there again after a restart, on the same port', async () => {
  const first = await start()
  await ask(first, 'create table kept (what text)')
  await ask(first, "insert into kept values ('blijft')")
  await first.stop()

  const second = await start()

  expect(second.adopted).toBe(false)
  expect(second.port).toBe(first.port)
  expect(await ask(second, 'select what from kept')).toBe('blijft')
})

test('after a crash of the database the next start brings back what was committed', async () => {
  const first = await start({ durable: true })
  await ask(first, 'create table kept as select 1 as what')
  process.kill(postmaster(), 'SIGKILL')

  const second = await start({ durable: true })

  expect(second.adopted).toBe(false)
  expect(await ask(second, 'select what from kept')).toBe(1)
})

test('a server that outlived its starter is adopted, and ends with the new one', async () => {
  const starter = await startElsewhere()
  const pid = postmaster()
  starter.kill('SIGKILL')
  await ended(starter)

  const server = await start()

  expect(server.adopted).toBe(true)
  expect(postmaster()).toBe(pid)
  await server.stop()
  expect(isAlive(pid)).toBe(false)
})

test('a server that another process started stays running when we are done with it', async () => {
  const starter = await startElsewhere()

  const server = await start()
  await server.stop()

  expect(server.adopted).toBe(true)
  expect(isAlive(postmaster())).toBe(true)
  starter.kill('SIGTERM')
  await ended(starter)
})

test('a server that somebody else works with by now is left to them, and adopted by the next', async () => {
  const first = await start()
  const other = new pg.Client({ connectionString: first.adminUrl })
  await other.connect()
  const pid = postmaster()

  await first.release()

  expect(isAlive(pid)).toBe(true)
  await other.end()
  const second = await start()
  expect(second.adopted).toBe(true)
  await second.release()
  expect(isAlive(pid)).toBe(false)
})

test('a standby, which reads only, is started as well', async () => {
  writeFileSync(path.join(folder, 'cluster', 'standby.signal'), '')
  const server = await start()

  expect(await ask(server, 'select pg_is_in_recovery()')).toBe(true)
})

test('two that start at once on an empty folder share one server', async () => {
  rmSync(folder, { recursive: true })
  const both = await Promise.all([startElsewhere(), start()])

  expect(await ask(both[1], 'select 1')).toBe(1)
  both[0].kill('SIGTERM')
  await ended(both[0])
})

test('the number of a dead server that a stranger carries by now does not hinder a start', async () => {
  const first = await start()
  await first.stop()
  writeFileSync(path.join(folder, 'cluster', 'postmaster.pid'), `${process.pid}\n${folder}/cluster\n1\n${first.port}\n`)

  const second = await start()

  expect(await ask(second, 'select 1')).toBe(1)
})

test('a port that somebody else took is exchanged for another one', async () => {
  const first = await start()
  await first.stop()
  const somebody = createServer().listen(first.port, '127.0.0.1')

  const second = await start()

  expect(second.port).not.toBe(first.port)
  await new Promise((resolve) => somebody.close(resolve))
})

test('a server with another secret is not adopted', async () => {
  await start()
  writeFileSync(path.join(folder, 'secret'), 'een ander')

  await expect(start()).rejects.toThrow(/Op poort \d+ draait een database die niet bij .* hoort/)
})

test('a folder of another version of PostgreSQL is refused with what to do', async () => {
  writeFileSync(path.join(folder, 'cluster', 'PG_VERSION'), '15\n')

  await expect(start()).rejects.toThrow(
    /gemaakt met PostgreSQL 15 en deze Naober gebruikt 18: zet een reservekopie terug/,
  )
})

test('a folder without its secret is refused', async () => {
  rmSync(path.join(folder, 'secret'))

  await expect(start()).rejects.toThrow('ontbreekt het bestand secret')
})

test('a place where no folder can be is refused', async () => {
  writeFileSync(path.join(folder, 'bestand'), '')

  await expect(startPostgres({ folder: path.join(folder, 'bestand', 'data') })).rejects.toThrow(Refused)
  await expect(startPostgres({ folder: path.join(folder, 'bestand') })).rejects.toThrow('kan Naober niet schrijven')
})

test('a folder of another program is refused', async () => {
  writeFileSync(path.join(folder, 'PG_VERSION'), '15')

  await expect(start()).rejects.toThrow('een database van een ander programma')
})

// Docker forbids namespaces: there root gives the cluster to nobody.
test.runIf(process.getuid?.() === 0)('root starts a cluster of nobody as nobody', async () => {
  chmodSync(path.dirname(folder), 0o711)
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  chownSync(folder, 65_534, 65_534)

  const server = await start()

  expect(statSync(path.join(folder, 'cluster')).uid).toBe(65_534)
  expect(await ask(server, 'select 1')).toBe(1)
})

async function start({ durable = false } = {}): Promise<Server> {
  const server = await startPostgres({ folder, durable })
  servers.push(server)
  return server
}

/** A process of its own that starts the server and stops it when it is told to. */
async function startElsewhere() {
  const program = `
    import { startPostgres } from '#platform/postgres'
    const server = await startPostgres({ folder: process.env.FOLDER, durable: false })
    process.once('SIGTERM', () => server.stop().then(() => process.exit()))
    console.log('ready')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, FOLDER: folder, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', () => reject(new Error('it ended before it was ready')))
  })
  return child
}

async function ended(child: {
  exitCode: number | null
  signalCode: string | null
  once(e: 'exit', f: () => void): unknown
}) {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
    })
  }
}

async function ask(server: Server, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(question)
    return Object.values(rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

function postmaster(): number {
  return Number(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
}

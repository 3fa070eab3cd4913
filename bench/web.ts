import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Refused } from '#platform/errors'
import { nodeFlags } from '#platform/loader'
import type { House } from './house.ts'
import { monday } from './sizes.ts'

/** The web process as `naober start` starts it, on a port of its own. */
export interface Web {
  origin: string
  /** The memory it holds at this moment, in megabytes; null where the system does not tell. */
  megabytes(): number | null
  stop(): Promise<void>
}

/** Starts the web process on the house. @throws Refused when it does not come up */
export async function startWeb(house: House): Promise<Web> {
  const port = await freePort()
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(process.execPath, [...nodeFlags, place('../src/web/server.ts')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...environment,
      NODE_ENV: 'production',
      NAOBER_DATABASE_URL: house.webUrl,
      NAOBER_DATA: house.folder,
      NAOBER_TODAY: monday,
      NAOBER_LOG: 'error',
      NAOBER_URL: `http://localhost:${port}`,
      PORT: String(port),
    },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => message === 'ready' && resolve())
    child.once('exit', () => reject(new Refused('Het webproces van de meting start niet.')))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    megabytes() {
      const told = spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })
      const kilobytes = Number(told.stdout?.trim())
      return kilobytes > 0 ? Math.round(kilobytes / 1024) : null
    },
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url))

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

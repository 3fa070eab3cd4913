import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Refused } from '#platform/errors'
import { nodeFlags } from '#platform/loader'
import { untilStopped } from '#platform/stopping'
import type { Office } from './office.ts'

const program = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Runs an open installation: the web process and the worker as children of ours, until somebody asks to stop. Children
 * go first, the database last. A child that falls over is started again, three times at most within a minute.
 * @param ready called once, when the first page can be asked for
 * @returns the exit code: 0 after a stop, 1 when a child could not be kept running
 */
export async function runHouse(office: Office, ready: () => void): Promise<number> {
  await mustBeFree(office.config.host, office.config.port)
  const { DATABASE_URL: _, ...environment } = process.env
  const env = {
    ...environment,
    NAOBER_DATABASE_URL: office.webUrl,
    NAOBER_QUEUE_URL: office.jobsUrl,
    NAOBER_DATA: office.config.data,
  }
  let stopping = false
  let gaveUp: (code: number) => void = () => {}
  const failed = new Promise<number>((resolve) => {
    gaveUp = resolve
  })
  const children = new Map<string, ChildProcess>()

  function keep(name: string, path: string): Promise<void> {
    const falls: number[] = []
    return new Promise((resolve) => {
      const launch = () => {
        const child = spawn(process.execPath, [...nodeFlags, program(path)], {
          env,
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        })
        children.set(name, child)
        child.on('message', (message) => message === 'ready' && resolve())
        child.on('exit', () => {
          children.delete(name)
          if (stopping) return
          falls.push(Date.now())
          if (falls.filter((at) => Date.now() - at < 60_000).length > 3) gaveUp(1)
          else setTimeout(() => !stopping && launch(), 500)
        })
      }
      launch()
    })
  }

  const stopped = untilStopped().then(() => 0)
  const started = Promise.all([keep('web', '../web/server.ts'), keep('worker', '../jobs/worker.ts')]).then(ready)
  const code = await Promise.race([stopped, failed, started.then(() => Promise.race([stopped, failed]))])
  stopping = true
  await Promise.all([...children.values()].map(end))
  await office.close()
  return code
}

/** Asks a child to stop, and ends it when it has not after ten seconds. */
function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.once('exit', () => {
      clearTimeout(impatient)
      resolve()
    })
    if (!child.kill('SIGTERM')) resolve()
  })
}

/** Says so in one sentence before anything is started. */
function mustBeFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (problem: NodeJS.ErrnoException) =>
      reject(
        new Refused(
          problem.code === 'EADDRINUSE'
            ? `Poort ${port} is bezet. Stop wat daar draait, of kies een andere poort, bijvoorbeeld PORT=${port + 1}.`
            : `Naober kan niet luisteren op ${host}:${port} (${problem.code}). Kijk NAOBER_HOST en PORT na.`,
        ),
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

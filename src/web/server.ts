import './production.ts'
import { serve } from '@hono/node-server'
import { isDemo, isUpToDate, openDoorway } from '#access'
import { clockFor } from '#platform/clock'
import { configFrom } from '#platform/config'
import { Refused } from '#platform/errors'
import { log, setLogLevel } from '#platform/logs'
import { secretKeyFrom } from '#platform/secrets'
import { stopWithLauncher, untilStopped } from '#platform/stopping'
import { makeApp } from '#web/app'
import { entrances, menu, pages } from '#web/staff'
import { readAsset } from './assets.ts'
import { buildAssets } from './build.ts'

/** How long requests that are being answered may take to finish when we stop, in milliseconds. */
const patience = 8_000

// The web process: `start` and `demo` spawn it. It never gets the administrator's address of the database.
stopWithLauncher()
delete process.env.DATABASE_URL
try {
  await run()
  process.exit(0)
} catch (problem) {
  if (!(problem instanceof Refused)) throw problem
  console.error(problem.message)
  process.exit(1)
}

async function run(): Promise<void> {
  const config = configFrom(process.env)
  setLogLevel(config.logLevel)
  const webUrl = config.database?.webUrl
  if (webUrl === undefined) throw new Refused('Het webproces kent de database niet. Start Naober met: naober start')
  await buildAssets()
  const doorway = openDoorway(webUrl, clockFor(config))
  const demo = await isDemo(doorway)
  const { mail: _mail, sms: _sms, ...inside } = config
  const app = makeApp({
    doorway,
    config: demo ? inside : config, // from the demo nothing leaves
    secretKey: secretKeyFrom(config.secretFile),
    log,
    pages,
    entrances,
    menu,
    assets: readAsset,
    demo,
    isReady: () => isUpToDate(doorway),
  })
  const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, () => {
    log.info('web started', { port: config.port })
    process.send?.('ready')
  })
  server.on('error', (problem) => {
    log.error('web cannot listen', problem)
    process.exit(1)
  })
  await untilStopped()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    // Connections without a request on them would keep us waiting for nothing.
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    setTimeout(resolve, patience).unref()
  })
  await doorway.close()
  log.info('web stopped')
}

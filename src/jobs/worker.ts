import { isDemo, makeVault, openDoorway } from '#access'
import { clockFor } from '#platform/clock'
import { configFrom } from '#platform/config'
import { secretKeyFrom } from '#platform/secrets'
import { stopWithLauncher, untilStopped } from '#platform/stopping'
import { startJobs } from './index.ts'
import { openOutside } from './outside.ts'

// The worker process: `start` and `demo` spawn it beside the web process. It never gets the administrator's address.
stopWithLauncher()
const { NAOBER_QUEUE_URL: queueUrl, NAOBER_DATABASE_URL: webUrl } = process.env
if (!queueUrl || !webUrl) throw new Error('the worker is started by naober start or naober demo')
const config = configFrom(process.env)
const doorway = openDoorway(webUrl, clockFor(config), 5)
// The people of the demo are invented, and their addresses may be somebody's: from there nothing leaves.
const outside = (await isDemo(doorway))
  ? undefined
  : openOutside({ ...config, vault: makeVault(secretKeyFrom(config.secretFile)), site: config.url.origin })
const worker = await startJobs(queueUrl, doorway, outside)
process.send?.('ready')
await untilStopped()
await worker.stop()
outside?.close()
await doorway.close()
process.exit(0)

import { openDoorway } from '#access'
import { clockFor } from '#platform/clock'
import { configFrom } from '#platform/config'
import { stopWithLauncher, untilStopped } from '#platform/stopping'
import { startJobs } from './index.ts'

// The worker process: `start` and `demo` spawn it beside the web process. It never gets the administrator's address.
stopWithLauncher()
const { NAOBER_QUEUE_URL: queueUrl, NAOBER_DATABASE_URL: webUrl } = process.env
if (!queueUrl || !webUrl) throw new Error('the worker is started by naober start or naober demo')
const config = configFrom(process.env)
const doorway = openDoorway(webUrl, clockFor(config), 5)
const worker = await startJobs(queueUrl, doorway)
process.send?.('ready')
await untilStopped()
await worker.stop()
await doorway.close()
process.exit(0)

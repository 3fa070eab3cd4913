import { type CronItem, Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import type { Doorway } from '#access'
import { log } from '#platform/logs'
import { endQuestions } from './end-questions.ts'
import { endShields } from './end-shields.ts'
import { endTerms } from './end-terms.ts'
import { forgetCallBacks } from './forget-call-backs.ts'
import { forgetDrafts } from './forget-drafts.ts'
import { forgetImportFiles } from './forget-import-files.ts'
import { forgetSearches } from './forget-searches.ts'
import { forgetSessions } from './forget-sessions.ts'
import { lookIntoDocuments } from './look-into-documents.ts'
import type { Outside } from './outside.ts'
import { runImports } from './run-imports.ts'
import { sealLogs } from './seal-logs.ts'
import { sendMessages } from './send-messages.ts'
import { wipeRemoved } from './wipe-removed.ts'

/** Work that runs in the background, for one organisation at a time and as that organisation. */
export interface Job {
  name: string
  /** When, as a cron line in UTC. */
  when: string
  run(doorway: Doorway, tenant: string, outside?: Outside): Promise<number>
}

export const jobs: readonly Job[] = [
  sealLogs,
  forgetSearches,
  forgetSessions,
  wipeRemoved,
  forgetImportFiles,
  forgetDrafts,
  forgetCallBacks,
  endQuestions,
  endShields,
  endTerms,
  sendMessages,
]

/** Work in the background that somebody asks for, with what was asked; it acts as the organisation of who asked. */
export interface Errand {
  name: string
  run(doorway: Doorway, payload: unknown): Promise<void>
}

export const errands: readonly Errand[] = [runImports, lookIntoDocuments]

/**
 * Starts the worker.
 * @param queueUrl the job role's address; it may use the queue and nothing else
 * @param outside the ways out of the house; without them nothing leaves it
 */
export async function startJobs(
  queueUrl: string,
  doorway: Doorway,
  outside?: Outside,
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries([
    ...jobs.map((job) => [job.name, () => forEveryTenant(job, doorway, outside)] as const),
    ...errands.map((one) => [one.name, (payload: unknown) => one.run(doorway, payload)] as const),
  ])
  const items: CronItem[] = jobs.map((job) => ({
    task: job.name,
    match: job.when,
    identifier: job.name,
    options: { backfillPeriod: 0, maxAttempts: 3 },
  }))
  const runner = await run({
    connectionString: queueUrl,
    schema: 'naober_queue',
    concurrency: 2, // an import may take minutes, and the logs are sealed every five
    noHandleSignals: true,
    taskList,
    parsedCronItems: parseCronItems(items),
    logger: new Logger(() => () => {}),
  })
  return { stop: () => runner.stop() }
}

/** One organisation's failure does not keep the others waiting; the queue tries the whole again later. */
async function forEveryTenant(job: Job, doorway: Doorway, outside?: Outside): Promise<void> {
  const failures: unknown[] = []
  for (const tenant of await doorway.tenants()) {
    try {
      const done = await job.run(doorway, tenant, outside)
      if (done > 0) log.info('job done', { job: job.name as never, done })
    } catch (problem) {
      log.error('job failed', problem, { job: job.name as never })
      failures.push(problem)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${job.name} failed for ${failures.length} organisations`)
}

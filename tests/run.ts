import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stopWithLauncher, untilStopped } from '#platform/stopping'
import { findChromium } from './chromium.ts'
import { parts as askedParts, filters } from './run/arguments.ts'
import { findPostgres15, withPostgres } from './run/postgres-15.ts'
import { shownAfterwards, stopAll } from './run/program.ts'
import { type Count, check, playwright, sum, vitest } from './run/suites.ts'

/** What one run consists of, in this order: the fast answers first. */
const parts: Record<string, (scratch: string, filters: string[]) => Promise<Count>> = {
  types: () => check('tsc', ['-p', '.']),
  lint: async () =>
    sum([
      await check('biome', ['ci', '--colors=off', '.']),
      await check('oxlint', ['--type-aware', '--deny-warnings']),
    ]),
  borders: (scratch) => vitest(scratch, ['tests/borders']),
  // What stands beside the code, what goes through the pages of a town, and what starts, copies and stops an installation. Whoever names
  // files gets those, whichever of the three is asked.
  unit: (scratch, filters) => vitest(scratch, filters.length ? filters : ['--exclude=tests/**']),
  staff: (scratch, filters) => vitest(scratch, filters.length ? filters : ['tests/staff/']),
  whole: (scratch, filters) =>
    vitest(scratch, filters.length ? filters : ['tests/', '--exclude=tests/borders*', '--exclude=tests/staff/**']),
  browser: async (scratch, filters) => playwright(scratch, filters, await findChromium()),
  // The same steps and stores on the oldest PostgreSQL that we promise to work on.
  'postgres-15': async (scratch, filters) => {
    // Copies, imports and the doors go by the same stores and are tried on PostgreSQL 18; here the steps and the stores are looked at.
    const stores = ['.store.test.', '.db.test.', '--exclude=tests/backup/**', '--exclude=src/exchange/**']
    return await withPostgres(await findPostgres15(), (env) => vitest(scratch, filters.length ? filters : stores, env))
  },
}

/**
 * Parts that run beside each other, two at a time: of two cores the browser leaves one idle half of the time, and many tests
 * wait for a process that they started. Within one part there is one test at a time.
 */
const besides = ['browser', 'unit', 'whole', 'staff', 'postgres-15']

stopWithLauncher()
process.exit(await main())

async function main(): Promise<number> {
  const names = askedParts(Object.keys(parts))
  const scratch = mkdtempSync(path.join(tmpdir(), 'naober-tests-'))
  void untilStopped().then(async () => {
    await stopAll()
    rmSync(scratch, { recursive: true, force: true })
    process.exit(130)
  })
  const done: Done[] = []
  for (const name of names.filter((name) => !besides.includes(name))) done.push(await runPart(name, scratch))
  const waiting = besides.filter((name) => names.includes(name))
  const alone = waiting.length === 1
  const next = async (): Promise<void> => {
    const name = waiting.shift()
    if (!name) return
    done.push(await (alone ? runPart(name, scratch) : shownAfterwards(() => runPart(name, scratch))))
    await next()
  }
  await Promise.all([next(), next()])
  rmSync(scratch, { recursive: true, force: true })
  const { passed, failed } = sum(done.map(({ count }) => count))
  console.log(`\n${done.map(({ said }) => said).join(' · ')}`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

interface Done {
  count: Count
  said: string
}

async function runPart(name: string, scratch: string): Promise<Done> {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const count = await counted(name, scratch)
  const said = `${name} ${((performance.now() - began) / 1000).toFixed(1)} s`
  console.log(`── ${said}: ${count.passed} passed, ${count.failed} failed`)
  return { count, said }
}

/** What cannot even begin counts as one failure, loudly. */
async function counted(name: string, scratch: string): Promise<Count> {
  try {
    const count = await parts[name]?.(scratch, filters())
    if (count && count.passed + count.failed > 0) return count
    console.error(`!! ${name}: not one test ran`)
  } catch (problem) {
    console.error(`!! ${name}:`, problem instanceof Error ? problem.message : problem)
  }
  return { passed: 0, failed: 1 }
}

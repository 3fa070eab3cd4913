import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { freePort } from './port.ts'
import { home, runProgram, runTool } from './program.ts'

export interface Count {
  passed: number
  failed: number
}

export function sum(counts: Count[]): Count {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
  }
}

/** A program that has an opinion on the whole: it counts as one. */
export async function check(name: string, args: string[]): Promise<Count> {
  const code = await runProgram(path.join(home, 'node_modules', '.bin', name), args)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Runs vitest on the files whose path matches, and counts from its report, never from what it prints. */
export async function vitest(scratch: string, args: string[], env?: NodeJS.ProcessEnv): Promise<Count> {
  const report = fresh(scratch)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...args], env)
  return exitCounts(code, countVitest(read<VitestReport>(report)))
}

/** Runs the journeys in a real browser. */
export async function playwright(scratch: string, filters: string[], chromium: string): Promise<Count> {
  const report = fresh(scratch)
  const code = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json', ...filters], {
    CHROMIUM_PATH: chromium,
    JOURNEYS_PORT: String(await freePort()),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    FORCE_COLOR: '0',
  })
  const { expected = 0, unexpected = 0, flaky = 0 } = read<PlaywrightReport>(report)?.stats ?? {}
  // A journey that passes on the second try did not pass.
  return exitCounts(code, { passed: expected, failed: unexpected + flaky })
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number }
}

function countVitest(report: VitestReport | undefined): Count {
  if (!report) return { passed: 0, failed: 0 }
  // A file that cannot be loaded has no tests to fail: it fails itself.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
}

/** A suite that says it failed without a failed test (an unhandled error, a crash) fails all the same. */
function exitCounts(code: number, count: Count): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

let reports = 0
function fresh(scratch: string): string {
  reports += 1
  return path.join(scratch, `report-${reports}.json`)
}

function read<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}

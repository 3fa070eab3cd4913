import { defineConfig } from '@playwright/test'
import { findChromium } from './tests/chromium.ts'

// The runner gives a free port, so that two runs on one machine do not meet.
const port = process.env.JOURNEYS_PORT ?? '4180'
const baseURL = `http://localhost:${port}`

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: /\.(journey|spec|test)\.ts$/,
  outputDir: 'test-results',
  forbidOnly: process.env.CI === 'true',
  retries: 0,
  // All journeys share one server and one town, and each asks the two cores for a browser.
  workers: 1,
  timeout: 60_000,
  // A busy machine draws slowly; a button that is not there must still be told within the journey.
  expect: { timeout: 15_000 },
  use: {
    baseURL,
    actionTimeout: 15_000,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    // A trace films every step, which costs an official run minutes; what failed says so in words.
    trace: process.env.CI === 'true' ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: await findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" --import ./src/platform/loader/register.mjs tests/journeys/server.ts`,
    env: { PORT: port, NAOBER_URL: baseURL },
    url: `${baseURL}/healthz`,
    reuseExistingServer: false,
    timeout: 120_000,
    stdout: 'pipe',
    // The database stops last, so the server needs a moment.
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
})

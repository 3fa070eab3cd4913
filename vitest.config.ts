import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'demo/**/*.test.ts', 'bench/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/journeys/**', 'node_modules/**'],
    environment: 'node',
    globalSetup: ['src/platform/testing/global-setup.ts'],
    pool: 'forks',
    // One file at a time on one server: a seal waits for every transaction that runs there, also those of other databases.
    maxWorkers: 1,
    // A fresh database is made for a worker's first test, and two cores are shared with the browser's journeys.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Screens and letters are Dutch whatever machine they are made on.
    env: { TZ: 'Europe/Amsterdam', NODE_ENV: 'test' },
  },
})

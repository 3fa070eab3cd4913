import { expect, test } from 'vitest'
import { serviceLines } from '#service-lines'
import { importsOf, readImportMap, readSources } from './borders/imports.ts'
import { namesALine } from './borders/lines.ts'
import { crossings, needless } from './borders/rules.ts'

const map = readImportMap()
const sources = readSources(['src', 'demo', 'bench', 'examples'])

test('every import keeps to the drawing', () => {
  expect(sources.length).toBeGreaterThan(0)
  expect(crossings(sources, map)).toEqual([])
})

test('every exception is still needed', () => {
  expect(needless(sources)).toEqual([])
})

test('no mechanism names a line: what works for one line works for the next', () => {
  expect(namesALine(readSources(['src']), serviceLines)).toEqual([])
})

test.each([
  ['its key', 'src/counting/engine.ts', `if (line === 'buurtbemiddeling') return`],
  ['a side', 'src/web/staff/zaken/zaak.tsx', `sides.find((one) => one.side === 'neighbour')`],
  ['its word for who asks', 'src/reports/handout.ts', `const who = 'een melder'`],
  [
    'its word for what comes in',
    'src/web/staff/mensen/lijst.tsx',
    `<ButtonLink to="/nieuw">Nieuwe melding</ButtonLink>`,
  ],
  ['its word for who helps', 'src/exchange/cases/row.ts', `complain('Kies een bemiddelaar.')`],
  ['the second line', 'src/access/sentences.ts', `const senior = 'vrijwillige-ondersteuning'`],
])('a mechanism that names a line by %s is found', (_, file, text) => {
  expect(namesALine([{ file, text }], serviceLines)).toEqual([expect.stringContaining(`${file}:1: names a line`)])
})

// A rule that cannot fail keeps nothing out. Each of these made-up files breaks one.
test.each([
  [
    'the platform knows no concept',
    'src/platform/mail/index.ts',
    `import { x } from '#kernel/case'`,
    'platform may not use kernel',
  ],
  [
    'counting knows no concept',
    'src/counting/engine.ts',
    `import type { Case } from '#kernel/case'`,
    'counting may not use kernel',
  ],
  [
    'the kernel knows no line',
    'src/kernel/case/case.ts',
    `import { lines } from '#service-lines'`,
    'kernel may not use service-lines',
  ],
  [
    'the kernel knows no reader',
    'src/kernel/case/case.store.ts',
    `import { may } from '#access'`,
    'kernel may not use access',
  ],
  [
    'a line tells no report',
    'src/service-lines/taalhuis.ts',
    `import { r } from '#reports'`,
    'service-lines may not use reports',
  ],
  ['nothing uses a door', 'src/reports/factsheet.ts', `import { Page } from '#ui'`, 'reports may not use web'],
  [
    'an import format knows no page',
    'src/exchange/excel/index.ts',
    `export { Page } from '#ui'`,
    'exchange may not use web',
  ],
  [
    'the product does not know the invented town',
    'src/web/staff/start.tsx',
    `const t = await import('#demo')`,
    'web may not use demo',
  ],
  [
    'a store has no name of its own',
    'src/access/store.ts',
    `import { s } from '../kernel/case/case.store.ts'`,
    'import src/kernel/case by its index',
  ],
  [
    'nor within the kernel',
    'src/kernel/note/note.ts',
    `import { s } from '../case/case.ts'`,
    'import src/kernel/case by its index',
  ],
  [
    'a page asks a store',
    'src/web/staff/start.tsx',
    `import { openDatabase } from '#platform/database'`,
    'only a store talks to the database',
  ],
  ['a rule is pure', 'src/kernel/case/case.ts', `import { sql } from 'kysely'`, 'only a store talks to the database'],
  [
    'a command may open, not ask',
    'src/cli/commands/audit.ts',
    `import { sql } from '#platform/database'`,
    'only a store talks to the database',
  ],
  [
    'nor by way of a path',
    'src/jobs/seal.ts',
    `import { q } from '../platform/database/index.ts'`,
    'only a store talks to the database',
  ],
  [
    'a workbook is read in exchange',
    'src/web/staff/lijst.tsx',
    `import Excel from 'exceljs'`,
    'exceljs is at home in src/exchange/',
  ],
  ['only the web speaks HTTP', 'src/jobs/mail.ts', `import { Hono } from 'hono/tiny'`, 'hono is at home in src/web/'],
  [
    'only the platform opens a connection',
    'src/access/store.ts',
    `import pg from 'pg'`,
    'pg is at home in src/platform/',
  ],
  [
    'a page does not count',
    'src/web/staff/start.tsx',
    'const n = sql`select count(*) from cases`',
    'counting is done in counting/',
  ],
  ['nor a job', 'src/jobs/seal.ts', 'db.select(db.fn.count("id"))', 'counting is done in counting/'],
  [
    'nor an access sentence',
    'src/access/store.ts',
    'sql`select count(id) filter (where x)`',
    'counting is done in counting/',
  ],
])('%s', (_, file, text, problem) => {
  const found = crossings([{ file, text }], map)

  expect(found).toHaveLength(1)
  expect(found[0]).toContain(`${file}:1: ${problem}`)
})

test('a package that two modules use belongs to neither', () => {
  const using = (file: string) => ({ file, text: `import { hash } from '@node-rs/argon2'` })

  expect(crossings([using('src/platform/secrets/index.ts'), using('src/access/sign-in.ts')], map)).toEqual([
    '@node-rs/argon2 is used by src/access and src/platform/secrets: give it one module',
  ])
})

test.each([
  [
    'the line tells the engine',
    'src/service-lines/taalhuis.ts',
    `import { count } from '#counting'\ncount({ key: 'a' })`,
  ],
  ['a concept uses another by name', 'src/kernel/note/note.ts', `import type { Case } from '#kernel/case'`],
  ['a store asks', 'src/kernel/case/case.store.ts', `import { sql } from 'kysely'\nsql\`select count(*) from cases\``],
  ['types cost nothing', 'src/web/staff/start.tsx', `import type { Database } from '#platform/database'`],
  ['a command opens', 'src/cli/commands/start.ts', `import { openDatabase, type Database } from '#platform/database'`],
  ['a page shares what lies loose in the web', 'src/web/staff/zaken/open.tsx', `import { page } from '../../page.ts'`],
  ['a test builds with the town', 'src/service-lines/taalhuis.test.ts', `import { lindeveen } from '#demo'`],
  ['a comment is no code', 'src/jobs/seal.ts', `// never select count(*) here\n/* import x from 'pg' */`],
])('within the borders: %s', (_, file, text) => {
  expect(crossings([{ file, text }], map)).toEqual([])
})

test('an import is read however it is written', () => {
  const text = [
    `import a from './a.ts'`,
    'import {',
    '  type B,',
    '  c as d,',
    `} from './b.ts'`,
    `import './side-effect.ts'`,
    `export * from './e.ts'`,
    `export type * from './f.ts'`,
    `const g = await import('./g.ts')`,
    `export const notAnImport = 'from'`,
  ].join('\n')

  expect(
    importsOf({ file: 'src/x.ts', text }).map(({ from, line, names, typeOnly }) => [from, line, names, typeOnly]),
  ).toEqual([
    ['./a.ts', 1, ['a'], false],
    ['./b.ts', 2, ['c'], false],
    ['./side-effect.ts', 6, [], false],
    ['./e.ts', 7, ['*'], false],
    ['./f.ts', 8, ['*'], true],
    ['./g.ts', 9, [], false],
  ])
})

test('an exception that nobody needs is told', () => {
  expect(needless([], [{ file: 'src/jobs/a.ts', from: 'pg', why: 'it was needed once' }])).toEqual([
    'src/jobs/a.ts no longer imports pg',
  ])
})

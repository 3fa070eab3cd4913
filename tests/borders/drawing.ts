/**
 * The drawing of the whole, as a table: which part may use which. `platform ← counting ← kernel ← service-lines ←
 * reports`, access above the kernel, and the doors above everything. What stands in no row may not be used.
 */
export const mayUse: Record<string, string[]> = {
  platform: [],
  counting: ['platform'],
  kernel: ['platform', 'counting'],
  'service-lines': ['platform', 'counting', 'kernel'],
  reports: ['platform', 'counting', 'kernel', 'service-lines'],
  access: ['platform', 'counting', 'kernel', 'service-lines'],
  exchange: ['platform', 'counting', 'kernel', 'service-lines', 'reports', 'access'],
  jobs: ['platform', 'counting', 'kernel', 'service-lines', 'reports', 'access', 'exchange'],
  web: ['platform', 'counting', 'kernel', 'service-lines', 'reports', 'access', 'exchange', 'jobs'],
  demo: ['platform', 'counting', 'kernel', 'service-lines', 'reports', 'access', 'exchange', 'jobs'],
  examples: ['platform', 'counting', 'kernel', 'service-lines', 'reports', 'access', 'exchange', 'jobs', 'demo'],
  bench: ['platform', 'counting', 'kernel', 'service-lines', 'reports', 'access', 'exchange', 'jobs', 'web', 'demo'],
  cli: [
    ...['platform', 'counting', 'kernel', 'service-lines', 'reports', 'access', 'exchange', 'jobs', 'web'],
    ...['demo', 'examples', 'bench'],
  ],
}

/** Parts in which each folder is a module of its own with one front door; elsewhere the part is the module. */
export const partsOfFolders = ['platform', 'kernel', 'exchange', 'web']

/** Who may talk to the database: these files, and every file of these parts. */
export const database = {
  files: /\.(store|facts)\.ts$/,
  parts: ['platform', 'counting', 'access'],
  names: ['#platform/database', 'pg', 'kysely'],
  /** These open or prepare a database and hand it over to access; a question they may not ask. */
  openers: ['cli', 'jobs', 'exchange', 'bench', 'demo', 'examples'],
  opening: [
    'openDatabase',
    'urlFor',
    'migrate',
    'rolePassword',
    'steps',
    'makeDatabase',
    'dropDatabase',
    'kindOf',
    'tidyUp',
  ],
}

/** Where a package is at home. A package that is not in this table may be used by one module only. */
export const homes: Record<string, string[]> = {
  exceljs: ['src/exchange/'],
  'csv-parse': ['src/exchange/'],
  '@myriaddreamin/typst-ts-node-compiler': ['src/platform/paper/'],
  '@resvg/resvg-js': ['src/platform/paper/'],
  // The job queue brings its own tables, and migrating sets them up.
  'graphile-worker': ['src/jobs/', 'src/platform/database/'],
  hono: ['src/web/'],
  '@hono/node-server': ['src/web/'],
  react: ['src/web/'],
  'react-dom': ['src/web/'],
  pg: ['src/platform/'],
  // A query builder is a language: it is spoken wherever the database may be.
  kysely: ['src/', 'bench/', 'demo/', 'examples/'],
}

/** Who may count in SQL beside counting/: a list knows its own total, and every list is read by records or a store. */
export const ownTotals = /\.store\.ts$|^src\/platform\/records\//

/** What breaks a rule all the same, and why that is right. An exception that is not needed any more fails the test. */
export const exceptions: { file: string; from: string; why: string }[] = []

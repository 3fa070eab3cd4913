import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('../../../', import.meta.url))
const generated = fileURLToPath(new URL('./types.generated.ts', import.meta.url))

/**
 * The types of a migrated database, as they stand in `types.generated.ts`.
 * @param adminUrl a database of this version
 */
export function typesOf(adminUrl: string): string {
  const scratch = mkdtempSync(join(tmpdir(), 'naober-types-'))
  const out = join(scratch, 'types.ts')
  try {
    const made = spawnSync(
      process.execPath,
      [join(home, 'node_modules/kysely-codegen/dist/cli/bin.js'), ...flags, '--url', adminUrl, '--out-file', out],
      {
        encoding: 'utf8',
        env: { ...process.env, DATABASE_URL: adminUrl },
      },
    )
    if (made.status !== 0) throw new Error(`kysely-codegen: ${made.stderr || made.stdout}`)
    return withDay(readFileSync(out, 'utf8'))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const flags = [
  ...['--dialect', 'postgres', '--default-schema', 'naober', '--include-pattern', 'naober.*', '--camel-case'],
  ...['--date-parser', 'string', '--type-mapping', '{"date":"Day","int8":"number"}'],
]

/** Our Day is a type of ours, and the generator does not know where it lives. */
function withDay(types: string): string {
  const kysely = 'import type { ColumnType } from "kysely";\n'
  return types.replace(kysely, `${kysely}\nimport type { Day } from "../days/index.ts";\n`)
}

// Run by hand after a new migration: node src/platform/database/generate-types.ts postgres://…
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const adminUrl = process.argv[2]
  if (!adminUrl) throw new Error('give the address of a migrated database')
  writeFileSync(generated, typesOf(adminUrl))
}

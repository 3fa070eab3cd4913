import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { asAdministrator, force, migrate, steps, tidyUp } from '../database/index.ts'
import { Refused } from '../errors/index.ts'
import { advanceCounter } from './advance.ts'
import { type Contents, type Part, tableParts } from './contents.ts'
import { CopyIn, CopyOut } from './copy-stream.ts'
import { measured } from './measured.ts'
import type { Backup } from './read-file.ts'
import { named, sameTexts } from './tables.ts'

/** Whether this version can take the copy. @throws Refused for one of a newer version, or of another line of steps */
export async function mustBeReadable({ steps: taken }: Contents): Promise<void> {
  const ours = new Map((await steps()).map((step) => [step.name, step.hash]))
  if (taken.some(({ name }) => !ours.has(name))) {
    throw new Refused(
      'Deze reservekopie is van een nieuwere versie van Naober. Werk eerst Naober bij en zet hem dan terug.',
    )
  }
  const other = taken.find(({ name, hash }) => ours.get(name) !== hash)
  if (other) {
    throw new Refused(
      `Deze reservekopie is gemaakt met een andere vorm van stap ${other.name}. Zet hem terug met de versie van Naober waarmee hij is gemaakt.`,
    )
  }
}

/**
 * Puts a copy back in an empty database, and brings it to this version. Everything is loaded and compared with the copy
 * in one transaction. Nothing may use the database meanwhile: call it on one with a name that nobody knows.
 * @param secret from which the passwords of our roles are made, as `migrate` takes it
 * @throws Refused when what came back is not, byte for byte, what the copy says
 */
export async function putBack(
  adminUrl: string,
  secret: string,
  backup: Backup,
  tell: (line: string) => void = () => {},
): Promise<void> {
  const { contents } = backup
  await mustBeReadable(contents)
  await migrate(adminUrl, secret, contents.steps.at(-1)?.name ?? '')
  await asAdministrator(adminUrl, async (client) => {
    await client.query(sameTexts)
    await client.query('set role naober_owner')
    await client.query('set search_path = naober')
    await advanceCounter(client, BigInt(contents.counter), (left) => tell(`Nog ${left} nummers te gaan.`))
    await client.query('begin')
    await whileLoose(client, async () => {
      for (const part of tableParts(contents)) await load(client, backup, part)
      for (const part of tableParts(contents)) await compare(client, part)
    })
    for (const { name, last, called } of contents.sequences) {
      await client.query('select setval($1::regclass, $2, $3)', [client.escapeIdentifier(name), last, called])
    }
    await client.query('commit')
  })
  await migrate(adminUrl, secret)
  await tidyUp(adminUrl)
}

/**
 * Rows come back table by table, as they were: meanwhile row security does not look at the owner, no trigger writes
 * anything of its own, and no foreign key is watched. The keys are made anew at the end, which checks all rows again.
 */
async function whileLoose(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'naober'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'`,
  )
  const { rows: keys } = await client.query<{ of: string; name: string; definition: string }>(
    `select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace = 'naober'::regnamespace and conparentid = 0`,
  )
  const all = tables.map(({ name }) => client.escapeIdentifier(name))
  await client.query(force('no force'))
  for (const { of, name } of keys)
    await client.query(`alter table ${of} drop constraint ${client.escapeIdentifier(name)}`)
  for (const table of all) await client.query(`alter table ${table} disable trigger user`)
  await client.query(`truncate ${all.join(', ')}`)
  await work()
  for (const { of, name, definition } of keys) {
    await client.query(`alter table ${of} add constraint ${client.escapeIdentifier(name)} ${definition}`)
  }
  for (const table of all) await client.query(`alter table ${table} enable trigger user`)
  await client.query(force('force'))
}

async function load(client: pg.Client, backup: Backup, part: Part): Promise<void> {
  await pipeline(backup.read(part), client.query(new CopyIn(`copy ${named(client, part)} from stdin`)))
}

async function compare(client: pg.Client, part: Part): Promise<void> {
  const back = measured()
  const out = client.query(new CopyOut(`copy ${named(client, part)} to stdout`))
  await pipeline(out, back.passing, new Writable({ write: (_chunk, _encoding, done) => done() }))
  if (out.rows !== part.rows || back.digest() !== part.says) {
    throw new Refused(
      `In de tabel ${part.name} staat na het terugzetten niet hetzelfde als in de reservekopie. Er is niets veranderd.`,
    )
  }
}

import pg from 'pg'
import { Refused } from '../errors/index.ts'

/** What lives in a database: an invented town to look at, or a real organisation. */
export type Kind = 'demo' | 'real'

/** The administrator's connection for as long as the work takes. @throws Refused when the server does not answer */
export async function asAdministrator<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'naober administration' })
  client.on('error', () => {}) // a server that stops meanwhile: the question that was asked fails too
  await client.connect().catch((problem: Error & { code?: string }) => {
    throw new Refused(`De database antwoordt niet (${problem.code ?? 'geen verbinding'}). Kijk DATABASE_URL na.`)
  })
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The address of a database on the same server; it is made when it is not there. */
export async function makeDatabase(adminUrl: string, name: string): Promise<string> {
  await asAdministrator(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  })
  return Object.assign(new URL(adminUrl), { pathname: `/${name}` }).toString()
}

/** Takes a database away, whoever is still connected. For what was made for one run only. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdministrator(adminUrl, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
  )
}

/**
 * The kind of a migrated database. With `wanted` an empty one becomes that kind, once and for ever.
 * @returns undefined when nobody has said yet
 */
export async function kindOf(adminUrl: string, wanted?: Kind): Promise<Kind | undefined> {
  return asAdministrator(adminUrl, async (client) => {
    await client.query('set role naober_owner')
    if (wanted) {
      await client.query('insert into naober.installation (kind) values ($1) on conflict do nothing', [wanted])
    }
    const { rows } = await client.query<{ kind: Kind }>('select kind from naober.installation')
    return rows[0]?.kind
  })
}

/** Gives the planner fresh figures and clears what was left behind, after very much was written at once. */
export async function tidyUp(adminUrl: string): Promise<void> {
  await asAdministrator(adminUrl, (client) => client.query('vacuum (analyze)'))
}

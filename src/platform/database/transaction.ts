import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type KyselyPlugin,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely'
import type pg from 'pg'
import { noteStatement } from './statements.ts'
import type { DB } from './types.generated.ts'

/** One transaction in which a page, a job or an import reads and writes. */
export type Tx = Kysely<DB>

/** Columns are snake_case in the database and camelCase in the code; what stands inside JSON keeps its own names. */
class Names extends CamelCasePlugin {
  constructor() {
    super({ maintainNestedObjectKeys: true })
  }

  inCode(column: string): string {
    return this.camelCase(column)
  }
}

const naming = new Names()
export const plugins: KyselyPlugin[] = [naming]

/** In a transaction the rows come with their names in code, so that they are made once and not made over. */
const namesOnTheWayOut: KyselyPlugin = {
  transformQuery: (asked) => naming.transformQuery(asked),
  transformResult: ({ result }) => Promise.resolve(result),
}

/**
 * Marks a statement whose best plan is the same whatever is asked, such as one record by its key: each connection plans it
 * once instead of every time, which is half of what a short statement costs. Not for statements whose plan depends on how
 * many rows a value has, and not for texts that grow with what is asked.
 */
export const plannedOnce = sql`/* planned once */`
const mark = '/* planned once */'

/** The most statements that are planned once; each connection keeps every one of them in memory. */
const mostNames = 200
const names = new Map<string, string>()

/** Whether a statement carries that mark. */
export const isPlannedOnce = (text: string): boolean => text.includes(mark)

function nameOf(text: string): string | undefined {
  if (!isPlannedOnce(text)) return undefined
  const name = names.get(text)
  if (name !== undefined || names.size >= mostNames) return name
  names.set(text, `once-${names.size}`)
  return names.get(text)
}

/** What a transaction sees of others: the moment of each statement, or one unchanging moment. */
export type Isolation = 'read committed' | 'repeatable read'

/**
 * Runs work in one transaction. Statements that are asked together (`Promise.all`) travel together, and the beginning
 * travels with the first: what costs a page most is not the statements but the going to and fro.
 * @param last the statement that goes along with the commit, such as the line of the access log; asked for after the work
 * @returns what the work gave, once it is durable
 */
export async function runTransaction<T>(
  pool: pg.Pool,
  isolation: Isolation,
  work: (tx: Tx) => Promise<T>,
  last: () => CompiledQuery | undefined = () => undefined,
): Promise<T> {
  const client = await pool.connect()
  const connection = new OneTransaction(client)
  let broken: Error | undefined
  try {
    const begun = connection.send(`begin isolation level ${isolation}`)
    // A beginning that fails makes the first statement fail as well; this one is asked after below.
    begun.catch(() => {})
    const result = await work(kyselyOn(connection))
    await begun
    const closing = last()
    // In this order they reach the database; the commit of a transaction in which something failed gives it up.
    const [, { command }] = await Promise.all([closing && connection.executeQuery(closing), connection.send('commit')])
    if (command === 'ROLLBACK') throw new Error('The transaction was given up: one of its statements had failed.')
    return result
  } catch (problem) {
    await connection.send('rollback').catch((error: unknown) => {
      broken = error as Error
    })
    throw problem
  } finally {
    connection.end()
    client.release(broken)
  }
}

/** The connection of one transaction. Afterwards it takes nothing more: its client may serve somebody else by then. */
class OneTransaction implements DatabaseConnection {
  readonly #client: pg.PoolClient
  #over = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async send(text: string, values: readonly unknown[] = []): Promise<pg.QueryArrayResult<unknown[]>> {
    if (this.#over) throw new Error('This transaction is over: something went on without being waited for.')
    noteStatement()
    const name = nameOf(text)
    return await this.#client.query({
      text,
      rowMode: 'array',
      ...(values.length > 0 && { values: [...values] }),
      ...(name !== undefined && { name }),
    })
  }

  async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, fields, rowCount } = await this.send(text, parameters)
    const names = fields.map(({ name }) => naming.inCode(name))
    return { rows: rows.map((row) => named<R>(names, row)), numAffectedRows: BigInt(rowCount ?? 0) }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Results are read whole.')
  }

  end(): void {
    this.#over = true
  }
}

function named<R>(names: readonly string[], values: readonly unknown[]): R {
  const row: Record<string, unknown> = {}
  for (let at = 0; at < names.length; at++) row[names[at] as string] = values[at]
  return row as R
}

/** Kysely on this one connection. Unlike its own transactions it lets statements go before the one before was answered. */
function kyselyOn(connection: OneTransaction): Tx {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOf(connection),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [namesOnTheWayOut],
  })
}

function driverOf(connection: DatabaseConnection): Driver {
  const alreadyIn = () => Promise.reject(new Error('A transaction has no transaction of its own.'))
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: alreadyIn,
    commitTransaction: alreadyIn,
    rollbackTransaction: alreadyIn,
    destroy: () => Promise.resolve(),
  }
}

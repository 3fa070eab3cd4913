import { CompiledQuery } from 'kysely'
import type { Asker } from '#platform/asker'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  Plans?: PlanNode[]
}

/** A statement that reads a large table from one end to the other. */
export interface Slow {
  table: string
  how: string
  text: string
}

interface Executes {
  executeQuery(query: CompiledQuery): Promise<unknown>
}

/** Does the work, and asks the database afterwards, as the same role in the same transaction, how it did each select. */
export async function slowStatements(
  asker: Asker,
  large: readonly string[],
  work: () => Promise<unknown>,
): Promise<Slow[]> {
  const executor = asker.tx.getExecutor() as unknown as Executes
  const execute = executor.executeQuery
  const asked: CompiledQuery[] = []
  executor.executeQuery = function (query) {
    asked.push(query)
    return execute.call(this, query)
  }
  try {
    await work()
  } finally {
    executor.executeQuery = execute
  }
  const found: Slow[] = []
  for (const { sql: text, parameters } of asked.filter((one) => /^\s*(select|with)\b/i.test(one.sql))) {
    const { rows } = await asker.tx.executeQuery<{ queryPlan: [{ Plan: PlanNode }] }>(
      CompiledQuery.raw(`explain (format json) ${text}`, [...parameters]),
    )
    const plan = Object.values(rows[0] ?? {})[0]?.[0]?.Plan
    if (!plan) throw new Error('the database gave no plan')
    for (const node of nodesOf(plan)) {
      const how = slowness(node)
      if (how && large.includes(node['Relation Name'] ?? ''))
        found.push({ table: node['Relation Name'] as string, how, text })
    }
  }
  return found
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

/** On a table this small PostgreSQL may walk an index of one organisation and sort: only a scan of the whole table fails. */
function slowness(node: PlanNode): string | undefined {
  return node['Node Type'] === 'Seq Scan' ? 'Seq Scan' : undefined
}

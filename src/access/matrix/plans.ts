import { CompiledQuery } from 'kysely'
import type { Asker } from '#platform/asker'
import { isPlannedOnce } from '#platform/database'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Plans?: PlanNode[]
}

/** A statement that reads a large table from one end to the other, or all that one organisation has in it. */
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
  for (const { sql: text, parameters } of asked.filter((one) => isQuestion.test(one.sql))) {
    const plans = [
      await planOf(asker, CompiledQuery.raw(`explain (format json) ${withoutMark(text)}`, [...parameters])),
    ]
    // What is planned once is planned without knowing what is asked: that plan must be as good.
    if (isPlannedOnce(text))
      plans.push(await planOf(asker, CompiledQuery.raw(`explain (generic_plan, format json) ${withoutMark(text)}`)))
    for (const node of plans.flatMap(nodesOf)) {
      const how = slowness(node)
      if (how && large.includes(node['Relation Name'] ?? ''))
        found.push({ table: node['Relation Name'] as string, how, text })
    }
  }
  return found
}

const isQuestion = /^\s*(?:\/\*.*?\*\/\s*)?(?:select|with)\b/i

/** An explanation is not planned once. */
const withoutMark = (text: string) => text.replace(/\/\*.*?\*\//g, '')

async function planOf(asker: Asker, question: CompiledQuery): Promise<PlanNode> {
  const { rows } = await asker.tx.executeQuery<{ queryPlan: [{ Plan: PlanNode }] }>(question)
  const plan = Object.values(rows[0] ?? {})[0]?.[0]?.Plan
  if (!plan) throw new Error('the database gave no plan')
  return plan
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

/** These hold only what an organisation has few of (cases that run, what was removed or merged): to read one of them whole is no scan. */
const holdsFew = ['cases_owner', 'cases_running', 'cases_removed', 'persons_merged', 'persons_same_as']

/**
 * What is still read whole, with the reason. Nothing may be added without one.
 */
const stillWhole: Readonly<Record<string, string>> = {
  access_lines_at: 'who looked at a file: the array operator cannot use its index under row security',
  messages_pkey: 'the outbox, the newest first: fifty rows from the end of the index',
  cases_number: 'the order by village goes by its name, which stands in no index of cases',
}

function slowness(node: PlanNode): string | undefined {
  if (node['Node Type'] === 'Seq Scan') return 'Seq Scan'
  const index = node['Index Name'] ?? ''
  if (holdsFew.includes(index) || index in stillWhole) return undefined
  const condition = node['Index Cond'] ?? node['Recheck Cond']
  if (!/Scan/.test(node['Node Type']) || node['Node Type'] === 'Bitmap Index Scan') return undefined
  // The tenant alone is no way in: that index brings everything the organisation has.
  const columns = [...(condition ?? '').matchAll(/\b(\w+)\)?(?:::\w+(?:\[\])?)?\s*(?:=|<|>|~|@>)/g)].map(
    (match) => match[1],
  )
  return columns.every((name) => name === 'tenant') ? `${node['Node Type']} ${index} on the tenant alone` : undefined
}

import { sql } from 'kysely'
import { caseStore } from '#kernel/case'
import { personStore } from '#kernel/person'
import type { Asker, Resource, Role, Sight } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { sentenceInWords } from './in-words.ts'
import { sentences } from './sentences.ts'
import { inSight, linesKnownTo, sightColumns, wholeSight } from './sight.ts'

/** Somebody who may see a file, and by which rule. */
export interface FileReader {
  account: string
  name: string
  role: Role
  because: string[]
}

interface Candidate extends Partial<Sight> {
  account: string
  name: string
  role: Role
  lines: string[]
  standsInFor: Asker['standsInFor']
}

/** Who may see a file: the sentences themselves are asked for every account, so that nothing here can say something else than they do. */
export function readersStore(asker: Asker) {
  /** Who may see this case and why, by name. @throws NotFound when the asker may not see it herself */
  async function ofCase(id: string): Promise<FileReader[]> {
    await caseStore(asker).get(id)
    return ask('case', 'cases', id)
  }

  /** The same for a person. */
  async function ofPerson(id: string): Promise<FileReader[]> {
    await personStore(asker).get(id)
    return ask('person', 'persons', id)
  }

  async function ask(resource: Resource, table: 'cases' | 'persons', id: string): Promise<FileReader[]> {
    if (!asker.may('read', 'account')) throw new NotFound()
    const everybody = await candidates()
    const asked = everybody.flatMap((one, who) =>
      rulesFor(one, resource).map(({ because, condition }) => ({ who, because, condition })),
    )
    if (asked.length === 0) return []
    const { rows } = await sql<{ rule: number }>`${sql.join(
      asked.map(
        ({ condition }, rule) =>
          sql`select ${sql.lit(rule)} as rule from ${sql.table(table)} where ${sql.ref(`${table}.tenant`)} = ${asker.tenant} and ${sql.ref(`${table}.id`)} = ${id}::uuid and ${condition}`,
      ),
      sql` union all `,
    )}`.execute(asker.tx)
    const found = new Map<number, string[]>()
    for (const { rule } of rows) {
      const { who, because } = asked[rule] as (typeof asked)[number]
      found.set(who, [...(found.get(who) ?? []), because])
    }
    return [...found].map(([who, because]) => {
      const { account, name, role } = everybody[who] as Candidate
      return { account, name, role, because }
    })
  }

  /** Every account that can sign in, with its lines and what is out of its sight. */
  async function candidates(): Promise<Candidate[]> {
    const { rows } = await sql<Candidate>`
      select a.id as account, a.name, a.role, coalesce((select array_agg(distinct l) from team_members m
          join teams t on t.tenant = m.tenant and t.id = m.team and t.removed_at is null, unnest(t.lines) l
          where m.tenant = a.tenant and m.account = a.id and m.removed_at is null), '{}') as lines,
        stands_in_for(a.id, ${asker.today}::date) as "standsInFor", ${sightColumns}
      from accounts a cross join lateral out_of_sight(a.id, ${asker.now})
      where a.tenant = ${asker.tenant} and a.removed_at is null and (a.ended_on is null or a.ended_on > ${asker.today})
      order by a.name`.execute(asker.tx)
    return rows
  }

  function rulesFor({ account, role, lines, standsInFor, name: _, ...seen }: Candidate, resource: Resource) {
    const sight = { ...wholeSight, ...seen, ...linesKnownTo(asker.settings, asker.today) }
    const unopened: Asker = {
      ...asker,
      ...{ account, role, lines, standsInFor, sight: { ...sight, openedCases: [], openedPersons: [] } },
    }
    const said = sentences
      .filter((one) => one.role === role && one.verb === 'read' && one.resource === resource)
      .map((one) => ({
        because: sentenceInWords(one),
        condition: inSight(unopened, 'read', resource, one.where(unopened)),
      }))
    const opened = resource === 'case' ? sight.openedCases : sight.openedPersons
    if (opened.length === 0 || said.length === 0) return said
    const table = resource === 'case' ? 'cases' : 'persons'
    const condition = sql<boolean>`${sql.ref(`${table}.id`)} = any(${opened as string[]}::uuid[])`
    return [...said, { because: 'Heeft het met spoed geopend, met een reden en voor een uur.', condition }]
  }

  return { ofCase, ofPerson }
}

import { type CompiledQuery, sql } from 'kysely'
import type { Asker } from '#platform/asker'
import { newKey } from '#platform/ids'

/** What stands in the purpose of an access line between the address of the page and the key of whose work it was. */
export const inPlaceOf = ' in place of '

/** The two parts of a purpose: on which page, and the account in whose place it was done. */
export function purposeOf(purpose: string): { page: string; account: string | undefined } {
  const [page = '', account] = purpose.split(inPlaceOf)
  return { page, account }
}

/**
 * The access lines of a page of somebody who stands in today: what she saw and changed as herself, and apart from it what she saw and
 * changed in each one's place, which the purpose tells. One statement, run with the commit: by then all changes are there.
 */
export function accessLinesInPlace(
  asker: Asker,
  object: string,
  keys: readonly string[],
  outcome: string,
): CompiledQuery {
  const { tx, standsInFor } = asker
  const lines = Array.from({ length: 2 * (standsInFor.length + 1) }, newKey)
  return sql`
    with done as (
      select key, 'read' as action, ${object}::text as object, ${outcome}::text as outcome from unnest(${keys as string[]}::uuid[]) k (key)
      union all
      select key, 'change', record_table, 'done' from changed_here()
    ), whose as (
      select d.action, d.key, d.object, d.outcome, w.account as stood from done d left join worked_for(
        (select array_agg(distinct key) from done), ${standsInFor.map((one) => one.account)}::uuid[], ${standsInFor.map((one) => one.line)}::text[]
      ) w on w.key = d.key
    ), line as (
      select action, stood, array_agg(distinct key) as keys, string_agg(distinct object, ' ') as object, min(outcome) as outcome,
        row_number() over (order by action, stood) as nr
      from whose where action = 'read' or stood is not null group by action, stood
    )
    insert into access_lines (tenant, id, at, account, role, session, action, object, keys, purpose, outcome, request)
    select ${asker.tenant}, (${lines}::uuid[])[nr], ${asker.now}, ${asker.account}::uuid, ${asker.role}, ${asker.session}::uuid, action, object, keys,
      ${asker.purpose}::text || coalesce(${inPlaceOf} || stood::text, ''), outcome, ${asker.request} from line`.compile(
    tx,
  )
}

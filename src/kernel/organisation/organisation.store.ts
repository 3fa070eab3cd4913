import type { Asker } from '#platform/asker'
import { type New, type Row, records, table } from '#platform/records'

export type Organisation = Row<'organisations'>

const organisations = table('organisations', 'organisation', ['name', 'kind', 'phone', 'email'])

/** The partners: who sends people to us and to whom we send them. */
export function organisationStore(asker: Asker) {
  const partners = records(asker, organisations)
  return {
    get: partners.get,
    all: (): Promise<Organisation[]> => partners.all().orderBy('organisations.name').execute(),
    add: partners.add,
    addMany: (rows: readonly New<'organisations'>[]) => partners.addMany(rows),
    change: partners.change,
  }
}

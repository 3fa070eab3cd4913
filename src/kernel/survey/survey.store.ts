import type { Asker } from '#platform/asker'
import { type New, records, table } from '#platform/records'
import { mayBeQuoted, type Survey, withdrawQuote } from './survey.ts'

const surveys = table(
  'surveys',
  'survey',
  [
    'caseId',
    'line',
    'village',
    'side',
    'onDay',
    'answered',
    'mark',
    'quote',
    'quoteBy',
    'quoteConsentOn',
    'quoteConsentUntil',
    'quoteWithdrawnOn',
  ],
  { defaults: { answered: true } },
)

/** What people thought of it: a mark, and words with or without consent to quote them. */
export function surveyStore(asker: Asker) {
  const own = records(asker, surveys)

  /** The answers of a line that may be quoted today, newest first. */
  async function quotable(line: string): Promise<Survey[]> {
    const rows = await own
      .all()
      .where('surveys.line', '=', line)
      .where('surveys.quoteConsentOn', 'is not', null)
      .orderBy('surveys.onDay', 'desc')
      .limit(200)
      .execute()
    return rows.filter((row) => mayBeQuoted(row, asker.today))
  }

  return {
    get: own.get,
    quotable,
    ofCase: (caseId: string): Promise<Survey[]> =>
      own.all().where('surveys.caseId', '=', caseId).orderBy('surveys.onDay').execute(),
    add: own.add,
    addMany: (rows: readonly New<'surveys'>[]) => own.addMany(rows),
    change: own.change,
    withdraw: (id: string): Promise<Survey> => own.apply(id, (was, { today }) => withdrawQuote(was, today)),
    remove: own.remove,
    restore: own.restore,
  }
}

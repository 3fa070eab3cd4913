import type { Store } from '#access'
import { type Around, type DaysAway, fieldOf, type StandIns } from '#kernel/absence'
import { NotFound } from '#platform/errors'
import { choice, day, type Fields } from '#platform/fields'
import { lineOf } from '#service-lines'

/** What is asked of somebody who is away: from, until, and who does her work on each of her lines. No reason. */
export function fieldsOf({ workingOn, account }: Pick<Around, 'workingOn' | 'account'>): Fields {
  return {
    from: day('Eerste dag weg'),
    until: day('Laatste dag weg'),
    ...Object.fromEntries(
      Object.entries(workingOn).map(([line, all]) => [
        fieldOf(line),
        choice(
          Object.keys(workingOn).length === 1
            ? 'Wie vervangt?'
            : `Wie vervangt bij ${lineOf(line).name.toLowerCase()}?`,
          Object.fromEntries(all.filter(({ id }) => id !== account).map(({ id, name }) => [id, name])),
          { optional: true },
        ),
      ]),
    ),
  }
}

/** What was filled in, as days and as who stands in on each line. */
export function filledIn(
  input: object,
  { workingOn }: Pick<Around, 'workingOn'>,
): { days: DaysAway; standIns: StandIns } {
  const said = input as Record<string, unknown> & DaysAway
  return {
    days: { from: said.from, until: said.until },
    standIns: Object.fromEntries(
      Object.keys(workingOn).map((line) => [line, (said[fieldOf(line)] as string | null | undefined) ?? null]),
    ),
  }
}

/** Somebody of whom the asker may say that she is away: herself, or who does the same work. @throws NotFound */
export async function aboutWhom(store: Store, account: string): Promise<{ name: string; around: Around }> {
  const name = await store.absences.nameOf(account)
  if (name === undefined) throw new NotFound()
  return { name, around: await store.absences.around(account) }
}

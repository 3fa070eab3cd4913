import type { Store } from '#access'
import type { ServiceLine } from '#kernel/service-line'
import { day } from '#platform/days'
import { versionOf } from '#platform/records'
import { type Chance, chance } from './chance.ts'
import { resident } from './people.ts'
import type { Size } from './sizes.ts'

/** Runs work as the organisation, in a transaction of its own. */
type Work = <T>(deed: (store: Store) => Promise<T>) => Promise<T>

/**
 * Those who help, ready to be asked; the first of them signs in. Some cases that suit are given to two of them by the same
 * questions and answers as in the web.
 * @returns how many were added
 */
export async function buildHelpers(work: Work, line: ServiceLine, size: Size, account: string): Promise<number> {
  const luck = chance(11)
  const villages = (await work((store) => store.areas.villages())).map((village) => village.id)
  const helpers: string[] = []
  for (let nr = 0; nr < size.volunteers; nr++)
    helpers.push(await work((store) => addOne(store, luck, line, villages, nr === 0 ? account : null)))
  const { rows } = await work((store) =>
    store.cases.list({ lines: [line.key], status: 'running', order: 'opened', limit: 400 }),
  )
  // Half of them: the others still wait for a choice.
  const suit = rows
    .filter((one) => one.phase === 'suitable')
    .filter((_, at) => at % 2 === 1)
    .slice(0, helpers.length)
  for (const [at, one] of suit.entries()) {
    // The first one helps in several cases: her page has something on it.
    const pair = [at < 4 ? 0 : 1 + (at % (helpers.length - 1)), 1 + ((at + 3) % (helpers.length - 1))]
    if (pair[0] === pair[1]) continue
    await work(async (store) => {
      const asked = await store.matches.ask(
        one.id,
        { seen: versionOf([]) },
        line,
        pair.map((which) => helpers[which] as string),
      )
      for (const { id } of asked) {
        await store.matches.look(id, line)
        await store.matches.accept(id, line)
      }
    })
  }
  return helpers.length
}

async function addOne(
  store: Store,
  luck: Chance,
  line: ServiceLine,
  villages: readonly string[],
  account: string | null,
): Promise<string> {
  const { person, home } = resident(luck, '', villages)
  const added = await store.volunteers.add(
    {
      name: [person.givenName, person.infix, person.familyName].filter(Boolean).join(' '),
      phone: person.phone ?? '+31612345678',
      email: null,
      street: home.street,
      houseNumber: home.houseNumber,
      village: home.village,
      days: luck.pick([['mo', 'we'], ['tu', 'th'], ['fr'], []]),
      parts: luck.pick([['evening'], ['morning', 'afternoon'], []]),
      practical: null,
    },
    { line: line.key, validFrom: day('2020-01-06'), casesBefore: luck.between(0, 12) },
  )
  for (const demand of Object.keys(line.match?.demands ?? {}))
    await store.volunteers.meet(added.id, line.key, demand, day('2020-02-03'))
  if (account) await store.volunteers.change(added.id, { seen: added.version }, (was) => ({ ...was, account }))
  return added.id
}

import type { Store } from '#access'
import { nameOf, type Person } from '#kernel/person'
import type { Crumb } from '#ui'

/** Somebody whom the asker may see, for a page on which something about them is written down. @throws NotFound */
export async function openPerson({ store, params }: { store: Store; params: { readonly personId: string } }) {
  return { person: await store.people.get(params.personId) }
}

/** The way to a page about somebody. */
export const trailTo = (person: Person): Crumb[] => [
  { to: '/mensen', label: 'Mensen' },
  { to: `/mensen/${person.id}`, label: nameOf(person) },
]

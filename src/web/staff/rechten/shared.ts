import type { Store } from '#access'
import { nameOf, somebodyIsThere } from '#kernel/person'
import { dueOn, isOpen, type RightsRequest, rightsKinds, warnOn } from '#kernel/rights'
import type { Asker } from '#platform/asker'
import { type Day, inWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import type { Crumb, Tone } from '#ui'

export const base = '/verzoeken'

interface Asks {
  store: Store
  asker: Asker
  params: { readonly requestId: string }
}

/** The request of this address, with the name of whose it is where the asker may know that. @throws NotFound */
export async function openRequest({ store, params }: Asks) {
  const request = await store.rights.get(params.requestId)
  const { [request.person]: name } = await namesOf(store, [request])
  return { request, name: name ?? somebodyIsThere }
}

/** The same for who handles it, and may see whose it is. @throws NotFound */
export async function openToHandle(asks: Asks) {
  const opened = await openRequest(asks)
  if (asks.asker.role !== 'coordinator') throw new NotFound()
  return opened
}

/** The names of whose requests these are, by the key in the request; who may read no files gets none. */
export async function namesOf(store: Store, requests: readonly RightsRequest[]): Promise<Record<string, string>> {
  const people = await store.people.byKeys([...new Set(requests.map(({ person }) => person))])
  return Object.fromEntries(people.map((person) => [person.id, nameOf(person)]))
}

export const called = (kind: string): string => rightsKinds[kind as keyof typeof rightsKinds] ?? kind

export const trailTo = (request: RightsRequest): Crumb[] => [
  { to: base, label: 'Verzoeken' },
  { to: `${base}/${request.id}`, label: called(request.kind) },
]

/** How it stands with the time, as a chip. */
export function stateOf(one: RightsRequest, today: Day): { tone: Tone; text: string } {
  const due = dueOn(one)
  if (!isOpen(one))
    return one.decision === 'refused' ? { tone: 'plain', text: 'geweigerd' } : { tone: 'good', text: 'gegeven' }
  if (one.decidedOn !== null) return { tone: 'warn', text: 'beslist, nog niet gegeven' }
  if (due < today) return { tone: 'late', text: `had ${inWords(due)} gemoeten` }
  return { tone: warnOn(one) <= today ? 'warn' : 'plain', text: `uiterlijk ${inWords(due)}` }
}

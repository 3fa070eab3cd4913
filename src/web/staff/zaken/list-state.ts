import { type CaseOrder, type CaseQuery, type CaseStatus, caseOrders } from '#kernel/case'
import { assesses, firstPhase, type ServiceLine } from '#kernel/service-line'
import { isDay } from '#platform/days'
import { isKey } from '#platform/ids'

const statuses = { lopend: 'running', afgesloten: 'closed', alles: 'all' } as const
export const statusLabels = { lopend: 'lopend', afgesloten: 'afgesloten', alles: 'lopend en afgesloten' }
export const waitLabels = {
  mij: 'op mij',
  ons: 'op ons',
  laat: 'te laat',
  haast: 'tijd is over de helft',
  nieuw: 'nog niet bekeken',
  zoekt: 'zoekt een vrijwilliger',
}

/** What a list can be narrowed to by who waits for whom. A line on which nothing is decided first, calls new what nothing was done with. */
export function waitLabelsOf(line: ServiceLine): typeof waitLabels {
  return assesses(line) ? waitLabels : { ...waitLabels, nieuw: 'nog niets mee gedaan' }
}

/** The phases of these lines in which helpers are asked. */
export const askedPhases = (lines: readonly ServiceLine[]): string[] =>
  lines.flatMap(({ match }) => (match ? [match.askedPhase] : []))

/**
 * How a list of cases is narrowed and ordered. It stands whole in the address, so a colleague can be sent one and coming back
 * finds the same list: closed choices and keys only, never a name.
 */
export interface ListState {
  status: keyof typeof statuses
  year?: number
  village?: string
  topic?: string
  phase?: string
  outcome?: string
  owner?: string
  wait?: keyof typeof waitLabels
  order: CaseOrder
  descending: boolean
  after?: readonly [string, string]
  before?: readonly [string, string]
}

/** Which way each order runs before anyone turned it round: what waits longest first, what is newest first. */
const startsFalling: Record<CaseOrder, boolean> = {
  waiting: false,
  opened: true,
  closed: true,
  topic: false,
  village: false,
}

/** The list that an address asks for. What it cannot be is left out: an old link gives a wider list, no mistake. */
export function stateFrom(query: URLSearchParams, line: ServiceLine): ListState {
  const one = <K extends string>(name: string, among: Readonly<Record<K, unknown>>): K | undefined => {
    const value = query.get(name)
    return value !== null && Object.hasOwn(among, value) ? (value as K) : undefined
  }
  const key = (name: string) => (isKey(query.get(name)) ? (query.get(name) as string) : undefined)
  const year = /^(19|20)\d\d$/.test(query.get('jaar') ?? '') ? Number(query.get('jaar')) : undefined
  const order = caseOrders.find((each) => each === query.get('op')) ?? 'waiting'
  const turned = query.get('om') === 'ja'
  return filled<ListState>({
    status: one('status', statuses) ?? 'lopend',
    year,
    village: key('dorp'),
    topic: one('onderwerp', line.case.topics),
    phase: one('stap', line.case.phases),
    outcome: one('uitkomst', line.case.outcomes),
    owner: key('wie'),
    wait: one('wacht', waitLabels),
    order,
    descending: startsFalling[order] !== turned,
    after: placeFrom(query.get('na'), order),
    before: placeFrom(query.get('voor'), order),
  })
}

/** The address of a list, with only what differs from how every list begins. */
export function searchOf(state: ListState): string {
  const pairs: [string, string | undefined][] = [
    ['status', state.status === 'lopend' ? undefined : state.status],
    ['jaar', state.year?.toString()],
    ['dorp', state.village],
    ['onderwerp', state.topic],
    ['stap', state.phase],
    ['uitkomst', state.outcome],
    ['wie', state.owner],
    ['wacht', state.wait],
    ['op', state.order === 'waiting' ? undefined : state.order],
    ['om', state.descending === startsFalling[state.order] ? undefined : 'ja'],
    ['na', state.after?.join('~')],
    ['voor', state.before?.join('~')],
  ]
  const search = new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined)).toString()
  return search === '' ? '' : `?${search}`
}

/** The same list from its beginning, with something else about it. */
export function changed(state: ListState, other: Partial<ListState>): ListState {
  const { after: _after, before: _before, ...rest } = state
  return { ...rest, ...other }
}

/** What the store is asked for. 'Op mij' is about whoever looks, and about whom she stands in for. */
export function queryOf(state: ListState, line: ServiceLine, limit: number): CaseQuery {
  const { wait } = state
  const narrowed: CaseStatus = wait ? 'running' : statuses[state.status]
  return filled<CaseQuery>({
    lines: [line.key],
    status: narrowed,
    year: state.year,
    village: state.village,
    topic: state.topic,
    phase: wait === 'nieuw' ? firstPhase(line) : state.phase,
    outcome: state.outcome,
    owner: wait === 'mij' ? undefined : state.owner,
    mine: wait === 'mij' || undefined,
    waitsForUs: wait === 'mij' || wait === 'ons' || undefined,
    late: wait === 'laat' || undefined,
    soon: wait === 'haast' || undefined,
    unassessed: wait === 'nieuw' || undefined,
    seeking: wait === 'zoekt' ? askedPhases([line]) : undefined,
    order: state.order,
    descending: state.descending,
    after: state.after,
    before: state.before,
    limit,
  })
}

/** A place in a list, 'value~key', if it is one for this order: it goes into a query as a value of that type. */
function placeFrom(text: string | null, order: CaseOrder): readonly [string, string] | undefined {
  const at = text?.lastIndexOf('~') ?? -1
  if (text === null || at < 0 || text.length > 200) return undefined
  const [value, key] = [text.slice(0, at), text.slice(at + 1)]
  return isKey(key) && fits(value, order) ? [value, key] : undefined
}

function fits(value: string, order: CaseOrder): boolean {
  if (order === 'waiting')
    return (
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:?\d\d)?$/.test(value) &&
      !Number.isNaN(Date.parse(value.slice(0, 19)))
    )
  if (order === 'topic' || order === 'village') return !value.includes('\u0000')
  return isDay(value) || (order === 'closed' && value === 'infinity')
}

/** Leaves out what is not there, as the types ask for. */
function filled<T extends object>(all: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T
}

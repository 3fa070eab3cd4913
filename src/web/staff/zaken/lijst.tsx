import { type CaseLine, type CaseOrder, mostCounted } from '#kernel/case'
import { endsOf, type ServiceLine } from '#kernel/service-line'
import { type Day, inWords, shortly, yearOf } from '#platform/days'
import { together } from '#platform/together'
import { capital, counted, type Noun } from '#platform/words'
import { ButtonLink, Card, Chip, type Column, Empty, Filters, Page, Pager, Table } from '#ui'
import { page } from '#web/app'
import { about, anyCase, chosenLine, LineSwitch } from '../lines.tsx'
import { TakeList } from '../list-file.tsx'
import { chipOf, titleOf } from './in-words.ts'
import {
  changed,
  type ListState,
  queryOf,
  searchOf,
  stateFrom,
  statusLabels,
  waitLabels,
  waitLabelsOf,
} from './list-state.ts'
import { NoLine } from './no-line.tsx'

const perPage = 50

/** All cases as a table: fifty at a time, narrowed and ordered by what stands in the address. */
export default page({
  path: '/zaken',
  may: 'read case',
  async load({ store, asker, query }) {
    const line = chosenLine(asker, query)
    if (!line) return undefined
    const state = stateFrom(query, line)
    const asked = queryOf(state, line, perPage)
    return together({
      line,
      state,
      found: store.cases.list(asked),
      total: store.cases.total(asked),
      villages: store.areas.villages(),
      people: store.accounts.workingOn(line.key),
    })
  },
  view: (loaded, _form, { asker }) => {
    if (!loaded) return <NoLine title={capital(anyCase.many)} />
    const { line, state, found, total, villages, people } = loaded
    const address = (other: Partial<ListState>) => about('/zaken', line, asker, searchOf(changed(state, other)))
    const back = searchOf(state)
    const heading = `${countedAtMost(total, line.case.called)} in deze lijst`
    const columns = columnsOf(line, state, asker).map(
      (column): Column<CaseLine> => ({
        key: column.key,
        label: column.label,
        main: column.key === 'case',
        ...(column.order && { sort: sortOf(state, column.order, address) }),
        show: (row) => {
          if (column.key === 'case')
            return (
              <a href={`${line.path}/${row.id}${back === '' ? '' : `?van=${encodeURIComponent(back.slice(1))}`}`}>
                {titleOf(line, row)}
              </a>
            )
          // Short words stay on one line, so that fifty rows read at a glance.
          return column.key === 'now' ? (
            <Chip tone={chipOf(line, row, asker).tone}>{column.show(row)}</Chip>
          ) : (
            column.show(row).replaceAll(' ', '\u00A0')
          )
        },
      }),
    )
    return (
      <Page
        title={capital(line.case.called.many)}
        wide
        about={heading}
        actions={
          <>
            <LineSwitch asker={asker} line={line} path="/zaken" />
            <ButtonLink to={about('/zaken/bord', line, asker)}>Op een lijn</ButtonLink>
            {total > 0 && <TakeList at="/zaken" search={about('', line, asker, searchOf(changed(state, {})))} />}
          </>
        }
      >
        <Filters
          action="/zaken"
          keep={keepOf(address({}))}
          filters={filtersOf(line, state, villages, people, asker.today)}
        />
        <Card bare>
          <Table
            caption={heading}
            columns={columns}
            rows={found.rows}
            keyOf={(row) => row.id}
            empty={
              <Empty
                title={`Geen ${line.case.called.many} in deze lijst`}
                action={<a href={about('/zaken', line, asker)}>Toon alle lopende {line.case.called.many}</a>}
              >
                Met deze keuzes blijft er niets over. Kies iets minder, of begin opnieuw.
              </Empty>
            }
          />
        </Card>
        <Pager
          previous={found.previous && address({ before: found.previous })}
          next={found.next && address({ after: found.next })}
        />
      </Page>
    )
  },
})

/** '36 zaken'; beyond what is counted: 'Meer dan 1.000 zaken'. */
const countedAtMost = (total: number, noun: Noun): string =>
  total > mostCounted ? `Meer dan ${counted(mostCounted, noun)}` : counted(total, noun)

/** One column of the list, on the screen and in the workbook alike. */
export interface ListColumn {
  key: string
  label: string
  kind: 'text' | 'day'
  order?: CaseOrder
  /** As it is shown. */
  show: (row: CaseLine) => string
  /** As it stands in a workbook; without it, as shown. */
  value?: (row: CaseLine) => Day | string | null
}

/** The columns of a list of cases, in their order. The day it ended is there once ended ones are. */
export function columnsOf(line: ServiceLine, state: ListState, at: { now: Date; today: Day }): ListColumn[] {
  const day = (on: Day) => (yearOf(on) === yearOf(at.today) ? shortly(on) : `${shortly(on)} ${yearOf(on)}`)
  const closed: ListColumn = {
    key: 'closed',
    label: 'Klaar op',
    kind: 'day',
    order: 'closed',
    show: (row) => (row.closedOn ? day(row.closedOn) : ''),
    value: (row) => row.closedOn,
  }
  return [
    {
      key: 'case',
      label: capital(line.case.called.one),
      kind: 'text',
      order: 'topic',
      show: (row) => titleOf(line, row),
    },
    { key: 'village', label: 'Dorp', kind: 'text', order: 'village', show: (row) => row.villageName ?? 'onbekend' },
    {
      key: 'opened',
      label: 'Sinds',
      kind: 'day',
      order: 'opened',
      show: (row) => day(row.openedOn),
      value: (row) => row.openedOn,
    },
    {
      key: 'phase',
      label: 'Stap',
      kind: 'text',
      order: 'waiting',
      show: (row) => line.case.phases[row.phase]?.called ?? row.phase,
    },
    { key: 'now', label: 'Nu', kind: 'text', show: (row) => chipOf(line, row, at).text },
    ...(state.status === 'lopend' || state.wait ? [] : [closed]),
    { key: 'owner', label: 'Bij wie', kind: 'text', show: (row) => row.ownerName ?? 'niemand' },
  ]
}

function sortOf(state: ListState, order: CaseOrder, address: (other: Partial<ListState>) => string) {
  const now = state.order === order
  const to = now
    ? address({ descending: !state.descending })
    : address({ order, descending: order === 'opened' || order === 'closed' })
  return { to, now: now ? (state.descending ? ('down' as const) : ('up' as const)) : undefined }
}

/** What the address must remember when a filter is chosen: the line and the order. */
function keepOf(address: string): Record<string, string> {
  const search = new URLSearchParams(address.split('?')[1])
  return Object.fromEntries(
    ['lijn', 'op', 'om'].flatMap((name) => (search.has(name) ? [[name, search.get(name) as string]] : [])),
  )
}

function filtersOf(
  line: ServiceLine,
  state: ListState,
  villages: readonly { id: string; name: string }[],
  people: readonly { id: string; name: string }[],
  today: Day,
) {
  const years = Object.fromEntries(
    Array.from({ length: 6 }, (_, ago) => [`${yearOf(today) - ago}`, `${yearOf(today) - ago}`]),
  )
  const named = (rows: readonly { id: string; name: string }[]) =>
    Object.fromEntries(rows.map((row) => [row.id, row.name]))
  const { lopend: _first, ...otherStatuses } = statusLabels
  return [
    { name: 'status', label: 'Welke', options: otherStatuses, value: state.status, all: statusLabels.lopend },
    { name: 'wacht', label: 'Wacht', options: waitLabelsOf(line), value: state.wait },
    { name: 'jaar', label: `${endsOf(line).first} in`, options: years, value: state.year?.toString() },
    { name: 'dorp', label: 'Dorp', options: named(villages), value: state.village },
    { name: 'onderwerp', label: 'Onderwerp', options: { ...line.case.topics }, value: state.topic },
    {
      name: 'stap',
      label: 'Stap',
      options: Object.fromEntries(Object.entries(line.case.phases).map(([key, phase]) => [key, phase.called])),
      value: state.phase,
    },
    {
      name: 'uitkomst',
      label: 'Uitkomst',
      options: Object.fromEntries(Object.entries(line.case.outcomes).map(([key, outcome]) => [key, outcome.called])),
      value: state.outcome,
    },
    { name: 'wie', label: 'Bij wie', options: named(people), value: state.owner, all: 'iedereen' },
  ]
}

/** The filters as words, for the title of a workbook: what was chosen, and on which day. */
export function listInWords(line: ServiceLine, state: ListState, today: Day): string {
  return `${capital(line.case.called.many)} ${state.wait ? waitLabels[state.wait] : statusLabels[state.status]}${state.year ? ` ${state.year}` : ''}, ${inWords(today)}`
}

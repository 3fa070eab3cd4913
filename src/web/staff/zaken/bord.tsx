import { endsOf, firstPhase, reportOf, type ServiceLine } from '#kernel/service-line'
import { capital, counted, every, type Noun } from '#platform/words'
import { ButtonLink, Card, Chip, Empty, List, Page, Pager } from '#ui'
import { page } from '#web/app'
import { about, anyCase, chosenLine, LineSwitch } from '../lines.tsx'
import { caseLines, lateFirst } from './case-lines.tsx'
import { changed, queryOf, searchOf, stateFrom } from './list-state.ts'
import { NoLine } from './no-line.tsx'

/** How many cases one board holds: with more than this nobody reads lines any more, and the list is better. */
const onOneBoard = 40

/** The running cases as lines, those that wait longest on top. */
export default page({
  path: '/zaken/bord',
  may: 'read case',
  async load({ store, asker, query }) {
    const line = chosenLine(asker, query)
    if (!line) return undefined
    const state = { ...stateFrom(query, line), order: 'waiting' as const, descending: false }
    const mine = state.wait === 'mij'
    const board = await store.cases.list(
      queryOf(
        changed(state, {
          status: 'lopend',
          ...(state.after ? { after: state.after } : {}),
          ...(state.before ? { before: state.before } : {}),
        }),
        line,
        onOneBoard,
      ),
    )
    const { running } = await store.cases.waiting([line.key], [firstPhase(line)])
    return { line, state, mine, board, running }
  },
  view: (loaded, _form, { asker }) => {
    if (!loaded) return <NoLine title={onALine(anyCase)} />
    const { line, state, mine, board, running } = loaded
    const here = (other: Parameters<typeof changed>[1]) =>
      about('/zaken/bord', line, asker, searchOf(changed(state, other)))
    return (
      <Page
        title={onALine(line.case.called)}
        wide
        actions={
          <>
            <LineSwitch asker={asker} line={line} path="/zaken/bord" />
            <BoardFilter
              mine={mine}
              running={running}
              address={(search) => about('/zaken/bord', line, asker, search)}
            />
            <ButtonLink to={about('/zaken', line, asker)}>Als lijst</ButtonLink>
          </>
        }
      >
        <Card bare>
          <List
            dense
            label={`${counted(running, line.case.called)} die lopen`}
            empty={
              mine ? (
                <Empty
                  title="Niets wacht op jou"
                  action={<a href={about('/zaken/bord', line, asker)}>Bekijk alle {line.case.called.many}</a>}
                >
                  Zodra iemand een {line.case.called.one} aan jou geeft, of een {line.case.called.one} van jou verder
                  kan, staat die hier.
                </Empty>
              ) : (
                <NothingRuns line={line} />
              )
            }
          >
            {caseLines(line, lateFirst(board.rows, asker.now), asker)}
          </List>
        </Card>
        <Pager
          previous={board.previous && here({ before: board.previous })}
          next={board.next && here({ after: board.next })}
        />
      </Page>
    )
  },
})

/** All of them, or only those whose next move is mine. What is chosen is a chip, the other a link. */
export function BoardFilter({
  mine,
  running,
  address,
}: {
  mine: boolean
  running: number
  address: (search: string) => string
}) {
  return mine ? (
    <>
      <a href={address('')}>alle {running}</a>
      <Chip tone="heather">Die op mij wachten</Chip>
    </>
  ) : (
    <>
      <Chip tone="heather">Alle {running}</Chip>
      <a href={address('wacht=mij')}>alleen die op mij wachten</a>
    </>
  )
}

/** For a board on which nothing stands: how it is filled. */
export function NothingRuns({ line }: { line: ServiceLine }) {
  const { first, last } = endsOf(line)
  const report = reportOf(line)
  return (
    <Empty
      title={`Er lopen geen ${line.case.called.many}`}
      action={<ButtonLink to="/nieuw">Leg een {report.one} vast</ButtonLink>}
    >
      {capital(every(report))} komt hier als een lijn te staan: van {first.toLowerCase()} tot {last.toLowerCase()}.
    </Empty>
  )
}

/** 'Zaken op een lijn'. */
export const onALine = (called: Noun): string => `${capital(called.many)} op een lijn`

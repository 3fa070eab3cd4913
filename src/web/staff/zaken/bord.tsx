import { counted } from '#platform/words'
import { ButtonLink, Card, Chip, Empty, List, Page, Pager } from '#ui'
import { page } from '#web/app'
import { caseLines, lateFirst } from './case-lines.tsx'
import { changed, queryOf, searchOf, stateFrom } from './list-state.ts'
import { NoLine } from './no-line.tsx'
import { linesOf } from './open.ts'

/** How many cases one board holds: with more than this nobody reads lines any more, and the list is better. */
const onOneBoard = 40

/** The running cases as lines, those that wait longest on top. */
export default page({
  path: '/zaken/bord',
  may: 'read case',
  async load({ store, asker, query }) {
    const [line] = linesOf(asker)
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
        asker.account,
        onOneBoard,
      ),
    )
    const { running } = await store.cases.waiting([line.key])
    return { line, state, mine, board, running }
  },
  view: (loaded, _form, { asker }) => {
    if (!loaded) return <NoLine title="Zaken op een lijn" />
    const { line, state, mine, board, running } = loaded
    const here = (other: Parameters<typeof changed>[1]) => `/zaken/bord${searchOf(changed(state, other))}`
    return (
      <Page
        title="Zaken op een lijn"
        wide
        actions={
          <>
            <BoardFilter mine={mine} running={running} />
            <ButtonLink to="/zaken">Als lijst</ButtonLink>
          </>
        }
      >
        <Card bare>
          <List
            dense
            label={`${counted(running, line.case.called)} die lopen`}
            empty={
              mine ? (
                <Empty title="Niets wacht op jou" action={<a href="/zaken/bord">Bekijk alle zaken</a>}>
                  Zodra iemand een zaak aan jou geeft, of een zaak van jou verder kan, staat die hier.
                </Empty>
              ) : (
                <Empty title="Er lopen geen zaken" action={<ButtonLink to="/nieuw">Leg een melding vast</ButtonLink>}>
                  Elke melding komt hier als een lijn te staan: van gemeld tot afspraak.
                </Empty>
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
export function BoardFilter({ mine, running }: { mine: boolean; running: number }) {
  return mine ? (
    <>
      <a href="/zaken/bord">alle {running}</a>
      <Chip tone="heather">Die op mij wachten</Chip>
    </>
  ) : (
    <>
      <Chip tone="heather">Alle {running}</Chip>
      <a href="/zaken/bord?wacht=mij">alleen die op mij wachten</a>
    </>
  )
}

import type { ReactNode } from 'react'
import { roleMay, type Store } from '#access'
import type { CaseLine, CaseQuery } from '#kernel/case'
import { endsOf, firstPhase, type ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { addDays, dayOf, hourOf } from '#platform/days'
import { together } from '#platform/together'
import { counted, greeting, number } from '#platform/words'
import { ButtonLink, Card, List, Page, Row, Stack, Tile, Tiles } from '#ui'
import { page } from '#web/app'
import { OpenedCard, openedOfMine } from './afscherming/met-spoed.tsx'
import { CameBack, cameBackTo } from './berichten/terug.tsx'
import { EndingsLine, endingsWait } from './bewaartermijn/card.tsx'
import { HelpersPage, helpersDay } from './helpen/vandaag.tsx'
import { about, chosenLine, LineSwitch, linesOf } from './lines.tsx'
import { NotSavedCard } from './nog-niet-bewaard.tsx'
import { RightsCard, rightsDue } from './rechten/lijst.tsx'
import { CallsCard, callsFor } from './terugbellen/waiting.tsx'
import { FigureTiles, figuresOf } from './vandaag/figures.tsx'
import { StandingIn } from './vandaag/standing-in.tsx'
import { PassedCard, type Planned, WaitsForMe } from './vandaag/waits.tsx'
import { whatWaits } from './what-waits.ts'
import { BoardFilter, NothingRuns, onALine } from './zaken/bord.tsx'
import { caseLines, lateFirst } from './zaken/case-lines.tsx'
import { askedPhases, waitLabelsOf } from './zaken/list-state.ts'

const onTheBoard = 14
const onTop = 20

/** The start of the day: what waits for me, how the line stands, and the board. */
export default page({
  path: '/',
  may: 'sign in',
  async load({ store, asker, query, notSaved }) {
    const drafts = await notSaved()
    if (roleMay(asker, 'add', 'talk')) return { drafts, helper: await helpersDay({ store, asker }) }
    const line = roleMay(asker, 'read', 'case') ? chosenLine(asker, query) : undefined
    if (!line) return { drafts, helper: undefined, back: await cameBackTo(store, asker) }
    const running = { lines: [line.key], status: 'running', order: 'waiting' } as const
    // What waits for somebody is of all her lines; how it stands and the board are of one at a time.
    const lines = linesOf(asker).map(({ key }) => key)
    const waits = { ...running, lines }
    const works = roleMay(asker, 'add', 'note')
    const mine = works && asker.role === 'worker' ? { mine: true } : {}
    const rowsOf = async (query: CaseQuery) => (await store.cases.list(query)).rows
    const first = await together({
      line,
      counts: store.cases.waiting([line.key], [firstPhase(line)]),
      board: rowsOf({ ...running, limit: onTheBoard }),
      planned: works ? plannedSoon(store, asker) : nothingPlanned,
      passed: asker.role === 'teamLeader' ? store.nextSteps.passed() : [],
      late: works ? rowsOf({ ...waits, ...mine, late: true, limit: onTop }) : [],
      soon: works ? rowsOf({ ...waits, ...mine, soon: true, limit: onTop }) : [],
      seeking: works ? rowsOf({ ...waits, ...mine, seeking: askedPhases(linesOf(asker)), limit: onTop }) : [],
      fresh: works ? Promise.all(linesOf(asker).map((one) => rowsOf({ ...freshIn(one), ...mine, limit: onTop }))) : [],
      left: works ? Promise.all(linesOf(asker).map((one) => store.cases.leftToDo(one))) : [],
      figures: figuresOf(store, asker, line),
      calls: callsFor(store, asker),
      opened: openedOfMine(store, asker),
      rights: rightsDue(store, asker),
      endings: endingsWait(store, asker),
      back: cameBackTo(store, asker),
    })
    return { ...first, drafts, helper: undefined, board: lateFirst(first.board, asker.now) }
  },
  view: (loaded, _form, ctx) => {
    const { asker } = ctx
    const unsaved = <NotSavedCard drafts={loaded.drafts} today={asker.today} />
    if (loaded.helper)
      return (
        <Stack>
          <HelpersPage day={loaded.helper} ctx={ctx} />
          {unsaved}
        </Stack>
      )
    const hello = `${greeting(hourOf(asker.now))}, ${asker.name.split(' ')[0]}`
    if (!('line' in loaded))
      return (
        <Elsewhere
          hello={hello}
          asker={asker}
          unsaved={
            <>
              {unsaved}
              <CameBack messages={loaded.back} />
            </>
          }
        />
      )
    const { line, counts, board, planned, late, soon, seeking, fresh, figures } = loaded
    const steps = planned.rows
    const left = loaded.left.flat()
    const cases = waitingCases(late, soon, seeking, fresh.flat())
    const waiting = [
      ...steps.filter((step) => step.onDay <= asker.today).map((step) => ({ due: step.onDay })),
      ...cases.map((one) => ({ due: one.dueAt ? dayOf(one.dueAt) : undefined })),
      // Asking whether it still holds may wait for a quiet day: it is done within months.
      ...left.map((one) => ({ due: one.kind === 'inform' ? one.due : undefined })),
    ]
    const works = roleMay(asker, 'add', 'note')
    return (
      <Page
        title={hello}
        actions={linesOf(asker).length > 1 ? <LineSwitch asker={asker} line={line} path="/" /> : undefined}
        about={
          works
            ? whatWaits(waiting, asker.today)
            : `${counts.running === 1 ? `Er loopt één ${line.case.called.one}` : `Er lopen ${counted(counts.running, line.case.called)}`} bij ${line.name.toLowerCase()}.`
        }
      >
        <StandingIn asker={asker} />
        {unsaved}
        <PassedCard steps={loaded.passed} asker={asker} />
        <CallsCard calls={loaded.calls} asker={asker} />
        <OpenedCard opened={loaded.opened} today={asker.today} />
        <RightsCard rights={loaded.rights} asker={asker} />
        <EndingsLine waits={loaded.endings} />
        {(steps.length > 0 || cases.length > 0 || left.length > 0) && (
          <WaitsForMe planned={planned} cases={cases} left={left} asker={asker} />
        )}
        <CameBack messages={loaded.back} />
        <Tiles label="Hoe het ervoor staat">
          <Tile
            to={about('/zaken', line, asker, 'wacht=laat')}
            tone={counts.late > 0 ? 'late' : 'plain'}
            number={number(counts.late)}
            name="te laat"
            about={counts.late > 0 ? 'de tijd van een stap is voorbij' : 'alles is op tijd'}
          />
          <Tile
            to={about('/zaken', line, asker, 'wacht=nieuw')}
            number={number(counts.unassessed)}
            name={`nieuw ${endsOf(line).first.toLowerCase()}`}
            about={counts.unassessed > 0 ? waitLabelsOf(line).nieuw : 'alles is bekeken'}
          />
          <FigureTiles line={line} list={about('/zaken', line, asker)} figures={figures} running={counts.running} />
        </Tiles>
        <Card
          title={onALine(line.case.called)}
          side={
            <BoardFilter
              mine={false}
              running={counts.running}
              address={(search) => about('/zaken/bord', line, asker, search)}
            />
          }
          bare
        >
          <List dense label={`Lopende ${line.case.called.many}`} empty={<NothingRuns line={line} />}>
            {caseLines(line, board, asker)}
          </List>
        </Card>
      </Page>
    )
  },
})

/** For who has no cases to look at: the page that is theirs. */
function Elsewhere({ hello, asker, unsaved }: { hello: string; asker: Asker; unsaved: ReactNode }) {
  const mayCount = roleMay(asker, 'read', 'figures') || roleMay(asker, 'read', 'publication')
  return (
    <Page title={hello} about="Voor jou staan hier geen zaken.">
      <Row>
        {mayCount && <ButtonLink to="/cijfers">Naar de cijfers</ButtonLink>}
        {roleMay(asker, 'change', 'account') && <ButtonLink to="/beheer">Naar het beheer</ButtonLink>}
      </Row>
      {unsaved}
    </Page>
  )
}

/** The new cases of a line: nobody has looked at them yet. */
const freshIn = (line: ServiceLine) =>
  ({ lines: [line.key], status: 'running', order: 'waiting', unassessed: true, phase: firstPhase(line) }) as const

/** Late cases first, then those of which half the time is over, then new ones; each stands there once. */
function waitingCases(...kinds: (readonly CaseLine[])[]): CaseLine[] {
  return [...new Map(kinds.flat().map((one) => [one.id, one])).values()]
}

const nothingPlanned = { rows: [], total: { all: 0, soon: 0 } }

/** Until tomorrow, as much as fits on the start page; the rest stands with all steps. */
async function plannedSoon(store: Store, asker: Asker): Promise<Planned> {
  const { page, total } = await together({
    page: store.nextSteps.mine({ until: addDays(asker.today, 1), limit: onTop }),
    total: store.nextSteps.mineTotal(),
  })
  return { rows: page.rows, total }
}

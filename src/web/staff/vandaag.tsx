import { roleMay, type Store } from '#access'
import { type Figure, rounded } from '#counting'
import type { CaseLine, CaseQuery, LeftToDo } from '#kernel/case'
import type { PlacedStep } from '#kernel/next-step'
import { endsOf, firstPhase, type ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { addDays, dayOf, hourOf, withoutYear, yearOf, yearPeriod } from '#platform/days'
import { together } from '#platform/together'
import { capital, counted, greeting, number } from '#platform/words'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Chip, List, ListItem, Page, PostButton, Row, Tile, Tiles } from '#ui'
import { page } from '#web/app'
import { figureAddress } from './cijfers/addresses.ts'
import { HelpersPage, helpersDay } from './helpen/vandaag.tsx'
import { about, chosenLine, LineSwitch, linesOf } from './lines.tsx'
import { comparedInWords, respondedInWords, whatWaits } from './what-waits.ts'
import { BoardFilter, NothingRuns, onALine } from './zaken/bord.tsx'
import { caseLines, lateFirst } from './zaken/case-lines.tsx'
import {
  aboutOf,
  chipOf,
  dayInWords,
  dueInWords,
  lateness,
  nextDeed,
  plannedInWords,
  seenIn,
  stepCalled,
  titleOf,
} from './zaken/in-words.ts'
import { askedPhases, waitLabelsOf } from './zaken/list-state.ts'

const onTheBoard = 14
const onTop = 20

/** The start of the day: what waits for me, how the line stands, and the board. */
export default page({
  path: '/',
  may: 'sign in',
  async load({ store, asker, query }) {
    if (roleMay(asker, 'add', 'talk')) return { helper: await helpersDay({ store, asker }) }
    const line = roleMay(asker, 'read', 'case') ? chosenLine(asker, query) : undefined
    if (!line) return undefined
    const running = { lines: [line.key], status: 'running', order: 'waiting' } as const
    // What waits for somebody is of all her lines; how it stands and the board are of one at a time.
    const lines = linesOf(asker).map(({ key }) => key)
    const waits = { ...running, lines }
    const works = roleMay(asker, 'add', 'note')
    const mine = works && asker.role === 'worker' && asker.account ? { owner: asker.account } : {}
    const rowsOf = async (query: CaseQuery) => (await store.cases.list(query)).rows
    const first = await together({
      line,
      counts: store.cases.waiting([line.key], [firstPhase(line)]),
      board: rowsOf({ ...running, limit: onTheBoard }),
      steps: works ? store.nextSteps.mine() : [],
      late: works ? rowsOf({ ...waits, ...mine, late: true, limit: onTop }) : [],
      soon: works ? rowsOf({ ...waits, ...mine, soon: true, limit: onTop }) : [],
      seeking: works ? rowsOf({ ...waits, ...mine, seeking: askedPhases(linesOf(asker)), limit: onTop }) : [],
      fresh: works ? Promise.all(linesOf(asker).map((one) => rowsOf({ ...freshIn(one), ...mine, limit: onTop }))) : [],
      left: works ? Promise.all(linesOf(asker).map((one) => store.cases.leftToDo(one))) : [],
      figures: figuresOf(store, asker, line),
    })
    return {
      ...first,
      board: lateFirst(first.board, asker.now),
      steps: first.steps.filter((step) => step.onDay <= addDays(asker.today, 1)),
    }
  },
  view: (loaded, _form, ctx) => {
    const { asker } = ctx
    if (loaded?.helper) return <HelpersPage day={loaded.helper} ctx={ctx} />
    const hello = `${greeting(hourOf(asker.now))}, ${asker.name.split(' ')[0]}`
    if (!loaded) return <Elsewhere hello={hello} asker={asker} />
    const { line, counts, board, steps, late, soon, seeking, fresh, figures } = loaded
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
        actions={linesOf(asker).length > 1 && <LineSwitch asker={asker} line={line} path="/" />}
        about={
          works
            ? whatWaits(waiting, asker.today)
            : `${counts.running === 1 ? `Er loopt één ${line.case.called.one}` : `Er lopen ${counted(counts.running, line.case.called)}`} bij ${line.name.toLowerCase()}.`
        }
      >
        {(steps.length > 0 || cases.length > 0 || left.length > 0) && (
          <WaitsForMe steps={steps} cases={cases} left={left} asker={asker} />
        )}
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
function Elsewhere({ hello, asker }: { hello: string; asker: Asker }) {
  const mayCount = roleMay(asker, 'read', 'figures') || roleMay(asker, 'read', 'publication')
  return (
    <Page title={hello} about="Voor jou staan hier geen zaken.">
      <Row>
        {mayCount && <ButtonLink to="/cijfers">Naar de cijfers</ButtonLink>}
        {roleMay(asker, 'change', 'account') && <ButtonLink to="/beheer">Naar het beheer</ButtonLink>}
      </Row>
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

function WaitsForMe({
  steps,
  cases,
  left,
  asker,
}: {
  steps: readonly PlacedStep[]
  cases: readonly CaseLine[]
  left: readonly LeftToDo[]
  asker: Asker
}) {
  return (
    <Card title={steps.some((step) => step.onDay > asker.today) ? 'Wacht op jou, en morgen' : 'Wacht op jou'} bare>
      <List label="Wat op jou wacht">
        {[
          ...steps
            .filter((step) => step.onDay < asker.today)
            .map((step) => <Step key={step.id} step={step} asker={asker} />),
          ...cases.map((one) => <WaitingCase key={one.id} one={one} asker={asker} />),
          ...left.map((one) => (
            <Left key={`${one.kind} ${one.case.id} ${one.side} ${one.household}`} left={one} asker={asker} />
          )),
          ...steps
            .filter((step) => step.onDay >= asker.today)
            .map((step) => <Step key={step.id} step={step} asker={asker} />),
        ]}
      </List>
    </Card>
  )
}

function Step({ step, asker }: { step: PlacedStep; asker: Asker }) {
  const line = lineOf(step.line)
  const topic = step.mainTopic ? line.case.topics[step.mainTopic] : undefined
  const about = [
    step.side && seenIn(line, step).case.sides[step.side]?.inText,
    [topic, step.street].filter(Boolean).join(', '),
    step.villageName,
    step.about,
  ]
  const here = step.caseId ? `${line.path}/${step.caseId}` : undefined
  return (
    <ListItem
      to={here}
      title={`${capital(stepCalled(step.kind))} ${plannedInWords(step, asker.today)}`}
      about={about.filter(Boolean).join(' · ') || undefined}
      side={
        <>
          {step.onDay < asker.today && <Chip tone="warn">dag is voorbij</Chip>}
          {here && (
            <PostButton action={`${here}/stap/${step.id}/gedaan`} hidden={{ terug: 'vandaag' }}>
              Gedaan
            </PostButton>
          )}
        </>
      }
    />
  )
}

/** What is easily forgotten around a case: somebody to inform, a partner who may hear how it ended, a side to ask. */
function Left({ left, asker }: { left: LeftToDo; asker: Asker }) {
  const line = lineOf(left.case.line)
  const here = `${line.path}/${left.case.id}`
  const who = left.side === null ? undefined : seenIn(line, left).case.sides[left.side]?.inText
  const title = titleOf(line, left.case)
  switch (left.kind) {
    case 'inform':
      return (
        <ListItem
          to={here}
          title={`Licht ${who} in over wat je bewaart: ${title}`}
          about={left.due < asker.today ? undefined : `uiterlijk ${withoutYear(left.due)}`}
          side={
            <>
              {left.due < asker.today && <Chip tone="late">{`had ${withoutYear(left.due)} gemoeten`}</Chip>}
              <PostButton action={`${here}/kant/${left.household}/ingelicht`} hidden={{ terug: 'vandaag' }}>
                Is ingelicht
              </PostButton>
            </>
          }
        />
      )
    case 'tell':
      return (
        <ListItem
          to={`${here}/verwijzer`}
          title={`Laat de verwijzer de afloop weten: ${title}`}
          about={`afgesloten op ${dayInWords(left.due, asker.today)}`}
        />
      )
    case 'ask':
      return (
        <ListItem
          to={`${here}/nazorg/${left.side}`}
          title={`${line.case.aftercare?.asks} Vraag het ${who}: ${title}`}
          about={`kan vanaf ${dayInWords(left.due, asker.today)}`}
        />
      )
  }
}

function WaitingCase({ one, asker }: { one: CaseLine; asker: Asker }) {
  const line = lineOf(one.line)
  const late = one.dueAt && lateness(one.dueAt, asker.now)
  const soon = one.dueAt && one.warnAt && one.warnAt <= asker.now ? dueInWords(one.dueAt, asker.today) : undefined
  return (
    <ListItem
      to={`${line.path}/${one.id}`}
      title={`${nextDeed(seenIn(line, one), one)?.label ?? 'Bekijk'}: ${titleOf(line, one)}`}
      about={aboutOf(one, asker.today)}
      side={
        late ? (
          <Chip tone="late">{late}</Chip>
        ) : soon ? (
          <Chip tone="warn">{soon}</Chip>
        ) : one.seeks !== null ? (
          <Chip tone="warn">{chipOf(line, one, asker).text}</Chip>
        ) : askedPhases([line]).includes(one.phase) ? (
          <Chip tone="warn">nog geen ja</Chip>
        ) : (
          <Chip tone="heather">nieuw</Chip>
        )
      }
    />
  )
}

interface Figures {
  standing: Figure | undefined
  mark: Figure | undefined
  response: Figure | undefined
}

/** This year's figures that stand on the start page, as far as the line has them and the asker may see them. */
async function figuresOf(store: Store, asker: Asker, line: ServiceLine): Promise<Figures | undefined> {
  if (!roleMay(asker, 'read', 'figures')) return undefined
  const { standing, mark } = line.start
  const wanted = [standing, mark?.figure, mark?.response]
  const indicators = line.indicators.filter((one) => wanted.includes(one.key))
  const answer = await store.figures.ask({
    lines: [line.key],
    period: yearPeriod(yearOf(asker.today)),
    compare: 'same-day-last-year',
    upTo: asker.today,
    indicators,
  })
  const figure = (key: string | undefined) => (key === undefined ? undefined : answer.figures[key])
  return { standing: figure(standing), mark: figure(mark?.figure), response: figure(mark?.response) }
}

/** Tiles of figures that are counted elsewhere too; each opens how it was counted. */
function FigureTiles({
  line,
  list,
  figures,
  running,
}: {
  line: ServiceLine
  list: string
  figures: Figures | undefined
  running: number
}) {
  const { standing, mark, response } = figures ?? {}
  const average = mark ? rounded(mark, mark.indicator) : null
  return (
    <>
      <Tile
        to={standing ? figureAddress(line, yearOf(standing.period.from), standing.indicator.key) : list}
        number={number(standing?.value ?? running)}
        name={(standing?.value ?? running) === 1 ? `${line.case.called.one} loopt` : `${line.case.called.many} lopen`}
        about={standing && comparedInWords(standing.value, standing.last?.value ?? null)}
      />
      {mark && !mark.hidden && (
        <Tile
          to={figureAddress(line, yearOf(mark.period.from), mark.indicator.key)}
          number={average === null ? '–' : number(average, 1)}
          name={line.start.mark?.called ?? ''}
          about={respondedInWords(response?.part ?? null, response?.of ?? null)}
        />
      )}
    </>
  )
}

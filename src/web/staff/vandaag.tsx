import { roleMay, type Store } from '#access'
import { type Figure, rounded } from '#counting'
import type { CaseLine, CaseQuery } from '#kernel/case'
import type { PlacedStep } from '#kernel/next-step'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { addDays, dayOf, hourOf, yearOf, yearPeriod } from '#platform/days'
import { together } from '#platform/together'
import { capital, greeting, number } from '#platform/words'
import { ButtonLink, Card, Chip, Empty, List, ListItem, Page, PostButton, Row, Tile, Tiles } from '#ui'
import { page } from '#web/app'
import { figureAddress } from './cijfers/addresses.ts'
import { comparedInWords, respondedInWords, whatWaits } from './what-waits.ts'
import { BoardFilter } from './zaken/bord.tsx'
import { caseLines, lateFirst } from './zaken/case-lines.tsx'
import { aboutOf, dueInWords, lateness, plannedInWords, stepCalled, titleOf } from './zaken/in-words.ts'
import { linesOf } from './zaken/open.ts'

const onTheBoard = 14
const onTop = 20

/** The start of the day: what waits for me, how the line stands, and the board. */
export default page({
  path: '/',
  may: 'sign in',
  async load({ store, asker }) {
    const [line] = roleMay(asker, 'read', 'case') ? linesOf(asker) : []
    if (!line) return undefined
    const running = { lines: [line.key], status: 'running', order: 'waiting' } as const
    const works = roleMay(asker, 'add', 'note')
    const mine = works && asker.role === 'worker' && asker.account ? { owner: asker.account } : {}
    const rowsOf = async (query: CaseQuery) => (await store.cases.list(query)).rows
    const first = await together({
      line,
      counts: store.cases.waiting([line.key]),
      board: rowsOf({ ...running, limit: onTheBoard }),
      steps: works ? store.nextSteps.mine() : [],
      late: works ? rowsOf({ ...running, ...mine, late: true, limit: onTop }) : [],
      soon: works ? rowsOf({ ...running, ...mine, soon: true, limit: onTop }) : [],
      fresh: works ? rowsOf({ ...running, ...mine, unassessed: true, limit: onTop }) : [],
      figures: figuresOf(store, asker, line),
    })
    return {
      ...first,
      board: lateFirst(first.board, asker.now),
      steps: first.steps.filter((step) => step.onDay <= addDays(asker.today, 1)),
    }
  },
  view: (loaded, _form, { asker }) => {
    const hello = `${greeting(hourOf(asker.now))}, ${asker.name.split(' ')[0]}`
    if (!loaded) return <Elsewhere hello={hello} asker={asker} />
    const { line, counts, board, steps, late, soon, fresh, figures } = loaded
    const cases = waitingCases(late, soon, fresh)
    const waiting = [
      ...steps.filter((step) => step.onDay <= asker.today).map((step) => ({ due: step.onDay })),
      ...cases.map((one) => ({ due: one.dueAt ? dayOf(one.dueAt) : undefined })),
    ]
    const works = roleMay(asker, 'add', 'note')
    return (
      <Page
        title={hello}
        about={
          works
            ? whatWaits(waiting, asker.today)
            : `${counts.running === 1 ? 'Er loopt één zaak' : `Er lopen ${number(counts.running)} zaken`} bij ${line.name.toLowerCase()}.`
        }
      >
        {(steps.length > 0 || cases.length > 0) && <WaitsForMe line={line} steps={steps} cases={cases} asker={asker} />}
        <Tiles label="Hoe het ervoor staat">
          <Tile
            to="/zaken?wacht=laat"
            tone={counts.late > 0 ? 'late' : 'plain'}
            number={number(counts.late)}
            name="te laat"
            about={counts.late > 0 ? 'de tijd van een stap is voorbij' : 'alles is op tijd'}
          />
          <Tile
            to="/zaken?wacht=nieuw"
            number={number(counts.unassessed)}
            name="nieuw gemeld"
            about={counts.unassessed > 0 ? 'nog niet bekeken' : 'alles is bekeken'}
          />
          <FigureTiles line={line} figures={figures} running={counts.running} />
        </Tiles>
        <Card title="Zaken op een lijn" side={<BoardFilter mine={false} running={counts.running} />} bare>
          <List
            dense
            label="Lopende zaken"
            empty={
              <Empty title="Er lopen geen zaken" action={<ButtonLink to="/nieuw">Leg een melding vast</ButtonLink>}>
                Elke melding komt hier als een lijn te staan: van gemeld tot afspraak.
              </Empty>
            }
          >
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

/** Late cases first, then those of which half the time is over, then new ones; each stands there once. */
function waitingCases(...kinds: (readonly CaseLine[])[]): CaseLine[] {
  return [...new Map(kinds.flat().map((one) => [one.id, one])).values()]
}

function WaitsForMe({
  line,
  steps,
  cases,
  asker,
}: {
  line: ServiceLine
  steps: readonly PlacedStep[]
  cases: readonly CaseLine[]
  asker: Asker
}) {
  return (
    <Card title={steps.some((step) => step.onDay > asker.today) ? 'Wacht op jou, en morgen' : 'Wacht op jou'} bare>
      <List label="Wat op jou wacht">
        {[
          ...steps
            .filter((step) => step.onDay < asker.today)
            .map((step) => <Step key={step.id} line={line} step={step} asker={asker} />),
          ...cases.map((one) => <WaitingCase key={one.id} line={line} one={one} asker={asker} />),
          ...steps
            .filter((step) => step.onDay >= asker.today)
            .map((step) => <Step key={step.id} line={line} step={step} asker={asker} />),
        ]}
      </List>
    </Card>
  )
}

function Step({ line, step, asker }: { line: ServiceLine; step: PlacedStep; asker: Asker }) {
  const topic = step.mainTopic ? line.case.topics[step.mainTopic] : undefined
  const about = [
    step.side && line.case.sides[step.side]?.inText,
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

function WaitingCase({ line, one, asker }: { line: ServiceLine; one: CaseLine; asker: Asker }) {
  const late = one.dueAt && lateness(one.dueAt, asker.now)
  const soon = one.dueAt && one.warnAt && one.warnAt <= asker.now ? dueInWords(one.dueAt, asker.today) : undefined
  return (
    <ListItem
      to={`${line.path}/${one.id}`}
      title={`${line.case.phases[one.phase]?.next ?? 'Bekijk'}: ${titleOf(line, one)}`}
      about={aboutOf(one, asker.today)}
      side={
        late ? (
          <Chip tone="late">{late}</Chip>
        ) : soon ? (
          <Chip tone="warn">{soon}</Chip>
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
  const wanted = { standing: `${line.key}-eind`, mark: `${line.key}-cijfer`, response: `${line.key}-respons` }
  const indicators = line.indicators.filter((one) => Object.values(wanted).includes(one.key))
  const answer = await store.figures.ask({
    lines: [line.key],
    period: yearPeriod(yearOf(asker.today)),
    compare: 'same-day-last-year',
    upTo: asker.today,
    indicators,
  })
  const figure = (key: string) => answer.figures[key]
  return { standing: figure(wanted.standing), mark: figure(wanted.mark), response: figure(wanted.response) }
}

/** Tiles of figures that are counted elsewhere too; each opens how it was counted. */
function FigureTiles({ line, figures, running }: { line: ServiceLine; figures: Figures | undefined; running: number }) {
  const { standing, mark, response } = figures ?? {}
  const average = mark ? rounded(mark, mark.indicator) : null
  return (
    <>
      <Tile
        to={standing ? figureAddress(line, yearOf(standing.period.from), standing.indicator.key) : line.path}
        number={number(standing?.value ?? running)}
        name={(standing?.value ?? running) === 1 ? 'zaak loopt' : 'zaken lopen'}
        about={standing && comparedInWords(standing.value, standing.last?.value ?? null)}
      />
      {mark && !mark.hidden && (
        <Tile
          to={figureAddress(line, yearOf(mark.period.from), mark.indicator.key)}
          number={average === null ? '–' : number(average, 1)}
          name="van de buren"
          about={respondedInWords(response?.part ?? null, response?.of ?? null)}
        />
      )}
    </>
  )
}

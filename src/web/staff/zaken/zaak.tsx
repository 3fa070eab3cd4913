import { roleMay, type Store } from '#access'
import { stillUntil } from '#kernel/case'
import type { Asker } from '#platform/asker'
import { together } from '#platform/together'
import { counted, noun } from '#platform/words'
import { ButtonLink, Card, Chip, Empty, Notice, Page, PostButton, Row, Timeline, Track } from '#ui'
import { page } from '#web/app'
import { FactsCard, ReferralsCard, StepsCard, SurveysCard } from './cards.tsx'
import { ConsentLines } from './consents.tsx'
import { dayInWords, lateness, nextDeed, trackOf, whoWaits } from './in-words.ts'
import { searchOf, stateFrom } from './list-state.ts'
import { mayDo, mayWorkIn, openCase } from './open.ts'
import { Sides } from './sides.tsx'
import { timelineOf } from './timeline.ts'

/** One case: who waits for whom, the next deed, the line, both sides apart, and what happened. */
export default page({
  path: '/zaken/:caseId',
  may: 'read case',
  async load(ctx) {
    const { store, asker, query } = ctx
    const opened = await openCase(ctx, 'read')
    const { file, line } = opened
    const id = file.case.id
    const beside = await together({
      villages: store.areas.villages(),
      consents: roleMay(asker, 'read', 'consent') ? store.consents.ofCase(id) : [],
      people: store.people.byKeys(file.sides.flatMap((side) => (side.person ? [side.person] : []))),
      steps: store.nextSteps.ofCase(id),
      notes: store.notes.ofCase(id),
      referrals: store.referrals.ofCase(id),
      referrer: file.case.referrer ? store.organisations.get(file.case.referrer) : undefined,
      surveys: surveysOf(store, asker, id),
      colleagues: store.accounts.workingOn(line.key),
    })
    return {
      ...opened,
      ...beside,
      villages: new Map(beside.villages.map((village) => [village.id, village.name])),
      referrer: beside.referrer?.name,
      deeds: await store.log.historyOf([
        id,
        ...[...file.sides, ...file.pauses, ...beside.consents].map((part) => part.id),
      ]),
      back: searchOf(stateFrom(new URLSearchParams(query.get('van') ?? ''), line)),
    }
  },
  view: (loaded, _form, { asker }) => {
    const { file, line, title, referrer, villages, people, steps, notes, consents, deeds, back } = loaded
    const { referrals, surveys, colleagues } = loaded
    const { case: one } = file
    const { now, today } = asker
    const works = mayWorkIn(asker, one)
    const running = one.closedOn === null
    const late = one.dueAt && !stillUntil(one, now) && lateness(one.dueAt, now)
    const inCase = { line, caseId: one.id, today }
    const readers = colleagues.filter((colleague) =>
      roleMay({ role: colleague.role as Asker['role'] }, 'read', 'case'),
    ).length
    return (
      <Page
        title={title}
        trail={[{ to: `${line.path}${back}`, label: 'Zaken' }]}
        about={
          <>
            {whoWaits(line, one, asker, file.pauses)} {late && <Chip tone="late">{late}</Chip>}{' '}
            {(one.village && villages.get(one.village)) ?? 'Dorp onbekend'}, sinds {dayInWords(one.openedOn, today)}.
          </>
        }
        actions={<Deeds {...loaded} works={works} />}
      >
        {running && works && one.mainTopic === null && (
          <Notice kind="warn" title="Het onderwerp is nog niet gekozen">
            <a href={`${line.path}/${one.id}/corrigeren`}>Kies waar het over gaat</a>, dan telt deze{' '}
            {line.case.called.one} goed mee.
          </Notice>
        )}
        <Card>
          <Track steps={trackOf(line, one, now, { phases: file.phases, clocks: file.clocks })} />
        </Card>
        <Sides sides={file.sides} people={people} villages={villages} works={works} {...inCase}>
          {roleMay(asker, 'read', 'consent') && (
            <ConsentLines
              consents={consents}
              referred={one.referrer !== null}
              works={mayDo(asker, 'change', 'consent', one)}
              {...inCase}
            />
          )}
        </Sides>
        {(running || steps.length > 0) && <StepsCard steps={steps} works={works && running} {...inCase} />}
        <Card
          title="Verloop"
          bare
          side={
            <span>
              {counted(readers, noun('collega mag', 'collega’s mogen', 'de'))} dit zien ·{' '}
              <a href={`${line.path}/${one.id}/wie`}>wie en waarom</a>
            </span>
          }
        >
          <Timeline
            items={timelineOf(line, { ...file, consents }, notes, deeds, { today, editable: works })}
            empty={
              <Empty title="Hier komt te staan wat er gebeurt">Leg een gesprek vast, dan begint het verloop.</Empty>
            }
          />
        </Card>
        <ReferralsCard referrals={referrals} works={works} {...inCase} />
        <SurveysCard surveys={surveys} may={mayDo(asker, 'change', 'survey', one)} {...inCase} />
        <FactsCard
          file={file}
          line={line}
          works={works}
          referrer={referrer}
          owner={colleagues.find((colleague) => colleague.id === one.owner)?.name}
        />
        <MoreDeeds {...loaded} works={works} asker={asker} />
      </Page>
    )
  },
})

async function surveysOf(store: Store, asker: Asker, caseId: string) {
  return roleMay(asker, 'read', 'survey') ? store.surveys.ofCase(caseId) : []
}

type Shown = Awaited<ReturnType<typeof openCase>> & { works: boolean }

/** The one next deed as the main button, and the deed of every day beside it. */
function Deeds({ line, file, works }: Shown) {
  const next = nextDeed(line, file.case)
  if (!works || !next) return undefined
  const log = `${line.path}/${file.case.id}/vastleggen`
  return (
    <>
      {next.to !== log && <ButtonLink to={log}>Gesprek vastleggen</ButtonLink>}
      <ButtonLink kind="main" to={next.to}>
        {next.label}
      </ButtonLink>
    </>
  )
}

/** What can be done as well, for who may do it; quiet, for most days it is not needed. */
function MoreDeeds({ line, file, works, asker }: Shown & { asker: Asker }) {
  const { case: one } = file
  const running = one.closedOn === null
  const still = running && stillUntil(one, asker.now) !== undefined
  const deeds = [
    works && running && { to: 'notitie', label: 'Notitie maken' },
    works && running && { to: 'stap', label: 'Stap plannen' },
    works && running && { to: 'beoordelen', label: 'Opnieuw bekijken of het past' },
    works && running && { to: 'toewijzen', label: 'Bemiddelaars wijzigen' },
    works && running && !still && { to: 'pauze', label: 'Even stilzetten' },
    works && { to: 'verwijzen', label: 'Verwijzen' },
    mayDo(asker, 'add', 'survey', one) && { to: 'evaluatie', label: 'Evaluatie toevoegen' },
    mayDo(asker, 'change', 'case', one) && running && { to: 'overdragen', label: 'Overdragen' },
    works && running && { to: 'afsluiten', label: 'Afsluiten' },
    works && !running && { to: 'intrekken', label: 'Afsluiting intrekken' },
    mayDo(asker, 'remove', 'case', one) && { to: 'verwijderen', label: 'Verwijderen' },
  ].filter((deed) => deed !== false)
  if (deeds.length === 0) return null
  return (
    <Card title="Wat kun je nog meer doen?">
      <Row>
        {works && still && <PostButton action={`${line.path}/${one.id}/verder`}>Weer laten lopen</PostButton>}
        {deeds.map((deed) => (
          <ButtonLink key={deed.to} kind="quiet" to={`${line.path}/${one.id}/${deed.to}`}>
            {deed.label}
          </ButtonLink>
        ))}
      </Row>
    </Card>
  )
}

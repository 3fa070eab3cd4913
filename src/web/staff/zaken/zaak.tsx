import { roleMay } from '#access'
import { addressIsShielded } from '#kernel/area'
import { stillUntil } from '#kernel/case'
import type { Consent } from '#kernel/consent'
import { assesses, otherSidesOf } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { together } from '#platform/together'
import { capital, counted, noun } from '#platform/words'
import { ButtonLink, Card, Chip, Empty, Notice, Page, PostButton, Row, Timeline, Track } from '#ui'
import { page } from '#web/app'
import { HiddenPlaces, SafetyNotice } from '../afscherming/cards.tsx'
import { DestroyedNotice } from '../bewaartermijn/card.tsx'
import { DocumentsCard, documentsOf } from '../documenten/card.tsx'
import { about } from '../lines.tsx'
import { AfterwardsCard, JoinedNotice } from './afterwards.tsx'
import { consentsOf, notesOf, referralsOf, stepsOf, surveysOf } from './beside.ts'
import { MessagesCard } from './brieven.tsx'
import { FactsCard, ReferralsCard, StepsCard, SurveysCard } from './cards.tsx'
import { ConsentLines } from './consents.tsx'
import { groupCalled, HelpersCard } from './helpers.tsx'
import { dayInWords, lateness, nextDeed, trackOf, whoWaits } from './in-words.ts'
import { LeftNotice } from './left-notice.tsx'
import { searchOf, stateFrom } from './list-state.ts'
import { alsoStandsIn } from './notitie-ook-bij.tsx'
import { keysOf, mayDo, mayWorkIn, openCase } from './open.ts'
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
      consents: roleMay(asker, 'read', 'consent') ? consentsOf(store, file) : new Map<string, Consent[]>(),
      people: store.people.byKeys(file.sides.flatMap((side) => (side.person ? [side.person] : []))),
      wishes: store.people.wishes(file.sides.flatMap((side) => (side.person ? [side.person] : []))),
      warnings: store.safety.of(file.sides.flatMap((side) => (side.person ? [side.person] : []))),
      places: store.shields.placesIn(id),
      steps: stepsOf(store, file),
      notes: notesOf(store, file),
      documents: documentsOf(ctx, file),
      referrals: referralsOf(store, file),
      referrer: file.case.referrer ? store.organisations.get(file.case.referrer) : undefined,
      surveys: roleMay(asker, 'read', 'survey') ? surveysOf(store, file) : [],
      messages: roleMay(asker, 'read', 'message') ? store.messages.ofCases(keysOf(file)) : [],
      aftercare: file.case.closedOn === null ? [] : store.aftercare.ofCases([id]),
      mayGoApart: Promise.all(
        file.reports.map(async (one) => ((await store.cases.mayGoApart(one, file.case)) ? [one.case.id] : [])),
      ),
      matches: line.match ? store.matches.ofCase(id) : [],
      colleagues: store.accounts.workingOn(line.key),
    })
    return {
      ...opened,
      ...beside,
      villages: new Map(beside.villages.map((village) => [village.id, village.name])),
      elsewhere: await alsoStandsIn(ctx, beside.notes),
      referrer: beside.referrer?.name,
      deeds: await store.log.historyOf([
        ...keysOf(file),
        ...[...file.sides, ...file.pauses, ...(beside.consents.get(id) ?? [])].map((part) => part.id),
      ]),
      back: searchOf(stateFrom(new URLSearchParams(query.get('van') ?? ''), line)),
    }
  },
  view: (loaded, _form, { asker }) => {
    const { file, line, title, referrer, villages, people, steps, notes, consents, deeds, back } = loaded
    const { referrals, surveys, colleagues, matches } = loaded
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
        trail={[{ to: about(line.path, line, asker, back), label: capital(line.case.called.many) }]}
        about={
          <>
            {whoWaits(line, one, asker, file.pauses)} {late && <Chip tone="late">{late}</Chip>}{' '}
            {one.shielded
              ? capital(addressIsShielded)
              : ((one.village && villages.get(one.village)) ?? 'Dorp onbekend')}
            , sinds {dayInWords(one.openedOn, today)}.
          </>
        }
        actions={<Deeds {...loaded} works={works} />}
      >
        <DestroyedNotice on={one.destroyedOn} called={line.case.called.one} />
        {running && works && one.mainTopic === null && (
          <Notice kind="warn" title="Het onderwerp is nog niet gekozen">
            <a href={`${line.path}/${one.id}/corrigeren`}>Kies waar het over gaat</a>, dan telt deze{' '}
            {line.case.called.one} goed mee.
          </Notice>
        )}
        <LeftNotice line={line} file={file} people={people} wishes={loaded.wishes} works={works} today={today} />
        <JoinedNotice line={line} file={file} works={works} at={asker} mayGoApart={loaded.mayGoApart.flat()} />
        <Card>
          <Track steps={trackOf(line, one, now, { phases: file.phases, clocks: file.clocks })} />
        </Card>
        <SafetyNotice warnings={loaded.warnings} today={today} mayEnd={works} />
        <HiddenPlaces places={loaded.places} />
        <Sides
          file={file}
          people={people}
          wishes={loaded.wishes}
          villages={villages}
          works={works}
          {...inCase}
          ofReport={(report) =>
            roleMay(asker, 'read', 'consent') && (
              <ConsentLines
                key={report.id}
                {...inCase}
                caseId={report.id}
                consents={consents.get(report.id) ?? []}
                referred={report.referrer !== null}
                works={mayDo(asker, 'change', 'consent', report)}
              />
            )
          }
        />
        <HelpersCard line={line} one={one} matches={matches} works={mayDo(asker, 'change', 'match', one)} at={asker} />
        {(running || steps.length > 0) && (
          <StepsCard
            steps={steps}
            works={works && running}
            helpers={new Map(matches.map(({ id, name }) => [id, name]))}
            {...inCase}
          />
        )}
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
            items={timelineOf(line, { ...file, consents: consents.get(one.id) ?? [], matches }, notes, deeds, {
              today,
              editable: works,
              elsewhere: loaded.elsewhere,
            })}
            empty={
              <Empty title="Hier komt te staan wat er gebeurt">Leg een gesprek vast, dan begint het verloop.</Empty>
            }
          />
        </Card>
        <DocumentsCard
          {...{ documents: loaded.documents, line, asker, mayAdd: mayDo(asker, 'add', 'document', one) }}
          holder={`${line.path}/${one.id}`}
        />
        <AfterwardsCard
          line={line}
          file={file}
          works={works}
          at={asker}
          consents={consents}
          aftercare={loaded.aftercare}
        />
        <ReferralsCard referrals={referrals} works={works} {...inCase} />
        <MessagesCard
          messages={loaded.messages}
          line={line}
          caseId={one.id}
          may={mayDo(asker, 'add', 'message', one) && works}
        />
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
    works && running && assesses(line) && { to: 'beoordelen', label: 'Opnieuw bekijken of het past' },
    line.match !== undefined &&
      running &&
      mayDo(asker, 'add', 'match', one) && {
        to: 'koppel',
        label: `${capital(groupCalled(line.match))} vragen of wijzigen`,
      },
    works && running && !still && { to: 'pauze', label: 'Even stilzetten' },
    works && running && otherSidesOf(line).length > 0 && { to: 'samenvoegen', label: 'Samenvoegen' },
    works && mayDo(asker, 'add', 'message', one) && { to: 'brief', label: 'Brief maken' },
    works && { to: 'verwijzen', label: 'Verwijzen' },
    mayDo(asker, 'add', 'survey', one) && { to: 'evaluatie/vragen', label: 'Evaluatie vragen' },
    mayDo(asker, 'add', 'survey', one) && { to: 'evaluatie', label: 'Evaluatie overtypen' },
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

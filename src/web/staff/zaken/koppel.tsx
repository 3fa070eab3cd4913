import {
  accepted,
  type Candidate,
  type CaseMatch,
  type FallOutReason,
  fallOutReasons,
  isOpen,
  mayNotBeAskedAgain,
  nearInWords,
  type Proposal,
  placesLeft,
  propose,
  wasPaired,
  weigh,
} from '#kernel/match'
import type { Message } from '#kernel/message'
import type { MatchDeclaration } from '#kernel/service-line'
import { type Day, momentInWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, several } from '#platform/fields'
import { versionOf } from '#platform/records'
import { capital, counted, list, type Noun, thisOne, withArticle } from '#platform/words'
import { ButtonLink, Card, Chip, Form, List, ListItem, Notice, Page, PostButton, Row, Soft, Stack } from '#ui'
import { type Context, type FilledForm, page, post, type Sends } from '#web/app'
import { wayIn } from '../berichten/send.tsx'
import { groupCalled, stateOf } from './helpers.tsx'
import { HelperMessages, reachOfHelper, tellAsked, tellHelper } from './koppel-bericht.tsx'
import { type OpenCase, openCase, trailTo } from './open.ts'

interface Pairing extends OpenCase {
  declared: MatchDeclaration
  matches: CaseMatch[]
  candidates: Candidate[]
  proposals: Proposal[]
  places: number
  messages: Message[]
}

/** Who could go, with the reasons; who was asked; and what they answered. One question goes out at a time. */
export const pairing = page({
  path: '/zaken/:caseId/koppel',
  may: 'add match',
  load: (ctx) => openPairing(ctx),
  form: ({ candidates, declared }) => ({
    // Everybody stands in it, also who cannot be asked: then the answer says why.
    helpers: several(
      'Wie vraag je?',
      Object.fromEntries(candidates.map(({ volunteer }) => [volunteer.id, volunteer.name])),
      { whenEmpty: `Kies wie je vraagt, uit de ${declared.helper.many} hieronder.`, private: true },
    ),
  }),
  version: ({ matches }) => versionOf(matches),
  async save(ctx, { line, declared, candidates }, { helpers, version }) {
    const { store, params, asker } = ctx
    const standing = await store.matches.ask(params.caseId, { seen: version }, line, helpers)
    const asked = standing.filter((match) => isOpen(match, asker.now) && helpers.includes(match.volunteer))
    const until = asked[0] ? ` Antwoord voor ${momentInWords(asked[0].answerBy)}.` : ''
    const volunteers = candidates.map(({ volunteer }) => volunteer)
    const told = await tellAsked(ctx, line, asked, volunteers)
    return {
      to: `${line.path}/${params.caseId}/koppel`,
      say: `${list(asked.map((match) => match.name))} ${asked.length === 1 ? 'is' : 'zijn'} gevraagd als ${asked.length === 1 ? declared.helper.one : declared.helper.many}.${until}${told}`,
    }
  },
  view: (loaded, form, { asker, sends }) => {
    const { line, file, declared, matches, candidates, places } = loaded
    const running = file.case.closedOn === null
    const cannot = candidates.filter((one) => one.why !== undefined)
    return (
      <Page
        title={`${capital(groupCalled(declared))} vragen`}
        trail={trailTo(loaded)}
        about={`Eerst zien zij alleen het dorp en de straat. De namen krijgt wie daar niemand kent. Waar het over gaat, horen zij van ${list(Object.values(line.case.sides).map((side) => side.inText))} zelf.`}
      >
        {matches.length > 0 && <WhereItStands {...loaded} asker={asker} sends={sends} />}
        {running && places <= 0 && accepted(matches).length < declared.helpers && (
          <Soft>Zolang er een vraag openstaat, vraag je geen ander. Wie doorgeeft, hoeft niet te zeggen waarom.</Soft>
        )}
        {running && places > 0 && (
          <>
            <Proposals {...loaded} version={versionOf(matches)} />
            {candidates.length > cannot.length && (
              <Card title={places === 1 ? 'Of kies zelf' : 'Of kies zelf een koppel'}>
                <Form
                  {...form}
                  fields={choosable(form, candidates, line.case.called)}
                  button={places === 1 ? 'Vragen' : 'Samen vragen'}
                  cancelTo={`${line.path}/${file.case.id}`}
                />
              </Card>
            )}
          </>
        )}
        {running && places > 0 && cannot.length > 0 && (
          <Card title="Kunnen nu niet gevraagd worden" bare>
            <List>
              {cannot.map(({ volunteer, why }) => (
                <ListItem key={volunteer.id} to={`/vrijwilligers/${volunteer.id}`} title={volunteer.name} about={why} />
              ))}
            </List>
          </Card>
        )}
      </Page>
    )
  },
})

/** @throws NotFound as `openCase` does, and for a line in which nobody is matched */
async function openPairing(ctx: Context<'/zaken/:caseId/koppel'>): Promise<Pairing> {
  const opened = await openCase(ctx, 'add', 'match')
  const { file, line } = opened
  const declared = line.match
  if (!declared) throw new NotFound()
  const matches = await ctx.store.matches.ofCase(file.case.id)
  const { now, today, settings } = ctx.asker
  const places = file.case.closedOn === null ? placesLeft(declared, matches, now) : 0
  const volunteers = await ctx.store.volunteers.ofLine(line.key)
  const busy = matches.filter((match) => mayNotBeAskedAgain(match, now))
  const candidates = weigh(line, volunteers, {
    places: file.sides,
    askedBefore: new Set(busy.map((match) => match.volunteer)),
    today,
    settings,
  })
  const partners = candidates.filter(({ volunteer }) =>
    matches.some((match) => match.volunteer === volunteer.id && (match.state === 'accepted' || isOpen(match, now))),
  )
  const proposals = places > 0 ? propose(declared, candidates, places, partners) : []
  const messages = await ctx.store.messages.ofCases([file.case.id])
  return { ...opened, declared, matches, candidates, proposals, places, messages }
}

/** Who was asked, the last on top, with what can be done about it. Who answers by telephone is written down here. */
function WhereItStands({
  line,
  file,
  declared,
  matches,
  candidates,
  messages,
  asker,
  sends,
}: Pairing & { asker: { now: Date; today: Day }; sends: Sends }) {
  const here = `${line.path}/${file.case.id}/koppel`
  const running = file.case.closedOn === null
  const yes = accepted(matches).length
  return (
    <Card
      title="Wie is gevraagd"
      bare
      side={
        <Chip tone={yes === declared.helpers ? 'good' : 'plain'}>
          {yes} van {declared.helpers} {yes === 1 ? 'zei' : 'zeiden'} ja
        </Chip>
      }
    >
      <List>
        {[...matches].reverse().map((match) => {
          const state = stateOf(match, asker)
          const open = running && isOpen(match, asker.now)
          return (
            <ListItem
              key={match.id}
              title={match.name}
              about={state.about}
              side={<Chip tone={state.tone}>{state.text}</Chip>}
            >
              <HelperMessages
                match={match}
                helper={candidates.find(({ volunteer }) => volunteer.id === match.volunteer)?.volunteer}
                messages={messages}
                action={`${here}/${match.id}/bericht`}
                sends={running ? sends : { mail: false, sms: false }}
                now={asker.now}
              />
              {(open || (running && match.state === 'accepted')) && (
                <Row>
                  {open && match.state === 'asked' && (
                    <PostButton action={`${here}/${match.id}/kent-niemand`}>Kent daar niemand</PostButton>
                  )}
                  {open && match.state === 'shown' && (
                    <PostButton action={`${here}/${match.id}/ja`}>Zegt ja</PostButton>
                  )}
                  {open && <PostButton action={`${here}/${match.id}/geeft-door`}>Geeft door</PostButton>}
                  {open && (
                    <PostButton kind="quiet" action={`${here}/${match.id}/intrekken`}>
                      Vraag intrekken
                    </PostButton>
                  )}
                  {match.state === 'accepted' && (
                    <ButtonLink kind="quiet" to={`${here}/${match.id}/uitgevallen`}>
                      {wasPaired(line, file.case) ? 'Valt uit' : 'Kan toch niet'}
                    </ButtonLink>
                  )}
                </Row>
              )}
            </ListItem>
          )
        })}
      </List>
    </Card>
  )
}

/** The best first, with what speaks for each. */
function Proposals({ proposals, places, declared, line, file, version }: Pairing & { version: number }) {
  if (proposals.length === 0)
    return (
      <Notice kind="warn" title={`Er zijn nu niet genoeg ${declared.helper.many} om te vragen`}>
        Kijk hieronder waarom iemand niet kan, of <a href="/vrijwilligers">bekijk de vrijwilligers</a>.
      </Notice>
    )
  return (
    <Card title={places === 1 ? 'Voorstel' : 'Voorgestelde koppels'} bare>
      <List>
        {proposals.map(({ helpers, reasons }) => (
          <ListItem
            key={helpers.map(({ volunteer }) => volunteer.id).join()}
            title={list(helpers.map(({ volunteer }) => volunteer.name))}
            about={reasons.length > 0 ? capital(reasons.join(', ')) : undefined}
            side={
              <PostButton
                action={`${line.path}/${file.case.id}/koppel`}
                version={version}
                hidden={{ helpers: helpers.map(({ volunteer }) => volunteer.id).join(';') }}
              >
                {places === 1 ? 'Vragen' : 'Samen vragen'}
                <span className="n-hidden">: {list(helpers.map(({ volunteer }) => volunteer.name))}</span>
              </PostButton>
            }
          >
            <Stack tight>
              {helpers.map((one) => (
                <Soft key={one.volunteer.id} small>
                  {helpers.length > 1 && <strong>{one.volunteer.name.split(' ')[0]}: </strong>}
                  {one.reasons.join(' · ')}
                  {one.minds.map((mind) => (
                    <span key={mind}>
                      {' '}
                      <Chip tone={mind === nearInWords.street ? 'late' : 'warn'}>{mind}</Chip>
                    </span>
                  ))}
                </Soft>
              ))}
            </Stack>
          </ListItem>
        ))}
      </List>
    </Card>
  )
}

/** What is shown to choose from: who can be asked, with the least to know and what to mind behind the name. */
function choosable(form: FilledForm, candidates: readonly Candidate[], called: Noun) {
  const able = candidates.filter((one) => one.why === undefined)
  const options = Object.fromEntries(
    able.map(({ volunteer, oldHand, minds }) => [
      volunteer.id,
      `${volunteer.name}: ${[oldHand ? 'ervaren' : 'nieuw', volunteer.running === 0 ? `geen ${called.one}` : counted(volunteer.running, called), ...minds].join(', ')}`,
    ]),
  )
  return {
    ...form.fields,
    helpers: { ...form.fields.helpers, ...several('Wie vraag je?', options, { private: true }) },
  }
}

type AtMatch = Context<'/zaken/:caseId/koppel/:matchId'>

/** The match of this address. @throws NotFound when it is of another case, or not the asker's to change */
async function openMatch(ctx: Pick<AtMatch, 'store' | 'asker' | 'params'>) {
  const opened = await openCase(ctx, 'change', 'match')
  const match = (await ctx.store.matches.ofCase(opened.file.case.id)).find(({ id }) => id === ctx.params.matchId)
  if (!match) throw new NotFound()
  return { ...opened, match, here: `${opened.line.path}/${opened.file.case.id}/koppel` }
}

export const knowsNobody = post({
  path: '/zaken/:caseId/koppel/:matchId/kent-niemand',
  may: 'change match',
  async save(ctx) {
    const { match, line, here } = await openMatch(ctx)
    await ctx.store.matches.look(match.id, line)
    return { to: here, say: `${match.name} kent daar niemand. Je mag nu vertellen om wie het gaat.` }
  },
})

export const saysYes = post({
  path: '/zaken/:caseId/koppel/:matchId/ja',
  may: 'change match',
  async save(ctx) {
    const { match, line, here, file } = await openMatch(ctx)
    await ctx.store.matches.accept(match.id, line)
    const complete = accepted(await ctx.store.matches.ofCase(file.case.id)).length === line.match?.helpers
    return {
      to: complete ? `${line.path}/${file.case.id}` : here,
      say: complete
        ? `${match.name} zei ja. ${capital(thisOne(line.case.called))} kan verder.`
        : `${match.name} zei ja. We wachten nog op de ander.`,
    }
  },
})

export const passesOn = post({
  path: '/zaken/:caseId/koppel/:matchId/geeft-door',
  may: 'change match',
  async save(ctx) {
    const { match, line, here } = await openMatch(ctx)
    await ctx.store.matches.pass(match.id, line)
    return { to: here, say: `${match.name} geeft de vraag door. Waarom hoef je niet te weten; vraag een ander.` }
  },
})

export const takenBack = post({
  path: '/zaken/:caseId/koppel/:matchId/intrekken',
  may: 'change match',
  async save(ctx) {
    const { match, line, here } = await openMatch(ctx)
    await ctx.store.matches.withdraw(match.id, line)
    return { to: here, say: `De vraag aan ${match.name} is ingetrokken.` }
  },
})

/** Tells a helper that something waits, behind signing in. */
export const told = post({
  path: '/zaken/:caseId/koppel/:matchId/bericht',
  may: 'change match',
  async save(ctx, form) {
    const { match, line, here } = await openMatch(ctx)
    const helper = (await ctx.store.volunteers.ofLine(line.key)).find(({ id }) => id === match.volunteer)
    const way = wayIn(form, reachOfHelper(ctx.sends, helper))
    if (helper) await tellHelper(ctx, line, match, helper, way)
    return { to: here, say: `Er gaat een ${way.way === 'mail' ? 'mail' : 'sms'} naar ${match.name}.` }
  },
})

/** Somebody falls out: the case goes on, and seeks another. */
export const fallsOut = page({
  path: '/zaken/:caseId/koppel/:matchId/uitgevallen',
  may: 'change match',
  load: openMatch,
  form: () => ({
    reason: choice('Waarom?', fallOutReasons, { whenEmpty: 'Kies waarom. Een verhaal hoef je niet op te schrijven.' }),
  }),
  version: ({ match }) => match.version,
  async save({ store }, { match, line, here }, { reason }) {
    await store.matches.fallOut(match.id, line, reason as FallOutReason)
    return {
      to: here,
      say: `${match.name} doet niet meer mee. ${capital(withArticle(line.case.called))} loopt door; vraag een ander.`,
    }
  },
  view: (loaded, form) => (
    <Page
      title={`${loaded.match.name} valt uit`}
      trail={[...trailTo(loaded), { to: loaded.here, label: 'Koppel' }]}
      about={`${capital(withArticle(loaded.line.case.called))} loopt door. Wie gevraagd is en ja zei, blijft.`}
    >
      <Form {...form} button="Vastleggen" cancelTo={loaded.here} />
    </Page>
  ),
})

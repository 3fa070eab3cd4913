import { roleMay } from '#access'
import {
  askers,
  copied,
  dueOn,
  handings,
  identifications,
  isOpen,
  type KeptCopy,
  mayGo,
  type RightsRequest,
  rightsDecisions,
} from '#kernel/rights'
import { dayOf, inWords } from '#platform/days'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Chip, Empty, Explain, List, ListItem, Notice, Page, PostButton, Row } from '#ui'
import { page, post } from '#web/app'
import { base, called, openRequest, stateOf, trailTo } from './shared.ts'

/** One request: what was asked, how it stands with the time, and what was made for it. */
export const show = page({
  path: `${base}/:requestId` as '/verzoeken/:requestId',
  may: 'read rights-request',
  async load(ctx) {
    const opened = await openRequest(ctx)
    return { ...opened, copies: await ctx.store.rights.copiesOf(opened.request.id) }
  },
  view: ({ request, name, copies }, _form, { asker }) => {
    const handles = roleMay(asker, 'change', 'rights-request')
    const here = `${base}/${request.id}`
    const state = stateOf(request, asker.today)
    const undecided = request.decidedOn === null
    return (
      <Page
        title={called(request.kind)}
        trail={trailTo(request).slice(0, 1)}
        about={
          <>
            {name}, {lineOf(request.line).name}. <Chip tone={state.tone}>{state.text}</Chip>
          </>
        }
        actions={handles && isOpen(request) && <Deeds request={request} ready={copies.some(mayGo)} />}
      >
        <Card title="Het verzoek">
          <Explain rows={rowsOf(request)} />
          {handles && (
            <Row>
              <ButtonLink kind="quiet" to={`/mensen/${request.person}`}>
                Naar dit mens
              </ButtonLink>
              {undecided && request.extendedOn === null && (
                <ButtonLink kind="quiet" to={`${here}/verlengen`}>
                  Verlengen
                </ButtonLink>
              )}
              {undecided && (
                <PostButton kind="quiet" action={`${here}/weg`}>
                  Was een vergissing
                </PostButton>
              )}
            </Row>
          )}
        </Card>
        {handles && copied.includes(request.kind) && <Copies request={request} copies={copies} />}
      </Page>
    )
  },
})

function rowsOf(one: RightsRequest) {
  const optional = (term: string, text: string | null | undefined | false) => (text ? [{ term, text }] : [])
  return [
    { term: 'Gevraagd op', text: inWords(one.receivedOn) },
    {
      term: 'Wie vroeg het',
      text: [askers[one.askedBy as keyof typeof askers], one.askerName].filter(Boolean).join(': '),
    },
    ...optional('Papier gezien', one.seenOn && inWords(one.seenOn)),
    ...optional('Zelf overzien', one.unable && 'Diegene kan het niet zelf overzien'),
    {
      term: 'Hoe we dat weten',
      text: identifications[one.identifiedBy as keyof typeof identifications] ?? one.identifiedBy,
    },
    ...optional('Waar het om gaat', one.about),
    { term: 'Uiterlijk', text: inWords(dueOn(one)) },
    ...optional('Verlengd', one.extendedOn && `op ${inWords(one.extendedOn)} verteld, omdat: ${one.extendedBecause}`),
    ...optional(
      'Beslist',
      one.decidedOn && `${rightsDecisions[one.decision as keyof typeof rightsDecisions]}, op ${inWords(one.decidedOn)}`,
    ),
    ...optional('Reden', one.decisionReason),
    ...optional(
      'Gegeven',
      one.deliveredOn &&
        `op ${inWords(one.deliveredOn)}: ${(handings[one.deliveredHow as keyof typeof handings] ?? '').toLowerCase()}`,
    ),
  ]
}

/** The next deed as the main button. */
function Deeds({ request, ready }: { request: RightsRequest; ready: boolean }) {
  const here = `${base}/${request.id}`
  const makes = copied.includes(request.kind) && !ready
  return (
    <>
      {makes && (
        <ButtonLink kind="main" to={`${here}/kopie`}>
          Kopie samenstellen
        </ButtonLink>
      )}
      {request.decidedOn === null ? (
        <ButtonLink kind={makes ? 'quiet' : 'main'} to={`${here}/beslissen`}>
          Beslissen
        </ButtonLink>
      ) : (
        <ButtonLink kind={makes ? 'quiet' : 'main'} to={`${here}/geven`}>
          Is gegeven
        </ButtonLink>
      )}
    </>
  )
}

function Copies({ request, copies }: { request: RightsRequest; copies: readonly KeptCopy[] }) {
  const here = `${base}/${request.id}`
  return (
    <Card
      title="De kopie"
      bare
      side={request.deliveredOn === null && copies.length > 0 && <a href={`${here}/kopie`}>opnieuw samenstellen</a>}
    >
      <List
        label="Kopieën"
        empty={<Empty title="Nog niet gemaakt">Stel haar samen: je ziet eerst alles wat erin komt.</Empty>}
      >
        {copies.map((one) => (
          <ListItem
            key={one.id}
            title={`Gemaakt op ${inWords(dayOf(one.addedAt))}`}
            about={`kenmerk ${one.pdfDigest.toString('hex').slice(0, 12)}`}
            side={
              mayGo(one) ? (
                <>
                  <a href={`${here}/kopie/${one.id}/pdf`}>pdf</a>
                  <a href={`${here}/kopie/${one.id}/json`}>json</a>
                </>
              ) : (
                <Chip tone="warn">wacht op een tweede paar ogen</Chip>
              )
            }
          >
            {!mayGo(one) && (
              <Notice>
                Een andere coördinator of de directeur ziet je uitleg bij Verzoeken en zegt akkoord. Daarna kun je haar
                openen.
              </Notice>
            )}
          </ListItem>
        ))}
      </List>
    </Card>
  )
}

export const takeAway = post({
  path: `${base}/:requestId/weg` as '/verzoeken/:requestId/weg',
  may: 'change rights-request',
  async save({ store, params }) {
    await store.rights.remove(params.requestId)
    return { to: base, say: 'Het verzoek is weggehaald.', undo: { to: `${base}/${params.requestId}/terug` } }
  },
})

export const putBack = post({
  path: `${base}/:requestId/terug` as '/verzoeken/:requestId/terug',
  may: 'change rights-request',
  async save({ store, params }) {
    await store.rights.restore(params.requestId)
    return { to: `${base}/${params.requestId}`, say: 'Het staat er weer.' }
  },
})

import { copied, handings, mayGo, rightsDecisions } from '#kernel/rights'
import { Invalid } from '#platform/errors'
import { choice, day, long } from '#platform/fields'
import { Card, Form, Notice, Page } from '#ui'
import { page } from '#web/app'
import { base, openToHandle, trailTo } from './shared.ts'

/** Takes two months more, after it was told to who asked. */
export const extend = page({
  path: `${base}/:requestId/verlengen` as '/verzoeken/:requestId/verlengen',
  may: 'change rights-request',
  load: openToHandle,
  form: (_loaded, { asker }) => ({
    on: day('Wanneer heb je het verteld?', { latest: asker.today }),
    because: long('Waarom duurt het langer?', {
      maxLength: 500,
      private: true,
      whenEmpty: 'Schrijf op waarom. Dat vertel je ook aan wie het vroeg.',
    }),
  }),
  values: (_loaded, { asker }) => ({ on: asker.today }),
  version: ({ request }) => request.version,
  async save({ store, params }, _loaded, { version, ...said }) {
    await store.rights.extend(params.requestId, { seen: version }, said)
    return { to: `${base}/${params.requestId}`, say: 'Verlengd met twee maanden.' }
  },
  view: ({ request }, form) => (
    <Page
      title="Twee maanden verlengen"
      trail={trailTo(request)}
      about="Het mag één keer, en alleen als je het binnen een maand vertelt."
    >
      <Card>
        <Form {...form} button="Verlengen" cancelTo={`${base}/${request.id}`} />
      </Card>
    </Page>
  ),
})

/** Decides: all of it, a part, or no, with the reason that who asked gets to read. */
export const decide = page({
  path: `${base}/:requestId/beslissen` as '/verzoeken/:requestId/beslissen',
  may: 'change rights-request',
  load: openToHandle,
  form: (_loaded, { asker }) => ({
    decision: choice('Geef je wat er gevraagd wordt?', rightsDecisions, { whenEmpty: 'Kies wat je beslist.' }),
    on: day('Op welke dag?', { latest: asker.today }),
    reason: long('Waarom?', { optional: true, maxLength: 1000, private: true, hint: 'Nodig als je niet alles geeft.' }),
  }),
  values: ({ request }, { asker }) => ({
    on: request.decidedOn ?? asker.today,
    decision: request.decision as keyof typeof rightsDecisions | null,
    reason: request.decisionReason,
  }),
  version: ({ request }) => request.version,
  async save({ store, params }, _loaded, { version, ...said }) {
    await store.rights.decide(params.requestId, { seen: version }, said)
    return { to: `${base}/${params.requestId}`, say: 'De beslissing is bewaard. Vertel haar aan wie het vroeg.' }
  },
  view: ({ request }, form) => (
    <Page title="Beslissen" trail={trailTo(request)}>
      <Card>
        <Form {...form} button="Beslissen" cancelTo={`${base}/${request.id}`}>
          <Notice>
            Vertel er ook bij dat diegene mag klagen bij de Autoriteit Persoonsgegevens, of binnen zes weken naar de
            rechter kan.
          </Notice>
        </Form>
      </Card>
    </Page>
  ),
})

/** It was handed over: the paper becomes a document of the person, as it was given. */
export const handOver = page({
  path: `${base}/:requestId/geven` as '/verzoeken/:requestId/geven',
  may: 'change rights-request',
  async load(ctx) {
    const opened = await openToHandle(ctx)
    const ready = copied.includes(opened.request.kind)
      ? (await ctx.store.rights.copiesOf(opened.request.id)).find(mayGo)
      : undefined
    return { ...opened, ready }
  },
  form: (_loaded, { asker }) => ({
    on: day('Op welke dag?', { latest: asker.today }),
    how: choice('Hoe?', handings, { whenEmpty: 'Kies hoe je het gegeven hebt.' }),
  }),
  values: (_loaded, { asker }) => ({ on: asker.today }),
  version: ({ request }) => request.version,
  async save({ store, params }, { request, ready }, { version, ...said }) {
    if (copied.includes(request.kind) && !ready && said.how !== 'read-here')
      throw new Invalid({ how: 'Er is nog geen kopie die gegeven mag worden. Stel haar eerst samen.' })
    await store.rights.handOver(params.requestId, { seen: version }, said)
    if (ready) {
      const { kept, pdf } = await store.rights.copy(ready.id)
      const person = await store.people.nowUnder(request.person)
      if (pdf && kept.document === null) {
        const document = await store.documents.keep({
          ...{
            person,
            line: request.line,
            kind: 'other',
            happenedOn: said.on,
            name: 'Kopie van het dossier, zoals gegeven',
          },
          ...{ type: 'application/pdf', content: pdf, texts: [] },
        })
        await store.rights.becameDocument(ready.id, document.id)
      }
      await store.log.exported([person], 'kopie van een dossier')
    }
    return { to: `${base}/${params.requestId}`, say: 'Vastgelegd dat het gegeven is.' }
  },
  view: ({ request }, form) => (
    <Page title="Is gegeven" trail={trailTo(request)} about="De kopie staat daarna bij de documenten van dit mens.">
      <Card>
        <Form {...form} button="Bewaren" cancelTo={`${base}/${request.id}`} />
      </Card>
    </Page>
  ),
})

import { outcomesFor } from '#kernel/case'
import { otherSidesOf } from '#kernel/service-line'
import { choice, day } from '#platform/fields'
import { the, withArticle } from '#platform/words'
import { Confirm, Form, Page, Soft } from '#ui'
import { page } from '#web/app'
import { ConsentLines } from './consents.tsx'
import { mayDo, openCase, trailTo } from './open.ts'

/** Ends a case with exactly one outcome, so that a year always adds up. */
export const close = page({
  path: '/zaken/:caseId/afsluiten',
  may: 'change case',
  async load(ctx) {
    return { ...(await openCase(ctx)), consents: await ctx.store.consents.ofCase(ctx.params.caseId) }
  },
  form: ({ file, line }, { asker }) => ({
    outcome: choice(`Hoe is ${withArticle(line.case.called)} afgelopen?`, outcomesFor(file.case, line.case), {
      whenEmpty: `Kies hoe ${withArticle(line.case.called)} is afgelopen.`,
    }),
    on: day('Op welke dag?', { latest: asker.today }),
  }),
  values: (_loaded, { asker }) => ({ on: asker.today }),
  version: ({ file }) => file.case.version,
  async save({ store, params }, { line }, { version, ...closing }) {
    await store.cases.close(params.caseId, { seen: version }, line, closing)
    const here = `${line.path}/${params.caseId}`
    return { to: here, say: `${the(line.case.called)} is afgesloten.`, undo: { to: `${here}/intrekken` } }
  },
  view: (loaded, form, { asker }) => {
    const { line, file, consents } = loaded
    const here = `${line.path}/${file.case.id}`
    return (
      <Page
        title={`${the(line.case.called)} afsluiten`}
        trail={trailTo(loaded)}
        about={
          otherSidesOf(line).length > 0
            ? `Er is één uitkomst voor ${line.case.called.article} hele ${line.case.called.one}: wat is afgesproken hoort bij alle kanten.`
            : `Er is één uitkomst voor ${line.case.called.article} hele ${line.case.called.one}.`
        }
      >
        <Form {...form} button={`${the(line.case.called)} afsluiten`} cancelTo={here}>
          <Soft>
            Ging er ook iemand naar een ander? <a href={`${here}/verwijzen`}>Leg de verwijzing vast</a>; die staat naast
            de uitkomst.
          </Soft>
          {file.case.referrer !== null && (
            <ConsentLines
              line={line}
              caseId={file.case.id}
              consents={consents}
              today={asker.today}
              works={mayDo(asker, 'change', 'consent', file.case)}
              only="about the partner"
              referred
            />
          )}
        </Form>
      </Page>
    )
  },
})

/** Takes a closing back: the case runs on from where it stood. */
export const withdraw = page({
  path: '/zaken/:caseId/intrekken',
  may: 'change case',
  load: (ctx) => openCase(ctx),
  async save({ store, params }, { line }) {
    await store.cases.reopen(params.caseId)
    await store.departures.settleCase(params.caseId)
    return {
      to: `${line.path}/${params.caseId}`,
      say: `De afsluiting is ingetrokken. ${the(line.case.called)} loopt weer.`,
    }
  },
  view: (loaded) => (
    <Page title="Afsluiting intrekken" trail={trailTo(loaded)}>
      <Confirm button="Afsluiting intrekken" danger={false} cancelTo={`${loaded.line.path}/${loaded.file.case.id}`}>
        <p>
          De uitkomst en de einddatum gaan weg. {the(loaded.line.case.called)} loopt dan verder vanaf de stap waar die
          was.
        </p>
      </Confirm>
    </Page>
  ),
})

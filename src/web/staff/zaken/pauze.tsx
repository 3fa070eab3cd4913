import { type PauseReason, pauseReasons } from '#kernel/case'
import { inWords } from '#platform/days'
import { choice, day } from '#platform/fields'
import { the, withArticle } from '#platform/words'
import { Form, Page } from '#ui'
import { page, post } from '#web/app'
import { dayInWords } from './in-words.ts'
import { openCase, trailTo } from './open.ts'

/** Lets a case stand still for a while: somebody is away, or wants time to think. */
export const pause = page({
  path: '/zaken/:caseId/pauze',
  may: 'change case',
  load: (ctx) => openCase(ctx),
  form: ({ line }) => ({
    reason: choice('Waarom even niet?', pauseReasons, {
      whenEmpty: `Kies waarom ${withArticle(line.case.called)} even stilstaat.`,
    }),
    until: day('Vanaf welke dag gaan we weer verder?', { hint: 'Bijvoorbeeld 1-4-2025.' }),
  }),
  version: ({ file }) => file.case.version,
  async save({ store, params, asker }, { line }, { reason, until, version }) {
    await store.cases.pause(params.caseId, { seen: version }, line, { reason: reason as PauseReason, until })
    return {
      to: `${line.path}/${params.caseId}`,
      say: `${the(line.case.called)} staat stil tot ${dayInWords(until, asker.today)}.`,
      undo: { to: `${line.path}/${params.caseId}/verder`, label: 'Ongedaan maken' },
    }
  },
  view: (loaded, form) => (
    <Page
      title="Even stilzetten"
      trail={trailTo(loaded)}
      about="De termijnen staan stil tot die dag. Wat gepland is, blijft staan."
    >
      <Form {...form} button="Stilzetten" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
    </Page>
  ),
})

/** Lets it go on before that day. */
export const resume = post({
  path: '/zaken/:caseId/verder',
  may: 'change case',
  async save(ctx) {
    const { line } = await openCase(ctx)
    await ctx.store.cases.resume(ctx.params.caseId, line)
    return {
      to: `${line.path}/${ctx.params.caseId}`,
      say: `${the(line.case.called)} loopt weer vanaf vandaag, ${inWords(ctx.asker.today)}.`,
    }
  },
})

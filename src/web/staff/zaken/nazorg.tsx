import { aftercareOf } from '#kernel/case'
import { inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { choice, day } from '#platform/fields'
import { Card, Form, Page, PostButton } from '#ui'
import { page, post } from '#web/app'
import { openCase, trailTo } from './open.ts'

/** Some time after the closing: does it still hold? One side at a time, once; who was not reached can still be. */
export const ask = page({
  path: '/zaken/:caseId/nazorg/:side',
  may: 'change case',
  async load(ctx) {
    const opened = await openCase(ctx)
    const { sides, aftercare } = opened.line.case
    const side = Object.hasOwn(sides, ctx.params.side) ? sides[ctx.params.side] : undefined
    const when = aftercareOf(opened.line, opened.file.case, ctx.asker.settings)
    if (!side || !aftercare || !when) throw new NotFound()
    const said = (await ctx.store.aftercare.ofCases([opened.file.case.id])).find((one) => one.side === ctx.params.side)
    return { ...opened, side, aftercare, when, said }
  },
  form: ({ aftercare, file }, { asker }) => ({
    answer: choice(
      aftercare.asks,
      { ...aftercare.answers },
      { whenEmpty: 'Kies wat diegene zei, of dat je niemand bereikte.' },
    ),
    onDay: day('Op welke dag?', { latest: asker.today, earliest: file.case.closedOn ?? asker.today }),
  }),
  values: ({ said }, { asker }) => ({ answer: said?.answer, onDay: said?.onDay ?? asker.today }),
  version: ({ said }) => said?.version ?? 1,
  async save({ store, asker, params }, { line, aftercare, when }, { version, answer, onDay }) {
    if (asker.today < when.from)
      throw new Invalid({ '': `Vraag dit vanaf ${inWords(when.from)}. Eerder zegt het nog niet genoeg.` })
    const reached = answer !== aftercare.unreached
    await store.aftercare.answer(params.caseId, params.side, { seen: version }, { onDay, answer, reached })
    return {
      to: `${line.path}/${params.caseId}`,
      say: reached
        ? 'Vastgelegd wat diegene zei.'
        : 'Vastgelegd dat je niemand bereikte. Dit wordt niet nog eens gevraagd.',
    }
  },
  view: (loaded, form, { asker }) => (
    <Page
      title={`${loaded.aftercare.asks} Vraag het ${loaded.side.inText}`}
      trail={trailTo(loaded)}
      actions={
        loaded.said && (
          <PostButton kind="quiet" action={`${loaded.line.path}/${loaded.file.case.id}/nazorg/${loaded.said.side}/weg`}>
            Haal het antwoord weg
          </PostButton>
        )
      }
      about={
        asker.today < loaded.when.from
          ? `Dit vraag je vanaf ${inWords(loaded.when.from)}.`
          : 'Bel even, of ga langs. Elke kant vraag je het één keer; een verhaal hoef je niet op te schrijven.'
      }
    >
      <Card>
        <Form {...form} button="Bewaren" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
      </Card>
    </Page>
  ),
})

/** It was written down by mistake: as if nobody asked. */
export const forget = post({
  path: '/zaken/:caseId/nazorg/:side/weg',
  may: 'change case',
  async save(ctx) {
    const { line, file } = await openCase(ctx)
    const said = (await ctx.store.aftercare.ofCases([file.case.id])).find((one) => one.side === ctx.params.side)
    if (!said) throw new NotFound()
    await ctx.store.aftercare.forget(said.id)
    return { to: `${line.path}/${file.case.id}`, say: 'Het antwoord is weggehaald.' }
  },
})

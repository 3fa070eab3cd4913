import type { Store } from '#access'
import { aftercareOf, type CaseFile } from '#kernel/case'
import { mayReach, type Wishes, wishesInWords } from '#kernel/person'
import { type Day, inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { choice, day } from '#platform/fields'
import { Card, Form, Notice, Page, PostButton } from '#ui'
import { page, post } from '#web/app'
import { AnnounceCard, announcing } from './nazorg-aankondigen.tsx'
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
    const wishes = await wishesOf(ctx.store, opened.file, ctx.params.side)
    const announced = await announcing(ctx, opened.file, ctx.params.side)
    return { ...opened, side, aftercare, when, said, announced, ...reachOf(wishes, ctx.asker.today) }
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
  async save({ store, asker, params }, { line, aftercare, when, gone }, { version, answer, onDay }) {
    if (gone) throw new Invalid({ '': `${gone} Deze vraag stel je niet meer.` })
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
  view: (loaded, form, { asker, sends, params }) => (
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
      {loaded.gone ? (
        <Notice>{loaded.gone} Deze vraag stel je niet meer.</Notice>
      ) : (
        <>
          {loaded.notByPhone && <Notice kind="warn">{loaded.notByPhone} Ga langs, of vraag het niet.</Notice>}
          {loaded.wished.length > 0 && <Notice title="Zo bereik je diegene">{loaded.wished.join('. ')}.</Notice>}
          <Card>
            <Form {...form} button="Bewaren" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
          </Card>
          {!loaded.said && (
            <AnnounceCard
              {...loaded.announced}
              here={`${loaded.line.path}/${loaded.file.case.id}/nazorg/${params.side}`}
              sends={sends}
            />
          )}
        </>
      )}
    </Page>
  ),
})

/** What those on a side wish, as far as they are known here. */
async function wishesOf(store: Store, { sides }: CaseFile, side: string): Promise<Wishes[]> {
  const people = sides.flatMap((one) => (one.side === side && one.person ? [one.person] : []))
  return [...(await store.people.wishes(people)).values()]
}

/** Why this side is not asked any more, or not by telephone; and what they wish. */
function reachOf(wishes: readonly Wishes[], today: Day) {
  const said = wishes.map((one) => ({ by: mayReach(one, 'phone', today), wished: wishesInWords(one), left: one.left }))
  const gone = said.length > 0 && said.every(({ left }) => left !== null && left.onDay <= today)
  const [first] = said
  const not = said.every(({ by }) => !by.may) && first && !first.by.may ? first.by.because : undefined
  return {
    gone: gone ? (not ?? 'Diegene is verhuisd, weg uit ons gebied.') : undefined,
    notByPhone: not,
    wished: said.flatMap(({ wished }) => wished),
  }
}

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

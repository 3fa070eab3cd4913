import type { Account } from '#access'
import { mustBeComplete } from '#kernel/match'
import { stepKinds } from '#kernel/next-step'
import { NotFound } from '#platform/errors'
import { choice, day, text, time } from '#platform/fields'
import { ButtonLink, Form, Page, PostButton, Row } from '#ui'
import { page, post } from '#web/app'
import type { OpenCase } from './open.ts'
import { keysOf, openCase, trailTo } from './open.ts'

/** What is asked of a step: what, when, where, with whom and who does it. */
function fieldsOf({ line, colleagues }: OpenCase & { colleagues: readonly Account[] }) {
  return {
    kind: choice('Wat ga je doen?', stepKinds, { whenEmpty: 'Kies wat je gaat doen.' }),
    onDay: day('Op welke dag?'),
    atTime: time('Hoe laat?', { optional: true }),
    place: text('Waar?', { optional: true, maxLength: 120, hint: 'Bijvoorbeeld: dorpshuis.' }),
    side: choice(
      'Met wie?',
      Object.fromEntries(Object.entries(line.case.sides).map(([key, side]) => [key, side.called])),
      { optional: true },
    ),
    owner: choice('Wie doet het?', Object.fromEntries(colleagues.map((one) => [one.id, one.name]))),
    about: text('Wat moet je weten?', { optional: true, maxLength: 200, private: true }),
  }
}

const layout = ['kind', ['onDay', 'atTime'], 'place', 'side', 'owner', 'about']

/** Plans a call, a visit or a talk. */
export const plan = page({
  path: '/zaken/:caseId/stap',
  may: 'add next-step',
  async load(ctx) {
    const opened = await openCase(ctx, 'add', 'next-step')
    return { ...opened, colleagues: await ctx.store.accounts.workingOn(opened.line.key) }
  },
  form: fieldsOf,
  values: (_loaded, { asker }) => ({ onDay: asker.today, owner: asker.account ?? undefined }),
  async save({ store, params }, { line, file }, { version: _, ...step }) {
    mustBeComplete(line, file.case, step.kind)
    await store.nextSteps.add({
      ...step,
      caseId: params.caseId,
      person: null,
      line: line.key,
      waitsFor: 'us',
      doneAt: null,
    })
    return { to: `${line.path}/${params.caseId}`, say: 'De stap is gepland.' }
  },
  view: (loaded, form) => (
    <Page title="Stap plannen" trail={trailTo(loaded)}>
      <Form {...form} layout={layout} button="Plannen" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
    </Page>
  ),
})

/** Another day, place or person for a step. */
export const change = page({
  path: '/zaken/:caseId/stap/:stepId',
  may: 'change next-step',
  async load(ctx) {
    const opened = await openCase(ctx, 'change', 'next-step')
    const step = await ctx.store.nextSteps.get(ctx.params.stepId)
    if (!keysOf(opened.file).includes(step.caseId ?? '')) throw new NotFound()
    return { ...opened, step, colleagues: await ctx.store.accounts.workingOn(opened.line.key) }
  },
  form: fieldsOf,
  values: ({ step }) => ({
    kind: step.kind as keyof typeof stepKinds,
    onDay: step.onDay,
    atTime: step.atTime?.slice(0, 5),
    place: step.place,
    side: step.side,
    owner: step.owner ?? undefined,
    about: step.about,
  }),
  version: ({ step }) => step.version,
  async save({ store, params }, { line, file }, { version, ...step }) {
    mustBeComplete(line, file.case, step.kind)
    await store.nextSteps.change(params.stepId, { seen: version }, (was) => ({ ...was, ...step }))
    return { to: `${line.path}/${params.caseId}`, say: 'De stap is gewijzigd.' }
  },
  view: (loaded, form) => {
    const here = `${loaded.line.path}/${loaded.file.case.id}`
    return (
      <Page
        title="Stap wijzigen"
        trail={trailTo(loaded)}
        actions={
          <Row>
            <PostButton kind="quiet" action={`${here}/stap/${loaded.step.id}/weg`}>
              Gaat niet door
            </PostButton>
            <ButtonLink to={`${here}/vastleggen`}>Gesprek vastleggen</ButtonLink>
          </Row>
        }
      >
        <Form {...form} layout={layout} button="Bewaren" cancelTo={here} />
      </Page>
    )
  },
})

const at = (params: { caseId: string; stepId: string }, deed: string) =>
  `/zaken/${params.caseId}/stap/${params.stepId}/${deed}`

/** Where to go back to: the page on which the button was pressed, when that is the start page. */
const backTo = (params: { caseId: string }, form: URLSearchParams) =>
  form.get('terug') === 'vandaag' ? '/' : `/zaken/${params.caseId}`

export const done = post({
  path: '/zaken/:caseId/stap/:stepId/gedaan',
  may: 'change next-step',
  async save({ store, params }, form) {
    await store.nextSteps.done(params.stepId)
    return {
      to: backTo(params, form),
      say: 'Gedaan.',
      undo: { to: at(params, 'niet-gedaan'), hidden: { terug: form.get('terug') ?? '' } },
    }
  },
})

export const undone = post({
  path: '/zaken/:caseId/stap/:stepId/niet-gedaan',
  may: 'change next-step',
  async save({ store, params }, form) {
    await store.nextSteps.undone(params.stepId)
    return { to: backTo(params, form), say: 'De stap staat weer open.' }
  },
})

export const cancel = post({
  path: '/zaken/:caseId/stap/:stepId/weg',
  may: 'remove next-step',
  async save({ store, params }) {
    await store.nextSteps.remove(params.stepId)
    return {
      to: `/zaken/${params.caseId}`,
      say: 'De stap gaat niet door en staat niet meer gepland.',
      undo: { to: at(params, 'terug') },
    }
  },
})

export const putBack = post({
  path: '/zaken/:caseId/stap/:stepId/terug',
  may: 'remove next-step',
  async save({ store, params }) {
    await store.nextSteps.restore(params.stepId)
    return { to: `/zaken/${params.caseId}`, say: 'De stap staat weer gepland.' }
  },
})

import type { Account } from '#access'
import { mustBeComplete } from '#kernel/match'
import { stepKinds } from '#kernel/next-step'
import type { ServiceLine } from '#kernel/service-line'
import { NotFound } from '#platform/errors'
import { choice, day, text, time } from '#platform/fields'
import { capital } from '#platform/words'
import { ButtonLink, Form, Page, PostButton, Row } from '#ui'
import { type Context, page } from '#web/app'
import type { OpenCase } from './open.ts'
import { keysOf, openCase, trailTo } from './open.ts'

/** What is asked of a step: what, when, where, with whom and who does it. */
function fieldsOf({ line, colleagues, helpers }: OpenCase & { colleagues: readonly Account[]; helpers: Helpers }) {
  return {
    kind: choice('Wat ga je doen?', stepKinds, { whenEmpty: 'Kies wat je gaat doen.' }),
    onDay: day('Op welke dag?'),
    atTime: time('Hoe laat?', { optional: true }),
    place: text('Waar?', { optional: true, maxLength: 120, hint: 'Bijvoorbeeld: dorpshuis.' }),
    side: choice('Met wie?', withWhom({ line, helpers }), { optional: true }),
    waitsFor: choice('Wie is aan zet?', whoseTurn(line)),
    owner: choice('Wie doet het?', Object.fromEntries(colleagues.map((one) => [one.id, one.name]))),
    about: text('Wat moet je weten?', { optional: true, maxLength: 200, private: true }),
  }
}

const layout = ['kind', ['onDay', 'atTime'], 'place', 'side', ['waitsFor', 'owner'], 'about']

/** Who help with the case now: a step can be with one of them. */
type Helpers = readonly { id: string; name: string }[]

async function helpersOf({ store }: Pick<Context, 'store'>, { line, file }: OpenCase): Promise<Helpers> {
  if (!line.match) return []
  const matches = await store.matches.ofCase(file.case.id)
  return matches.filter(({ state }) => state === 'accepted').map(({ id, name }) => ({ id, name }))
}

const withWhom = ({ line, helpers }: { line: ServiceLine; helpers: Helpers }): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(line.case.sides).map(([key, side]) => [key, side.called])),
  ...Object.fromEntries(helpers.map(({ id, name }) => [id, `${name}, ${line.match?.helper.one}`])),
})

/** Who waits for whom: it is our turn, or we wait for a side or for who helps. */
const whoseTurn = (line: ServiceLine): Record<string, string> => ({
  us: 'Wij',
  ...Object.fromEntries(Object.entries(line.case.sides).map(([key, side]) => [key, `${side.called}: wij wachten`])),
  ...(line.match
    ? { helpers: `${capital(line.match.helpers > 1 ? line.match.helper.many : line.match.helper.one)}: wij wachten` }
    : {}),
})

/** With a side, or with one helper: what was chosen under one question stands in two columns. */
function chosen<S extends { side: string | null }>({ side, ...step }: S, helpers: Helpers) {
  const match = helpers.find(({ id }) => id === side)?.id ?? null
  return { ...step, match, side: match ? null : side }
}

/** Plans a call, a visit, a talk, a letter, or a term to keep. */
export const plan = page({
  path: '/zaken/:caseId/stap',
  may: 'add next-step',
  async load(ctx) {
    const opened = await openCase(ctx, 'add', 'next-step')
    const colleagues = await ctx.store.accounts.workingOn(opened.line.key)
    return { ...opened, colleagues, helpers: await helpersOf(ctx, opened) }
  },
  form: fieldsOf,
  values: (_loaded, { asker }) => ({ onDay: asker.today, owner: asker.account ?? undefined, waitsFor: 'us' }),
  async save({ store, params }, { line, file, helpers }, { version: _, ...step }) {
    mustBeComplete(line, file.case, step.kind)
    await store.nextSteps.add({
      ...chosen(step, helpers),
      caseId: params.caseId,
      person: null,
      line: line.key,
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
    const colleagues = await ctx.store.accounts.workingOn(opened.line.key)
    return { ...opened, step, colleagues, helpers: await helpersOf(ctx, opened) }
  },
  form: fieldsOf,
  values: ({ step }) => ({
    kind: step.kind as keyof typeof stepKinds,
    onDay: step.onDay,
    atTime: step.atTime?.slice(0, 5),
    place: step.place,
    side: step.match ?? step.side,
    waitsFor: step.waitsFor,
    owner: step.owner ?? undefined,
    about: step.about,
  }),
  version: ({ step }) => step.version,
  async save({ store, params }, { line, file, helpers }, { version, ...step }) {
    mustBeComplete(line, file.case, step.kind)
    await store.nextSteps.change(params.stepId, { seen: version }, (was) => ({ ...was, ...chosen(step, helpers) }))
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
            <PostButton kind="quiet" action={`/stap/${loaded.step.id}/gaat-niet-door`}>
              Gaat niet door
            </PostButton>
            <ButtonLink to={`${here}/vastleggen?stap=${loaded.step.id}`}>Gesprek vastleggen</ButtonLink>
          </Row>
        }
      >
        <Form {...form} layout={layout} button="Bewaren" cancelTo={here} />
      </Page>
    )
  },
})

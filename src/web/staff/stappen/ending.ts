import { canBeMissed, missedCalled, type NextStep } from '#kernel/next-step'
import { addDays, type Day, isDay } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { lineOf } from '#service-lines'
import { type Context, Detour, page, post } from '#web/app'
import { dayInWords, stepCalled } from '../zaken/in-words.ts'
import { placeOfStep } from './in-words.tsx'

/** Where to go back to: the page on which the button was pressed. */
export function backTo(step: Pick<NextStep, 'caseId' | 'person' | 'line'>, from: string | null): string {
  if (from === 'vandaag') return '/'
  return from === 'stappen' ? '/stappen' : placeOfStep(step)
}

const hiddenOf = (form: URLSearchParams) => ({ terug: form.get('terug') ?? '' })

/** It happened: a note of it, saved at once. Words may be written with that note later. */
export const done = post({
  path: '/stap/:stepId/gedaan',
  may: 'change next-step',
  async save({ store, params }, form) {
    const { line, ...was } = await store.nextSteps.get(params.stepId)
    const step = await store.nextSteps.end(params.stepId, lineOf(line), 'done')
    return {
      to: backTo(step, form.get('terug')),
      say:
        was.ended === 'missed'
          ? 'Er stond al dat er niemand was. Klopt dat niet? Maak het dan ongedaan.'
          : `Vastgelegd: ${stepCalled(step.kind)}. Het staat bij het verloop.`,
      undo: { to: `/stap/${step.id}/niet-gedaan`, hidden: hiddenOf(form) },
    }
  },
})

/** Nobody was there: a note that moves nothing, and the question on which day then. */
export const missed = post({
  path: '/stap/:stepId/niet-verschenen',
  may: 'change next-step',
  async save({ store, params }, form) {
    const was = await store.nextSteps.get(params.stepId)
    if (!canBeMissed(was.kind)) throw new NotFound()
    const step = await store.nextSteps.end(params.stepId, lineOf(was.line), 'missed')
    const from = form.get('terug')
    return {
      to: `/stap/${step.id}/dag${from === 'vandaag' || from === 'stappen' ? `?terug=${from}` : ''}`,
      say:
        step.ended === 'done'
          ? 'Er stond al dat het gedaan is. Klopt dat niet? Maak het dan ongedaan.'
          : `Vastgelegd: ${missedCalled(step.kind).toLowerCase()}.`,
      undo: { to: `/stap/${step.id}/niet-gedaan`, hidden: hiddenOf(form) },
    }
  },
})

/** Takes that back. */
export const notDone = post({
  path: '/stap/:stepId/niet-gedaan',
  may: 'change next-step',
  async save({ store, params }, form) {
    const { line } = await store.nextSteps.get(params.stepId)
    const step = await store.nextSteps.reopen(params.stepId, lineOf(line))
    return { to: backTo(step, form.get('terug')), say: 'De stap staat weer open.' }
  },
})

/** Plans it on another day and says so, with the way back. */
export async function moveTo(
  { store, asker }: Pick<Context, 'store' | 'asker'>,
  id: string,
  onDay: Day,
  atTime: string | null,
  from: string | null,
) {
  const { step, was } = await store.nextSteps.another(id, { onDay, atTime })
  const hidden: Record<string, string> = was
    ? { dag: was.onDay, tijd: was.atTime?.slice(0, 5) ?? '', terug: from ?? '' }
    : { terug: from ?? '' }
  return {
    to: backTo(step, from),
    say: `Staat nu ${dayInWords(step.onDay, asker.today)}.`,
    undo: { to: was ? `/stap/${step.id}/zelfde-dag` : `/stap/${step.id}/gaat-niet-door`, hidden },
  }
}

const later = (name: string, days: number) =>
  post({
    path: `/stap/:stepId/${name}` as '/stap/:stepId/morgen',
    may: 'change next-step',
    async save(ctx, form) {
      const { atTime } = await ctx.store.nextSteps.get(ctx.params.stepId)
      return moveTo(
        ctx,
        ctx.params.stepId,
        addDays(ctx.asker.today, days),
        atTime?.slice(0, 5) ?? null,
        form.get('terug'),
      )
    },
  })

export const tomorrow = later('morgen', 1)
export const nextWeek = later('volgende-week', 7)

/** Puts a moved step back on its day. */
export const sameDay = post({
  path: '/stap/:stepId/zelfde-dag',
  may: 'change next-step',
  async save({ store, params, asker }, form) {
    const [onDay, time] = [form.get('dag'), form.get('tijd') ?? '']
    if (!isDay(onDay) || !/^([01]\d|2[0-3]):[0-5]\d$|^$/.test(time)) throw new Invalid({ '': 'Kies zelf de dag.' })
    const step = await store.nextSteps.backTo(params.stepId, { onDay, atTime: time || null })
    return { to: backTo(step, form.get('terug')), say: `Staat weer ${dayInWords(step.onDay, asker.today)}.` }
  },
})

/** It will not happen. */
export const cancel = post({
  path: '/stap/:stepId/gaat-niet-door',
  may: 'remove next-step',
  async save({ store, params }, form) {
    const step = await store.nextSteps.get(params.stepId)
    await store.nextSteps.remove(params.stepId)
    return {
      to: backTo(step, form.get('terug')),
      say: 'De stap gaat niet door en staat niet meer gepland.',
      undo: { to: `/stap/${step.id}/toch`, hidden: hiddenOf(form) },
    }
  },
})

export const putBack = post({
  path: '/stap/:stepId/toch',
  may: 'remove next-step',
  async save({ store, params }, form) {
    const step = await store.nextSteps.restore(params.stepId)
    return { to: backTo(step, form.get('terug')), say: 'De stap staat weer gepland.' }
  },
})

/** What an agenda on a telephone leads to: the case or the person where the step stands. */
export const open = page({
  path: '/stap/:stepId',
  may: 'read next-step',
  async load({ store, params }) {
    throw new Detour(placeOfStep(await store.nextSteps.get(params.stepId)))
  },
  view: () => {
    throw new NotFound()
  },
})

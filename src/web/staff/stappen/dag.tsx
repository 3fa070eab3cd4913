import { missedCalled } from '#kernel/next-step'
import { addDays } from '#platform/days'
import { day, time } from '#platform/fields'
import { capital } from '#platform/words'
import { lineOf } from '#service-lines'
import { Card, Form, Page, PostButton, Row } from '#ui'
import { page } from '#web/app'
import { dayInWords, plannedInWords, stepCalled } from '../zaken/in-words.ts'
import { moveTo } from './ending.ts'
import { placeOfStep } from './in-words.tsx'

/** Another day for a step: tomorrow, next week, or one to choose. After nobody came it is a new step. */
export default page({
  path: '/stap/:stepId/dag',
  may: 'change next-step',
  load: async ({ store, params, query, sent }) => ({
    step: await store.nextSteps.get(params.stepId),
    from: sent.get('terug') ?? query.get('terug'),
  }),
  form: () => ({ onDay: day('Op welke dag?'), atTime: time('Hoe laat?', { optional: true }) }),
  values: ({ step }, { asker }) => ({
    onDay: step.onDay > asker.today ? step.onDay : addDays(asker.today, 1),
    atTime: step.atTime?.slice(0, 5),
  }),
  save: (ctx, { step, from }, { onDay, atTime }) => moveTo(ctx, step.id, onDay, atTime, from),
  view: ({ step, from }, form, { asker }) => {
    const missed = step.ended === 'missed'
    const hidden = { terug: from ?? '' }
    const place = from === 'vandaag' ? '/' : from === 'stappen' ? '/stappen' : placeOfStep(step)
    return (
      <Page
        title={missed ? 'Een nieuwe dag?' : 'Op een andere dag'}
        trail={[
          {
            to: place,
            label:
              from === 'vandaag'
                ? 'Vandaag'
                : from === 'stappen'
                  ? 'Stappen'
                  : capital(lineOf(step.line).case.called.one),
          },
        ]}
        about={
          missed
            ? `${missedCalled(step.kind)}: ${stepCalled(step.kind)} ${plannedInWords(step, asker.today)}. Kies een nieuwe dag, of laat het zo.`
            : `Nu gepland: ${stepCalled(step.kind)} ${plannedInWords(step, asker.today)}.`
        }
      >
        <Card>
          <Row>
            <PostButton action={`/stap/${step.id}/morgen`} hidden={hidden}>
              Morgen
            </PostButton>
            <PostButton action={`/stap/${step.id}/volgende-week`} hidden={hidden}>
              Volgende week, {dayInWords(addDays(asker.today, 7), asker.today)}
            </PostButton>
          </Row>
          <Form
            {...form}
            hidden={{ ...form.hidden, ...hidden }}
            layout={[['onDay', 'atTime']]}
            button="Kies deze dag"
            cancelTo={place}
          />
        </Card>
      </Page>
    )
  },
})

import type { Store } from '#access'
import { longestRemark, type Survey, usuallyUntil, ways } from '#kernel/survey'
import { dayOf, inWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, day, long, mark, text, yesNo } from '#platform/fields'
import { Card, Form, List, ListItem, Page, Quote, Stack } from '#ui'
import { page } from '#web/app'
import { keysOf, type OpenCase, openCase, trailTo } from './open.ts'

const { link: _byThemselves, ...typedIn } = ways

/** What someone thought of it: a mark, words, and whether those may be shared. Empty is an answer too: asked and not filled in. */
export const add = page({
  path: '/zaken/:caseId/evaluatie',
  may: 'add survey',
  load: (ctx) => openCase(ctx, 'add', 'survey'),
  form: ({ line }, { asker }) => ({
    side: sideField(line),
    way: choice('Hoe kreeg je het antwoord?', typedIn, { optional: true }),
    mark: mark('Welk cijfer?', { optional: true }),
    quote: long('Wat zei diegene erbij?', { optional: true, private: true, maxLength: longestRemark }),
    quoteBy: text('Hoe noem je diegene, zonder naam?', {
      optional: true,
      maxLength: 60,
      hint: 'Bijvoorbeeld: een vrouw uit het dorp.',
    }),
    share: yesNo('Mogen we deze woorden delen?', { optional: true }),
    until: day('Tot wanneer?', { optional: true, earliest: asker.today }),
    onDay: day('Op welke dag?', { latest: asker.today }),
  }),
  values: (_loaded, { asker }) => ({ way: 'phone' as const, onDay: asker.today, until: usuallyUntil(asker.today) }),
  async save({ store, params }, { file, line }, { version: _, side, share, onDay, ...answer }) {
    await store.surveys.record(file.case, side, { ...answer, share: share === true, on: onDay })
    return {
      to: `${line.path}/${params.caseId}`,
      say:
        answer.mark === null && answer.quote === null
          ? 'Vastgelegd: gevraagd, en niet ingevuld.'
          : 'De evaluatie is vastgelegd.',
    }
  },
  view: (loaded, form) => (
    <Page
      title="Wat vonden ze ervan?"
      trail={trailTo(loaded)}
      about={
        <>
          Typ over wat je aan de telefoon of op papier kreeg. Liever zelf laten invullen?{' '}
          <a href={`${loaded.line.path}/${loaded.file.case.id}/evaluatie/vragen`}>Maak een link of een brief</a>.
          Gevraagd en geen antwoord? Laat cijfer en woorden leeg, dan telt dat mee.
        </>
      }
    >
      <Form
        {...form}
        layout={[
          'side',
          'way',
          'mark',
          'onDay',
          { legend: 'In eigen woorden', fields: ['quote', 'quoteBy', 'share', 'until'] },
        ]}
        button="Vastleggen"
        cancelTo={`${loaded.line.path}/${loaded.file.case.id}`}
      />
    </Page>
  ),
})

/** Which side it is about. */
export const sideField = ({ case: { sides } }: OpenCase['line'], label = 'Wie gaf antwoord?') =>
  choice(label, Object.fromEntries(Object.entries(sides).map(([key, side]) => [key, side.called])), {
    whenEmpty: 'Kies wie antwoord gaf.',
  })

/** An evaluation of this case. @throws NotFound: not there, or of another case */
export async function evaluationOf(store: Store, { file }: OpenCase, id: string): Promise<Survey> {
  const found = await store.surveys.get(id)
  if (!keysOf(file).includes(found.caseId ?? '')) throw new NotFound()
  return found
}

/** Takes back that words may be shared, from a day, and says where they were published. */
export const withdraw = page({
  path: '/zaken/:caseId/evaluatie/:surveyId/intrekken',
  may: 'change survey',
  async load(ctx) {
    const opened = await openCase(ctx, 'change', 'survey')
    const survey = await evaluationOf(ctx.store, opened, ctx.params.surveyId)
    return { ...opened, survey, places: await ctx.store.figures.quotedIn([survey.id]) }
  },
  form: (_loaded, { asker }) => ({
    on: day('Vanaf welke dag?', { optional: true, latest: asker.today, hint: 'Laat leeg voor vandaag.' }),
  }),
  values: (_loaded, { asker }) => ({ on: asker.today }),
  async save({ store, asker, params }, { line, places }, { on }) {
    await store.surveys.withdraw(params.surveyId, on ?? asker.today)
    return {
      to: `${line.path}/${params.caseId}`,
      say:
        places.length === 0
          ? 'De toestemming is ingetrokken. Deze woorden staan vanaf nu nergens meer.'
          : 'De toestemming is ingetrokken. In Naober staan deze woorden nergens meer; kijk bij Citaten waar ze gedrukt zijn.',
    }
  },
  view: (loaded, form) => (
    <Page
      title="Toestemming intrekken"
      trail={trailTo(loaded)}
      about="De woorden verdwijnen meteen uit elke factsheet in Naober. Wat al gedrukt is, blijft gedrukt."
    >
      <Stack>
        <Card>
          {loaded.survey.quote && <Quote by={loaded.survey.quoteBy ?? 'iemand'}>{loaded.survey.quote}</Quote>}
          <Form {...form} button="Toestemming intrekken" cancelTo={`${loaded.line.path}/${loaded.file.case.id}`} />
        </Card>
        {loaded.places.length > 0 && (
          <Card title="Hier stonden ze in" bare>
            <List>
              {loaded.places.map((place) => (
                <ListItem
                  key={place.publication}
                  to={`/gepubliceerd/${place.publication}`}
                  title={`Factsheet ${place.year}`}
                  about={`gepubliceerd op ${inWords(dayOf(place.publishedAt))}`}
                />
              ))}
            </List>
          </Card>
        )}
      </Stack>
    </Page>
  ),
})

import { addYears, type Day } from '#platform/days'
import { Invalid } from '#platform/errors'
import { choice, day, long, mark, text, yesNo } from '#platform/fields'
import { Form, Page } from '#ui'
import { page, post } from '#web/app'
import { openCase, trailTo } from './open.ts'

/** What someone thought of it: a mark, words, and whether those may be shared. Empty is an answer too: asked and not filled in. */
export const add = page({
  path: '/zaken/:caseId/evaluatie',
  may: 'add survey',
  load: (ctx) => openCase(ctx, 'add', 'survey'),
  form: ({ line }, { asker }) => ({
    side: choice(
      'Wie gaf antwoord?',
      Object.fromEntries(Object.entries(line.case.sides).map(([key, side]) => [key, side.called])),
      { whenEmpty: 'Kies wie antwoord gaf.' },
    ),
    mark: mark('Welk cijfer?', { optional: true }),
    quote: long('Wat zei diegene erbij?', { optional: true, private: true, maxLength: 600 }),
    quoteBy: text('Hoe noem je diegene, zonder naam?', {
      optional: true,
      maxLength: 60,
      hint: 'Bijvoorbeeld: buurvrouw.',
    }),
    share: yesNo('Mogen we deze woorden delen?', { optional: true }),
    until: day('Tot wanneer?', { optional: true, earliest: asker.today }),
    onDay: day('Op welke dag?', { latest: asker.today }),
  }),
  values: (_loaded, { asker }) => ({ onDay: asker.today, until: addYears(asker.today, 2) }),
  async save({ store, params }, { file, line }, { version: _, share, until, ...answer }) {
    await store.surveys.add({
      ...answer,
      ...consentOf(answer.quote, share, answer.onDay, until),
      caseId: params.caseId,
      line: line.key,
      village: file.case.village,
      answered: answer.mark !== null || answer.quote !== null,
      quoteWithdrawnOn: null,
    })
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
      about="Gevraagd maar geen antwoord gekregen? Laat cijfer en woorden leeg, dan telt dat mee."
    >
      <Form
        {...form}
        layout={[
          'side',
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

/** What may be done with someone's words. @throws Invalid when words are shared without words */
export function consentOf(
  quote: string | null,
  share: boolean | null,
  on: Day,
  until: Day | null,
): { quoteConsentOn: Day | null; quoteConsentUntil: Day | null } {
  if (!share) return { quoteConsentOn: null, quoteConsentUntil: null }
  if (!quote)
    throw new Invalid({ quote: 'Er staat niets om te delen. Schrijf op wat diegene zei, of kies nee bij delen.' })
  return { quoteConsentOn: on, quoteConsentUntil: until }
}

/** Takes back that words may be shared. */
export const withdraw = post({
  path: '/zaken/:caseId/evaluatie/:surveyId/intrekken',
  may: 'change survey',
  async save({ store, params }) {
    await store.surveys.withdraw(params.surveyId)
    return {
      to: `/zaken/${params.caseId}`,
      say: 'De toestemming is ingetrokken. Deze woorden staan vanaf nu nergens meer.',
    }
  },
})

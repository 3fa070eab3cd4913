import { nameOf } from '#kernel/person'
import { addMonths } from '#platform/days'
import { day, long } from '#platform/fields'
import { Card, Form, Page, Stack } from '#ui'
import { page, post } from '#web/app'
import { SafetyNotice } from './cards.tsx'

/** Facts that who goes there must know: 'de hond bijt', 'ga met z'n tweeën'. They stand before the address for a year at most. */
export const warn = page({
  path: '/mensen/:personId/veiligheid',
  may: 'change person',
  load: async ({ store, params }) => ({
    person: await store.people.get(params.personId),
    warnings: await store.safety.of([params.personId]),
  }),
  form: () => ({
    facts: long('Wat moet wie erheen gaat weten?', {
      private: true,
      maxLength: 500,
      hint: 'Alleen feiten: wat gebeurde er, of wat spraken jullie af? Geen oordeel over de mens.',
    }),
    until: day('Tot welke dag geldt dit?', { hint: 'Hooguit een jaar. Daarna kijk je of het nog klopt.' }),
  }),
  values: (_loaded, { asker }) => ({ until: addMonths(asker.today, 6) }),
  async save({ store, params }, _loaded, { facts, until }) {
    await store.safety.warn(params.personId, { facts, until })
    return { to: `/mensen/${params.personId}`, say: 'Dit staat nu boven het adres.' }
  },
  view: ({ person, warnings }, form, { asker }) => (
    <Page
      title="Veiligheid melden"
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${person.id}`, label: nameOf(person) },
      ]}
      about="Dit lezen collega’s voor ze het adres zien, ook bij huisgenoten. Een vrijwilliger leest alleen: bel eerst de coördinator."
    >
      <Stack>
        <SafetyNotice warnings={warnings} today={asker.today} mayEnd />
        <Card>
          <Form {...form} button="Bewaren" cancelTo={`/mensen/${person.id}`} />
        </Card>
      </Stack>
    </Page>
  ),
})

/** It holds no more. */
export const over = post({
  path: '/mensen/:personId/veiligheid/:noteId/voorbij',
  may: 'change person',
  async save({ store, params }) {
    await store.safety.end(params.noteId)
    return { to: `/mensen/${params.personId}`, say: 'De waarschuwing staat er niet meer.' }
  },
})

import { day } from '#platform/fields'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { pathOf, trailOf } from './shared.ts'

/** Nobody asks somebody for a while. Why is not written down. */
export default page({
  path: '/vrijwilligers/:volunteerId/pauze',
  may: 'change volunteer',
  load: async ({ store, params }) => ({ volunteer: await store.volunteers.get(params.volunteerId) }),
  form: () => ({
    from: day('Vanaf welke dag?'),
    until: day('Tot en met welke dag?', { optional: true, hint: 'Laat leeg als je het nog niet weet.' }),
  }),
  values: (_loaded, { asker }) => ({ from: asker.today }),
  async save({ store, params }, { volunteer }, { from, until }) {
    await store.volunteers.pause(params.volunteerId, from, until)
    return { to: pathOf(params.volunteerId), say: `${volunteer.name} wordt in die tijd niet gevraagd.` }
  },
  view: (loaded, form) => (
    <Page
      title="Pauze"
      trail={trailOf(loaded)}
      about="In een pauze vraag je deze vrijwilliger niet. Waarom hoef je niet op te schrijven; wat loopt, loopt door."
    >
      <Form {...form} layout={[['from', 'until']]} button="Bewaren" cancelTo={pathOf(loaded.volunteer.id)} />
    </Page>
  ),
})

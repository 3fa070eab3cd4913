import { villagesToChoose } from '#kernel/area'
import type { partsOfDay, weekdays } from '#kernel/volunteer'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { volunteerFields, volunteerLayout } from './fields.ts'
import { pathOf, trailOf } from './shared.ts'

/** Who somebody is, how to reach them, where they live and when they can. */
export default page({
  path: '/vrijwilligers/:volunteerId/wijzigen',
  may: 'change volunteer',
  load: async ({ store, params }) => ({
    volunteer: await store.volunteers.get(params.volunteerId),
    villages: await store.areas.villages(),
  }),
  form: ({ volunteer, villages }, { asker }) =>
    volunteerFields(villagesToChoose(villages, asker.today, volunteer.village)),
  values: ({ volunteer }) => ({
    ...volunteer,
    village: volunteer.village ?? undefined,
    days: volunteer.days as (keyof typeof weekdays)[],
    parts: volunteer.parts as (keyof typeof partsOfDay)[],
  }),
  version: ({ volunteer }) => volunteer.version,
  async save({ store, params }, _loaded, { version, ...changed }) {
    await store.volunteers.change(params.volunteerId, { seen: version }, (was) => ({ ...was, ...changed }))
    return { to: pathOf(params.volunteerId), say: 'Bewaard.' }
  },
  view: (loaded, form) => (
    <Page title="Gegevens wijzigen" trail={trailOf(loaded)}>
      <Form {...form} layout={volunteerLayout} button="Bewaren" cancelTo={pathOf(loaded.volunteer.id)} />
    </Page>
  ),
})

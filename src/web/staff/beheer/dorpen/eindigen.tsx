import { inWords } from '#platform/days'
import { day } from '#platform/fields'
import { Card, Form, Page } from '#ui'
import { page } from '#web/app'
import { base, villagesTrail } from './shared.ts'

/** Ends a village: no new cases and addresses after a day. */
export default page({
  path: `${base}/:village/eindigen`,
  may: 'change area',
  load: ({ store, params }) => store.areas.village(params.village),
  form: () => ({ on: day('Tot en met welke dag bestaat het dorp?') }),
  values: (_one, { asker }) => ({ on: asker.today }),
  version: (one) => one.version,
  async save({ store }, one, { on, version }) {
    await store.areas.end(one.id, { seen: version }, on)
    return {
      to: `${base}/${one.id}`,
      say: `${one.name} bestaat tot en met ${inWords(on)}.`,
      undo: { to: `${base}/${one.id}/weer-open` },
    }
  },
  view: (one, form) => (
    <Page
      title={`${one.name} laten eindigen`}
      trail={[...villagesTrail, { to: `${base}/${one.id}`, label: one.name }]}
      about="Na die dag kun je er geen nieuwe zaak of nieuw adres meer in zetten. Zaken en adressen die er zijn blijven, en geen cijfer verandert."
    >
      <Card>
        <Form {...form} button="Laat eindigen" cancelTo={`${base}/${one.id}`} />
      </Card>
    </Page>
  ),
})

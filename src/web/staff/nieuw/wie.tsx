import { Form, Page } from '#ui'
import { page } from '#web/app'
import { linesOf, stepInWords, whoAsks } from '../lines.tsx'
import { asked } from '../zoeken.tsx'

/** A new case begins with looking whether who asks is known already: nobody is written down twice. */
export default page({
  path: '/nieuw',
  may: 'add case',
  drafts: false,
  form: () => ({ zoek: asked }),
  save: async ({ store }, _loaded, { zoek }) => ({ to: `/zoeken/${await store.searches.keep(zoek)}` }),
  view: (_loaded, form, { asker }) => (
    <Page title={whoAsks(asker)} about={`${stepInWords(linesOf(asker), 1)}. Zoek eerst of we diegene al kennen.`}>
      <Form {...form} button="Zoek" cancelTo="/" />
    </Page>
  ),
})

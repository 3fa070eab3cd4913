import { checkName, longestName } from '#kernel/area'
import { text } from '#platform/fields'
import { Card, Form, Page } from '#ui'
import { page, post } from '#web/app'
import { base, villagesTrail } from './shared.ts'

/** One village more. */
export const add = page({
  path: `${base}/nieuw`,
  may: 'add area',
  load: ({ store }) => store.areas.villages(),
  form: () => ({
    name: text('Hoe heet het dorp?', { maxLength: longestName, whenEmpty: 'Vul de naam van het dorp in.' }),
  }),
  async save({ store }, all, { name }) {
    checkName(name, all)
    const [added] = await store.areas.addVillages([name])
    return {
      to: `${base}/${added?.id}`,
      say: `${name} staat erbij.`,
      undo: { to: `${base}/${added?.id}/weg` },
    }
  },
  view: (_all, form) => (
    <Page title="Dorp toevoegen" trail={villagesTrail}>
      <Card>
        <Form {...form} button="Voeg toe" cancelTo={base} />
      </Card>
    </Page>
  ),
})

/** A village that was added by mistake goes, as long as nothing was registered in it. */
export const remove = post({
  path: `${base}/:village/weg`,
  may: 'remove area',
  async save({ store, params }) {
    const { name } = await store.areas.village(params.village)
    await store.areas.remove(params.village)
    return { to: base, say: `${name} is weg.`, undo: { to: `${base}/${params.village}/terug` } }
  },
})

export const putBack = post({
  path: `${base}/:village/terug`,
  may: 'remove area',
  async save({ store, params }) {
    const { name } = await store.areas.restore(params.village)
    return { to: `${base}/${params.village}`, say: `${name} staat er weer.` }
  },
})

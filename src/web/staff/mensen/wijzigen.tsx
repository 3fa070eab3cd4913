import { nameOf } from '#kernel/person'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { mailField, nameFields, nameRow, practicalField, reachFields, type sexes, sexField } from './person-fields.ts'

/** Changes who somebody is and how to reach them. Where they live changes by moving. */
export default page({
  path: '/mensen/:personId/wijzigen',
  may: 'change person',
  load: async ({ store, params }) => ({ person: await store.people.get(params.personId) }),
  form: (_loaded, { asker }) => ({
    ...nameFields,
    ...reachFields(asker.today),
    ...mailField,
    ...practicalField,
    ...sexField,
  }),
  values: ({ person }) => ({ ...person, sex: person.sex as keyof typeof sexes }),
  version: ({ person }) => person.version,
  async save({ store, params }, _loaded, { version, ...changed }) {
    await store.people.change(params.personId, { seen: version }, (was) => ({ ...was, ...changed }))
    return { to: `/mensen/${params.personId}`, say: 'Bewaard.' }
  },
  view: ({ person }, form) => (
    <Page
      title="Gegevens wijzigen"
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${person.id}`, label: nameOf(person) },
      ]}
    >
      <Form
        {...form}
        layout={[nameRow, ['birthDate', 'phone'], 'email', 'practical', 'sex']}
        button="Bewaren"
        cancelTo={`/mensen/${person.id}`}
      />
    </Page>
  ),
})

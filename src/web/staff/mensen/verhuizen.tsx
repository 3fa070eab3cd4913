import { villagesToChoose } from '#kernel/area'
import { nameOf, streetOf } from '#kernel/person'
import { Invalid } from '#platform/errors'
import { day } from '#platform/fields'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { addressFields, addressRows } from './person-fields.ts'

/** A new address from a day on. What was kept before stays: a case counts in the village where it began. */
export default page({
  path: '/mensen/:personId/verhuizen',
  may: 'change person',
  async load({ store, params }) {
    const { person, addresses } = await store.people.file(params.personId)
    return { person, home: addresses.find((one) => one.validUntil === null), villages: await store.areas.villages() }
  },
  form: ({ villages }, { asker }) => ({
    ...addressFields(villagesToChoose(villages, asker.today)),
    from: day('Vanaf welke dag?', { latest: asker.today }),
  }),
  values: (_loaded, { asker }) => ({ from: asker.today }),
  async save({ store, params }, { person }, { version: _, from, ...address }) {
    if (!address.street && !address.postcode && !address.village)
      throw new Invalid({ street: 'Vul de straat, de postcode of het dorp in: één daarvan is genoeg.' })
    await store.people.move(params.personId, address, from)
    return {
      to: `/mensen/${params.personId}`,
      say: `Het nieuwe adres van ${nameOf(person)} staat erin. Het oude blijft bewaard.`,
    }
  },
  view: ({ person, home }, form) => (
    <Page
      title="Verhuisd"
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${person.id}`, label: nameOf(person) },
      ]}
      about={
        home
          ? `Nu staat er: ${[streetOf(home), home.villageName].filter(Boolean).join(', ')}. Zaken houden het dorp waar ze begonnen.`
          : 'Er is nog geen adres bekend.'
      }
    >
      <Form {...form} layout={[...addressRows, 'from']} button="Bewaren" cancelTo={`/mensen/${person.id}`} />
    </Page>
  ),
})

import { nameOf, soundOf, streetOf } from '#kernel/person'
import { inWords } from '#platform/days'
import { showPhone } from '#platform/fields'
import { ButtonLink, Card, Explain, Page, PostButton, Row } from '#ui'
import { page, post } from '#web/app'
import { lookAlikes } from './iemand.tsx'

/** Somebody new looks like somebody we know: the worker says whether they are the same, and that is remembered. */
export const compare = page({
  path: '/nieuw/:search/lijkt-op/:personId',
  may: 'add person',
  async load({ store, params }) {
    const { person, addresses } = await store.people.file(params.personId)
    const home = addresses[0]
    return {
      person,
      alike: await lookAlikes(
        store,
        {
          ...person,
          sounds: soundOf(person),
          postcode: home?.postcode ?? null,
          houseNumber: home?.houseNumber ?? null,
        },
        person.id,
      ),
    }
  },
  view: ({ person, alike }, _form, { params }) => {
    const here = `/nieuw/${params.search}/lijkt-op/${person.id}`
    return (
      <Page
        title="Kennen we diegene al?"
        about={`${nameOf(person)} lijkt op iemand die er al in staat. Kijk of het dezelfde is.`}
        actions={
          alike.length === 0 && (
            <ButtonLink kind="main" to={`/nieuw/zaak/${person.id}`}>
              Verder
            </ButtonLink>
          )
        }
      >
        {alike.map((other) => (
          <Card key={other.id} title={nameOf(other)}>
            <Explain
              rows={[
                { term: 'Geboren', text: other.birthDate ? inWords(other.birthDate) : 'onbekend' },
                { term: 'Woont', text: [streetOf(other), other.villageName].filter(Boolean).join(', ') || 'onbekend' },
                { term: 'Telefoon', text: other.phone ? showPhone(other.phone) : 'onbekend' },
              ]}
            />
            <Row>
              <PostButton action={`${here}/dezelfde/${other.id}`}>Ja, dit is dezelfde</PostButton>
              <PostButton action={`${here}/anders/${other.id}`}>Nee, toch iemand anders</PostButton>
            </Row>
          </Card>
        ))}
      </Page>
    )
  },
})

/** The one just written down was known: what is new points to who was there, and the case goes on with that one. */
export const same = post({
  path: '/nieuw/:search/lijkt-op/:personId/dezelfde/:otherId',
  may: 'change person',
  async save({ store, params }) {
    const [person, other] = [await store.people.get(params.personId), await store.people.get(params.otherId)]
    await store.people.change(person.id, { seen: person.version }, (was) => ({ ...was, sameAs: other.id }))
    return { to: `/nieuw/zaak/${other.id}`, say: `We gaan verder met ${nameOf(other)} zoals die er al stond.` }
  },
})

export const different = post({
  path: '/nieuw/:search/lijkt-op/:personId/anders/:otherId',
  may: 'change person',
  async save({ store, params }) {
    await store.people.notTheSame(params.personId, params.otherId)
    const { person, addresses } = await store.people.file(params.personId)
    const home = addresses[0]
    const left = await lookAlikes(
      store,
      { ...person, postcode: home?.postcode ?? null, houseNumber: home?.houseNumber ?? null },
      person.id,
    )
    return {
      to: left.length > 0 ? `/nieuw/${params.search}/lijkt-op/${person.id}` : `/nieuw/zaak/${person.id}`,
      say: 'Onthouden: dit zijn twee mensen.',
    }
  },
})

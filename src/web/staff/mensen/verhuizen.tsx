import { villagesToChoose } from '#kernel/area'
import { nameOf, streetOf } from '#kernel/person'
import { Invalid } from '#platform/errors'
import { choice, day, type Field, several } from '#platform/fields'
import { list } from '#platform/words'
import { Card, Form, Page } from '#ui'
import { page } from '#web/app'
import { trailTo } from './file-of.ts'
import { addressFields, addressRows } from './person-fields.ts'

const stops = { all: 'Ja, zet alles stil: diegene is weg uit ons gebied, of niet meer te vinden' } as const

/**
 * A new address from a day on, for one person or for all who live together. What was kept before stays: a case counts in the village
 * where it began. Who leaves the area may go without an address: then what we would send or ask stands still.
 */
export default page({
  path: '/mensen/:personId/verhuizen',
  may: 'change person',
  async load({ store, params }) {
    const { person, addresses } = await store.people.file(params.personId)
    return {
      person,
      home: addresses.find((one) => one.validUntil === null),
      villages: await store.areas.villages(),
      household: await store.households.of(person.id),
    }
  },
  form: ({ villages, household, person }, { asker }) => ({
    ...addressFields(villagesToChoose(villages, asker.today)),
    from: day('Vanaf welke dag?', { latest: asker.today }),
    ...whoMoves(
      nameOf(person),
      household.with.map((one) => one.name),
    ),
    stops: several('Ook stilzetten wat er loopt?', stops, {
      optional: true,
      hint: 'Brieven, termijnen, stappen en vragen stoppen dan meteen. Het nieuwe adres mag je dan leeg laten.',
    }),
  }),
  values: (_loaded, { asker }) => ({ from: asker.today }),
  async save({ store, params }, { person, household }, { version: _, from, who, stops: chosen, ...address }) {
    const standsStill = chosen.length > 0
    const knows = address.street || address.postcode || address.village
    if (!knows && !standsStill)
      throw new Invalid({ street: 'Vul de straat, de postcode of het dorp in: één daarvan is genoeg.' })
    const people = [params.personId, ...(who === 'all' ? household.with.map((one) => one.id) : [])]
    if (household.member && household.with.length > 0 && who !== 'all')
      await store.households.leave(household.member.id, from)
    for (const id of people) if (knows) await store.people.move(id, address, from)
    if (!standsStill)
      return {
        to: `/mensen/${params.personId}`,
        say: `Het nieuwe adres van ${people.length === 1 ? nameOf(person) : 'het huishouden'} staat erin. Het oude blijft bewaard.`,
      }
    const left = []
    for (const id of people) left.push(await store.departures.leave(id, { kind: 'moved', onDay: from }))
    const [first] = left
    return {
      to: `/mensen/${params.personId}`,
      say: 'Vastgelegd. Brieven, termijnen, stappen en vragen staan stil.',
      ...(first && left.length === 1 ? { undo: { to: `/mensen/${person.id}/vertrek/${first.id}/terug` } } : {}),
    }
  },
  view: ({ person, home }, form) => (
    <Page
      title="Verhuisd"
      trail={trailTo(person)}
      about={
        home
          ? `Nu staat er: ${[streetOf(home), home.villageName].filter(Boolean).join(', ') || 'een adres dat je hier niet ziet'}. Zaken houden het dorp waar ze begonnen.`
          : 'Er is nog geen adres bekend.'
      }
    >
      <Card>
        <Form
          {...form}
          layout={[...addressRows, 'from', ...('who' in form.fields ? ['who'] : []), 'stops']}
          button="Bewaren"
          cancelTo={`/mensen/${person.id}`}
        />
      </Card>
    </Page>
  ),
})

/** Who goes along, where that is a question. */
function whoMoves(name: string, mates: readonly string[]): { who: Field<'alone' | 'all' | undefined> } {
  const asked =
    mates.length > 0
      ? {
          who: choice(
            'Wie verhuist er?',
            { alone: `Alleen ${name}`, all: `Ook ${list(mates)}` },
            { whenEmpty: 'Kies wie er verhuist.' },
          ),
        }
      : {}
  return asked as { who: Field<'alone' | 'all' | undefined> }
}

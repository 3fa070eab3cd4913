import type { Store } from '#access'
import { villagesToChoose } from '#kernel/area'
import { type FoundPerson, type Likeness, soundOf } from '#kernel/person'
import { NotFound } from '#platform/errors'
import { Form, Page } from '#ui'
import { page } from '#web/app'
import { linesOf, stepInWords, whoAsks } from '../lines.tsx'
import {
  addressFields,
  addressRows,
  nameFields,
  nameRow,
  practicalField,
  reachFields,
} from '../mensen/person-fields.ts'
import { nameParts, whatIsAsked } from '../what-is-asked.ts'

/** Somebody new, only after a search: what was searched for stands in the form already. */
export default page({
  path: '/nieuw/:search/iemand',
  may: 'add person',
  load: async ({ store, params }) => ({
    // What was searched is forgotten after an hour; what was typed here since is not.
    typed: await store.searches.asked(params.search).catch(forgotten),
    villages: await store.areas.villages(),
  }),
  form: ({ villages }, { asker }) => ({
    ...nameFields,
    ...reachFields(asker.today),
    ...addressFields(villagesToChoose(villages, asker.today)),
    ...practicalField,
  }),
  values: ({ typed }, { asker }) => {
    const { words, birthDate, phone, place } = whatIsAsked(typed, asker.today)
    const street = /^(.+) (\d+.*)$/.exec(place ?? '')
    const named = street ? { givenName: null, infix: null, familyName: null } : nameParts(words)
    return {
      ...named,
      familyName: named.familyName ?? undefined,
      birthDate,
      phone: phone && `+${phone}`,
      street: street?.[1]?.trim() || null,
      houseNumber: street?.[2] ?? null,
    }
  },
  async save({ store, params }, _loaded, { version: _, street, houseNumber, postcode, village, ...news }) {
    const home = street || postcode || village ? { street, houseNumber, postcode, village } : undefined
    const person = await store.people.add({ ...news, email: null, sex: 'unknown' }, home)
    const alike = await lookAlikes(store, { ...person, sounds: soundOf(person), postcode, houseNumber }, person.id)
    return { to: alike.length > 0 ? `/nieuw/${params.search}/lijkt-op/${person.id}` : `/nieuw/zaak/${person.id}` }
  },
  view: (_loaded, form, { asker }) => (
    <Page
      title={`Nieuw: ${whoAsks(asker).toLowerCase()}`}
      about={`${stepInWords(linesOf(asker), 1)}. Alleen de achternaam moet. De rest helpt om naamgenoten uit elkaar te houden.`}
    >
      <Form
        {...form}
        layout={[nameRow, ['birthDate', 'phone'], ...addressRows, 'practical']}
        button="Verder"
        cancelTo="/nieuw"
      />
    </Page>
  ),
})

const forgotten = (problem: unknown): string => {
  if (problem instanceof NotFound) return ''
  throw problem
}

/** Who may be the same as this one, as far as the asker may know them. */
export const lookAlikes = (store: Store, likeness: Likeness, of: string): Promise<FoundPerson[]> =>
  store.people.duplicates(likeness, of)

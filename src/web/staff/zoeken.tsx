import { roleMay, type Store } from '#access'
import type { CaseLine } from '#kernel/case'
import { type FoundPerson, nameOf, streetOf } from '#kernel/person'
import { wordOf } from '#kernel/service-line'
import { type Day, yearOf } from '#platform/days'
import { text } from '#platform/fields'
import { together } from '#platform/together'
import { aNew, capital, counted, list, type Noun } from '#platform/words'
import { lineOf } from '#service-lines'
import { ButtonLink, Card, Empty, Form, List, ListItem, Page, Soft } from '#ui'
import { page } from '#web/app'
import { casesCalled } from './lines.tsx'
import { whatIsAsked } from './what-is-asked.ts'
import { aboutOf, titleOf } from './zaken/in-words.ts'

/** What is typed in the search box. It never stands in an address. */
export const asked = text('Wie of wat zoek je?', {
  maxLength: 100,
  private: true,
  hint: 'Een naam, geboortedatum, telefoon, straat met nummer, of het nummer van een dossier.',
  whenEmpty: 'Typ een naam, geboortedatum of telefoon.',
})
const quickly = 8

/** Takes what was typed: for the box in the bar at once, as data; else under a key that means nothing. */
export const search = page({
  path: '/zoeken',
  may: 'read case',
  drafts: false,
  form: () => ({ zoek: asked }),
  async save({ store, asker, query }, _loaded, { zoek }) {
    if (!query.has('snel')) return { to: `/zoeken/${await store.searches.keep(zoek)}` }
    const found = await find(store, zoek, asker.today, quickly)
    return {
      json: {
        items: [
          ...found.people.map((person) => personItem(person, found.roles)),
          ...found.cases.map((one) => caseItem(one, asker.today)),
        ].slice(0, quickly),
      },
    }
  },
  view: (_loaded, form) => (
    <Page title="Zoeken">
      <Form {...form} button="Zoek" />
    </Page>
  ),
})

/** What was found; the only place from where somebody new can be added. */
export const results = page({
  path: '/zoeken/:search',
  may: 'read case',
  async load({ store, asker, params }) {
    const typed = await store.searches.asked(params.search)
    return { typed, ...(await find(store, typed, asker.today)) }
  },
  view: ({ typed, people, cases, roles }, _form, { asker, params }) => {
    const mayAdd = roleMay(asker, 'add', 'case') && roleMay(asker, 'add', 'person')
    const nothing = people.length === 0 && cases.length === 0
    const callBack = roleMay(asker, 'add', 'call-back') && <ButtonLink to="/terugbellen">Belbriefje</ButtonLink>
    const addNew = !nothing && (
      <>
        {callBack}
        {mayAdd && <ButtonLink to={`/nieuw/${params.search}/iemand`}>Nieuw: iemand die er niet bij staat</ButtonLink>}
      </>
    )
    return (
      <Page
        title={`Gezocht op “${typed}”`}
        about={foundInWords(people.length, cases.length, casesCalled(asker))}
        actions={addNew}
      >
        {nothing && (
          <Card bare>
            <Empty
              title="We vinden niemand"
              action={
                <>
                  {mayAdd && (
                    <ButtonLink kind="main" to={`/nieuw/${params.search}/iemand`}>
                      Voeg iemand toe
                    </ButtonLink>
                  )}
                  <ButtonLink to="/zoeken">Zoek anders</ButtonLink>
                  {callBack}
                </>
              }
            >
              Probeer een deel van de achternaam, de geboortedatum of de straat.{' '}
              {mayAdd && 'Staat diegene er echt niet bij? Voeg iemand toe.'}
            </Empty>
          </Card>
        )}
        {people.length > 0 && (
          <Card title="Mensen" bare>
            <List label="Gevonden mensen">
              {people.map((person) => {
                const item = personItem(person, roles)
                return (
                  <ListItem
                    key={person.id}
                    to={item.to}
                    title={item.title}
                    about={item.about}
                    side={
                      mayAdd && (
                        <ButtonLink to={`/nieuw/zaak/${person.id}`}>
                          {capital(aNew(casesCalled(asker)))}
                          <span className="n-hidden"> voor {item.title}</span>
                        </ButtonLink>
                      )
                    }
                  />
                )
              })}
            </List>
          </Card>
        )}
        {cases.length > 0 && (
          <Card title={capital(casesCalled(asker).many)} bare>
            <List label={`Gevonden ${casesCalled(asker).many}`}>
              {cases.map((one) => {
                const item = caseItem(one, asker.today)
                return (
                  <ListItem
                    key={one.id}
                    to={item.to}
                    title={item.title}
                    about={item.about}
                    side={<Soft small>{one.closedOn ? 'afgesloten' : 'loopt'}</Soft>}
                  />
                )
              })}
            </List>
          </Card>
        )}
      </Page>
    )
  },
})

interface Found {
  people: FoundPerson[]
  cases: CaseLine[]
  /** In which roles somebody is known, by key. */
  roles: ReadonlyMap<string, readonly string[]>
}

async function find(store: Store, typed: string, today: Day, limit?: number): Promise<Found> {
  const { number, ...person } = whatIsAsked(typed, today)
  const { people, cases } = await together({
    people: number ? [] : store.people.search(person, limit),
    cases:
      number || person.place
        ? store.cases.search({ ...(number && { number }), ...(person.place && { place: person.place }) })
        : [],
  })
  const stands = await store.cases.ofPeople(people.map((one) => one.id))
  const roles = Map.groupBy(stands, (one) => one.stands)
  return {
    people,
    cases,
    roles: new Map(
      [...roles].map(([key, rows]) => [
        key,
        [...new Set(rows.map((row) => wordOf(lineOf(row.line).case.sides[row.side]) || row.side))],
      ]),
    ),
  }
}

/** Somebody in a list: enough to tell namesakes apart, and in which role they are known. */
function personItem(person: FoundPerson, roles: Found['roles']) {
  const known = roles.get(person.id)
  return {
    to: `/mensen/${person.id}`,
    title: nameOf(person),
    about: [
      person.birthDate && `geboren in ${yearOf(person.birthDate)}`,
      [streetOf(person), person.villageName].filter(Boolean).join(', '),
      known ? list(known) : 'nog nergens bij',
    ]
      .filter(Boolean)
      .join(' · '),
  }
}

function caseItem(one: CaseLine, today: Day) {
  const line = lineOf(one.line)
  return { to: `${line.path}/${one.id}`, title: titleOf(line, one), about: aboutOf(one, today) }
}

/** '2 mensen en 1 zaak gevonden.' */
export function foundInWords(people: number, cases: number, called: Noun): string {
  const parts = [
    people > 0 && `${people} ${people === 1 ? 'mens' : 'mensen'}`,
    cases > 0 && counted(cases, called),
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'Niets gevonden.' : `${list(parts)} gevonden. Kies de juiste.`
}

import { addressIsShielded } from '#kernel/area'
import { nameOf } from '#kernel/person'
import { type Standing, shielded, type What } from '#kernel/shielding'
import { roles } from '#platform/asker'
import { type Day, dayOf } from '#platform/days'
import { choice, day, long, several } from '#platform/fields'
import { together } from '#platform/together'
import { list } from '#platform/words'
import { lineOf } from '#service-lines'
import { Card, Form, Notice, Page, PostButton, Row, Soft, Stack } from '#ui'
import { page, post } from '#web/app'
import { dayInWords } from '../zaken/in-words.ts'
import { HiddenPlaces } from './cards.tsx'

/** Who may be named: colleagues who work with files. */
const works = new Set(['coordinator', 'teamLeader', 'worker'])

/** Shields somebody, or no more than where they live: why, until when, and who still see it. */
export const shield = page({
  path: '/mensen/:personId/afscherming',
  may: 'add shield',
  async load({ store, params }) {
    const found = await together({
      person: store.people.get(params.personId),
      standing: store.shields.of(params.personId),
      places: store.shields.placesOf(params.personId),
      told: store.shields.toldIn(params.personId),
      cases: store.cases.ofPerson(params.personId),
      accounts: store.accounts.all(),
    })
    return { ...found, accounts: found.accounts.filter((one) => one.endedOn === null && works.has(one.role)) }
  },
  form: ({ accounts }) => ({
    what: choice('Wat scherm je af?', shielded, {
      hint: 'Het adres geldt ook voor wie daar woont. Moet allebei dicht? Doe het dan twee keer.',
    }),
    reason: long('Waarom?', {
      private: true,
      maxLength: 2000,
      hint: 'Feiten, kort. Alleen wie je hieronder noemt leest dit.',
    }),
    readers: several(
      'Wie mogen het blijven zien?',
      Object.fromEntries(
        accounts.map((one) => [one.id, `${one.name} (${roles[one.role as keyof typeof roles] ?? one.role})`]),
      ),
      { optional: true, hint: 'Jij hoort er altijd bij. Kies verder alleen wie er echt mee werkt.' },
    ),
    until: day('Tot welke dag?', { optional: true, hint: 'Laat leeg als het geldt tot je het opheft.' }),
  }),
  values: ({ standing }) => {
    const [one] = standing
    return (
      one && {
        what: one.what as What,
        reason: one.reason,
        readers: one.readers.map(({ account }) => account),
        until: one.validUntil,
      }
    )
  },
  async save({ store, params }, { accounts, person }, { what, reason, readers, until }) {
    await store.shields.shield(params.personId, {
      ...{ what, reason, until },
      readers: accounts.filter(({ id }) => readers.includes(id)),
    })
    const told = await store.shields.toldIn(params.personId)
    const here = `/mensen/${person.id}/afscherming`
    if (told.length > 0)
      return { to: here, say: 'Afgeschermd. Het adres kan nog ergens staan: kijk hieronder waar.', tone: 'warn' }
    return {
      to: here,
      say:
        what === 'person'
          ? 'Afgeschermd. Alleen wie genoemd is, ziet deze mens nog.'
          : 'Afgeschermd. Overal staat nu: adres is afgeschermd.',
    }
  },
  view: ({ person, standing, places, told, cases, accounts }, form, { asker }) => (
    <Page
      title="Afschermen"
      trail={[
        { to: '/mensen', label: 'Mensen' },
        { to: `/mensen/${person.id}`, label: nameOf(person) },
      ]}
      about="Wat je afschermt, staat in geen lijst, zoekvraag, brief, Excel of telefoon meer. Cijfers blijven gelijk."
    >
      <Stack>
        {standing.map((one) => (
          <Stands key={one.id} one={one} person={person.id} today={asker.today} />
        ))}
        {told.length > 0 && (
          <Notice kind="warn" title="Het adres kan hier nog staan">
            <p>
              Een notitie of wat iemand vertelde noemt de straat nog, of er staat een brief of document bij. Kijk daar
              en haal het weg:{' '}
              {told.map(({ caseId, line, number }, at) => (
                <span key={caseId}>
                  {at > 0 && ', '}
                  <a href={`${lineOf(line).path}/${caseId}`}>nummer {number}</a>
                </span>
              ))}
              .
            </p>
          </Notice>
        )}
        <Blind standing={standing} cases={cases} accounts={accounts} />
        <HiddenPlaces places={places} />
        <Card title={standing.length > 0 ? 'Anders afschermen' : 'Wat scherm je af?'}>
          <Form {...form} button="Scherm af" cancelTo={`/mensen/${person.id}`} />
        </Card>
      </Stack>
    </Page>
  ),
})

function Stands({ one, person, today }: { one: Standing; person: string; today: Day }) {
  return (
    <Card
      title={one.what === 'person' ? 'Deze mens is afgeschermd' : capitalOf(addressIsShielded)}
      side={<PostButton action={`/mensen/${person}/afscherming/${one.id}/opheffen`}>Hef de afscherming op</PostButton>}
    >
      <p>{one.reason}</p>
      <p>Dit zien nog: {list(one.readers.map(({ name }) => name))}.</p>
      <Row>
        <Soft small>
          {one.byName ?? 'Naober'}, {dayInWords(dayOf(one.addedAt), today)}.{' '}
          {one.validUntil ? `Geldt tot ${dayInWords(one.validUntil, today)}.` : 'Geldt tot iemand het opheft.'}
        </Soft>
      </Row>
    </Card>
  )
}

/** Who does a case that she does not see any more: somebody else must take it over, or she must be named. */
function Blind({
  standing,
  cases,
  accounts,
}: {
  standing: readonly Standing[]
  cases: readonly { id: string; line: string; number: string; owner: string | null; closedOn: Day | null }[]
  accounts: readonly { id: string; name: string }[]
}) {
  const readers = standing.find(({ what }) => what === 'person')?.readers
  const blind = cases.filter(
    (one) => readers && one.closedOn === null && one.owner && !readers.some(({ account }) => account === one.owner),
  )
  return blind.map((one) => (
    <Notice key={one.id} kind="warn" title="Hier kan niemand meer bij werken">
      <p>
        <a href={`${lineOf(one.line).path}/${one.id}`}>Nummer {one.number}</a> staat op naam van{' '}
        {accounts.find(({ id }) => id === one.owner)?.name ?? 'een collega'}, die het niet meer ziet. Noem die collega
        hieronder, of draag het over.
      </p>
    </Notice>
  ))
}

const capitalOf = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`

/** Lifts a shield: everything stands again where it stood. */
export const lift = post({
  path: '/mensen/:personId/afscherming/:shieldId/opheffen',
  may: 'change shield',
  async save({ store, params }) {
    await store.shields.lift(params.shieldId)
    return { to: `/mensen/${params.personId}`, say: 'De afscherming is opgeheven.' }
  },
})

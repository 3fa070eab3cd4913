import { noteOf } from '#access'
import { type Day, inWords } from '#platform/days'
import { ButtonLink, Card, Page, PostButton, Row } from '#ui'
import { post } from '#web/app'

/** On one's own account: the steps in the calendar of a telephone, by an address that nobody can guess. */
export function CalendarCard({ since }: { since: Day | undefined }) {
  return (
    <Card title="Je stappen in je eigen agenda">
      <p>
        {since
          ? `Je hebt een agenda-adres sinds ${inWords(since)}. We bewaren het niet, dus laten zien kan niet meer.`
          : 'Maak een adres en zet het in de agenda van je telefoon. Daar zie je alleen wat en wanneer: geen namen, geen adressen.'}
      </p>
      <Row>
        <PostButton action="/mijn-account/agenda/nieuw">{since ? 'Maak een nieuw adres' : 'Maak een adres'}</PostButton>
        {since && (
          <PostButton kind="quiet" action="/mijn-account/agenda/einde">
            Trek het in
          </PostButton>
        )}
      </Row>
    </Card>
  )
}

/** The way to saying that one is away, and to handing over what one has. */
export function AwayCard() {
  return (
    <Card title="Ben je er even niet?">
      <p>Kies wie je vervangt. Die krijgt op jouw dagen jouw dossiers, stappen en termijnen.</p>
      <Row>
        <ButtonLink to="/afwezig">Afwezig</ButtonLink>
        <ButtonLink kind="quiet" to="/overdragen">
          Werk overdragen
        </ButtonLink>
      </Row>
    </Card>
  )
}

/** A new address, shown once; the one before works no more. */
export const newAddress = post({
  path: '/mijn-account/agenda/nieuw',
  may: 'add calendar',
  async save({ store, asker, from, site }) {
    const key = await store.calendars.renew()
    await noteOf(asker, from.origin, 'calendar-made', 'done')
    return {
      show: (
        <Page
          title="Je agenda-adres"
          trail={[{ to: '/mijn-account', label: 'Mijn account' }]}
          about="Dit adres zie je één keer. Een adres van eerder werkt nu niet meer."
        >
          <Card>
            <p>Neem dit adres over in de agenda van je telefoon of computer, bij ‘agenda toevoegen via adres’ (url):</p>
            <p>
              <code>{`${site}/agenda/${key}`}</code>
            </p>
            <p className="n-soft">
              Wie dit adres heeft, ziet wanneer jij iets gepland hebt. Geef het aan niemand. Kwijt? Trek het in bij Mijn
              account.
            </p>
            <Row>
              <ButtonLink to="/mijn-account">Klaar</ButtonLink>
            </Row>
          </Card>
        </Page>
      ),
    }
  },
})

export const endAddress = post({
  path: '/mijn-account/agenda/einde',
  may: 'add calendar',
  async save({ store, asker, from }) {
    if (await store.calendars.end()) await noteOf(asker, from.origin, 'calendar-ended', 'done')
    return { to: '/mijn-account', say: 'Het agenda-adres werkt niet meer.' }
  },
})

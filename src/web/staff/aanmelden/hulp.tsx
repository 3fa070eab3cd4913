import { ButtonLink, Card, Page, Row, Stack } from '#ui'
import { entrance } from '#web/app'

/** Help for who cannot get in. It says nothing about who works here: it is open to everybody. */
export const helpOutside = entrance({
  path: '/aanmelden/hulp',
  view: () => (
    <Page title="Kom je er niet in?">
      <Stack>
        <Card title="Je wachtwoord vergeten, of een nieuwe telefoon">
          <p>
            Vraag de beheerder van je organisatie om een nieuwe link. Daarmee kies je zelf een wachtwoord. De link werkt
            één keer, 48 uur lang.
          </p>
          <p>
            Ben je vrijwilliger en meld je je aan met je telefoon? Bel je coördinator: die sluit alles af wat op je oude
            telefoon openstond en geeft je een nieuwe uitnodiging.
          </p>
          <p>Heb je nog een herstelcode? Meld je aan met je wachtwoord en kies daarna ‘Gebruik een herstelcode’.</p>
        </Card>
        <Card title="Het ging een paar keer mis">
          <p>
            Dan moet je even wachten voor je het opnieuw mag proberen. Dat remt wie naar wachtwoorden raadt. Je account
            blijft gewoon bestaan.
          </p>
        </Card>
        <Card title="De code uit de app klopt steeds niet">
          <p>
            Kijk of de tijd op je telefoon goed staat: zet hem op automatisch. Elke code werkt één keer; wacht op de
            volgende.
          </p>
        </Card>
        <Row>
          <ButtonLink to="/aanmelden" kind="main">
            Terug naar aanmelden
          </ButtonLink>
        </Row>
      </Stack>
    </Page>
  ),
})

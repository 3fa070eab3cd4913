import { Card, Page, Shortcuts, Stack } from '#ui'
import { page } from '#web/app'

/** Help for who is signed in: the keyboard, whom to ask, and what Naober keeps of the people who work with it. */
export default page({
  path: '/hulp',
  may: 'sign in',
  load: ({ store, asker }) => (asker.role === 'system' ? [] : store.accounts.keepers()),
  view: (keepers, _form, { asker }) => (
    <Page title="Hulp">
      <Stack>
        <Card title="Aan wie vraag je het?">
          <p>
            {keepers.length === 0
              ? 'Vraag het je teamleider of je beheerder.'
              : `Vragen over je account of over wat je mag zien: ${keepers.join(', ')}. Vragen over het werk: je ${asker.role === 'volunteer' ? 'coördinator' : 'teamleider'}.`}
          </p>
          <p>
            Staat er een nummer op je scherm, zoals 7K2PX? Geef het door: daarmee is terug te vinden wat er misging,
            zonder dat iemand in je dossiers hoeft te kijken.
          </p>
        </Card>
        <Card title="Wat er van jou wordt bewaard">
          <ul className="n-stack n-stack--tight">
            <li>
              Welke dossiers je hebt bekeken en veranderd, en wanneer. Dat moet, zodat bewoners kunnen weten wie er
              keek.
            </li>
            <li>Wanneer je aanmeldde, vanaf welk netwerkadres, en wanneer dat misging.</li>
            <li>Je naam, je e-mailadres van het werk, je rol en je team.</li>
          </ul>
          <p>
            Deze logboeken kan niemand veranderen, ook de beheerder van {asker.tenantName} niet. Hoe snel je werkt,
            houdt Naober niet bij. Wat je typte en nog niet bewaarde, staat versleuteld voor je klaar: alleen jij leest
            het.
          </p>
        </Card>
        <Card title="Sneltoetsen">
          <Shortcuts />
        </Card>
      </Stack>
    </Page>
  ),
})

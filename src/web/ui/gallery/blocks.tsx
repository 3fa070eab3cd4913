import {
  choice,
  day,
  email,
  long,
  mark,
  phone,
  postcode,
  secret,
  several,
  text,
  time,
  wholeNumber,
  yesNo,
} from '#platform/fields'
import {
  BareShell,
  ButtonLink,
  Card,
  Chip,
  Chooser,
  Columns,
  Confirm,
  Empty,
  FigureText,
  FileInput,
  FilePick,
  Filters,
  Form,
  HiddenInputs,
  Notice,
  Page,
  Pager,
  PostButton,
  Row,
  Sheet,
  Shell,
  Shortcuts,
  Stack,
  Steps,
  Table,
  VersionChoice,
} from '../index.tsx'
import { shell } from './screens.tsx'

/** Every block that the screens do not show, in its hard cases: long names, nothing there, everything wrong. */

const longName = 'Anna-Wilhelmina van den Boogaard-Wolterinck genaamd Scheltema'
const villages = {
  lindeveen: 'Lindeveen',
  oosterhaar: 'Oosterhaar',
  westerbrink: 'Westerbrink',
  bovenveen: 'Bovenveen',
  esdorp: 'Esdorp',
  hijkerveld: 'Hijkerveld',
  nijkamp: 'Nijkamp',
  zuidlo: 'Zuidlo',
}

const everyKind = {
  name: text('Achternaam'),
  born: day('Geboortedatum', {
    autocomplete: 'bday',
    hint: 'Bijvoorbeeld 14-3-1950. Weet je alleen het jaar? Vul dan 1 januari in.',
  }),
  postcode: postcode('Postcode'),
  number: text('Huisnummer', { maxLength: 6 }),
  phone: phone('Telefoon', { optional: true }),
  email: email('E-mailadres', { optional: true }),
  village: choice('Dorp', villages),
  on: day('Op welke dag?'),
  at: time('Hoe laat?', { optional: true }),
  minutes: wholeNumber('Hoeveel minuten?', { optional: true }),
  interpreter: yesNo('Is er een tolk nodig?', { optional: true }),
  topics: several(
    'Waar ging het over?',
    {
      money: 'Geld en schulden',
      health: 'Gezondheid',
      home: 'Wonen en de omgeving van het huis',
      lonely: 'Eenzaamheid',
    },
    { hint: 'Kies er zoveel als je wilt.' },
  ),
  mark: mark('Welk cijfer geef je ons?'),
  story: long('Wat wil je erover kwijt?', { optional: true, maxLength: 200, private: true }),
  code: secret('Wachtwoord'),
}

export function EveryField() {
  return (
    <Shell {...shell} title="Fout: Nieuwe inwoner">
      <Page title="Nieuwe inwoner" trail={[{ to: '/mensen', label: 'Mensen' }]}>
        <Form
          fields={everyKind}
          values={{
            name: longName,
            born: '31-2-1950',
            topics: ['money', 'lonely'],
            mark: '8',
            story: 'Een verhaal. '.repeat(14),
            on: '14 maart',
          }}
          problems={{
            '': 'Iemand met deze naam en geboortedatum staat er al. Kijk of het dezelfde is.',
            born: '31 februari bestaat niet. Vul een datum in, bijvoorbeeld 14-3-2025.',
            village: 'Maak een keuze bij ‘Dorp’.',
            interpreter: 'Kies ja of nee.',
            mark: 'Geef een cijfer van 1 tot 10.',
          }}
          layout={[
            {
              legend: 'Wie is het?',
              hint: 'Zoals het in het paspoort staat.',
              fields: ['name', 'born', ['postcode', 'number'], ['phone', 'email']],
            },
          ]}
          button="Inwoner toevoegen"
          cancelTo="/mensen"
          version={3}
        />
      </Page>
    </Shell>
  )
}

const rows = Array.from({ length: 50 }, (_, index) => ({
  key: String(index),
  name: index === 3 ? longName : `Inwoner ${index + 1}`,
  village: Object.values(villages)[index % 8] ?? '',
  hours: (index * 7) % 23,
  late: index % 9 === 4,
}))

export function LongList() {
  return (
    <Shell {...shell} title="Vrijwilligers">
      <Page
        title="Vrijwilligers"
        wide
        actions={
          <ButtonLink to="/nieuw" kind="main">
            Vrijwilliger aanmelden
          </ButtonLink>
        }
      >
        <Filters
          filters={[
            { name: 'dorp', label: 'Dorp', options: villages, value: 'oosterhaar', all: 'alle dorpen' },
            {
              name: 'stand',
              label: 'Hoe staat het ervoor?',
              options: { active: 'Actief', waiting: 'Wacht op een koppeling' },
            },
          ]}
          keep={{ op: 'naam' }}
        />
        <Card bare>
          <Table
            caption="Vrijwilligers, op naam"
            rows={rows}
            keyOf={(row) => row.key}
            columns={[
              {
                key: 'name',
                label: 'Naam',
                show: (row) => <a href={`/v/${row.key}`}>{row.name}</a>,
                main: true,
                sort: { to: '?op=naam', now: 'up' },
              },
              { key: 'village', label: 'Dorp', show: (row) => row.village, sort: { to: '?op=dorp' } },
              {
                key: 'state',
                label: 'Stand',
                show: (row) => (row.late ? <Chip tone="late">gesprek te laat</Chip> : <Chip tone="good">actief</Chip>),
              },
              { key: 'hours', label: 'Uren', numeric: true, show: (row) => row.hours, sort: { to: '?op=uren' } },
            ]}
            foot={['Samen', '', '', rows.reduce((sum, row) => sum + row.hours, 0)]}
          />
        </Card>
        <Pager previous="?voor=1" next="?na=50" where="51 tot en met 100 van 240" />
      </Page>
    </Shell>
  )
}

export function Nothing() {
  return (
    <Shell {...shell} title="Nog leeg" say="De koppeling is gestopt.">
      <Page title="Nog leeg" about="Zo ziet het eruit als er nog niets is, of als er iets mis ging.">
        <Columns>
          <Card title="Koppelingen" bare>
            <Empty
              title="Nog geen koppelingen"
              action={
                <ButtonLink to="/nieuw" kind="main">
                  Maak de eerste koppeling
                </ButtonLink>
              }
            >
              Hier komen de vrijwilligers en de mensen die ze helpen. Begin met een vrijwilliger die past.
            </Empty>
          </Card>
          <Card title="Zo begin je">
            <Steps
              items={[
                { title: 'Zet een dienst aan', text: 'Kies bij Instellingen wat jullie doen.', done: true },
                { title: 'Nodig je team uit', text: 'Ieder krijgt een eigen brief.' },
                { title: 'Leg het eerste contact vast' },
              ]}
            />
          </Card>
        </Columns>
        <Stack>
          <Notice title="De cijfers zijn voorlopig">Er kunnen nog registraties bij komen.</Notice>
          <Notice kind="good">Regel 1 tot en met 212 zijn ingelezen.</Notice>
          <Notice kind="warn" title="Deze toestemming loopt af">
            Vraag voor 1 april of het nog mag.
          </Notice>
          <Notice kind="error" title="Er ging bij ons iets mis">
            Je invoer is niet bewaard. Geef de helpdesk nummer 7K2P.
          </Notice>
        </Stack>
        <Row>
          <Chip>gewoon</Chip>
          <Chip tone="good">goed</Chip>
          <Chip tone="warn">let op</Chip>
          <Chip tone="late">te laat</Chip>
          <Chip tone="heather">gekozen</Chip>
          <PostButton action="/x">Doe iets</PostButton>
          <PostButton action="/x" kind="danger">
            Weg
          </PostButton>
        </Row>
        <Card title="Sneltoetsen" bare>
          <Shortcuts />
        </Card>
      </Page>
    </Shell>
  )
}

export function Choosing() {
  const figures = [
    { key: 'zaken', name: 'Zaken in het jaar', value: '36' },
    { key: 'zaken-opgelost', name: 'Opgelost na bemiddeling', value: '13' },
    { key: 'zaken-cijfer', name: 'Cijfer van de buren', value: '8,7' },
  ]
  return (
    <Shell {...shell} title="Kiezen en bevestigen">
      <Page title="Kiezen en bevestigen">
        <Form fields={{}} button="Bewaren">
          <Chooser
            legend="Wat wil je zien op je startpagina?"
            items={[
              { key: 'late', label: 'Te laat', about: 'waar een klok afliep', chosen: true },
              { key: 'new', label: 'Nieuw gemeld', chosen: true },
              { key: 'mark', label: 'Cijfer van de buren', chosen: false },
            ]}
          />
          <FigureText
            name="story"
            field={long('Wat hebben we gedaan?')}
            value="In 2025 vroegen {{zaken}} buren om hulp."
            figures={figures}
          />
          <FileInput
            name="file"
            label="Werkmap"
            accept=".xlsx"
            hint="Een bestand uit Excel."
            problem="Dit bestand is geen werkmap. Kies een bestand dat eindigt op .xlsx."
          />
          <FilePick most={20_000_000} problem="Dit bestand is leeg. Kies een ander bestand." name="document" />
          <Sheet called="Bladzijde 1" text={'Geachte heer,\n\nHierbij ons besluit.'} open />
        </Form>
        <Card title="Een collega was je voor">
          <VersionChoice name="kies-phone" label="Telefoon" theirs="06 1234 5678" mine="06 1234 5679" both={false} />
          <VersionChoice name="kies-words" label="Notitie" theirs={longName} mine="Scheltema" both />
        </Card>
        <Confirm action="/weg" button="Ja, verwijder de notitie" cancelTo="/terug">
          <h2 className="utrecht-heading-2">Deze notitie verwijderen?</h2>
          <p>Tot 11 april kun je hem nog terughalen. Daarna is hij echt weg.</p>
        </Confirm>
      </Page>
    </Shell>
  )
}

export function SignIn() {
  return (
    <BareShell title="Inloggen" csrf="gallery" tenant="Welzijn Lindeveen">
      <Page title="Inloggen">
        <Form
          fields={{ email: email('E-mailadres', { autocomplete: 'username' }), code: secret('Wachtwoord') }}
          button="Log in"
        />
        <form method="post" action="/passkey">
          <HiddenInputs />
        </form>
      </Page>
    </BareShell>
  )
}

import { day } from '#platform/days'
import { choice } from '#platform/fields'
import {
  Bars,
  ButtonLink,
  Card,
  Chip,
  Columns,
  Explain,
  Figure,
  Form,
  List,
  ListItem,
  Page,
  Quote,
  Row,
  Shell,
  type ShellProps,
  Soft,
  Stack,
  Tile,
  Tiles,
  Timeline,
  Track,
  type TrackStep,
} from '../index.tsx'

/** The screens of the reference pictures, made of our blocks: to look at beside them, and to test the blocks together. */

const labels = ['Gemeld', 'Geschikt', 'Eerste contact', 'Bij de melder', 'Bij de buur', 'Gesprek', 'Afspraak']

/** A line of the seven steps, standing at step `at` (counted from 0). */
export function standingAt(at: number, late = false): TrackStep[] {
  return labels.map((label, index) => ({
    label,
    state: index < at ? 'done' : index > at ? 'todo' : late ? 'late' : 'now',
  }))
}

/** What the shell of every gallery page gets. */
export const shell: Omit<ShellProps, 'title'> = {
  who: { name: 'Noor Haan', role: 'coördinator buurtbemiddeling', tenant: 'Welzijn Lindeveen' },
  csrf: 'gallery',
  today: day('2025-03-12'),
  menu: [
    { to: '/', label: 'Vandaag', icon: 'home', current: true },
    { to: '/mensen', label: 'Mensen', icon: 'person' },
    { to: '/zaken', label: 'Zaken', icon: 'file', count: 14, countOf: '14 zaken' },
    { to: '/vrijwilligers', label: 'Vrijwilligers', icon: 'helper' },
    { to: '/activiteiten', label: 'Activiteiten', icon: 'calendar' },
    { to: '/dorpen', label: 'Dorpen', icon: 'place' },
    { to: '/cijfers', label: 'Cijfers', icon: 'chart' },
  ],
}

const topics = [
  'Huisdieren',
  'Tuin en schutting',
  'Geluid',
  'Parkeren',
  'Overhangende takken',
  'Rook en stank',
  'Spelende kinderen',
]
const streets = ['Oosterstraat', 'Veldweg', 'Hoofdstraat', 'Burgemeester van der Veenlaan', 'Es', 'Kerkpad', 'Molenweg']

export function Today() {
  return (
    <Shell {...shell} title="Vandaag" banner="Oefenomgeving: iedereen hier is verzonnen.">
      <Page title="Goedemorgen, Noor" about="Drie dingen wachten op jou. Eén daarvan had gisteren gemoeten.">
        <Tiles label="Mijn werk">
          <Tile to="/zaken?wacht=laat" tone="late" number="1" name="te laat" about="eerste contact binnen een dag" />
          <Tile to="/zaken?wacht=nieuw" number="2" name="nieuw gemeld" about="nog niet bekeken" />
          <Tile to="/zaken" number="14" name="zaken lopen" about="4 meer dan vorig jaar" />
          <Tile to="/cijfers" number="8,7" name="van de buren" about="11 van 19 gaven een cijfer" />
        </Tiles>
        <Card
          title="Zaken op een lijn"
          side={
            <>
              <Chip tone="heather">Alle 14</Chip>
              <a href="/zaken?wacht=mij">alleen die op mij wachten</a>
            </>
          }
          bare
        >
          <List dense>{cases(3)}</List>
        </Card>
      </Page>
    </Shell>
  )
}

/** A page that asks whether somebody is there before the session of fifteen minutes ends. */
export function Idle() {
  return (
    <Shell {...shell} title="Stil" idleSeconds={900}>
      <Page title="Stil" />
    </Shell>
  )
}

/** Fourteen cases on one screen of 1280 by 900. */
export function Cases() {
  return (
    <Shell {...shell} title="Zaken">
      <Page
        title="Zaken op een lijn"
        wide
        actions={
          <>
            <Chip tone="heather">Alle 14</Chip>
            <a href="/zaken?wacht=mij">alleen die op mij wachten</a>
          </>
        }
      >
        <Card bare>
          <List dense label="Lopende zaken">
            {cases(14)}
          </List>
        </Card>
      </Page>
    </Shell>
  )
}

function cases(count: number) {
  const chips = [
    <Chip key="late" tone="late">
      1 dag te laat
    </Chip>,
    <Chip key="warn" tone="warn">
      buur denkt na, bel vrijdag
    </Chip>,
    <Chip key="good" tone="good">
      morgen 19.30, dorpshuis
    </Chip>,
  ]
  const numbers = Array.from({ length: count }, (_, index) => index)
  return numbers.map((number) => (
    <ListItem
      key={number}
      to={`/zaken/${number}`}
      title={`${topics[number % 7]}, ${streets[(number * 3) % 7]}`}
      about={`Lindeveen · sinds ${10 - (number % 9)} maart · Gerda en Wim`}
      track={standingAt([2, 4, 5, 0, 6, 3, 1][number % 7] ?? 0, number === 0)}
      side={chips[number]}
    />
  ))
}

const withDays: TrackStep[] = standingAt(2, true).map((step, index) => ({
  ...step,
  note: ['10 mrt', '10 mrt', 'voor 11 mrt 16.20'][index],
}))

export function OneCase() {
  return (
    <Shell
      {...shell}
      title="Huisdieren, Oosterstraat"
      say={{ text: 'Het eerste contact is vastgelegd.', undo: { action: '/zaken/1/terug' } }}
    >
      <Page
        title="Huisdieren, Oosterstraat"
        trail={[{ to: '/zaken', label: 'Zaken' }]}
        actions={
          <>
            <ButtonLink to="/zaken/1/verwijzen">Verwijzen</ButtonLink>
            <ButtonLink to="/zaken/1/vastleggen" kind="main">
              Gesprek vastleggen
            </ButtonLink>
          </>
        }
      >
        <Card>
          <Track steps={withDays} />
        </Card>
        <Columns>
          <Card title="De melder" side={<Chip>ziet de andere kant niet</Chip>}>
            <p>
              <strong>
                <a href="/mensen/1">Riet Kamps</a>
              </strong>
              , Oosterstraat 12, Lindeveen
              <br />
              <Soft>06 1234 5678 · liefst na zes uur</Soft>
            </p>
            <p>“De hond blaft als ze weg zijn. Ik durf niet meer in de tuin te zitten.”</p>
          </Card>
          <Card title="De buur" side={<Chip tone="warn">weet nog van niets</Chip>}>
            <p>
              <strong>Bewoner Oosterstraat 14</strong>
              <br />
              <Soft>nog geen naam</Soft>
            </p>
            <p>
              <Soft>Licht de buur bij het eerste contact in over wat je bewaart.</Soft>
            </p>
          </Card>
        </Columns>
        <Card
          title="Verloop"
          side={
            <span>
              5 collega’s mogen dit zien · <a href="/zaken/1/wie">wie en waarom</a>
            </span>
          }
          bare
        >
          <Timeline
            items={[
              {
                key: 'a',
                title: 'Gerda en Wim nemen de zaak aan',
                about: 'Ze kennen geen van beide kanten.',
                when: '10 mrt 16.20',
                tone: 'good',
              },
              {
                key: 'b',
                title: 'Geschikt voor bemiddeling',
                about: 'Door Noor, na een gesprek van 20 minuten.',
                when: '10 mrt 11.05',
              },
              { key: 'c', title: 'Gemeld via de telefoon', when: '10 mrt 9.40' },
            ]}
          />
        </Card>
      </Page>
    </Shell>
  )
}

export function Factsheet() {
  const villages = [
    ['Lindeveen', 13, 12, '36%'],
    ['Oosterhaar', 7, 8, '19%'],
    ['Westerbrink', 7, 6, '19%'],
    ['Bovenveen', 1, 2, '3%'],
    ['Kleine dorpen', 8, 6, '22%'],
  ] as const
  return (
    <Shell {...shell} title="Buurtbemiddeling in 2025">
      <Page
        title="Buurtbemiddeling in 2025"
        about={
          <>
            Voorlopig · bijgewerkt vandaag om 9.14 uur · <a href="/cijfers?jaar=2024">vorig jaar</a>
          </>
        }
        actions={
          <>
            <ButtonLink to="/x.xlsx" download>
              Excel
            </ButtonLink>
            <ButtonLink to="/x.pdf" download>
              Pdf
            </ButtonLink>
            <ButtonLink to="/vaststellen" kind="main">
              Vaststellen
            </ButtonLink>
          </>
        }
      >
        <Tiles label="De cijfers">
          <Tile to="/c/1" tone="lead" number="36" name="zaken" about="9 procent meer dan in 2024 (33)" />
          <Tile to="/c/2" number="13" name="opgelost na bemiddeling" about="4 lopen er nog" />
          <Tile to="/c/3" number="50" unit="%" name="over dieren of de tuin" about="18 van 36 zaken" />
          <Tile name="verwezen" about="naar andere partijen" />
        </Tiles>
        <Columns lead>
          <Card title="Waar de zaken vandaan komen" side="streep = 2024 · van 36 zaken">
            <Bars
              caption="Zaken per dorp in 2025 en 2024"
              labels="Dorp"
              now="2025"
              before="2024"
              rows={[
                ...villages.map(([label, value, last, share]) => ({
                  key: label,
                  label,
                  value,
                  last,
                  share,
                  to: `/c/${label}`,
                })),
                { key: 'h', label: 'Hijkerveld', hidden: true },
              ]}
            />
          </Card>
          <Card title="36 zaken" side={<a href="/cijfers">sluiten</a>} accent>
            <p>
              Zo is geteld: elke zaak die tussen 1 januari en 31 december 2025 is gemeld, ook als die nog loopt. Een
              zaak telt één keer, hoeveel buren er ook bij horen.
            </p>
            <Explain
              rows={[
                { term: 'Vorig jaar', text: '33, zelfde regel' },
                { term: 'Telt op tot', text: '13 + 9 + 7 + 3 + 4 = 36' },
                { term: 'Gewijzigd', text: '1 erbij sinds 3 maart' },
              ]}
            />
            <ButtonLink to="/zaken?jaar=2025">Bekijk de 36 zaken</ButtonLink>
          </Card>
        </Columns>
        <Card title="Wat hebben we gedaan?" side={<a href="/bewerken">bewerken</a>}>
          <p>
            In 2025 vroegen <Figure to="/c/1">36</Figure> buren om hulp, <Figure to="/c/4">3</Figure> meer dan het jaar
            ervoor. Bij <Figure to="/c/2">13</Figure> zaken vonden buren samen een oplossing. De helft (
            <Figure to="/c/3">50 procent</Figure>) ging over dieren, de tuin of een relatie die al lang stuk was.
          </p>
          <Quote by="buurvrouw, mag dit delen tot 1 maart 2027">We groeten weer. Meer hoeft niet.</Quote>
        </Card>
      </Page>
    </Shell>
  )
}

export function Record() {
  return (
    <Shell {...shell} title="Gesprek vastleggen">
      <Page title="Gesprek vastleggen" trail={[{ to: '/zaken/1', label: 'Oosterstraat' }]}>
        <Form
          fields={{
            who: choice('Met wie?', { reporter: 'De melder', neighbour: 'De buur', both: 'Allebei samen' }),
            how: choice('Hoe ging het?', {
              heard: 'Verhaal gehoord',
              wants: 'Wil met de buur praten',
              thinks: 'Wil nadenken',
              away: 'Niemand thuis',
            }),
          }}
          values={{ who: 'reporter', how: 'wants' }}
          button="Vastleggen"
        >
          <Stack tight>
            <Row>
              <Soft small>Vandaag, 14.05 uur. Een verhaal hoef je niet op te schrijven.</Soft>
            </Row>
          </Stack>
        </Form>
      </Page>
    </Shell>
  )
}

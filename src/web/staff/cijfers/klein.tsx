import type { Store } from '#access'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { inWords } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { choice, type Fields, long, several } from '#platform/fields'
import { capital } from '#platform/words'
import {
  cellFrom,
  type Factsheet,
  factsheetOf,
  type Hiding,
  hiddenInWords,
  hidingFor,
  inPeriodWords,
  type Small,
  type SmallNumber,
  sameSmall,
  smallNumbersOn,
  waysOn,
} from '#reports'
import { Card, Empty, Explain, Form, Notice, Page, PostButton, Soft, Stack, Table } from '#ui'
import { page, post } from '#web/app'
import { audienceIn, sheetAddress, sheetIn, smallAddress } from './addresses.ts'
import { mayPublish } from './rights.ts'

const deciding = (line: ServiceLine, year: number, audience: Hiding, { figure, by, row }: Small): string =>
  `${smallAddress(line, year, audience)}/${figure}${by === null ? '' : `?cel=${encodeURIComponent(`${by}:${row}`)}`}`

interface Both {
  real: Factsheet
  shown: Factsheet
  audience: Hiding
  all: SmallNumber[]
}

/**
 * A factsheet with all its numbers and as others see it, for who decides what happens to those that are too small. That somebody
 * saw them is written in the log. @throws NotFound for who does not publish this line
 */
export async function bothOf(
  store: Store,
  asker: Asker,
  params: { line: string; year: string; audience: string },
): Promise<Both> {
  const { line, year } = sheetIn(params)
  const audience = audienceIn(params.audience)
  if (!audience || !mayPublish(asker, line)) throw new NotFound()
  const real = await factsheetOf(store, asker, { line, year, sight: 'records' })
  const shown = await factsheetOf(store, asker, { line, year, sight: audience })
  await store.log.looked(`small numbers ${line.key} ${year}`)
  return { real, shown, audience, all: smallNumbersOn(real, shown) }
}

const trailTo = ({ real: { line, of } }: Both) => [
  { to: '/cijfers', label: 'Cijfers' },
  { to: sheetAddress(line, of.year), label: `${line.name} in ${of.year}` },
]
const called = ({ name, label }: SmallNumber): string => (label === null ? name : `${name}: ${label}`)

/** All numbers that readers do not see, with what they are and what stands there instead. */
export const smallNumbers = page({
  path: '/cijfers/:line/:year/klein/:audience',
  may: 'add figure-choice',
  load: ({ store, asker, params }) => bothOf(store, asker, params),
  view: (both) => {
    const { real, shown, audience } = both
    const { line, of } = real
    const other: Hiding = audience === 'outside' ? 'inside' : 'outside'
    return (
      <Page
        title={`Kleine getallen voor ${hidingFor[audience]}`}
        trail={trailTo(both)}
        about={
          <>
            {`${line.name}, ${inPeriodWords(of)} · `}
            <a href={smallAddress(line, of.year, other)}>voor {hidingFor[other]}</a>
          </>
        }
        wide
      >
        <Stack>
          <Notice kind="info" title="Jij ziet hier de echte getallen">
            Vertel ze niet verder. Naober houdt bij wie hier keek.
          </Notice>
          <SmallTable both={both} />
          <Card title="De grens">
            <Explain rows={limitsOf(shown)} />
          </Card>
        </Stack>
      </Page>
    )
  },
})

/** The thresholds that hold for these readers, with who agreed them. */
const limitsOf = ({ settings }: Factsheet) =>
  settings
    .filter((one) => one.called.startsWith('Kleinste aantal'))
    .map(({ called: term, value, source }) => ({ term, text: `${value} (${source})` }))

/** The numbers in a table: what they are, what readers see, and what was decided. */
export function SmallTable({ both: { real, audience, all } }: { both: Both }) {
  const { line, of } = real
  return (
    <Card bare>
      <Table
        caption={`Getallen die ${hidingFor[audience]} niet zien`}
        rows={all}
        keyOf={({ figure, by, row }) => `${figure} ${by} ${row}`}
        empty={<Empty title="Niets is te klein">Zij zien alle getallen van deze factsheet.</Empty>}
        columns={[
          { key: 'name', label: 'Cijfer', main: true, show: called },
          { key: 'real', label: 'Echt getal', show: ({ real: number }) => <strong>{number}</strong> },
          { key: 'seen', label: 'Zij zien', show: ({ seen }) => seen },
          { key: 'decided', label: 'Gekozen', show: (one) => <Decided one={one} /> },
          {
            key: 'choose',
            label: 'Kiezen',
            show: (one) =>
              one.ways.length > 0 && (
                <a href={deciding(line, of.year, audience, one)}>
                  {one.choice ? 'Anders' : 'Kies'}
                  <span className="n-hidden"> voor {called(one)}</span>
                </a>
              ),
          },
        ]}
      />
    </Card>
  )
}

function Decided({ one: { choice: made, refused, seen } }: { one: SmallNumber }) {
  if (!made) return <Soft>{seen === hiddenInWords ? 'niets: het blijft verborgen' : 'volgt uit een andere keuze'}</Soft>
  return (
    <>
      {waysOn[made.way].called}
      <br />
      <Soft small>
        {refused ? 'Kan nu niet: een klein getal zou uit te rekenen zijn. ' : ''}
        {made.madeBy}, {inWords(made.on)}
        {made.reason && `: ${made.reason}`}
      </Soft>
    </>
  )
}

/** What comes out of the form. */
interface Chosen {
  way: SmallNumber['ways'][number]
  reason: string | null
  together?: string[]
}

/** What happens to one number. */
export const decision = page({
  path: '/cijfers/:line/:year/klein/:audience/:figure',
  may: 'add figure-choice',
  async load({ store, asker, params, query }) {
    const both = await bothOf(store, asker, params)
    const cell = cellFrom(query.get('cel'))
    const at: Small = { figure: params.figure, by: cell?.by ?? null, row: cell?.key ?? null }
    const one = both.all.find((number) => sameSmall(number, at))
    if (!one || one.ways.length === 0) throw new NotFound()
    return { both, one }
  },
  form: ({ both, one }): Fields => {
    const rows = one.ways.includes('group') ? besides(both, one) : {}
    return {
      way: choice(
        'Wat doen we ermee?',
        Object.fromEntries(one.ways.map((way) => [way, asked(way, both.shown)])) as Record<string, string>,
        { whenEmpty: 'Kies wat er met dit getal gebeurt.' },
      ),
      ...(Object.keys(rows).length > 0
        ? {
            together: several('Samen met welke onderdelen?', rows, {
              optional: true,
              hint: 'Alleen als je samenvoegt. Samen moeten het er genoeg zijn; er mag ook een groter onderdeel bij.',
            }),
          }
        : {}),
      reason: long('Waarom?', {
        optional: true,
        maxLength: 500,
        hint: 'Nodig als je het laat zien. Binnen kan iedereen die de cijfers ziet dit lezen, dus zet er geen namen in.',
      }),
    }
  },
  values: ({ both, one }) => ({
    way: one.choice?.way,
    reason: one.choice?.reason,
    together: groupedWith(both, one).map(({ row }) => row ?? ''),
  }),
  async save({ store, asker }, { both, one }, input) {
    const { line, of } = both.real
    const { way, reason, together = [] } = input as unknown as Chosen
    const to = smallAddress(line, of.year, both.audience)
    if (way === 'show' && (reason ?? '').trim().length < 5)
      throw new Invalid({ reason: 'Schrijf waarom dit kleine getal er toch mag staan.' })
    const decide = (at: Small) =>
      store.figures.decide({
        line: line.key,
        year: of.year,
        audience: both.audience,
        ...{ figure: at.figure, by: at.by, row: at.row },
        way,
        reason: (reason ?? '').trim(),
      })
    const made = [await decide(one)]
    if (way === 'group') {
      for (const row of together) made.push(await decide({ figure: one.figure, by: one.by, row }))
      for (const before of groupedWith(both, one))
        if (!together.includes(before.row ?? '')) await store.figures.withdraw(before.id)
    }
    const { refused } = await factsheetOf(store, asker, { line, year: of.year, sight: both.audience })
    if (made.some(({ id }) => refused.has(id))) throw new Invalid({ way: whyNot(way) })
    return { to, say: `Gekozen voor ${called(one)}: ${waysOn[way].called}.` }
  },
  view: ({ both, one }, form) => {
    const { line, of } = both.real
    const back = smallAddress(line, of.year, both.audience)
    return (
      <Page
        title={called(one)}
        trail={[...trailTo(both), { to: back, label: `Kleine getallen voor ${hidingFor[both.audience]}` }]}
        about={`${line.name}, ${inPeriodWords(of)}`}
      >
        <Stack>
          <Card title="Dit getal">
            <Explain
              rows={[
                { term: 'Echt', text: one.real },
                { term: `Wat ${hidingFor[both.audience]} zien`, text: one.seen },
                ...limitsOf(both.shown),
              ]}
            />
          </Card>
          <Card title="Wat doen we ermee?">
            <p>
              Kies je niets, dan staat er dat het te klein is om te tonen. Is door je keuze een klein getal uit te
              rekenen, dan zegt Naober dat en gebeurt het niet.
            </p>
            <Form {...form} action={deciding(line, of.year, both.audience, one)} button="Bewaar" cancelTo={back} />
            {one.choice && (
              <PostButton action={`/cijfers/klein/${one.choice.id}/intrekken`} kind="quiet">
                Trek de keuze in
              </PostButton>
            )}
          </Card>
        </Stack>
      </Page>
    )
  },
})

const asked = (way: SmallNumber['ways'][number], { threshold }: Factsheet): string =>
  way === 'below' ? `Schrijf ‘minder dan ${threshold}’` : waysOn[way].asks

/** The other rows of the breakdown, with what they are. */
function besides({ real }: Both, { figure, by, row }: SmallNumber): Record<string, string> {
  const rows = (by === null ? undefined : real.figures[figure]?.cells[by]) ?? []
  return Object.fromEntries(
    rows.filter(({ key }) => key !== row).map(({ key, label, value }) => [key, `${capital(label)} (${value ?? 0})`]),
  )
}

const groupedWith = ({ shown }: Both, { figure, by, row }: SmallNumber) =>
  shown.choices.filter((one) => one.way === 'group' && one.figure === figure && one.by === by && one.row !== row)

function whyNot(way: string): string {
  if (way === 'group')
    return 'Samen zijn deze onderdelen nog te klein, of het is uit te rekenen wat elk is. Kies er een onderdeel bij.'
  if (way === 'show')
    return 'Dit kan niet: door dit getal te tonen is ook een ander klein getal uit te rekenen. Kies iets anders.'
  return 'Dit kan niet: met de andere getallen op de pagina is het dan uit te rekenen. Kies iets anders.'
}

/** Takes a decision back: from now on the number is too small to show again. */
export const takeBack = post({
  path: '/cijfers/klein/:choice/intrekken',
  may: 'change figure-choice',
  async save({ store, params }) {
    const { line, year, audience } = await store.figures.withdraw(params.choice)
    return {
      to: smallAddress({ key: line }, year, audience as Hiding),
      say: 'De keuze is ingetrokken. Wat er al mee gepubliceerd is, blijft zo staan.',
    }
  },
})

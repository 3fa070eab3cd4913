import { addDays, inWords, shortly } from '#platform/days'
import { Invalid, NotFound } from '#platform/errors'
import { day, type Fields, text } from '#platform/fields'
import { Card, Form, Page, Stack, Table } from '#ui'
import { page } from '#web/app'
import { linesInUse } from '../lines.tsx'
import { type KnownSetting, knownSettings, startOf } from './known-settings.ts'

const trail = [{ to: '/beheer', label: 'Accounts' }]

/** Every value that this organisation can set, with what holds today and who says so. */
export const settings = page({
  path: '/beheer/instellingen',
  may: 'change setting',
  async load({ store, asker }) {
    const rows = await store.accounts.settings()
    const inUse = (await linesInUse(store)).map((line) => line.key)
    const shown = knownSettings.filter((known) => known.line === undefined || inUse.includes(known.line))
    return shown.map((known) => {
      const own = rows.filter(
        (row) =>
          row.key === known.key &&
          row.validFrom <= asker.today &&
          (row.validUntil === null || asker.today < row.validUntil),
      )
      return { known, now: own.sort((one, other) => (one.validFrom < other.validFrom ? 1 : -1))[0] }
    })
  },
  view: (rows) => (
    <Page
      title="Instellingen"
      trail={trail}
      about="Afspraken van jullie zelf. Elke waarde heeft een begindag en een bron, zodat een cijfer van toen blijft kloppen."
      wide
    >
      <Card bare>
        <Table
          caption="Instellingen"
          rows={rows}
          keyOf={({ known }) => known.key}
          columns={[
            {
              key: 'called',
              label: 'Afspraak',
              main: true,
              show: ({ known }) => <a href={`/beheer/instellingen/${known.key}`}>{known.called}</a>,
            },
            {
              key: 'value',
              label: 'Geldt nu',
              show: ({ known, now }) => (now ? known.inWords(now.value) : known.otherwise),
            },
            { key: 'since', label: 'Sinds', show: ({ now }) => (now ? shortly(now.validFrom) : '') },
            { key: 'source', label: 'Bron', show: ({ known, now }) => now?.source ?? known.source },
          ]}
        />
      </Card>
    </Page>
  ),
})

/** One setting: what held when, and a new value from a day on. Values of before stay: figures of then rest on them. */
export const setting = page({
  path: '/beheer/instellingen/:key',
  may: 'change setting',
  async load({ store, params }) {
    const known = knownSettings.find((one) => one.key === params.key)
    if (!known) throw new NotFound()
    const names = new Map((await store.accounts.all()).map(({ id, name }) => [id, name]))
    const history = (await store.accounts.settings())
      .filter((row) => row.key === known.key)
      .reverse()
      .map((row) => ({ ...row, setBy: (row.addedBy && names.get(row.addedBy)) ?? 'op de server' }))
    return { known, history }
  },
  form: ({ known }): Fields => ({
    ...known.fields,
    validFrom: day('Vanaf welke dag geldt dit?'),
    validUntil: day('Tot en met welke dag?', { optional: true, hint: 'Laat leeg als er geen einde is afgesproken' }),
    source: known.decided
      ? text('Wie besloot dit, en waarom?', {
          maxLength: 200,
          hint: 'Bijvoorbeeld: directie op 3 maart 2025, op verzoek van de gemeente. Dit staat bij de cijfers.',
        })
      : text('Waar is dit afgesproken?', { maxLength: 200, hint: 'Bijvoorbeeld: teamoverleg van 3 maart 2025' }),
  }),
  values: ({ known, history }, { asker }) => ({ ...startOf(known, history[0]?.value), validFrom: asker.today }),
  async save({ store }, { known, history }, input) {
    const { validFrom, validUntil, source } = input as unknown as {
      validFrom: (typeof history)[number]['validFrom']
      validUntil: (typeof history)[number]['validFrom'] | null
      source: string
    }
    if (validUntil !== null && validUntil < validFrom)
      throw new Invalid({ validUntil: `De waarde geldt vanaf ${inWords(validFrom)}. Kies die dag of later.` })
    if (history.some((row) => row.validFrom === validFrom))
      throw new Invalid({ validFrom: `Vanaf ${inWords(validFrom)} staat er al een waarde. Kies een andere dag.` })
    await store.accounts.set({
      key: known.key,
      validFrom,
      validUntil: validUntil === null ? null : addDays(validUntil, 1),
      value: known.value(input) as number,
      source,
    })
    return { to: '/beheer/instellingen', say: `De nieuwe waarde geldt vanaf ${inWords(validFrom)}.` }
  },
  view: ({ known, history }, form) => (
    <Page
      title={known.called}
      trail={[...trail, { to: '/beheer/instellingen', label: 'Instellingen' }]}
      about={known.about}
    >
      <Stack>
        <Card title="Wat gold wanneer" bare>
          <History known={known} rows={history} />
        </Card>
        <Card title="Nieuwe waarde">
          <Form {...form} button="Bewaar de nieuwe waarde" cancelTo="/beheer/instellingen" />
        </Card>
      </Stack>
    </Page>
  ),
})

function History({
  known,
  rows,
}: {
  known: KnownSetting
  rows: { id: string; value: unknown; validFrom: string; validUntil: string | null; source: string; setBy: string }[]
}) {
  const all = [
    ...rows.map((row) => ({ ...row, value: known.inWords(row.value) })),
    { id: 'default', value: known.otherwise, validFrom: null, validUntil: null, source: known.source, setBy: '' },
  ]
  return (
    <Table
      caption={`Waarden van ${known.called}`}
      rows={all}
      keyOf={(row) => row.id}
      columns={[
        { key: 'value', label: 'Waarde', main: true, show: (row) => row.value },
        {
          key: 'from',
          label: 'Vanaf',
          show: (row) => (row.validFrom === null ? 'altijd' : shortly(row.validFrom as never)),
        },
        {
          key: 'until',
          label: 'Tot',
          show: (row) => (row.validUntil === null ? '' : shortly(row.validUntil as never)),
        },
        { key: 'source', label: known.decided ? 'Besluit' : 'Bron', show: (row) => row.source },
        { key: 'setBy', label: 'Ingevuld door', show: (row) => row.setBy },
      ]}
    />
  )
}

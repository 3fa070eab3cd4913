import type { Opening } from '#access'
import { roles } from '#platform/asker'
import { momentInWords, monthNames } from '#platform/days'
import { NotFound } from '#platform/errors'
import { choice, long } from '#platform/fields'
import { counted, noun } from '#platform/words'
import { ButtonLink, Card, Chip, Empty, Explain, Form, Page, Stack, Table } from '#ui'
import { page } from '#web/app'

const verdicts = { right: 'Ja, dit was nodig', wrong: 'Nee, dit had niet gemoeten' }
const times = noun('keer', 'keer', 'de')
const month = /^\d{4}-(0[1-9]|1[0-2])$/

/** The month in the address, when that is one that was; else the one before this. */
const monthIn = (query: URLSearchParams, last: string, today: string): string => {
  const asked = query.get('maand') ?? ''
  return month.test(asked) && asked <= today.slice(0, 7) && asked >= '2020-01' ? asked : last
}

const inWords = (one: string) => `${monthNames[Number(one.slice(5)) - 1]} ${one.slice(0, 4)}`
const step = (one: string, by: number): string => {
  const at = Number(one.slice(0, 4)) * 12 + Number(one.slice(5)) - 1 + by
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** Of the files that were opened in need in a month, those that are looked at afterwards. */
export const sample = page({
  path: '/beheer/met-spoed',
  may: 'change opening',
  async load({ store, asker, query }) {
    const which = monthIn(query, store.openings.lastMonth(), asker.today)
    return { which, ...(await store.openings.sample(which)) }
  },
  view: ({ which, drawn, of }, _form, { asker }) => (
    <Page
      title={`Met spoed geopend in ${inWords(which)}`}
      about={
        of === 0
          ? 'Niemand opende toen een dicht dossier.'
          : `${counted(of, times)} in deze maand. Kijk ${drawn.length === of ? 'ze allemaal' : `deze ${drawn.length}`} na: was het nodig?`
      }
      actions={
        <>
          <ButtonLink to={`/beheer/met-spoed?maand=${step(which, -1)}`}>Maand ervoor</ButtonLink>
          {which < asker.today.slice(0, 7) && (
            <ButtonLink to={`/beheer/met-spoed?maand=${step(which, 1)}`}>Maand erna</ButtonLink>
          )}
        </>
      }
    >
      <Card bare>
        <Table
          caption="De steekproef: elke maand een tiende, en minstens vijf"
          columns={[
            {
              key: 'who',
              label: 'Wie',
              main: true,
              show: (one) => <a href={`/beheer/met-spoed/${which}/${one.id}`}>{one.accountName}</a>,
            },
            { key: 'when', label: 'Wanneer', show: (one) => momentInWords(one.addedAt) },
            { key: 'number', label: 'Dossier', show: (one) => one.number },
            { key: 'looks', label: 'Gekeken', numeric: true, show: (one) => counted(one.looks, times) },
            { key: 'verdict', label: 'Nagekeken', show: (one) => <Verdict one={one} /> },
          ]}
          rows={drawn}
          keyOf={(one) => one.id}
          empty={<Empty title="Niets om na te kijken" />}
        />
      </Card>
    </Page>
  ),
})

function Verdict({ one }: { one: Opening }) {
  if (one.verdict === 'right') return <Chip tone="good">was nodig</Chip>
  if (one.verdict === 'wrong') return <Chip tone="late">had niet gemoeten</Chip>
  return <Chip tone="warn">nog niet</Chip>
}

/** One of them: why it was opened, and what whoever looks at it thinks of that. */
export const judge = page({
  path: '/beheer/met-spoed/:month/:openingId',
  may: 'change opening',
  async load({ store, params }) {
    if (!month.test(params.month)) throw new NotFound()
    const one = (await store.openings.sample(params.month)).drawn.find(({ id }) => id === params.openingId)
    if (!one) throw new NotFound()
    return one
  },
  form: () => ({
    verdict: choice('Was het nodig?', verdicts),
    words: long('Toelichting', { optional: true, private: true, maxLength: 1000 }),
  }),
  values: (one) => ({ verdict: one.verdict as keyof typeof verdicts | null, words: one.verdictWords }),
  async save({ store, params }, one, { verdict, words }) {
    await store.openings.judge(one.id, { verdict, words: words ?? '' })
    return { to: `/beheer/met-spoed?maand=${params.month}`, say: 'Nagekeken en bewaard.' }
  },
  view: (one, form, { params }) => (
    <Page
      title="Was dit nodig?"
      trail={[{ to: `/beheer/met-spoed?maand=${params.month}`, label: 'Met spoed geopend' }]}
      about="Van het dossier zelf zie je hier niets."
    >
      <Stack>
        <Card>
          <Explain
            rows={[
              { term: 'Wie', text: `${one.accountName}, ${roles[one.role as keyof typeof roles] ?? one.role}` },
              { term: 'Wanneer', text: momentInWords(one.addedAt) },
              { term: 'Dossier', text: `nummer ${one.number}` },
              { term: 'Reden', text: one.reason },
              { term: 'Gekeken', text: counted(one.looks, times) },
              { term: 'Aan een collega gemeld', text: one.toldAt ? momentInWords(one.toldAt) : 'nog niet gezien' },
            ]}
          />
        </Card>
        <Card>
          <Form {...form} button="Bewaren" cancelTo={`/beheer/met-spoed?maand=${params.month}`} />
        </Card>
      </Stack>
    </Page>
  ),
})

import type { Store } from '#access'
import type { CaseLine } from '#kernel/case'
import type { ServiceLine } from '#kernel/service-line'
import type { Asker } from '#platform/asker'
import { inWords } from '#platform/days'
import { NotFound } from '#platform/errors'
import { counted } from '#platform/words'
import { type Difference, differenceOf, type FigureSince, type Published } from '#reports'
import { lineOf } from '#service-lines'
import { Card, Empty, List, Page, Soft, Stack, Table } from '#ui'
import { page } from '#web/app'
import { caseLines } from '../zaken/case-lines.tsx'
import { publicationOf } from './gepubliceerd.tsx'
import { changedAddress, sincePublished } from './since-in-short.tsx'

const onOnePage = 50
/** Every figure of a publication that is no longer what it was. */
export const changed = page({
  path: '/gepubliceerd/:publicationId/gewijzigd',
  may: 'read figures',
  async load({ store, asker, params }) {
    const { content } = await publicationOf(store, params.publicationId)
    const since = await sincePublished(store, asker, { id: params.publicationId, content })
    if (!since) throw new NotFound()
    return { content, since }
  },
  view: ({ content, since }, _form, { params }) => {
    const { figures, on, kept, threshold } = since
    const here = changedAddress(params.publicationId)
    return (
      <Page
        title={`Gewijzigd sinds ${inWords(on)}`}
        trail={trailTo(content, params.publicationId)}
        about={`${content.name}, ${content.period}: dezelfde dagen, geteld op wat er vandaag staat`}
        wide
      >
        <Stack>
          <Card bare>
            <Table
              caption="Cijfers die gewijzigd zijn"
              rows={figures}
              keyOf={({ key }) => key}
              empty={
                <Empty title="Niets gewijzigd">
                  {threshold > 1
                    ? 'Er is niets gewijzigd, of te weinig om te laten zien.'
                    : kept
                      ? 'Alle cijfers zijn nog zoals ze zijn vastgesteld.'
                      : 'Bij deze publicatie is nog niet bewaard waaruit de cijfers zijn geteld. Stel opnieuw vast om het te volgen.'}
                </Empty>
              }
              columns={[
                {
                  key: 'name',
                  label: 'Cijfer',
                  main: true,
                  show: (one) => (kept ? <a href={`${here}/${one.key}`}>{one.name}</a> : one.name),
                },
                { key: 'was', label: 'Toen', show: ({ was }) => was },
                { key: 'now', label: 'Nu', show: ({ now }) => now },
                { key: 'difference', label: 'Verschil', show: differing },
              ]}
            />
          </Card>
          {threshold > 1 && (
            <p>
              <Soft small>
                Een verschil onder de {threshold} staat er niet bij: dan zou je kunnen zien om wie het gaat.
              </Soft>
            </p>
          )}
        </Stack>
      </Page>
    )
  },
})

const differing = ({ difference, otherRule }: FigureSince) =>
  [difference || (otherRule ? '' : 'zelfde getal, andere verdeling'), otherRule && 'de telregel of indeling is anders']
    .filter(Boolean)
    .join('; ')

const trailTo = (content: Published, publication: string) => [
  { to: '/gepubliceerd', label: 'Gepubliceerd' },
  { to: `/gepubliceerd/${publication}`, label: `${content.name} in ${content.year}` },
]

interface Records {
  rows: readonly CaseLine[]
  /** How many of them cannot be opened: of another team, or not there any more. */
  away: number
  more: number
}

/** Because of which records one figure is another number than it was. */
export const changedFigure = page({
  path: '/gepubliceerd/:publicationId/gewijzigd/:figure',
  may: 'read figures',
  async load({ store, asker, params }) {
    const { content } = await publicationOf(store, params.publicationId)
    const line = lineOf(content.line)
    const publication = { id: params.publicationId, content }
    const found = await differenceOf(store, asker, line, publication, params.figure)
    if (!found) throw new NotFound()
    const records = (keys: readonly string[]) => recordsOf(store, asker, found.opens, keys)
    return {
      content,
      line,
      found,
      added: await records(found.added),
      gone: await records(found.gone),
      moved: await records(found.moved.map(({ record }) => record)),
    }
  },
  view: ({ content, line, found, added, gone, moved }, _form, { params, asker }) => (
    <Page
      title={found.figure.name}
      trail={[
        ...trailTo(content, params.publicationId),
        { to: changedAddress(params.publicationId), label: `Gewijzigd sinds ${inWords(content.on)}` },
      ]}
      about={`Toen ${found.figure.was}, nu ${found.figure.now}`}
    >
      <Stack>
        <RecordCard title="Erbij gekomen" line={line} asker={asker} records={added} total={found.added.length} />
        <RecordCard title="Eraf gegaan" line={line} asker={asker} records={gone} total={found.gone.length} />
        <RecordCard title="Telt anders mee" line={line} asker={asker} records={moved} total={found.moved.length} />
        <Moves found={found} rows={moved.rows} />
        {found.added.length + found.gone.length + found.moved.length === 0 && (
          <Card>
            <Empty title={`Dezelfde ${line.case.called.many}`}>
              {found.figure.otherRule
                ? 'De telregel of de indeling is anders dan toen.'
                : 'Aan dit cijfer is niets gewijzigd.'}
            </Empty>
          </Card>
        )}
      </Stack>
    </Page>
  ),
})

function RecordCard({
  title,
  line,
  asker,
  records: { rows, away, more },
  total,
}: {
  title: string
  line: ServiceLine
  asker: Asker
  records: Records
  total: number
}) {
  if (total === 0) return null
  const { called } = line.case
  const openable =
    away === 0 ? '' : away === total ? ', en jij kunt er geen openen' : `, waarvan jij er ${total - away} kunt openen`
  return (
    <Card title={title} side={<Soft small>{`${counted(total, called)}${openable}`}</Soft>} bare>
      <List
        dense
        label={title}
        empty={<Empty title={`Geen ${called.many} om te openen`}>Ze zijn verwijderd, of van een ander team.</Empty>}
      >
        {caseLines(line, rows, asker)}
      </List>
      {more > 0 && (
        <p>
          <Soft small>
            De eerste {onOnePage}; er zijn er nog {more}.
          </Soft>
        </p>
      )}
    </Card>
  )
}

/** Of the records that count for something else: what. */
function Moves({ found, rows }: { found: Difference; rows: readonly CaseLine[] }) {
  const moves = rows.flatMap((row) => {
    const one = found.moved.find(({ record }) => record === row.id)
    return one ? [{ id: row.id, number: row.number, moves: one.moves }] : []
  })
  if (moves.length === 0) return null
  return (
    <Card title="Wat er anders is" bare>
      <Table
        caption="Wat er anders is"
        rows={moves}
        keyOf={({ id }) => id}
        columns={[
          { key: 'number', label: 'Nummer', main: true, show: ({ number }) => number },
          { key: 'moves', label: 'Anders', show: (one) => one.moves.join('; ') },
        ]}
      />
    </Card>
  )
}

async function recordsOf(store: Store, asker: Asker, opens: string, keys: readonly string[]): Promise<Records> {
  if (opens !== 'case' || keys.length === 0) return { rows: [], away: keys.length, more: 0 }
  const query = {
    lines: asker.lines,
    status: 'all',
    keys,
    order: 'opened',
    descending: true,
    limit: onOnePage,
  } as const
  const { rows } = await store.cases.list(query)
  const mine = await store.cases.total(query)
  return { rows, away: keys.length - mine, more: Math.max(0, mine - rows.length) }
}

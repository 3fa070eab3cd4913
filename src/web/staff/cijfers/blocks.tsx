import type { ReactNode } from 'react'
import { list } from '#platform/words'
import {
  type ChartShown,
  type Factsheet,
  type Piece,
  type PublishedBar,
  type PublishedTile,
  saidBy,
  type TileShown,
  wholenessInWords,
} from '#reports'
import { type Bar, Bars, Card, Columns, Empty, Figure, Quote, Soft, Stack, Tile, Tiles, tooSmall } from '#ui'

// The blocks of a factsheet, the same for the live page and for what was published: only where a figure leads differs.

/** Where a figure leads: its explanation, or its rule further down the page. */
export type Leads = (figure: string, cell?: { by: string; key: string }) => string

/** The tiles, the first one large. */
export function TileRow({
  tiles,
  leads,
  label = 'De cijfers',
}: {
  tiles: readonly (TileShown | PublishedTile)[]
  leads: Leads
  /** Where there is more than one row on a page, each has its own. */
  label?: string
}) {
  if (tiles.length === 0) return null
  return (
    <Tiles label={label}>
      {tiles.map((tile, at) => (
        <Tile
          key={tile.key}
          to={leads(tile.key)}
          tone={at === 0 ? 'lead' : 'plain'}
          name={tile.name}
          {...('number' in tile && tile.number !== undefined
            ? { number: tile.number, ...(tile.unit ? { unit: tile.unit } : {}) }
            : { instead: 'said' in tile ? tile.said : undefined })}
          {...(tile.about === '' ? {} : { about: tile.about })}
        />
      ))}
    </Tiles>
  )
}

type AnyChart = Pick<ChartShown, 'indicator' | 'by' | 'title' | 'of' | 'incomplete'> & {
  rows: readonly (ChartShown['rows'][number] | PublishedBar)[]
}

/** A breakdown as bars, last year as a mark, the same as a table below. */
function ChartCard({
  chart,
  year,
  before,
  leads,
}: {
  chart: AnyChart
  year: number
  before: { year: number; sameDay: boolean }
  leads: Leads
}) {
  const { indicator, by, title, of, rows } = chart
  const wholeness = wholenessInWords({
    rows: rows as readonly PublishedBar[],
    ...(chart.incomplete ? { incomplete: true } : {}),
  })
  const compared = rows.some((row) => 'last' in row && row.last !== null)
  const mark = `streep = ${before.year}${before.sameDay ? ' tot dezelfde dag' : ''}`
  return (
    <Card
      title={title}
      side={<Soft small>{[compared && mark, of && `van ${of}`, wholeness].filter(Boolean).join(' · ')}</Soft>}
    >
      {rows.length === 0 ? (
        <Empty title="Hier valt nog niets te verdelen">
          Zodra er genoeg is om te laten zien, staat hier een balk voor elk onderdeel.
        </Empty>
      ) : rows.every((row) => isHidden(row) && insteadOf(row) === tooSmall) ? (
        <p>
          <strong>Deze verdeling is {tooSmall}.</strong> Wat voorkwam: {list(rows.map(({ label }) => label))}.
        </p>
      ) : (
        <Bars
          caption={`${title}: ${year}${compared ? ` en ${before.year}` : ''}`}
          now={String(year)}
          {...(compared ? { before: before.sameDay ? `${before.year}, tot dezelfde dag` : String(before.year) } : {})}
          rows={rows.map((row): Bar => {
            const to = leads(indicator, { by, key: row.key })
            if (!('text' in row) || isHidden(row))
              return { key: row.key, label: row.label, hidden: true, instead: insteadOf(row), to }
            return {
              key: row.key,
              label: row.label,
              value: row.value,
              text: row.text,
              to,
              ...(row.share ? { share: row.share } : {}),
              ...(row.last === null ? {} : { last: row.last }),
              ...(row.lastText === null ? {} : { lastText: row.lastText }),
            }
          })}
        />
      )}
    </Card>
  )
}

function isHidden(row: AnyChart['rows'][number]): boolean {
  return 'hidden' in row && row.hidden
}

const insteadOf = (row: AnyChart['rows'][number]): string => ('said' in row ? row.said : undefined) ?? tooSmall

/** The charts: those that are short beside each other, a long one over the whole width. */
export function ChartGrid({
  charts,
  ...shared
}: {
  charts: readonly AnyChart[]
  year: number
  before: { year: number; sameDay: boolean }
  leads: Leads
}) {
  const card = (chart: AnyChart) => <ChartCard key={`${chart.indicator} ${chart.by}`} chart={chart} {...shared} />
  const short = charts.filter(({ rows }) => rows.length <= shortRows)
  return (
    <>
      {short.length > 1 ? <Columns>{short.map(card)}</Columns> : short.map(card)}
      {charts.filter(({ rows }) => rows.length > shortRows).map(card)}
    </>
  )
}

const shortRows = 8

/** The text with its figures, and what people said. */
export function WordsCard({
  text,
  quotes,
  leads,
  side,
  empty,
}: {
  text: readonly (readonly Piece[])[]
  quotes: Factsheet['quotes']
  leads: Leads
  side?: ReactNode
  empty?: ReactNode
}) {
  if (text.length === 0 && quotes.length === 0 && empty === undefined) return null
  return (
    <Card title="Wat hebben we gedaan?" side={side}>
      {text.length === 0 && quotes.length === 0 && empty}
      {text.map((pieces, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of paragraphs is what they are
        <p key={at}>
          {pieces.map((piece, index) =>
            'figure' in piece ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a text that is not reordered
              <Figure key={index} to={leads(piece.figure, piece.cell)}>
                {piece.hidden && !piece.text.startsWith('minder dan') ? `(${piece.text})` : kept(piece.text)}
              </Figure>
            ) : (
              piece.text
            ),
          )}
        </p>
      ))}
      {quotes.length > 0 && (
        <Stack tight>
          {quotes.map((quote) => (
            <Quote key={quote.id} by={saidBy(quote)}>
              {quote.text}
            </Quote>
          ))}
        </Stack>
      )}
    </Card>
  )
}

/** A number stays with its noun at the end of a line. */
function kept(text: string): string {
  return text.replace(/^([\d.,]+) /, '$1\u00a0')
}

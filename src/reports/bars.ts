import { hiddenInWords, nothingInWords } from './figure-words.ts'
import { type Handout, wholenessInWords } from './handout.ts'
import { saidInstead } from './publication.ts'

export type HandoutChart = Handout['charts'][number]

/** One bar as it is drawn. A hidden one has no length, and none of its neighbours tells of it. */
export interface DrawnBar {
  label: string
  /** '13', 'te klein om te tonen', 'geen gegevens'. */
  text: string
  /** '36%', or empty. */
  share: string
  /** Last year, in the same words. */
  lastText: string
  /** A part of the lane, from 0 to 1; null without a bar. */
  length: number | null
  /** Where last year's mark stands, likewise. */
  mark: number | null
}

/** A breakdown as it is drawn, and what its signs mean. */
export interface Drawn {
  title: string
  /** 'streep = 2024 · van 36 zaken', or empty. */
  note: string
  /** The whole drawing in words, for who does not see it. */
  words: string
  /** Instead of bars: there is nothing to draw, or all of it is hidden. */
  instead: string
  /** What the columns beside it are called; the last is empty when nothing was compared. */
  now: string
  before: string
  shares: boolean
  bars: readonly DrawnBar[]
}

/** The longest bar keeps some air, so that its end can be seen. */
const fullest = 0.96

/** The bars of a breakdown. Hidden rows take no part in the scale: with them, the lengths of the others would tell of them. */
export function drawn(chart: HandoutChart, { year, before }: Pick<Handout, 'year' | 'before'>): Drawn {
  const shown = chart.rows.flatMap((row) => ('hidden' in row ? [] : [row]))
  const longest = Math.max(1, ...shown.flatMap(({ value, last }) => [value, last ?? 0]))
  const along = (value: number) => Math.round((Math.max(0, value) / longest) * fullest * 1000) / 1000
  const compared = shown.some(({ last }) => last !== null)
  const lastYear = `${before.year}${before.sameDay ? ' tot dezelfde dag' : ''}`
  const bars = chart.rows.map((row): DrawnBar => {
    if ('hidden' in row)
      return { label: row.label, text: saidInstead(row), share: '', lastText: '', length: null, mark: null }
    const counted = row.text !== ''
    return {
      label: row.label,
      text: counted ? row.text : nothingInWords,
      share: row.share ?? '',
      lastText: compared ? (row.lastText ?? nothingInWords) : '',
      length: counted ? along(row.value) : null,
      mark: row.last === null ? null : along(row.last),
    }
  })
  const instead =
    bars.length === 0
      ? 'Hier valt nog niets te verdelen.'
      : chart.rows.every((row) => 'hidden' in row && row.said === undefined)
        ? `Deze verdeling is ${hiddenInWords}. Wat voorkwam: ${bars.map(({ label }) => label).join(', ')}.`
        : ''
  const wholeness = wholenessInWords(chart)
  const said = bars.map(({ label, text, share, lastText }) =>
    [`${label}: ${text}${share && ` (${share})`}`, lastText && `in ${lastYear}: ${lastText}`]
      .filter(Boolean)
      .join(', '),
  )
  return {
    title: chart.title,
    note: [compared && `streep = ${lastYear}`, chart.of && `van ${chart.of}`, wholeness].filter(Boolean).join(' · '),
    words: `${chart.title}, ${year}. ${instead || `${said.join('. ')}.`}${wholeness && ` ${wholeness}`}`,
    instead,
    now: String(year),
    before: compared ? String(before.year) : '',
    shares: bars.some(({ share }) => share !== ''),
    bars,
  }
}

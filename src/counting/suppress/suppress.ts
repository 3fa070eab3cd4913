import type { Answer } from '../engine.ts'
import { type Amount, type Cell, type Figure, inOrder, tooSmall } from '../figure.ts'
import { attacker } from './attack.ts'
import type { Audience } from './audience.ts'
import { type Document, documentOf, isLonely, type Place } from './document.ts'
import { protect } from './protect.ts'

/**
 * The same answers with every number taken out that this audience must not see. Give it all that one audience sees in
 * one document, this year and last: what is safe in one table may be worked out with the help of another. Nothing of
 * a hidden number is left in the result, neither in a percentage, a change, a rank nor in the order of the rows.
 * @param keep places that stay hidden whatever their size, such as those that an earlier document of the same year hid
 */
export function suppress(answers: readonly Answer[], audience: Audience, keep: readonly Place[] = []): Answer[] {
  if (audience.threshold <= 1 && audience.meansFrom <= 1 && audience.extremes) return [...answers]
  const document = documentOf(answers, audience)
  for (const id of keep.flatMap((place) => Object.values(document.at(place)))) {
    const variable = document.model.variables.get(id)
    if (variable) variable.primary = true
  }
  const hidden = protect(document.model, audience.threshold)
  return answers.map((answer, i) => new Sieve(answer, i, document, hidden, audience).answer())
}

/** Takes the hidden numbers out of one answer. */
class Sieve {
  private readonly was: Answer
  private readonly index: number
  private readonly document: Document
  private readonly hidden: ReadonlySet<string>
  private readonly audience: Audience

  constructor(was: Answer, index: number, document: Document, hidden: ReadonlySet<string>, audience: Audience) {
    this.was = was
    this.index = index
    this.document = document
    this.hidden = hidden
    this.audience = audience
  }

  answer(): Answer {
    const figures = Object.entries(this.was.figures).map(([key, figure]) => [key, this.figure(figure)])
    return { ...this.was, figures: Object.fromEntries(figures) }
  }

  private figure(figure: Figure): Figure {
    const { key } = figure.indicator
    const now = this.shown(figure, { answer: this.index, figure: key, last: false })
    const last = figure.last && this.shown(figure.last, { answer: this.index, figure: key, last: true })
    const cells = Object.entries(figure.cells).map(([by, rows]) => [by, this.rows(figure, by, rows)])
    return {
      ...figure,
      ...now,
      last,
      cells: Object.fromEntries(cells),
      ...(now.hidden ? { names: [], tied: false } : {}),
    }
  }

  private rows(figure: Figure, by: string, rows: readonly Cell[]): Cell[] {
    const { indicator } = figure
    if (this.audience.threshold > 1 && isLonely(indicator, by, rows)) return []
    const shown = rows.map((cell): Cell => {
      const place = { answer: this.index, figure: indicator.key, cell: [by, cell.key] as const }
      const last = cell.last && this.shown(cell.last, { ...place, last: true })
      return { key: cell.key, label: cell.label, ...this.shown(amountOf(cell), { ...place, last: false }), last }
    })
    return inOrder(shown)
  }

  private shown(amount: Amount, place: Place): Amount {
    return this.isHidden(place) ? tooSmall : amountOf(amount)
  }

  /** Whether a place may not be printed: for a number in it, or for what it would tell of another place. */
  private isHidden(place: Place): boolean {
    const figure = this.was.figures[place.figure] as Figure
    const { indicator } = figure
    const roles = Object.values(this.document.at(place))
    if (roles.some((id) => this.hidden.has(id))) return true
    if (indicator.kind === 'measure') return this.tooFew(figure, place)
    if (indicator.kind === 'count' || indicator.kind === 'share' || indicator.kind === 'sum') return false
    const read = { ...place, figure: indicator.reads.key }
    if (indicator.kind === 'ratio') return this.isHidden(read) || this.isHidden({ ...place, figure: indicator.per.key })
    if (indicator.kind === 'change')
      return this.isHidden({ ...read, last: false }) || this.isHidden({ ...read, last: true })
    const by = indicator.kind === 'rank' ? indicator.ranks : indicator.names
    const cells = this.was.figures[read.figure]?.cells[by] ?? []
    if (this.audience.threshold > 1 && isLonely(indicator.reads, by, cells)) return true
    const rows = cells.map((cell) => ({ ...read, cell: [by, cell.key] as const }))
    if (indicator.kind === 'rank') return this.rankTells(figure, rows)
    return rows.some((row) => !indicator.except.includes(row.cell[1]) && this.isHidden(row))
  }

  private tooFew({ indicator, ...figure }: Figure, place: Place): boolean {
    if (indicator.kind !== 'measure' || !indicator.reads.personal || indicator.take === 'sum') return false
    if (indicator.take === 'min' || indicator.take === 'max') return !this.audience.extremes
    const row = place.cell ? figure.cells[place.cell[0]]?.find(({ key }) => key === place.cell?.[1]) : figure
    const amount = place.last ? row?.last : row
    return (amount?.n ?? 0) > 0 && (amount?.n ?? 0) < this.audience.meansFrom
  }

  /** A ranking is shown when a reader could make it from what is shown: no hidden row can come that high. */
  private rankTells({ names }: Figure, rows: readonly Place[]): boolean {
    const lowest = Math.min(...names.map(({ value }) => value))
    const cracked = attacker(this.document.model)
    return rows.some((row) => {
      if (!this.isHidden(row)) return false
      const { value } = this.document.at(row)
      return !value || cracked.interval(this.hidden, value).high >= lowest
    })
  }
}

function amountOf({ value, part, of, n, hidden }: Amount): Amount {
  return { value, part, of, n, hidden }
}

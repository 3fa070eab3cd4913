import type { Answer } from '../engine.ts'
import { type Amount, type Cell, type Figure, GROUPED, inOrder, nothing, tooSmall } from '../figure.ts'
import { attacker } from './attack.ts'
import type { Audience } from './audience.ts'
import type { Choice } from './choice.ts'
import { type Chosen, choose, leastRoom } from './choose.ts'
import { type Document, documentOf, isLonely, nameOfPlace, type Place } from './document.ts'
import { protect } from './protect.ts'

/** What is known and chosen about a document before anything in it is hidden. */
export interface Around {
  /** Places that stay hidden whatever their size, such as those that an earlier document of the same year hid. */
  keep?: readonly Place[]
  /** Places whose number readers know already, from an earlier document over the same days. */
  known?: readonly Place[]
  /** Rows of which readers know what they add up to, likewise. */
  sums?: readonly (readonly Place[])[]
  /** In the order in which they were made: where two cannot both hold, the later one does not. */
  choices?: readonly Choice[]
}

/** A document without what its audience must not see. */
export interface Suppressed {
  answers: readonly Answer[]
  /** The choices that do not hold, by name: they would give a small number away. Their places are hidden as any other. */
  refused: ReadonlySet<string>
}

/**
 * The same answers with every number taken out that this audience must not see. Give it all that one audience sees in
 * one document, this year and last: what is safe in one table may be worked out with the help of another. Nothing of
 * a hidden number is left in the result, neither in a percentage, a change, a rank nor in the order of the rows.
 */
export function suppress(answers: readonly Answer[], audience: Audience, around: Around = {}): Answer[] {
  return [...suppressed(answers, audience, around).answers]
}

/** The same, with which choices did not hold. Choices are tried together; as long as they give something away one goes. */
export function suppressed(
  answers: readonly Answer[],
  audience: Audience,
  { keep = [], known = [], sums = [], choices = [] }: Around,
): Suppressed {
  const refused = new Set<string>()
  if (audience.threshold <= 1 && audience.meansFrom <= 1 && audience.extremes) return { answers, refused }
  for (;;) {
    const document = documentOf(answers, audience)
    for (const id of keep.flatMap((place) => Object.values(document.at(place)))) {
      const variable = document.model.variables.get(id)
      if (variable) variable.primary = true
    }
    for (const places of sums) addKnownSum(document, places)
    const standing = choices.filter(({ name }) => !refused.has(name))
    const chosen = choose(document, answers, audience, standing)
    const open = standing.length === 0 ? [] : known.flatMap((place) => Object.values(document.at(place)))
    const { hidden, safe } = protect(document.model, audience.threshold, {
      room: leastRoom(audience, chosen.bounded.size > 0),
      open: new Set([...chosen.shown, ...open]),
      withheld: chosen.withheld,
    })
    const failed = chosen.groups.filter((group) => group.unsafe || hidden.has(group.now)).flatMap(({ names }) => names)
    const last = standing.at(-1)
    if (failed.length > 0) for (const name of failed) refused.add(name)
    else if (!safe && last) refused.add(last.name)
    else {
      const kept = withKnown(hidden, document, chosen)
      return {
        answers: answers.map((answer, i) => new Sieve(answer, i, document, kept, audience, chosen).answer()),
        refused,
      }
    }
  }
}

function addKnownSum({ model, at }: Document, places: readonly Place[]): void {
  const ids = places.flatMap((place) => at(place).value ?? [])
  const constant = ids.reduce((all, id) => all + (model.variables.get(id)?.value ?? 0), 0)
  if (ids.length === places.length && new Set(ids).size === ids.length)
    model.equations.push({ terms: new Map(ids.map((id) => [id, 1])), constant })
}

/** What readers know from elsewhere is not printed here when it is small or withheld: once is enough. */
function withKnown(hidden: ReadonlySet<string>, { model }: Document, { shown, withheld }: Chosen): ReadonlySet<string> {
  const small = [...model.variables.values()].filter(({ published, primary }) => published && primary)
  return new Set([...hidden, ...[...small.map(({ id }) => id), ...withheld].filter((id) => !shown.has(id))])
}

/** Takes the hidden numbers out of one answer. */
class Sieve {
  private readonly was: Answer
  private readonly index: number
  private readonly document: Document
  private readonly hidden: ReadonlySet<string>
  private readonly audience: Audience
  private readonly chosen: Chosen

  constructor(
    was: Answer,
    index: number,
    document: Document,
    hidden: ReadonlySet<string>,
    audience: Audience,
    chosen: Chosen,
  ) {
    this.was = was
    this.index = index
    this.document = document
    this.hidden = hidden
    this.audience = audience
    this.chosen = chosen
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
      ...this.incomplete(figure),
    }
  }

  private incomplete({ indicator, cells }: Figure): Pick<Figure, 'incomplete'> {
    const by = Object.entries(cells).flatMap(([by, rows]) =>
      rows.some(({ key }) =>
        this.isOmitted({ answer: this.index, figure: indicator.key, cell: [by, key], last: false }),
      )
        ? [by]
        : [],
    )
    return by.length > 0 ? { incomplete: by } : {}
  }

  /** Left out, and not only hidden. A number that is shown elsewhere all the same has no reason to be left out here. */
  private isOmitted(place: Place): boolean {
    return this.chosen.omitted.has(nameOfPlace(place)) && this.isHidden(place)
  }

  private rows(figure: Figure, by: string, rows: readonly Cell[]): Cell[] {
    const { indicator } = figure
    if (this.audience.threshold > 1 && isLonely(indicator, by, rows)) return []
    const group = this.chosen.groups.find(
      (one) => one.answer === this.index && one.figure === indicator.key && one.by === by,
    )
    const apart = rows.filter(
      ({ key }) =>
        !group?.keys.has(key) &&
        !this.isOmitted({ answer: this.index, figure: indicator.key, cell: [by, key], last: false }),
    )
    const shown = apart.map((cell): Cell => {
      const place = { answer: this.index, figure: indicator.key, cell: [by, cell.key] as const }
      const last = cell.last && this.shown(cell.last, { ...place, last: true })
      return { key: cell.key, label: cell.label, ...this.shown(amountOf(cell), { ...place, last: false }), last }
    })
    if (group) shown.push(this.grouped(group, rows))
    return inOrder(shown)
  }

  /** The rows that were put together, as one. Its number is that of the model: what is not in there is not told. */
  private grouped(group: Chosen['groups'][number], rows: readonly Cell[]): Cell {
    const amount = (id: string): Amount =>
      this.hidden.has(id) ? tooSmall : { ...nothing, value: this.document.model.variables.get(id)?.value ?? 0 }
    const compared = group.last !== null && rows.some(({ last }) => last !== null)
    return {
      key: GROUPED,
      label: 'overige',
      ...amount(group.now),
      last: compared && group.last !== null ? amount(group.last) : null,
      keys: [...group.keys].sort(),
    }
  }

  private shown(amount: Amount, place: Place): Amount {
    if (!this.isHidden(place)) return amountOf(amount)
    const { value } = this.document.at(place)
    if (!place.cell && this.isOmittedFigure(place)) return { ...tooSmall, gone: true }
    return value && this.chosen.bounded.has(value) ? { ...tooSmall, below: this.audience.threshold } : tooSmall
  }

  private isOmittedFigure(place: Place): boolean {
    return !place.last && this.chosen.omitted.has(nameOfPlace(place))
  }

  /** Whether a place may not be printed: for a number in it, or for what it would tell of another place. */
  private isHidden(place: Place): boolean {
    const figure = this.was.figures[place.figure] as Figure
    const { indicator } = figure
    const roles = Object.values(this.document.at(place))
    if (this.chosen.shownPlaces.has(nameOfPlace(place))) return false
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

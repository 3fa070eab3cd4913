import { unitOf } from '../asks.ts'
import type { Answer } from '../engine.ts'
import { baseOf } from '../fact.ts'
import type { Amount, Figure } from '../figure.ts'
import type { Counted, Indicator } from '../indicator.ts'
import { type Borders, bordersOf } from '../period-rule.ts'
import { ruleOf } from '../query.ts'
import type { Question } from '../question.ts'
import { isCounted } from '../question.ts'
import type { Condition } from '../where.ts'
import type { Audience } from './audience.ts'
import { type Placed, relate } from './families.ts'
import { auxiliary, emptyModel, type Model, partition } from './model.ts'
import { nameOf, type Region, regionsOf, scopeOf, type Universe } from './region.ts'
import { cellConditions, overlappingIn, universeOf } from './universe.ts'

/** The numbers that one printed place is made of. A place that has none tells nothing. */
export type Roles = Readonly<Partial<Record<'value' | 'whole' | 'part' | 'n', string>>>

/** A document as numbers and what is known of them, and which numbers stand in which place. */
export interface Document {
  model: Model
  at(place: Place): Roles
  /** In how many places a number is printed. */
  times(id: string): number
}

/** A place in a document: the total of a figure or one row of a breakdown, of this year or last. */
export interface Place {
  answer: number
  figure: string
  last: boolean
  cell?: readonly [by: string, key: string]
}

/** Reads all answers of a document into one model. */
export function documentOf(answers: readonly Answer[], audience: Audience): Document {
  const builder = new Builder(answers, audience)
  answers.forEach((answer, i) => {
    for (const figure of Object.values(answer.figures)) builder.addFigure(figure, i, answer.question)
  })
  relate(builder.model, builder.placed, builder.universe, overlappingIn(answers))
  const times = new Map<string, number>()
  for (const roles of builder.roles.values()) {
    for (const id of Object.values(roles)) times.set(id, (times.get(id) ?? 0) + 1)
  }
  return {
    model: builder.model,
    at: (place) => builder.roles.get(nameOfPlace(place)) ?? {},
    times: (id) => times.get(id) ?? 0,
  }
}

/** Whether this breakdown draws the borders of the population itself, and so tells nothing about anybody in it. */
export function drawsBorders(indicator: Counted, by: string): boolean {
  return ['line', 'village'].includes(baseOf(indicator.reads, by))
}

/** Whether a breakdown has one row. It says that everybody is in it even when its number is hidden, so it is left out. */
export function isLonely(indicator: Indicator, by: string, rows: readonly unknown[]): boolean {
  return rows.length === 1 && isCounted(indicator) && indicator.reads.personal && !drawsBorders(indicator, by)
}

class Builder {
  readonly model: Model = emptyModel()
  readonly placed = new Map<string, Placed>()
  readonly roles = new Map<string, Roles>()
  readonly universe: Universe
  private readonly borders: Borders
  private readonly audience: Audience

  constructor(answers: readonly Answer[], audience: Audience) {
    this.audience = audience
    this.universe = universeOf(answers)
    this.borders = bordersOf(answers.flatMap(({ periods }) => [periods.this, ...(periods.last ? [periods.last] : [])]))
  }

  addFigure(figure: Figure, answer: number, question: Question) {
    for (const last of [false, true]) {
      const amount = last ? figure.last : figure
      if (!amount) continue
      const place = { answer, figure: figure.indicator.key, last }
      const total = this.addPlace(figure, place, amount, question)
      for (const [by, cells] of Object.entries(figure.cells)) {
        const lonely = this.audience.threshold > 1 && isLonely(figure.indicator, by, cells)
        const rows = cells.map((cell) => {
          const inCell: Place = { ...place, cell: [by, cell.key] }
          const own = (last ? cell.last : cell) ?? null
          if (lonely) this.roles.set(nameOfPlace(inCell), total)
          if (lonely) return {}
          return own ? this.addPlace(figure, inCell, own, question) : {}
        })
        for (const role of ['value', 'whole', 'part', 'n'] as const)
          this.addTotal(
            total[role],
            rows.map((row) => row[role]),
          )
        if (isCounted(figure.indicator) && !drawsBorders(figure.indicator, by)) this.markGroup(total, rows)
      }
    }
  }

  private addPlace(figure: Figure, place: Place, amount: Amount, question: Question): Roles {
    const { indicator } = figure
    const roles = isCounted(indicator)
      ? this.addCounted(figure, indicator, place, amount, question)
      : indicator.kind === 'sum'
        ? this.addSum(
            indicator.reads.map(({ key }) => ({ ...place, figure: key })),
            place,
            amount,
          )
        : {}
    this.roles.set(nameOfPlace(place), roles)
    return roles
  }

  private addCounted(figure: Figure, indicator: Counted, place: Place, amount: Amount, question: Question): Roles {
    const period = place.last ? figure.lastPeriod : figure.period
    if (!period) return {}
    const cell = place.cell ? cellConditions(figure, place.cell[0], place.cell[1], question.groupings ?? []) : []
    const rule = (part: 'whole' | 'part', extra: Condition[] = []) => {
      const own = ruleOf(indicator, period, question, part)
      return { ...own, conditions: [...scopeOf(question), ...own.conditions, ...cell, ...extra] }
    }
    const regions = (part: 'whole' | 'part', extra?: Condition[]) =>
      regionsOf(indicator.reads, rule(part, extra), this.universe, this.borders)
    const personal = indicator.reads.personal
    if (indicator.kind === 'measure') {
      const filled: Condition = {
        dimension: `measure ${indicator.measures}`,
        set: { values: new Set(['filled in']), negated: false },
      }
      const taken = regions('whole', [filled])
      const n = this.add('record', taken, amount.n ?? 0, personal)
      if (indicator.take !== 'sum' && indicator.take !== 'mean') return { n }
      const times = indicator.take === 'mean' ? (amount.n ?? 0) : 1
      const value = this.add(`sum of ${indicator.measures}`, taken, (amount.value ?? 0) * times, personal)
      const least = indicator.take === 'mean' ? this.audience.meansFrom : this.audience.threshold
      this.markSum(value, amount.n ?? 0, least)
      return { value, n }
    }
    const unit = unitOf(indicator) ?? 'record'
    // How many schools there are says nothing about a person; how many one village has may.
    const counted = unit === 'record' || unit === 'person' || place.cell !== undefined ? personal : false
    if (indicator.kind === 'count') return { value: this.add(unit, regions('whole'), amount.value ?? 0, counted) }
    const whole = this.add(unit, regions('whole'), amount.of ?? 0, counted)
    const part = this.add(unit, regions('part'), amount.part ?? 0, counted)
    const rest = restOf({ whole, part })
    if (whole !== part) partition(this.model, whole, [part, auxiliary(this.model, rest, counted)])
    if (whole !== part && amount.of) {
      if (amount.part === 0) this.markPrimary(part, part)
      if (amount.part === amount.of) this.markPrimary(part, rest)
    }
    return { whole, part }
  }

  private addSum(reads: readonly Place[], place: Place, amount: Amount): Roles {
    const parts = reads.flatMap((read) => this.roles.get(nameOfPlace(read))?.value ?? [])
    const value = this.variable(
      `total ${nameOfPlace(place)}`,
      amount.value ?? 0,
      parts.some((id) => this.isPersonal(id)),
    )
    this.addTotal(value, parts)
    return { value }
  }

  /** The number of a region; two figures over one region share it. */
  private add(unit: string, regions: readonly Region[], value: number, personal: boolean): string {
    const names = regions.map((region) => `${unit} ${nameOf(region)}`).sort()
    const id = this.variable(names.join(' and ') || `${unit} of nothing`, value, personal)
    // Distinct persons cannot be subtracted from one another, so only records and sums take part in families.
    if (unit !== 'record' && !unit.startsWith('sum of ')) {
      if (unit === 'person') this.atLeast(id.replace(/person /g, 'record '), id)
      return id
    }
    regions.forEach((region, i) => {
      const name = regions.length === 1 ? id : auxiliary(this.model, names[i] as string, personal)
      this.placed.set(name, { prefix: unit.replaceAll(' ', '-'), region, personal })
    })
    if (regions.length > 1) partition(this.model, id, names)
    return id
  }

  private variable(wanted: string, value: number, personal: boolean): string {
    let id = wanted
    // Two figures that claim the same region and disagree are kept apart; they are no mistake of the reader's.
    for (let i = 2; ; i++) {
      const known = this.model.variables.get(id)
      if (!known?.published || known.value === value) break
      id = `${wanted} (${i})`
    }
    const known = this.model.variables.get(id)
    if (known?.published) return id
    const few = personal && value > 0 && value < this.audience.threshold && !wanted.startsWith('sum of ')
    const least = value > 0 && !wanted.startsWith('sum of ') ? 1 : Math.min(0, value)
    const width = this.audience.threshold - 1
    this.model.variables.set(id, { id, value, published: true, personal, primary: few, width, least })
    return id
  }

  /** There are at least as many records as persons in them. */
  private atLeast(records: string, persons: string) {
    if (this.model.variables.has(records)) {
      partition(this.model, records, [persons, auxiliary(this.model, `more ${records} than persons`, false)])
    }
  }

  /** A total and its rows. What overlaps makes more than the total; we assume that the reader knows how much more. */
  private addTotal(total: string | undefined, rows: readonly (string | undefined)[]) {
    const parts = rows.flatMap((id) => id ?? [])
    if (!total || parts.length === 0) return
    const value = (id: string) => this.model.variables.get(id)?.value ?? 0
    partition(this.model, total, parts, value(total) - parts.reduce((all, id) => all + value(id), 0))
  }

  /** Everybody in one row: then that row and the empty ones tell something about each of them. */
  private markGroup(total: Roles, rows: readonly Roles[]) {
    const role = total.whole ? 'whole' : 'value'
    const ids = rows.flatMap((row) => row[role] ?? [])
    const filled = ids.filter((id) => this.model.variables.get(id)?.value)
    if (ids.length > 1 && filled.length === 1) for (const id of ids) this.markPrimary(id)
  }

  private markPrimary(id: string, empty?: string) {
    const variable = this.model.variables.get(id)
    if (!variable?.personal || variable.primary || this.audience.threshold <= 1) return
    variable.primary = true
    if (empty) variable.empty = empty
  }

  private markSum(id: string, n: number, least: number) {
    const variable = this.model.variables.get(id)
    if (!variable?.personal || n === 0 || n >= least) return
    variable.primary = true
    variable.width = Math.max(variable.width, Math.abs(variable.value ?? 0))
  }

  private isPersonal(id: string): boolean {
    return this.model.variables.get(id)?.personal ?? false
  }
}

/** Who are in the whole of a share and not in its part: printed nowhere, and just as small. */
export const restOf = ({ whole, part }: Roles): string => `rest of ${whole} without ${part}`

/** A text that two places share only when they are the same. */
export function nameOfPlace({ answer, figure, last, cell }: Place): string {
  return JSON.stringify([answer, figure, last, cell ?? null])
}

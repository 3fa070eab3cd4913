import type { Answer } from '../engine.ts'
import { GROUPED } from '../figure.ts'
import type { Audience } from './audience.ts'
import { type Choice, waysFor } from './choice.ts'
import { type Document, nameOfPlace, type Place, restOf } from './document.ts'
import { atMost, type Model, partition } from './model.ts'

/** Rows that are printed as one. */
export interface Group {
  names: readonly string[]
  answer: number
  figure: string
  by: string
  keys: ReadonlySet<string>
  /** The number of all of them, this year and last. */
  now: string
  last: string | null
  /** Somebody who guesses that only small rows were put together would know each of them. */
  unsafe: boolean
}

/** What choices come to in a model. */
export interface Chosen {
  /** Numbers that are shown whatever comes of it. */
  shown: ReadonlySet<string>
  shownPlaces: ReadonlySet<string>
  /** Numbers that are not printed. */
  withheld: ReadonlySet<string>
  omitted: ReadonlySet<string>
  /** Numbers of which it is told that they are below the threshold. */
  bounded: ReadonlySet<string>
  groups: readonly Group[]
}

/** How much room a reader must be left around a small number: a whole threshold, or all that 'less than five' leaves. */
export const leastRoom = ({ threshold }: Audience, bounded: boolean): number =>
  Math.max(0, threshold - (bounded ? 2 : 1))

/** Writes choices into the model of a document, as far as its figures can have them. */
export function choose(
  document: Document,
  answers: readonly Answer[],
  audience: Audience,
  choices: readonly Choice[],
): Chosen {
  const { model } = document
  const possible = choices.filter(({ place, way }) => {
    const figure = answers[place.answer]?.figures[place.figure]
    return figure && waysFor(figure.indicator, place.cell?.[0] ?? null).includes(way)
  })
  const of = (way: Choice['way']) => possible.filter((one) => one.way === way)
  const ids = (all: readonly Choice[]) => all.flatMap(({ place }) => Object.values(document.at(place)))
  const shown = new Set([
    ...ids(of('show')),
    ...of('show').flatMap(({ place }) => {
      const roles = document.at(place)
      return roles.part === undefined ? [] : [restOf(roles)]
    }),
  ])
  for (const id of shown) {
    const variable = model.variables.get(id)
    if (variable) variable.primary = false
  }
  const bounded = new Set<string>()
  for (const id of of('below').flatMap(({ place }) => document.at(place).value ?? [])) {
    const variable = model.variables.get(id)
    if (!variable?.primary || !variable.value || variable.value >= audience.threshold || bounded.has(id)) continue
    bounded.add(id)
    atMost(model, id, audience.threshold - 1)
  }
  // Where a reader is told that a number is below five, another that is the same by other words is below five as well.
  if (bounded.size > 0)
    for (const variable of model.variables.values())
      if (variable.primary && !variable.id.startsWith('sum of '))
        variable.width = Math.min(variable.width, leastRoom(audience, true))
  const omitted = of('omit').filter(({ place }) => !place.last)
  const groups = groupsOf(document, answers, audience, of('group'))
  const apart = groups.flatMap((group) => membersOf(document, group, answers))
  return {
    shown,
    shownPlaces: new Set(of('show').map(({ place }) => nameOfPlace(place))),
    withheld: new Set([
      ...ids(omitted),
      // What stands elsewhere too, under another name, is no less known for being put together here.
      ...apart.filter((id) => document.times(id) === 1),
    ]),
    omitted: new Set(omitted.map(({ place }) => nameOfPlace(place))),
    bounded,
    groups,
  }
}

function groupsOf(
  document: Document,
  answers: readonly Answer[],
  { threshold }: Audience,
  choices: readonly Choice[],
): Group[] {
  const asked = Map.groupBy(
    choices.filter(({ place }) => place.cell && !place.last),
    ({ place }) => JSON.stringify([place.answer, place.figure, place.cell?.[0]]),
  )
  return [...asked.values()].flatMap((all) => {
    const { answer, figure, cell } = (all[0] as Choice).place
    const [by] = cell as readonly [string, string]
    const rows = answers[answer]?.figures[figure]?.cells[by] ?? []
    const wanted = new Set(all.map(({ place }) => place.cell?.[1]))
    const keys = new Set(rows.map(({ key }) => key).filter((key) => wanted.has(key)))
    if (keys.size === 0) return []
    const group = { names: all.map(({ name }) => name), answer, figure, by, keys }
    const now = add(document, { ...group, last: false }, threshold)
    const compared = rows.some(({ last }) => last !== null)
    const last = compared ? add(document, { ...group, last: true }, threshold) : null
    const values = rows.filter(({ key, value }) => keys.has(key) && value).map(({ value }) => value as number)
    const sum = values.reduce((one, other) => one + other, 0)
    const allSmall = values.every((value) => value < threshold)
    const everything = keys.size === rows.length
    return [{ ...group, now, last, unsafe: everything || (allSmall && sum >= values.length * (threshold - 1)) }]
  })
}

/** Adds the number of all rows together. It is published, and small when it is small. */
function add(
  { model, at }: Document,
  { answer, figure, by, keys, last }: Pick<Group, 'answer' | 'figure' | 'by' | 'keys'> & { last: boolean },
  threshold: number,
): string {
  const place = (key: string): Place => ({ answer, figure, last, cell: [by, key] })
  const id = `together ${nameOfPlace(place(GROUPED))}`
  const parts = [...keys].flatMap((key) => at(place(key)).value ?? [])
  const value = parts.reduce((all, one) => all + valueIn(model, one), 0)
  const personal = parts.some((one) => model.variables.get(one)?.personal)
  model.variables.set(id, {
    id,
    value,
    published: true,
    personal,
    primary: personal && value > 0 && value < threshold,
    width: threshold - 1,
    least: value > 0 ? 1 : 0,
  })
  partition(model, id, parts)
  return id
}

function membersOf({ at }: Document, { answer, figure, by, keys }: Group, answers: readonly Answer[]): string[] {
  const rows = answers[answer]?.figures[figure]?.cells[by] ?? []
  return rows
    .filter(({ key }) => keys.has(key))
    .flatMap(({ key }) => [false, true].flatMap((last) => at({ answer, figure, last, cell: [by, key] }).value ?? []))
}

const valueIn = (model: Model, id: string): number => model.variables.get(id)?.value ?? 0

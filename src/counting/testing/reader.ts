import { type Figure, GROUPED } from '../figure.ts'
import { Programme } from '../suppress/simplex.ts'
import { villages } from './scratch.ts'

// This reader writes the equations down by hand from the printed rows: nothing of the product's own account of a document is used. Each printed number is known, each hidden one at
// least 1 when it is not zero.
type Terms = [name: string, factor: number][]

/**
 * A reader who knows what every figure of the suppression tests means: cases started (by village, size, outcome), a
 * share of them solved (by village and size), cases standing and ended, and persons.
 */
export class Reader {
  readonly known = new Map<string, number>()
  readonly truth = new Map<string, number>()
  readonly floor = new Map<string, number>()
  readonly equations: Terms[] = []
  /** The hidden numbers that are told to be below the threshold. */
  readonly below = new Set<string>()

  constructor(shown: Record<string, Figure>, truth: Record<string, Figure>) {
    for (const last of [false, true]) {
      const year = last ? 'last' : 'this'
      const note = (name: string, key: string, by?: string, row?: string) => {
        const find = (figures: Record<string, Figure>) => {
          const figure = figures[key]
          const place = by ? figure?.cells[by]?.find((one) => one.key === row) : figure
          return last ? place?.last : place
        }
        const [seen, real] = [find(shown), find(truth)]
        const fields = key === 'solved' ? (['part', 'of'] as const) : (['value'] as const)
        for (const field of fields) {
          const number = real?.[field] ?? 0
          this.truth.set(`${year} ${name} ${field}`, number)
          if (seen && !seen.hidden) this.known.set(`${year} ${name} ${field}`, seen[field] ?? 0)
          else if (!real) this.known.set(`${year} ${name} ${field}`, 0)
          else this.floor.set(`${year} ${name} ${field}`, number > 0 && field !== 'of' ? 1 : 0)
          if (seen?.below !== undefined) {
            this.below.add(`${year} ${name} ${field}`)
            this.known.set('bound', seen.below - 1)
            this.equations.push([
              [`${year} ${name} ${field}`, 1],
              [`room above ${year} ${name} ${field}`, 1],
              ['bound', -1],
            ])
          }
        }
        if (key !== 'solved') return
        // What was mediated and not solved is printed nowhere, and is just as small.
        this.truth.set(`${year} ${name} rest`, (real?.of ?? 0) - (real?.part ?? 0))
        this.equations.push([
          [`${year} ${name} of`, 1],
          [`${year} ${name} part`, -1],
          [`${year} ${name} rest`, -1],
        ])
      }
      for (const key of ['cases', 'solved', 'standing', 'ended', 'persons']) note(key, key)
      const rows = (key: string, by: string) => truth[key]?.cells[by]?.map((one) => one.key) ?? []
      for (const [key, by] of [
        ['cases', 'village'],
        ['cases', 'villageSize'],
        ['cases', 'resultDetail'],
        ['cases', 'result'],
        ['solved', 'village'],
        ['solved', 'villageSize'],
        ['standing', 'village'],
      ] as const) {
        const fields = key === 'solved' ? ['part', 'of'] : ['value']
        if ((shown[key]?.cells[by]?.length ?? 0) === 0) continue
        for (const row of rows(key, by)) note(`${key} ${by} ${row}`, key, by, row)
        const together = shown[key]?.cells[by]?.find((one) => one.key === GROUPED)
        const grouped = last ? together?.last : together
        if (together && grouped && !grouped.hidden) {
          this.known.set(`${year} ${key} ${by} together`, grouped.value ?? 0)
          const inside = (together.keys ?? []).map((row) => `${year} ${key} ${by} ${row} value`)
          this.equations.push([
            [`${year} ${key} ${by} together`, 1],
            ...inside.map((name): [string, number] => [name, -1]),
          ])
        }
        for (const field of fields) {
          this.sum(
            `${year} ${key} ${field}`,
            rows(key, by).map((row) => `${year} ${key} ${by} ${row} ${field}`),
          )
        }
      }
      const largeVillages = villages.slice(0, 2)
      for (const key of ['cases', 'solved']) {
        for (const field of key === 'solved' ? ['part', 'of'] : ['value']) {
          const inside = rows(key, 'village').filter((row) => largeVillages.includes(row))
          if (this.has(`${year} ${key} villageSize large ${field}`)) {
            this.sum(
              `${year} ${key} villageSize large ${field}`,
              inside.map((row) => `${year} ${key} village ${row} ${field}`),
            )
          }
        }
      }
      const detail = (row: string) => `${year} cases resultDetail ${row} value`
      const all = rows('cases', 'resultDetail')
      this.sum(`${year} cases result good value`, all.filter((row) => row === 'solved' || row === 'helped').map(detail))
      this.sum(`${year} cases result bad value`, all.filter((row) => row === 'unsolved').map(detail))
      this.sum(`${year} solved part`, all.filter((row) => row === 'solved').map(detail))
      this.sum(`${year} solved of`, all.filter((row) => row === 'solved' || row === 'unsolved').map(detail))
    }
    this.equations.push([
      ['last standing value', 1],
      ['this cases value', 1],
      ['this ended value', -1],
      ['this standing value', -1],
    ])
  }

  /** How low and how high each hidden number can be. */
  intervals(): Map<string, [number, number]> {
    const names = [...new Set(this.equations.flatMap((terms) => terms.map(([name]) => name)))].filter(
      (name) => !this.known.has(name),
    )
    const rows = this.equations.map((terms) => {
      const row = new Array<number>(names.length + 1).fill(0)
      for (const [name, factor] of terms) {
        const at = names.indexOf(name)
        if (at >= 0) row[at] = (row[at] ?? 0) + factor
        row[names.length] = (row[names.length] ?? 0) - factor * (this.known.get(name) ?? this.floor.get(name) ?? 0)
      }
      return row
    })
    const programme = new Programme(rows, names.length)
    return new Map(
      names.map((name, i) => {
        const { low, high } = programme.interval(i)
        const floor = this.floor.get(name) ?? 0
        return [name, [Math.ceil(floor + low - 1e-6), Math.floor(floor + high + 1e-6)]]
      }),
    )
  }

  private has(name: string): boolean {
    return this.known.has(name) || this.floor.has(name)
  }

  private sum(total: string, parts: string[]) {
    if (!this.has(total) || parts.some((part) => !this.has(part))) return
    this.equations.push([[total, 1], ...parts.map((part): [string, number] => [part, -1])])
  }
}

import {
  type Change,
  type Indicator,
  type NamedDeclaration,
  type Names,
  namedOf,
  type Rank,
  type Ratio,
  refuse,
  type Sum,
} from './indicator.ts'

/**
 * Adds up figures of equal units, such as cases and checks. Refuses distinct persons and values: who stands in both
 * would count twice.
 */
export function sum(declared: NamedDeclaration & { reads: readonly Indicator[] }): Sum {
  const [first] = declared.reads
  if (!first || declared.reads.length < 2) return refuse(declared.key, 'a sum reads two figures or more')
  for (const read of declared.reads) {
    if (!addable(read)) refuse(declared.key, `'${read.key}' cannot be added: it is no count of records and no total`)
    if (read.unit !== first.unit) refuse(declared.key, `'${read.key}' has another unit than '${first.key}'`)
  }
  for (const by of declared.by ?? []) {
    for (const read of declared.reads) {
      if (!read.by.includes(by)) refuse(declared.key, `'${read.key}' is not broken down by '${by}'`)
    }
  }
  return { ...namedOf(declared, first.of, first.unit), kind: 'sum', reads: declared.reads }
}

/** One figure per another, such as contacts per case; as `unit: 'procent'` it is multiplied by a hundred. */
export function ratio(declared: NamedDeclaration & { reads: Indicator; per: Indicator }): Ratio {
  if (declared.by?.length) refuse(declared.key, 'a ratio is not broken down')
  const named = namedOf({ decimals: 1, ...declared }, declared.reads.of, 'cijfer')
  return { ...named, kind: 'ratio', reads: declared.reads, per: declared.per }
}

/** More or less than last year, in per cent of last year, in points between percentages, or in plain numbers. */
export function change(declared: NamedDeclaration & { reads: Indicator; in: Change['in'] }): Change {
  const ofPercentage = declared.reads.unit === 'procent'
  if (ofPercentage !== (declared.in === 'punten')) {
    refuse(
      declared.key,
      `'${declared.reads.key}' is in ${declared.reads.unit}, so its change cannot be in ${declared.in}`,
    )
  }
  if (declared.by?.length) refuse(declared.key, 'a change is not broken down')
  return {
    ...namedOf(declared, declared.reads.of, declared.in),
    kind: 'change',
    reads: declared.reads,
    in: declared.in,
  }
}

/** The first so many values of a breakdown. */
export function rank(declared: NamedDeclaration & { reads: Indicator; ranks: string; top: number }): Rank {
  checkBreakdown(declared.key, declared.reads, declared.ranks)
  if (declared.top < 1) refuse(declared.key, 'it ranks nothing')
  const named = namedOf(declared, declared.reads.of, 'aantal')
  return { ...named, kind: 'rank', reads: declared.reads, ranks: declared.ranks, top: declared.top }
}

/** The values of a breakdown that occur, by name; leave out with `except` what the text has already told. */
export function names(
  declared: NamedDeclaration & { reads: Indicator; names: string; except?: readonly string[] },
): Names {
  checkBreakdown(declared.key, declared.reads, declared.names)
  const named = namedOf(declared, declared.reads.of, 'aantal')
  return { ...named, kind: 'names', reads: declared.reads, names: declared.names, except: declared.except ?? [] }
}

function checkBreakdown(key: string, reads: Indicator, by: string) {
  if (!reads.by.includes(by)) refuse(key, `'${reads.key}' is not broken down by '${by}'`)
}

function addable(indicator: Indicator): boolean {
  if (indicator.kind === 'count') return indicator.counts === 'records'
  if (indicator.kind === 'measure') return indicator.take === 'sum'
  return indicator.kind === 'sum'
}

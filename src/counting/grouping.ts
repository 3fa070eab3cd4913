import { RUNNING, UNKNOWN } from './fact.ts'

/**
 * A named set of groups over the values of one dimension, such as large and small villages. Which set holds is dated:
 * whoever asks brings the one of the period's last day, and last year is counted with the same.
 */
export interface Grouping {
  key: string
  /** The dimension it groups. */
  of: string
  /** Which group each value belongs to. */
  groups: ReadonlyMap<string, string>
  /** The group of every other value; without one these are unknown. */
  rest?: string
  /** The Dutch names of the groups. */
  labels: Readonly<Record<string, string>>
  /** The name of the set, printed with the figures: 'groot-klein-2025'. */
  name?: string
}

/**
 * A grouping from its groups: `grouping({ key: 'villageSize', of: 'village', groups: { large: [beilen, smilde] },
 * rest: 'small', labels: … })`. What is unknown or still running stays so, unless a group names it.
 */
export function grouping(
  declared: Omit<Grouping, 'groups'> & {
    groups: Readonly<Record<string, readonly string[]>> | ReadonlyMap<string, string>
  },
): Grouping {
  const pairs: [string, string][] =
    declared.groups instanceof Map
      ? [...declared.groups]
      : Object.entries(declared.groups as Record<string, readonly string[]>).flatMap(([group, values]) =>
          values.map((value): [string, string] => [value, group]),
        )
  // Someone whose village nobody wrote down does not live in a small one.
  const groups = new Map<string, string>([[UNKNOWN, UNKNOWN], [RUNNING, RUNNING], ...pairs])
  return { ...declared, groups }
}

/** The group of a value. */
export function groupOf(grouping: Grouping, value: string): string {
  return grouping.groups.get(value) ?? grouping.rest ?? UNKNOWN
}

import { readFileSync } from 'node:fs'
import type { Resource, Role, Verb } from '#platform/asker'

/** What the fixture knows of a row, without any SQL: whose it is, of which line, and what it hangs under. */
export interface Fact {
  id: string
  /** For the report of a test: 'of my line, done by me'. */
  called: string
  tenant: 'ours' | 'theirs'
  removed?: boolean
  /** Whose work it stands for; rows of a third colleague tell nothing that those of the second do not. */
  by?: string
  line?: string
  owner?: string | null
  addedBy?: string | null
  /** The case it hangs under. */
  of?: Fact
  /** The person it hangs under when it hangs under no case. */
  whose?: Fact
  /** The cases somebody stands in. */
  standsIn?: readonly Fact[]
  /** The lines that a volunteer helps on, and whose account it is: of a match, that of who was asked. */
  helpsOn?: readonly string[]
  account?: string
  /** Shielded from everybody of these roles. */
  closed?: boolean
  /** Keys of what hangs under a volunteer: a role, a demand that was met, a pause. */
  parts?: { role: string; demand: string; pause: string }
  /** A part of the row that a door needs: the person in a case, the member in a team. */
  key?: string
  /** What opens it without signing in. */
  token?: string
}

export interface Who {
  role: Role
  account: string
  lines: readonly string[]
}

export interface Said {
  role: Role
  verb: Verb
  resource: Resource
  where: string
}

type Plain = (row: Fact, who: Who) => boolean

/** The conditions of the sentences in plain words of this language: written apart, so that a wrong one in SQL shows. */
const plainly: Record<string, Plain> = {
  anyone: () => true,
  ofMyLines: (row, who) => row.line !== undefined && who.lines.includes(row.line),
  ownedByMe: (row, who) => row.owner === who.account && who.lines.includes(row.line ?? ''),
  knownToMyLines: (row, who) =>
    row.addedBy === who.account ||
    (row.standsIn ?? []).some((one) => !one.removed && who.lines.includes(one.line ?? '')),
  sentByMe: (row, who) => row.addedBy === who.account,
  myself: (row, who) => row.id === who.account,
  myOwnDays: (row, who) => row.account === who.account,
  myOwnCalendar: (row, who) => row.account === who.account,
  daysOfMyLines: (row, who) => (row.helpsOn ?? []).some((line) => who.lines.includes(line)),
  handedOverByMe: (row, who) => row.addedBy === who.account,
  helpsMyLines: (row, who) =>
    row.addedBy === who.account || (row.helpsOn ?? []).some((line) => who.lines.includes(line)),
  leftForMe: (row, who) => row.account === who.account,
  leftByMe: (row, who) => row.addedBy === who.account,
  myOwnFile: (row, who) => row.account === who.account,
  askedOfMe: (row, who) => row.account === who.account && row.of !== undefined && !row.of.removed,
  waitsForMe: (row, who) => row.account === who.account && row.of !== undefined && !row.of.removed,
  helpsNow: (row, who) => row.account === who.account && row.of !== undefined && !row.of.removed,
}

function conditionOf(text: string): Plain {
  const own = plainly[text]
  if (own) return own
  if (/^lineIsMine\('\w+'\)$/.test(text)) return (row, who) => who.lines.includes(row.line ?? '')
  const known = plainly[/^ofSomebodyKnown\('\w+', (\w+)\)$/.exec(text)?.[1] ?? '']
  if (known)
    return (row, who) =>
      row.whose !== undefined && !row.whose.removed && who.lines.includes(row.line ?? '') && known(row.whose, who)
  const inner = plainly[/^sameAsCase\('\w+', (\w+)\)$/.exec(text)?.[1] ?? '']
  if (inner) return (row, who) => row.of !== undefined && !row.of.removed && inner(row.of, who)
  throw new Error(`the condition ${text} has no plain counterpart in the matrix yet`)
}

const verbsOf: Record<string, readonly Verb[]> = {
  read: ['read'],
  add: ['add'],
  change: ['change'],
  remove: ['remove'],
  keep: ['read', 'add', 'change', 'remove'],
}

/** The sentences as they are written down, taken out of their text. */
export function sentencesAsWritten(): Said[] {
  const text = readFileSync(new URL('../sentences.ts', import.meta.url), 'utf8')
  const written = /^may\(([^)]*)\)\s*\.(\w+)\(([^)]*)\)\s*\.where\(((?:\w+\('\w+'(?:, \w+)?\)|\w+))\)/gm
  const names = (list = '') => [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] as string)
  return [...text.matchAll(written)].flatMap(([, roles, verb, resources, where]) =>
    names(roles).flatMap((role) =>
      (verbsOf[verb as string] ?? []).flatMap((verb) =>
        names(resources).map((resource) => ({
          role: role as Role,
          verb,
          resource: resource as Resource,
          where: where as string,
        })),
      ),
    ),
  )
}

/** Whether a sentence lets somebody do this with this row. Removed or of another tenant is not there. */
export function lets(said: readonly Said[], who: Who, verb: Verb, resource: Resource, row: Fact): boolean {
  if (row.tenant !== 'ours' || row.removed) return false
  // Before any sentence: what is shielded opens for nobody who is not named.
  if (row.closed || row.of?.closed) return false
  return said
    .filter((one) => one.role === who.role && one.verb === verb && one.resource === resource)
    .some((one) => conditionOf(one.where)(row, who))
}

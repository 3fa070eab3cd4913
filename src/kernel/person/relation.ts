import { ageOn, type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

export type Relation = Row<'personRelations'>

/** What somebody can be to another, as it stands in the file of that other. Keys are for ever. */
export const relationKinds = {
  parent: 'Ouder',
  child: 'Kind',
  partner: 'Partner',
  'ex-partner': 'Ex-partner',
  sibling: 'Broer of zus',
  carer: 'Mantelzorger',
  'cared-for': 'Krijgt mantelzorg',
  neighbour: 'Buurman of buurvrouw',
  other: 'Iemand anders',
} as const
export type RelationKind = keyof typeof relationKinds

const reverses: Partial<Record<RelationKind, RelationKind>> = {
  parent: 'child',
  child: 'parent',
  carer: 'cared-for',
  'cared-for': 'carer',
}

/** The same relation seen from the other side: whose parent somebody is, is that one's child. */
export const reverseOf = (kind: RelationKind): RelationKind => reverses[kind] ?? kind

export interface Someone {
  id: string
  birthDate: Day | null
}

export type NewRelation = Pick<
  Relation,
  'kind' | 'other' | 'called' | 'described' | 'phone' | 'validFrom' | 'validUntil'
>

/** What must be known to say whether a relation can be. */
export interface Around {
  person: Someone
  /** The other, when that one stands here. */
  other: Someone | undefined
  /** What already stands between the two, seen from the person. */
  between: readonly Pick<Relation, 'kind' | 'validUntil'>[]
  /** Parents, grandparents and so on of whom would be the parent. */
  ancestors: readonly string[]
}

/**
 * Whether this relation can be.
 * @throws Invalid with what is wrong at its field: with oneself, a child older than its parent, a circle of parents, partner and
 * ex-partner at once, an end before the start, a start before somebody was born
 */
export function mayRelate(news: NewRelation, { person, other, between, ancestors }: Around): void {
  if (news.other === person.id)
    throw new Invalid({ called: 'Dat is diegene zelf. Kies iemand anders, of typ een andere naam.' })
  mustEndLater(news)
  for (const one of [person, other])
    if (one?.birthDate && news.validFrom && news.validFrom < one.birthDate)
      throw new Invalid({
        validFrom: `Op die dag was een van de twee nog niet geboren (${inWords(one.birthDate)}). Kies een latere dag.`,
      })
  if (!other || news.validUntil !== null) return
  const [parent, child] =
    news.kind === 'parent' ? [other, person] : news.kind === 'child' ? [person, other] : [undefined, undefined]
  if (parent?.birthDate && child?.birthDate && parent.birthDate >= child.birthDate)
    throw new Invalid({
      kind: 'Een kind kan niet ouder zijn dan zijn ouder. Kijk de geboortedata na, of kies een andere relatie.',
    })
  if (parent && child && ancestors.includes(child.id))
    throw new Invalid({
      kind: 'Dan zou iemand zijn eigen ouder of grootouder zijn. Kijk na wie van wie de ouder is.',
    })
  const against = news.kind === 'partner' ? 'ex-partner' : news.kind === 'ex-partner' ? 'partner' : undefined
  if (against && between.some((one) => one.kind === against && one.validUntil === null))
    throw new Invalid({
      kind: `Ze staan hier al als ${against}. Wijzig die relatie, dan klopt het allebei.`,
    })
}

/** @throws Invalid for an end before the start */
export function mustEndLater({ validFrom, validUntil }: { validFrom: Day | null; validUntil: Day | null }): void {
  if (validFrom && validUntil && validUntil < validFrom)
    throw new Invalid({ validUntil: `Het begon op ${inWords(validFrom)}. Kies die dag of later.` })
}

/** Whether a relation or the like holds on a day: an unknown start lies before every day. */
export const holdsOn = ({ validFrom, validUntil }: { validFrom: Day | null; validUntil: Day | null }, on: Day) =>
  (validFrom === null || validFrom <= on) && (validUntil === null || validUntil > on)

/** Somebody is `kind` to somebody else; both by key. */
export interface Tie {
  of: string
  kind: RelationKind
  is: string
}

const grownUp = 18

/**
 * The family of somebody on a day, without themselves: parents with their children who are not yet eighteen. Of a child all parents
 * belong to it, wherever they live, with their other children; of an adult the partner and the children of both. Two who were
 * partners have each their own family, with the same children in it.
 */
export function familyOf(person: Someone, ties: readonly Tie[], people: readonly Someone[], on: Day): string[] {
  const both = ties.flatMap((tie) => [tie, { of: tie.is, kind: reverseOf(tie.kind), is: tie.of }])
  const ofKind = (id: string, kind: RelationKind) =>
    both.flatMap((tie) => (tie.of === id && tie.kind === kind ? [tie.is] : []))
  const isChild = (id: string) => {
    const birth = (id === person.id ? person : people.find((one) => one.id === id))?.birthDate
    return birth ? ageOn(birth, on) < grownUp : undefined
  }
  const parents = ofKind(person.id, 'parent')
  const heads =
    parents.length > 0 && isChild(person.id) === true ? parents : [person.id, ...ofKind(person.id, 'partner')]
  const children = heads.flatMap((head) => ofKind(head, 'child')).filter((id) => isChild(id) !== false)
  return [...new Set([...heads, ...children])].filter((id) => id !== person.id)
}

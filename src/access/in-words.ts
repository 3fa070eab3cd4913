import type { Condition, Resource, Role, Verb } from '#platform/asker'
import { roles } from '#platform/asker'
import * as conditions from './conditions.ts'
import { type Sentence, sentences } from './sentences.ts'

/** What a condition lets through, behind 'mag lezen: '. A condition that is made of another says which. */
const words = new Map<Condition, string>([
  [conditions.anyone, 'alles van de organisatie'],
  [conditions.ofMyLines, 'alles van de eigen werksoorten'],
  [conditions.ownedByMe, 'wat op de eigen naam staat, of van wie zij vandaag vervangt'],
  [conditions.knownToMyLines, 'wie bij de eigen werksoorten bekend is, of wie zij zelf inschreef'],
  [conditions.helpsMyLines, 'wie bij de eigen werksoorten helpt'],
  [conditions.myOwnFile, 'het eigen dossier als vrijwilliger'],
  [conditions.askedOfMe, 'wat aan haarzelf gevraagd is'],
  [conditions.waitsForMe, 'wat aan haarzelf gevraagd is, zolang de zaak loopt'],
  [conditions.helpsNow, 'waar zij zelf bij helpt, zolang de zaak loopt'],
  [conditions.namesMe, 'waarbij zij genoemd is'],
  [conditions.closedToMe, 'wat voor haarzelf dicht is'],
  [conditions.myself, 'het eigen account'],
  [conditions.sentByMe, 'wat zij zelf verstuurde'],
  [conditions.leftForMe, 'wat voor haar is achtergelaten'],
  [conditions.leftByMe, 'wat zij zelf opschreef'],
  [conditions.myOwnDays, 'de eigen dagen'],
  [conditions.daysOfMyLines, 'de dagen van collega’s van de eigen werksoorten'],
  [conditions.myOwnCalendar, 'de eigen agenda'],
  [conditions.handedOverByMe, 'wat zij zelf overdroeg'],
])

export function conditionInWords(condition: Condition & { of?: Condition }): string {
  const own = words.get(condition)
  if (own) return own
  return condition.of ? conditionInWords(condition.of) : 'wat bij de eigen werksoorten hoort'
}

export const verbsInWords: Record<Verb, string> = {
  read: 'lezen',
  add: 'toevoegen',
  change: 'wijzigen',
  remove: 'verwijderen',
}

/** 'Een coördinator mag lezen: alles van de eigen werksoorten'. */
export function sentenceInWords({ role, verb, where }: Pick<Sentence, 'role' | 'verb' | 'where'>): string {
  const who = role === 'system' ? 'systeem' : roles[role]
  return `Een ${who} mag ${verbsInWords[verb]}: ${conditionInWords(where)}.`
}

/** What a role may do with a kind of record, each sentence once: ['lezen: alles van de eigen werksoorten', …]. */
export function rightsOf(role: Role, resource: Resource): { verb: Verb; which: string[] }[] {
  return (['read', 'add', 'change', 'remove'] as const).flatMap((verb) => {
    const said = sentences.filter((one) => one.role === role && one.resource === resource && one.verb === verb)
    return said.length === 0 ? [] : [{ verb, which: [...new Set(said.map(({ where }) => conditionInWords(where)))] }]
  })
}

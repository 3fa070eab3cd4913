import { nearest } from '#platform/words'
import { type Group, keyOf } from './placing.ts'
import { type Area, nameKey } from './village.ts'

/** The longest name of a group or of a set, in letters: both stand above columns. */
export const longestGroup = 30

/** What was made out of a list of groups with their villages. */
export interface GroupsRead {
  groups: (Group & { villages: Pick<Area, 'id' | 'name'>[] })[]
  /** What could not be placed, and why. */
  refused: { text: string; why: string }[]
}

/**
 * Reads groups with their villages, a group on each line: 'Noord: Lindeveen, Esveld'. A village stands in one group only.
 * @param villages those that there are
 */
export function readGroups(text: string, villages: readonly Pick<Area, 'id' | 'name'>[]): GroupsRead {
  const there = new Map(villages.map((village) => [nameKey(village.name), village]))
  const names = villages.map(({ name }) => name)
  const groups = new Map<string, GroupsRead['groups'][number]>()
  const placed = new Set<string>()
  const refused: GroupsRead['refused'] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const [, name = '', rest = ''] = /^([^:]*):(.*)$/.exec(line) ?? []
    const key = keyOf(name)
    if (key === '') {
      refused.push({
        text: line.slice(0, 80),
        why: 'Hier mist de naam van de groep. Schrijf: Noord: Lindeveen, Esveld',
      })
      continue
    }
    if (name.trim().length > longestGroup) {
      refused.push({
        text: name.slice(0, 80),
        why: `Dit is langer dan ${longestGroup} tekens. Maak de naam van de groep korter.`,
      })
      continue
    }
    const group = groups.get(key) ?? { key, name: name.trim(), villages: [] }
    groups.set(key, group)
    for (const part of rest.split(/[,;]/).map((one) => one.trim())) {
      if (part === '') continue
      const village = there.get(nameKey(part))
      if (!village) refused.push({ text: part.slice(0, 80), why: unknownVillage(part, names) })
      else if (placed.has(village.id)) refused.push({ text: village.name, why: 'Dit dorp staat er twee keer in.' })
      else group.villages.push(village)
      if (village) placed.add(village.id)
    }
  }
  for (const { name, villages: own } of groups.values())
    if (own.length === 0) refused.push({ text: name, why: 'In deze groep staat nog geen dorp.' })
  return { groups: [...groups.values()], refused }
}

function unknownVillage(text: string, names: readonly string[]): string {
  const near = nearest(text, names)
  return near ? `Dit dorp kennen we niet. Bedoel je ${near}?` : 'Dit dorp kennen we niet. Voeg het eerst toe.'
}

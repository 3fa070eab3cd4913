import { roleMay } from '#access'
import type { Asker, Resource, Verb } from '#platform/asker'
import type { IconName, MenuItem } from '#ui'
import type { Definition, May } from './page.ts'

/** A page that may stand in the menu: for whom, and under which word. */
export interface MenuEntry {
  to: string
  /** The word, or what it is called to this asker. */
  label: string | ((asker: Pick<Asker, 'role' | 'lines'>) => string)
  icon: IconName
  may: May | readonly May[]
}

/** Whether the role has a sentence for at least one of these. */
export function mayBeHere(asker: Pick<Asker, 'role'>, may: May | readonly May[]): boolean {
  const each = typeof may === 'string' ? [may] : may
  return each.some((one) => {
    if (one === 'sign in') return true
    const [verb, resource] = one.split(' ') as [Verb, Resource]
    return roleMay(asker, verb, resource)
  })
}

/** The menu of one asker: pages that exist and that the role may use, with the one it stands in marked. */
export function menuFor(
  entries: readonly MenuEntry[],
  pages: readonly Definition[],
  asker: Pick<Asker, 'role' | 'lines'>,
  path: string,
): MenuItem[] {
  const there = new Set(pages.filter((one) => one.kind === 'page').map((one) => one.path))
  const mine = entries.filter((entry) => there.has(entry.to) && mayBeHere(asker, entry.may))
  const within = (to: string) => path === to || (to !== '/' && path.startsWith(`${to}/`))
  const current = mine.filter((entry) => within(entry.to)).sort((one, other) => other.to.length - one.to.length)[0]
  return mine.map(({ to, label, icon }, at) => ({
    to,
    icon,
    label: typeof label === 'string' ? label : label(asker),
    current: mine[at] === current,
  }))
}

/** Whether a page is there and this role may use it: for what the shell offers beside the menu. */
export function isThere(pages: readonly Definition[], path: string, asker: Pick<Asker, 'role'>): boolean {
  return pages.some((one) => one.path === path && mayBeHere(asker, one.may))
}

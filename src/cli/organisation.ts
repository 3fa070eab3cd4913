import type { Doorway } from '#access'
import { Refused } from '#platform/errors'
import { list } from '#platform/words'

/**
 * The organisation that a command is about: the one that is named, or the only one there is.
 * @param wanted its name or key
 * @throws Refused when there is none, none of that name, or more than one to choose from
 */
export async function organisationMeant(
  doorway: Doorway,
  wanted: string | undefined,
): Promise<{ tenant: string; name: string }> {
  const all: { tenant: string; name: string }[] = []
  for (const tenant of await doorway.tenants()) {
    const asked = { tenant, via: 'command', purpose: 'which organisation' } as const
    all.push({ tenant, name: await doorway.system(asked, async (_store, asker) => asker.tenantName) })
  }
  const names = list(
    all.map(({ name }) => name),
    'of',
  )
  const found = all.filter(
    ({ tenant, name }) => wanted === undefined || tenant === wanted || name.toLowerCase() === wanted.toLowerCase(),
  )
  const [only] = found
  if (!only)
    throw new Refused(
      all.length === 0
        ? 'Hier staat nog geen organisatie. Begin met: naober init'
        : `De organisatie "${wanted}" is er niet. Kies met --tenant ${names}.`,
    )
  if (found.length > 1) throw new Refused(`Hier staan meer organisaties. Kies er een met --tenant: ${names}.`)
  return only
}

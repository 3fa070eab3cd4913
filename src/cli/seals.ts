import type { Doorway } from '#access'
import { number } from '#platform/words'

/** How the sealed logs of one organisation stand. */
export interface Soundness {
  organisation: string
  seals: number
  lines: number
  /** Seals that no longer agree with their lines: 'access 3'. */
  broken: string[]
  /** How many changes hold something else than was sealed. */
  altered: number
  /** The hash of the last seal of each log. */
  last: Record<string, string>
}

/** Checks every seal and every content against its digest, and changes nothing. */
export async function soundnessOf(doorway: Doorway, tenant: string): Promise<Soundness> {
  return doorway.system({ tenant, via: 'command', purpose: 'audit' }, async (store, asker) => {
    const seals = await store.log.verify()
    return {
      organisation: asker.tenantName,
      seals: seals.length,
      lines: seals.reduce((sum, seal) => sum + seal.lines, 0),
      broken: seals.filter((seal) => !seal.sound).map((seal) => `${seal.stream} ${seal.number}`),
      altered: (await store.log.altered()).length,
      last: Object.fromEntries(seals.map((seal) => [seal.stream, seal.hash])),
    }
  })
}

export const isSound = ({ broken, altered }: Soundness): boolean => broken.length === 0 && altered === 0

/** The verdict in one sentence or two. */
export function verdict(one: Soundness): string {
  return isSound(one)
    ? `Het klopt: ${number(one.lines)} regels in ${number(one.seals)} zegels.`
    : `Het klopt niet. Zegels die niet kloppen: ${one.broken.join(', ') || 'geen'}. Veranderde inhoud: ${number(one.altered)}.`
}

import type { Doorway } from '#access'
import { otherColleagues } from './accounts.ts'
import { dice } from './dice.ts'
import { type Founded, found } from './founding.ts'
import { resident } from './residents.ts'
import type { Story } from './story.ts'
import { tell } from './telling.ts'

export interface OtherTown extends Founded<keyof typeof otherColleagues> {
  cases: readonly string[]
}

/**
 * Builds Welzijn Zuidwolde-Zand, a second organisation in the same database: six mediations of its own, a partner and
 * a village of the same names as in Lindeveen. Nobody of the one may ever see a row of the other.
 */
export async function buildZuidwoldeZand(doorway: Doorway): Promise<OtherTown> {
  const founded = await found(doorway, {
    name: 'Welzijn Zuidwolde-Zand',
    municipality: 'Zuidwolde-Zand',
    villages: ['Zuidwolde-Zand', 'Oosterhaar', 'Kwartelveen'],
    large: ['Zuidwolde-Zand'],
    since: '2015-01-01',
    accounts: otherColleagues,
    partners: [{ name: 'Woonstichting De Brink', kind: 'formal', phone: null, email: null }],
  })
  return doorway.system({ tenant: founded.tenant, via: 'demo', purpose: 'demo' }, async (store) => {
    const stage = { ...founded, workers: { noor: founded.workers.lena.id, bas: founded.workers.lena.id } }
    const told = await tell(store, stories(), stage, 77)
    return { ...founded, cases: told.cases }
  })
}

function stories(): Story[] {
  const cast = dice(88)
  return [
    '2024-04-16 10:00',
    '2024-09-12 14:20',
    '2025-01-09 09:30',
    '2025-02-04 11:10',
    '2025-02-18 15:45',
    '2025-03-11 16:20',
  ].map((reported, at): Story => {
    const reporter = resident(cast, at % 2 === 0 ? 'Zuidwolde-Zand' : 'Kwartelveen')
    return {
      reported,
      village: reporter.village,
      topic: at % 2 === 0 ? 'noise' : 'pets',
      channel: 'phone',
      owner: 'noor',
      sides: [
        {
          side: 'reporter',
          person: reporter,
          street: reporter.street,
          houseNumber: reporter.houseNumber,
          words: 'Er klopt iets niet meer tussen ons.',
        },
        { side: 'neighbour', called: `Bewoner ${reporter.street}`, street: reporter.street, houseNumber: '99' },
      ],
      ...(at < 3 ? { closed: [`${reported.slice(0, 8)}28`, 'advice'] as [string, string] } : {}),
    }
  })
}

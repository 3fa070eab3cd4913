import type { Doorway } from '#access'
import type { Resident, Town } from '#demo'
import { day, momentOf } from '#platform/days'
import { lineOf } from '#service-lines'

type Neighbour = Pick<Resident, 'givenName' | 'familyName' | 'birthDate' | 'phone'> & {
  village: string
  street: string
  houseNumber: string
}

/** Who the journeys meet beside the people of the town: those stay as they are. Two of them have one name. */
export const ownPeople = {
  hendrika: {
    givenName: 'Hendrika',
    familyName: 'Zuiderveld',
    birthDate: day('1953-06-21'),
    phone: '+31612349001',
    village: 'Lindeveen',
    street: 'Turfweg',
    houseNumber: '3',
  },
  klaasTheElder: {
    givenName: 'Klaas',
    familyName: 'Boonstra',
    birthDate: day('1950-04-12'),
    phone: '+31612349002',
    village: 'Molenhaar',
    street: 'Eikenlaan',
    houseNumber: '7',
  },
  klaasTheYounger: {
    givenName: 'Klaas',
    familyName: 'Boonstra',
    birthDate: day('1988-10-03'),
    phone: '+31612349003',
    village: 'Heideloo',
    street: 'Berkenlaan',
    houseNumber: '21',
  },
} as const satisfies Record<string, Neighbour>

/** Brings the journeys' own people to town, and one case that should have been called the day before. */
export async function bringOwnPeople(doorway: Doorway, town: Town): Promise<void> {
  const line = lineOf('buurtbemiddeling')
  await doorway.system({ tenant: town.tenant, via: 'demo', purpose: 'journeys' }, async (store) => {
    const known = new Map<string, string>()
    for (const [key, { village, street, houseNumber, ...person }] of Object.entries<Neighbour>(ownPeople)) {
      const home = { street, houseNumber, postcode: null, village: town.villages.get(village) ?? null }
      const news = { ...person, infix: null, email: null, practical: null }
      known.set(key, (await store.people.add(news, home, day('2020-01-01'))).id)
    }
    const { village, street, houseNumber } = ownPeople.hendrika
    const side = { street, houseNumber, village: town.villages.get(village) ?? null }
    await store.cases.openMany(line, [
      {
        reportedAt: momentOf(day('2025-03-10'), '09:10'),
        sides: [
          { ...side, side: 'reporter', person: known.get('hendrika') ?? null },
          { ...side, side: 'neighbour', person: null, houseNumber: '5' },
        ],
        mainTopic: 'noise',
        channel: 'phone',
        owner: town.workers.noor.id,
        fields: { mediators: 'Fatma en Hein' },
        since: {
          assessment: { suitable: 'yes', reasons: [] },
          reached: [
            { phase: 'suitable', at: momentOf(day('2025-03-10'), '10:00') },
            { phase: 'assigned', at: momentOf(day('2025-03-10'), '15:30') },
          ],
        },
      },
      // Who was helped before is known to the line; that is how a search finds them.
      ...(['klaasTheElder', 'klaasTheYounger'] as const).map((key) => ({
        reportedAt: momentOf(day('2023-05-09'), '11:00'),
        sides: [
          {
            side: 'reporter',
            person: known.get(key) ?? null,
            street: ownPeople[key].street,
            houseNumber: ownPeople[key].houseNumber,
            village: town.villages.get(ownPeople[key].village) ?? null,
          },
        ],
        mainTopic: 'other',
        channel: 'phone',
        since: { closing: { on: day('2023-05-10'), outcome: 'advice' } },
      })),
    ])
  })
}

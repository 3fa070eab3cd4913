import type { Day } from '#platform/days'
import { dayFrom } from '#platform/days'
import type { Dice } from './dice.ts'

/** Somebody who lives somewhere, as invented. */
export interface Resident {
  givenName: string | null
  infix: string | null
  familyName: string
  sex: 'woman' | 'man' | 'other' | 'unknown'
  birthDate: Day | null
  phone: string | null
  email: string | null
  practical: string | null
  street: string
  houseNumber: string
  postcode: string | null
  village: string
}

const women = [
  ...[
    'Annie',
    'Bea',
    'Carla',
    'Diana',
    'Elly',
    'Femke',
    'Grietje',
    'Hilda',
    'Ina',
    'Janneke',
    'Karin',
    'Lies',
    'Marleen',
  ],
  ...[
    'Nelleke',
    'Petra',
    'Roelie',
    'Sanne',
    'Tineke',
    'Ursula',
    'Vera',
    'Willy',
    'Yasmin',
    'Aicha',
    'Zofia',
    'Lotte',
    'Esther',
  ],
]
const men = [
  ...[
    'Albert',
    'Bert',
    'Cor',
    'Dirk',
    'Erik',
    'Frank',
    'Gerrit',
    'Henk',
    'Ivo',
    'Jeroen',
    'Klaas',
    'Lammert',
    'Mark',
    'Niels',
  ],
  ...['Otto', 'Piet', 'Roelof', 'Sjoerd', 'Theo', 'Wouter', 'Youssef', 'Marek', 'Ahmed', 'Koen', 'Rik', 'Bram'],
]
const families: readonly (readonly [infix: string | null, name: string])[] = [
  ...[
    'Bakker',
    'Boer',
    'Bos',
    'Brouwer',
    'Dekker',
    'Drenth',
    'Eising',
    'Hofman',
    'Huizing',
    'Jansen',
    'Kuiper',
    'Meijer',
  ].map((name) => [null, name] as const),
  ...[
    'Mulder',
    'Nijland',
    'Oosting',
    'Peters',
    'Postma',
    'Schipper',
    'Smit',
    'Stevens',
    'Timmer',
    'Veldman',
    'Visser',
    'Vos',
  ].map((name) => [null, name] as const),
  ...[
    'Wiering',
    'Wolf',
    'Zwiers',
    'Kaya',
    'Yilmaz',
    'Nowak',
    'El Amrani',
    'Kromhout',
    'Lubbers',
    'Hartman',
    'Koops',
    'Schuring',
  ].map((name) => [null, name] as const),
  ['van der', 'Berg'],
  ['van', 'Dijk'],
  ['de', 'Boer'],
  ['de', 'Graaf'],
  ['van der', 'Laan'],
  ['ten', 'Brink'],
  ['van den', 'Bosch'],
  ['ter', 'Horst'],
]

/** Streets that are in no village by this name; each village has a few. */
export const streets = [
  ...[
    'Oosterstraat',
    'Veldweg',
    'Hoofdstraat',
    'Schoolpad',
    'Molenweg',
    'Brinkstraat',
    'Esweg',
    'Kanaalkade',
    'Lindelaan',
  ],
  ...['Beukenhof', 'Dorpsweg', 'Kerkpad', 'Zandpad', 'Weidestraat', 'Tolweg', 'Akkerhof', 'Turfkade', 'Wilgenpad'],
]

/** Invents a resident of a village, an adult on the first day of 2023. The phone number is in no one's use. */
export function resident(
  { between, pick, roll }: Dice,
  village: string,
  place?: { street: string; houseNumber: string; postcode: string },
): Resident {
  const woman = roll() < 0.58
  const [infix, familyName] = pick(families)
  return {
    givenName: pick(woman ? women : men),
    infix,
    familyName,
    sex: woman ? 'woman' : 'man',
    birthDate: roll() < 0.85 ? dayFrom(between(1938, 2000), between(1, 12), between(1, 28)) : null,
    phone: roll() < 0.9 ? `+3161234${String(between(1000, 9999))}` : null,
    email: null,
    practical:
      roll() < 0.15
        ? pick([
            'liefst na zes uur',
            'werkt in de nacht, niet voor twee uur bellen',
            'hoort slecht aan de telefoon',
            'spreekt beter Engels',
            'alleen op maandag en donderdag',
          ])
        : null,
    street: place?.street ?? pick(streets),
    houseNumber: place?.houseNumber ?? String(between(1, 96)),
    postcode: place?.postcode ?? null,
    village,
  }
}

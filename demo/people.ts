import { day } from '#platform/days'
import type { Resident } from './residents.ts'

const nobody: Omit<Resident, 'familyName' | 'street' | 'houseNumber' | 'village'> = {
  givenName: null,
  infix: null,
  sex: 'unknown',
  birthDate: null,
  phone: null,
  email: null,
  practical: null,
  postcode: null,
}

const woman = (givenName: string, familyName: string, place: Place, more: Partial<Resident> = {}): Resident => ({
  ...nobody,
  givenName,
  familyName,
  sex: 'woman',
  ...homeOf(place),
  ...more,
})
const man = (givenName: string, familyName: string, place: Place, more: Partial<Resident> = {}): Resident => ({
  ...nobody,
  givenName,
  familyName,
  sex: 'man',
  ...homeOf(place),
  ...more,
})

type Place = readonly [village: string, street: string, houseNumber: string, postcode: string]
const homeOf = ([village, street, houseNumber, postcode]: Place) => ({ village, street, houseNumber, postcode })
const born = (text: string) => ({ birthDate: day(text) })

/**
 * The people that pictures and tests know by name. Among them what makes finding people hard: two men called Jan de
 * Vries who are two men, one woman who was written down twice, and names that are long or half known.
 */
export const people = {
  riet: woman('Riet', 'Kamps', ['Lindeveen', 'Oosterstraat', '12', '9411 KA'], {
    ...born('1951-08-19'),
    phone: '+31612345678',
    practical: 'liefst na zes uur',
  }),
  willy: woman('Wilhelmina Johanna', 'Heuvel-Oosterwijk', ['Oosterhaar', 'Veldweg', '21', '9412 BD'], {
    infix: 'van der',
    ...born('1947-03-30'),
    phone: '+31612341021',
    email: 'wj.heuvel@voorbeeld.example',
  }),
  sjaak: man('Sjaak', 'Linde', ['Oosterhaar', 'Veldweg', '23', '9412 BD'], {
    infix: 'ter',
    ...born('1969-11-04'),
    phone: '+31612341023',
  }),
  mirjam: woman('Mirjam', 'Postma', ['Lindeveen', 'Hoofdstraat', '48', '9411 HB'], {
    ...born('1983-01-17'),
    phone: '+31612341048',
    practical: 'werkt in de zorg, niet voor elf uur bellen',
  }),
  emre: man('Emre', 'Yilmaz', ['Lindeveen', 'Hoofdstraat', '48a', '9411 HB'], {
    ...born('1991-06-25'),
    phone: '+31612341049',
  }),
  janSenior: man('Jan', 'Vries', ['Oosterhaar', 'Schoolpad', '5', '9412 CE'], {
    infix: 'de',
    ...born('1956-02-11'),
    phone: '+31612341105',
  }),
  janJunior: man('Jan', 'Vries', ['Lindeveen', 'Brinkstraat', '17', '9411 BN'], {
    infix: 'de',
    ...born('1984-09-23'),
    phone: '+31612341217',
  }),
  geertje: woman('Geertje', 'Timmer', ['Zandwolde', 'Kerkpad', '3', '9413 AA'], {
    ...born('1949-05-02'),
    phone: '+31612341303',
  }),
  geertjeAgain: woman('Geertje Anna', 'Timmer', ['Zandwolde', 'Kerkpad', '3', '9413 AA'], { ...born('1949-05-02') }),
  olaf: man('Olaf', 'Bruins', ['Lindeveen', 'Molenweg', '30', '9411 MW'], {
    ...born('1975-12-09'),
    phone: '+31612341330',
  }),
  halina: woman('Halina', 'Nowak', ['Oosterhaar', 'Esweg', '3', '9412 ES'], {
    ...born('1988-04-14'),
    phone: '+31612341403',
    practical: 'spreekt beter Engels',
  }),
  derk: man('Derk', 'Ottens', ['Oosterhaar', 'Esweg', '5', '9412 ES'], {
    ...born('1962-07-01'),
    phone: '+31612341405',
  }),
  truus: woman('Truus', 'Ottens-Bakker', ['Oosterhaar', 'Esweg', '7', '9412 ES'], {
    ...born('1940-10-28'),
    phone: '+31612341407',
  }),
  kevin: man('Kevin', 'Schut', ['Oosterhaar', 'Esweg', '9', '9412 ES'], { ...born('1996-02-20') }),
  anja: woman('Anja', 'Wold', ['Elzerveld', 'Dorpsweg', '61', '9414 DW'], {
    infix: 'van der',
    ...born('1971-05-05'),
    phone: '+31612341561',
  }),
  tjeerd: man('Tjeerd', 'Hoekstra', ['Heideloo', 'Zandpad', '8', '9415 ZP'], {
    ...born('1958-03-12'),
    phone: '+31612341608',
  }),
  fenna: woman('Fenna', 'Hoekstra-de Groot', ['Heideloo', 'Zandpad', '8', '9415 ZP'], {
    ...born('1960-08-07'),
    phone: '+31612341608',
  }),
  louise: woman('Louise', 'Zwart', ['Lindeveen', 'Lindelaan', '102', '9411 LL'], {
    infix: 'de',
    ...born('1966-06-16'),
    phone: '+31612341702',
  }),
  mohamed: man('Mohamed', 'El Amrani', ['Lindeveen', 'Lindelaan', '104', '9411 LL'], {
    ...born('1979-09-09'),
    phone: '+31612341704',
  }),
  ria: woman('Ria', 'Eising', ['Molenhaar', 'Tolweg', '14', '9416 TW'], {
    ...born('1954-01-31'),
    phone: '+31612341814',
  }),
  berend: man('Berend', 'Kuipers', ['Lindeveen', 'Kanaalkade', '77', '9411 KK'], {
    ...born('1981-10-10'),
    phone: '+31612341977',
  }),
  saskia: woman('Saskia', 'Meulen', ['Oosterhaar', 'Beukenhof', '19', '9412 BH'], {
    infix: 'van der',
    ...born('1990-12-01'),
    phone: '+31612342019',
  }),
  half: { ...nobody, familyName: 'Drenth', ...homeOf(['Brinkhorst', 'Akkerhof', '2', '9417 AH']) },
} satisfies Record<string, Resident>

/** Who moved since, from which day and where to. Their cases keep the village they began in. */
export const moved: readonly {
  who: keyof typeof people
  on: string
  to: { village: string; street: string; houseNumber: string; postcode: string }
}[] = [
  {
    who: 'saskia',
    on: '2025-02-01',
    to: { village: 'Lindeveen', street: 'Wilgenpad', houseNumber: '6', postcode: '9411 WP' },
  },
  {
    who: 'tjeerd',
    on: '2024-12-16',
    to: { village: 'Lindeveen', street: 'Turfkade', houseNumber: '31', postcode: '9411 TK' },
  },
]

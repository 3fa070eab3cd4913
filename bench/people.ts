import type { NewAddress, NewPerson } from '#kernel/person'
import { type Day, dayFrom } from '#platform/days'
import type { Chance } from './chance.ts'

const given =
  'Anna Bram Carla Dirk Elly Frank Greta Henk Ilse Jan Karin Lars Maria Niels Olga Piet Roos Sjoerd Tineke Ute Vera Wim Yara Zeger Fatma Emre Agnes Bas Cor Dina Evert Fenna Gijs Hanna Ivo Jet Kees Loes Mees Nora Otto Pim Rik Sara Tom'.split(
    ' ',
  )
const family =
  'Jansen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra Smits Kok Schouten Maas Prins Postma Kuipers Veenstra Hoekstra Wolters Huisman Koster Willems Timmer Blom Kuiper Scholten Zwart Molenaar Kramer Hofman Boer Groen Yilmaz Nowak Lubbers Oosting Wiersma Nijland Eising Hummel Bruins Talens'.split(
    ' ',
  )
const before = [null, null, null, null, 'de', 'van', 'van der', 'ten']
const streets =
  'Akkerweg Beekpad Dorpsstraat Eikenlaan Ganzenweide Hoefslag Iepenhof Kerkbrink Lijsterstraat Meidoornlaan Nieuweweg Orchideehof Parallelweg Rietkamp Schapendrift Tramlaan Valkenhof Wethouderslaan Zuiderdiep Zonnebloemstraat'.split(
    ' ',
  )
const words =
  'belde hoort schutting hond muziek avond rustig samen gesprek afspraak tuin heg pad auto slaapt boos begrijpt wil graag later terug week koffie luisteren brief oplossing'.split(
    ' ',
  )

export interface Resident {
  person: NewPerson & { id: string }
  home: NewAddress
}

/** Someone with a name, an age and an address, as registrations have them: often a telephone, sometimes no birth date. */
export function resident(luck: Chance, id: string, villages: readonly string[]): Resident {
  return {
    person: {
      id,
      givenName: luck.pick(given),
      infix: luck.pick(before),
      // Two names make some ten thousand families, so that a part of a name finds a few people and not a village.
      familyName:
        luck.roll() < 0.7
          ? `${luck.pick(family)}${luck.pick(['', 'a', 'ma', 'stra', 'ing', 's', 'man', 'huis', 'kamp', 'berg'])}`
          : `${luck.pick(family)}-${luck.pick(family)}`,
      birthDate: luck.roll() < 0.8 ? birthDate(luck) : null,
      phone: luck.roll() < 0.7 ? `+316${String(luck.between(10_000_000, 99_999_999))}` : null,
      email: null,
      practical: null,
    },
    home: {
      street: luck.pick(streets),
      houseNumber: String(luck.between(1, 300)),
      postcode: `${luck.between(9400, 9449)} ${luck.pick(['AB', 'BC', 'CD', 'DE', 'EK', 'GH', 'HJ', 'KL'])}`,
      village: luck.pick(villages),
    },
  }
}

function birthDate(luck: Chance): Day {
  return dayFrom(luck.between(1935, 2006), luck.between(1, 12), luck.between(1, 28))
}

/** A note as people write them: a sentence or three. */
export function story(luck: Chance): string {
  return Array.from({ length: luck.between(8, 40) }, () => luck.pick(words)).join(' ')
}

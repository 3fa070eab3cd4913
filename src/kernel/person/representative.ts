import { addYears, ageOn, type Day, inWords } from '#platform/days'
import { Invalid } from '#platform/errors'
import type { Row } from '#platform/records'

export type Representative = Row<'personRepresentatives'>
export type NewRepresentative = Pick<
  Representative,
  'kind' | 'name' | 'phone' | 'email' | 'scope' | 'decides' | 'validFrom' | 'validUntil' | 'seenOn'
>

/** Who can act for somebody. Keys are for ever. */
export const representativeKinds = {
  mentor: 'Mentor',
  curator: 'Curator',
  administrator: 'Bewindvoerder',
  attorney: 'Gemachtigde',
  parent: 'Ouder met gezag',
  guardian: 'Voogd',
} as const
export type RepresentativeKind = keyof typeof representativeKinds

/** What a representative may decide. Keys are for ever. */
export const decisions = {
  care: 'Hulp en zorg',
  money: 'Geld en spullen',
  sharing: 'Gegevens delen',
  file: 'Het dossier inzien',
} as const

const ofAMinor = ['parent', 'guardian']
const grownUp = 18

/**
 * A representative as written down.
 * @throws Invalid for an end before the start, a paper seen on a day to come, or a parent of somebody who is eighteen
 */
export function represent(news: NewRepresentative, birthDate: Day | null, today: Day): NewRepresentative {
  if (news.validUntil && news.validUntil < news.validFrom)
    throw new Invalid({ validUntil: `Het begon op ${inWords(news.validFrom)}. Kies die dag of later.` })
  if (news.seenOn && news.seenOn > today)
    throw new Invalid({ seenOn: 'Die dag moet nog komen. Vul in wanneer je het papier zag, of laat het leeg.' })
  if (birthDate && news.validFrom < birthDate)
    throw new Invalid({ validFrom: `Toen was diegene nog niet geboren (${inWords(birthDate)}).` })
  if (birthDate && ofAMinor.includes(news.kind) && ageOn(birthDate, news.validFrom) >= grownUp)
    throw new Invalid({
      kind: 'Diegene was toen al 18. Gezag van een ouder of voogd is dan voorbij. Kies iets anders.',
    })
  return news
}

/** From which day somebody represents no more: as written down, and a parent or guardian from the eighteenth birthday. */
export function endsOn(one: Pick<Representative, 'kind' | 'validUntil'>, birthDate: Day | null): Day | null {
  const adult = birthDate && ofAMinor.includes(one.kind) ? addYears(birthDate, grownUp) : null
  const ends = [one.validUntil, adult].filter((on): on is Day => on !== null).sort()
  return ends[0] ?? null
}

/** Whether somebody acts for a person on a day. */
export function actsOn(
  one: Pick<Representative, 'kind' | 'validFrom' | 'validUntil'>,
  birthDate: Day | null,
  on: Day,
): boolean {
  const ends = endsOn(one, birthDate)
  return one.validFrom <= on && (ends === null || ends > on)
}

/** Who decides for a child, in words, with the law that says so. */
export interface AgeRule {
  says: string
  source: string
}

/** From this age somebody decides alone, and from this one together with who has the say over them. */
const [alone, along] = [16, 12]

/**
 * Who decides at this age on a day; nothing for an adult, or while the birth date is not known. It is a reminder and decides
 * nothing: whether a child can judge its own interest, and whether its interest opposes, is for who works with it.
 */
export function ageRule(birthDate: Day | null, on: Day): AgeRule | undefined {
  if (!birthDate || birthDate > on) return undefined
  const age = ageOn(birthDate, on)
  if (age >= grownUp) return undefined
  const free = 'Gratis hulp of advies mag een kind ook zonder ouder vragen (UAVG, artikel 5 lid 5).'
  if (age < along)
    return {
      says: `Jonger dan ${along}: de ouders met gezag of de voogd beslissen en krijgen op verzoek informatie, tenzij het belang van het kind zich daartegen verzet. ${free}`,
      source: 'Wmo 2015, artikel 5.3.2 en 5.3.3',
    }
  if (age < alone)
    return {
      says: `${along} tot en met 15: gegevens deel je met toestemming van het kind zelf. De ouders met gezag of de voogd krijgen op verzoek informatie, tenzij het belang van het kind zich daartegen verzet. ${free}`,
      source: 'Wmo 2015, artikel 5.3.2 en 5.3.3',
    }
  return {
    says: '16 of 17: beslist zelf. Ouders krijgen alleen informatie als diegene dat goedvindt, of het zelf niet kan overzien.',
    source: 'Wmo 2015, artikel 5.3.2 en 5.3.3',
  }
}

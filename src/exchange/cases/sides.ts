import { reportOf, type ServiceLine } from '#kernel/service-line'
import type { Day } from '#platform/days'
import { plain, withArticle } from '#platform/words'
import type { DraftSide } from './draft.ts'
import { type NameParts, splitName, splitStreet } from './names.ts'
import { type Complain, digest, type Value } from './row.ts'

/**
 * The sides of a case out of one row. The main side is always there, also when nothing is known of it; another only
 * when the row says anything about it.
 * @returns the sides, and what tells this case from others when it has no number
 */
export function readSides(
  line: ServiceLine,
  reportedOn: Day,
  value: Value,
  complain: Complain,
): { sides: DraftSide[]; identity: unknown[] } {
  const sides: DraftSide[] = []
  const identity: unknown[] = []
  for (const side of Object.keys(line.case.sides)) {
    const own = <T>(name: string) => value<T>(`${side}.${name}`)
    const name = nameIn(side, own, complain)
    const home = homeIn(own)
    const informedOn = own<Day>('informedOn')
    const birthDate = own<Day>('birthDate')
    const details = {
      birthDate,
      sex: own<string>('sex') ?? 'unknown',
      phone: own<string>('phone'),
      email: own<string>('email'),
    }
    identity.push(
      name && [plain(name.givenName ?? ''), plain(name.infix ?? ''), plain(name.familyName)],
      plain(home.street ?? ''),
      home.houseNumber,
      home.postcode,
    )
    if (birthDate !== null && birthDate > reportedOn)
      complain(`${side}.birthDate`, `Dit is na ${withArticle(reportOf(line))}. Kijk welke datum klopt.`)
    if (!name) {
      const nameless = (['birthDate', 'phone', 'email'] as const).find((detail) => details[detail] !== null)
      if (nameless)
        complain(
          `${side}.${nameless}`,
          'Hier staat iets over een persoon zonder naam. Vul ook de naam in, of haal dit weg.',
        )
    }
    const words = own<string>('words')
    const isThere = name || words || informedOn || Object.values(home).some((part) => part !== null)
    if (!isThere && side !== line.case.mainSide) continue
    sides.push({
      side: { side, person: null, called: null, ...home, words, practical: null, informedOn },
      person: name && {
        key: own<string>('reference') === null ? '' : `persoon ${own<string>('reference')}`,
        hash: digest([name, details, home]),
        person: { ...name, ...details, practical: null },
        home,
      },
      label: line.case.sides[side]?.called ?? side,
    })
  }
  return { sides, identity }
}

type Own = <T>(name: string) => T | null

function nameIn(side: string, own: Own, complain: Complain): NameParts | null {
  const whole = own<string>('name')
  const familyName = own<string>('familyName')
  const givenName = own<string>('givenName')
  const infix = own<string>('infix')
  if (familyName !== null) {
    const apart = splitName(familyName)
    return infix === null && apart.givenName === null ? { ...apart, givenName } : { givenName, infix, familyName }
  }
  if (whole !== null) return splitName(whole)
  if (givenName !== null || infix !== null)
    complain(`${side}.familyName`, 'Er staat wel een voornaam, maar geen achternaam. Vul ook de achternaam in.')
  return null
}

function homeIn(own: Own) {
  const written = own<string>('street')
  const number = own<string>('houseNumber')
  const apart = written !== null && number === null ? splitStreet(written) : { street: written, houseNumber: number }
  return { ...apart, postcode: own<string>('postcode'), village: own<string>('village') }
}

import type { Day } from '#platform/days'
import { choice, day, email, phone, postcode, text } from '#platform/fields'

export const sexes = { unknown: 'Onbekend', woman: 'Vrouw', man: 'Man', other: 'Anders' }

/** The name of somebody. Only a family name is needed. */
export const nameFields = {
  givenName: text('Voornaam', { optional: true, maxLength: 80, private: true }),
  infix: text('Tussenvoegsel', { optional: true, maxLength: 20, private: true }),
  familyName: text('Achternaam', { maxLength: 120, private: true, whenEmpty: 'Vul een achternaam in.' }),
}

/** How somebody is told from a namesake and how they are reached. */
export const reachFields = (today: Day) => ({
  birthDate: day('Geboortedatum', { optional: true, latest: today, private: true }),
  phone: phone('Telefoon', { optional: true, autocomplete: 'off' }),
})

export const mailField = { email: email('E-mail', { optional: true, autocomplete: 'off' }) }
export const practicalField = {
  practical: text('Wat is handig om te weten?', {
    optional: true,
    maxLength: 200,
    private: true,
    hint: 'Bijvoorbeeld: belt liefst na zes uur, spreekt Engels, hoort slecht, heeft een hond. Wie langsgaat ziet dit; schrijf niet op waar het over gaat.',
  }),
}
export const sexField = { sex: choice('Geslacht', sexes) }

/** Where somebody lives; all of it may be unknown. `villages` are those to choose from, by key. */
export const addressFields = (villages: Record<string, string>) => ({
  street: text('Straat', { optional: true, maxLength: 120, private: true }),
  houseNumber: text('Huisnummer', { optional: true, maxLength: 20, private: true }),
  postcode: postcode('Postcode', { optional: true, autocomplete: 'off' }),
  village: choice('Dorp', villages, { optional: true }),
})

/** Fields with these keys side by side on a wide screen. */
export const nameRow = ['givenName', 'infix', 'familyName']
export const addressRows = [
  ['street', 'houseNumber'],
  ['postcode', 'village'],
]

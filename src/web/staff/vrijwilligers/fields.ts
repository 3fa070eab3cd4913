import { partsOfDay, weekdays } from '#kernel/volunteer'
import { addDays, type Day } from '#platform/days'
import { day, email, phone, several, text, wholeNumber } from '#platform/fields'
import { addressFields, practicalField } from '../mensen/person-fields.ts'

/** Who somebody is, where they live and when they can. `villages` are those to choose from, by key. */
export function volunteerFields(villages: Record<string, string>) {
  const { street, houseNumber, village } = addressFields(villages)
  return {
    name: text('Naam', { maxLength: 120, private: true, whenEmpty: 'Vul een naam in.' }),
    phone: phone('Telefoon', { optional: true, autocomplete: 'off' }),
    email: email('E-mail', { optional: true, autocomplete: 'off' }),
    street,
    houseNumber,
    village,
    days: several('Op welke dagen?', { ...weekdays }, { optional: true }),
    parts: several('Welk deel van de dag?', { ...partsOfDay }, { optional: true }),
    ...practicalField,
  }
}

export const volunteerLayout = [
  'name',
  ['phone', 'email'],
  ['street', 'houseNumber'],
  'village',
  {
    legend: 'Wanneer kan deze vrijwilliger?',
    hint: 'Laat leeg wat je niet weet; dan vraag je het.',
    fields: ['days', 'parts'],
  },
  'practical',
]

/** Since when, and how much was done before this system knew of it. */
export const roleFields = (today: Day, { many }: { many: string }) => ({
  validFrom: day('Sinds welke dag?', { latest: addDays(today, 366) }),
  casesBefore: wholeNumber(`Hoeveel ${many} deed deze vrijwilliger hiervoor al?`, {
    most: 2000,
    optional: true,
    hint: 'Daaraan zien we wie ervaren is.',
  }),
})

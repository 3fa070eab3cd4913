import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day as aDay } from '#platform/days'
import {
  amount,
  choice,
  day,
  email,
  type Field,
  hidden,
  long,
  mark,
  optional,
  Problem,
  phone,
  postcode,
  several,
  text,
  time,
  wholeNumber,
  yesNo,
} from './index.ts'

const outcomes = { solved: 'Opgelost', unsolved: 'Niet opgelost', referred: 'Verwezen' }
const topics = { noise: 'Geluid', garden: 'Tuin', 'rent; debts': 'Huur; schulden' }

describe('whatever is filled in', () => {
  const fields: Record<string, Field> = {
    text: text('Naam'),
    long: long('Verslag'),
    day: day('Op welke dag?'),
    birth: day('Geboortedatum', { latest: aDay('2025-03-12') }),
    time: time('Hoe laat?'),
    number: wholeNumber('Hoeveel mensen?'),
    amount: amount('Bedrag'),
    choice: choice('Hoe is het afgelopen?', outcomes),
    several: several('Waarover ging het?', topics),
    yesNo: yesNo('Mag het?'),
    phone: phone('Telefoon'),
    email: email('E-mail'),
    postcode: postcode('Postcode'),
    mark: mark('Cijfer'),
    hidden: hidden('versie'),
    maybe: optional(text('Bijnaam')),
    maybeDay: day('Einde', { optional: true }),
    maybeSeveral: several('Waarover ging het?', topics, { optional: true }),
  }

  const likely = fc.constantFrom<unknown>(
    '14-3-2025',
    '31 februari 2025',
    '29-2-2025',
    '14 mrt. 25',
    '2025-03-14T12:00:00Z',
    '14.05',
    '24:00',
    '+31 (0)6 12345678',
    '0593-524100',
    '+49 30 123456',
    'jan@voorbeeld.nl',
    '9411ab',
    '8,0',
    'OPGELOST',
    'geluid; tuin',
    'ja',
    '1.234,50',
    45730,
    60,
    0.5,
    true,
    new Date(0),
    new Date(Number.NaN),
    new Date(8.64e15),
    '\0',
    '\ud800',
    '\u202e',
    '\u200b',
    'x'.repeat(300_000),
    [],
    [[]],
    {},
    Symbol('x'),
    '__proto__',
    'constructor',
  )
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789-+./: ,()'), maxLength: 16 })
  const anything = fc.oneof(
    likely,
    digits,
    digits,
    fc.double(),
    fc.date({ noInvalidDate: false }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'aeE\u0301\u200b \u00ad\n\r\u2028\u0300\uac00\u11a8\u1100\u1161') }),
    fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true, withTypedArray: true }),
  )

  test.each(Object.entries(fields))(
    '%s refuses with a sentence or takes it, and takes its own input back',
    (_, field) => {
      fc.assert(
        fc.property(anything, (raw) => {
          let value: unknown
          try {
            value = field.parse(raw)
          } catch (error) {
            expect(error).toBeInstanceOf(Problem)
            expect((error as Problem).message).toMatch(/^\P{Cc}{10,}[.?]$/u)
            return
          }
          expect(field.parse(field.raw(value))).toEqual(value)
          expect(typeof field.show(value)).toBe('string')
        }),
        { numRuns: 400 },
      )
    },
  )
})

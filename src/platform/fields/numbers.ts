import { euros, number } from '#platform/words'
import { cleanCode } from './clean.ts'
import { type Field, make, named, type OptionalOptions, type Options } from './field.ts'
import { Problem, quoted } from './problem.ts'

/** Options of a number: the least and the most it may be. */
export interface NumberOptions extends Options {
  least?: number
  most?: number
}

/** A whole number, from 0 up to what the database can hold in an integer unless said otherwise: '1.234', '36', '8,0'. */
export function wholeNumber(label: string, options: OptionalOptions<NumberOptions>): Field<number | null>
export function wholeNumber(label: string, options?: NumberOptions): Field<number>
export function wholeNumber(label: string, options: NumberOptions = {}): Field<number> {
  const { least = 0, most = largestInteger } = options
  return make<number>(label, options, {
    kind: 'number',
    clean: cleanCode,
    read(text) {
      const value = decimal(text, 'Vul een heel getal in, bijvoorbeeld 36.')
      if (!Number.isInteger(value)) {
        throw new Problem(`${quoted(text)} is geen heel getal. Vul een getal zonder komma in, bijvoorbeeld 36.`)
      }
      if (value < least) throw new Problem(`${quoted(text)} is te weinig. Vul ${number(least)} of meer in.`)
      if (value > most) throw new Problem(`${quoted(text)} is te veel. Vul ${number(most)} of minder in.`)
      return value
    },
    show: (value) => number(value),
    raw: String,
    empty: `Vul een getal in bij ${named(label)}, bijvoorbeeld 36.`,
  })
}

/** A mark from 1 to 10, whole: '8', '8,0'. Half marks are not in the figures, so they are not taken. */
export function mark(label: string, options: OptionalOptions): Field<number | null>
export function mark(label: string, options?: Options): Field<number>
export function mark(label: string, options: Options = {}): Field<number> {
  const advice = 'Vul een heel cijfer in van 1 tot en met 10, bijvoorbeeld 8.'
  return make<number>(label, options, {
    kind: 'mark',
    clean: cleanCode,
    read(text) {
      const value = decimal(text, advice)
      if (!Number.isInteger(value)) throw new Problem(`${quoted(text)} is geen heel cijfer. ${advice}`)
      if (value < 1 || value > 10) throw new Problem(`${quoted(text)} is geen cijfer van 1 tot en met 10. ${advice}`)
      return value
    },
    show: String,
    raw: String,
    empty: `Geef een cijfer van 1 tot en met 10 bij ${named(label)}.`,
  })
}

/** An amount of money; the value is in whole cents: '€ 1.234,50' is 123450. */
export function amount(label: string, options: OptionalOptions<NumberOptions>): Field<number | null>
export function amount(label: string, options?: NumberOptions): Field<number>
export function amount(label: string, options: NumberOptions = {}): Field<number> {
  const { least = 0, most = 100_000_000_000 } = options
  const advice = 'Vul een bedrag in euro’s in, bijvoorbeeld 12,50.'
  return make<number>(label, options, {
    kind: 'number',
    clean: cleanCode,
    read(text) {
      const written = text.replace(/^(?:€|EUR) ?|,-$| ?(?:€|EUR|euro)$/gi, '').replace(/^(-?\d+)\.(\d{1,2})$/, '$1,$2')
      const value = decimal(written, advice)
      const cents = Math.round(value * 100)
      if (Math.abs(value * 100 - cents) > 0.000_01) {
        throw new Problem(`${quoted(text)} heeft meer dan twee cijfers achter de komma. ${advice}`)
      }
      if (cents < least) throw new Problem(`${quoted(text)} is te weinig. Vul ${euros(least)} of meer in.`)
      if (cents > most) throw new Problem(`${quoted(text)} is te veel. Vul ${euros(most)} of minder in.`)
      return cents
    },
    show: euros,
    raw: (cents) => (cents / 100).toFixed(2).replace('.', ','),
    empty: `Vul een bedrag in bij ${named(label)}, bijvoorbeeld 12,50.`,
  })
}

// The largest value of PostgreSQL's integer.
const largestInteger = 2_147_483_647

/** A number in Dutch: dots or spaces by the thousand, a comma before the decimals. Throws Problem. */
function decimal(text: string, advice: string): number {
  const written = /^([-+−]?) ?(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d+))?$/.exec(text)
  if (written === null || text.length > 30)
    throw new Problem(`${quoted(text)} is geen getal dat ik kan lezen. ${advice}`)
  const [, sign, whole = '', decimals = ''] = written
  const value = Number(`${whole.replace(/[. ]/g, '')}.${decimals || '0'}`)
  return sign === '-' || sign === '−' ? 0 - value : value
}

import { Invalid } from '#platform/errors'
import type { Field } from './field.ts'
import { Problem } from './problem.ts'

/** The fields of a form, a declaration or a worksheet, by key. */
export type Fields = Record<string, Field>

/** The values of some fields, by the same keys. */
export type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }

/** What a form or a worksheet delivers, by key. Screens send text; a worksheet has numbers and dates as well. */
export type Raw = Record<string, unknown>

/** The values of all fields. Throws Invalid with every problem at once. What is no field is not looked at. */
export function parseFields<F extends Fields>(fields: F, raw: Raw): Values<F> {
  const values: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  for (const [key, field] of Object.entries(fields)) {
    const filledIn = Object.hasOwn(raw, key) ? raw[key] : undefined
    try {
      values[key] = field.parse(filledIn)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problems[key] = error.message
    }
  }
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  return values as Values<F>
}

/** The values back into the inputs of a form, by the same keys. */
export function rawOf<F extends Fields>(fields: F, values: Values<F>): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.raw(values[key])]))
}

/**
 * Problems as separate sentences, each with the label of its field first: 'Geboortedatum: 31 februari bestaat niet. …'.
 * For reports of an import and for the command line, where no field stands beside its message.
 */
export function problemsInWords(problems: Record<string, string>, fields: Fields = {}): string[] {
  return Object.entries(problems).map(([key, message]) => {
    const label = Object.hasOwn(fields, key) ? fields[key]?.label : undefined
    return key === '' ? message : `${label ?? key}: ${message}`
  })
}

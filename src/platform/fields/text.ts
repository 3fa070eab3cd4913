import { atMost, cleanLine, cleanLines, unchanged } from './clean.ts'
import { described, type Field, make, named, type OptionalOptions, type Options } from './field.ts'
import { Problem } from './problem.ts'

/** One line of text, at most 200 characters unless said otherwise. */
export function text(label: string, options: OptionalOptions): Field<string | null>
export function text(label: string, options?: Options): Field<string>
export function text(label: string, options: Options = {}): Field<string> {
  const most = options.maxLength ?? 200
  return make<string>(
    label,
    { ...options, maxLength: most },
    {
      kind: 'text',
      clean: cleanLine,
      read: (line) => atMost(line, most),
      show: (value) => value,
      raw: (value) => value,
      empty: `Vul iets in bij ${named(label)}.`,
    },
  )
}

/** Text of several lines, at most 10,000 characters unless said otherwise. */
export function long(label: string, options: OptionalOptions): Field<string | null>
export function long(label: string, options?: Options): Field<string>
export function long(label: string, options: Options = {}): Field<string> {
  const most = options.maxLength ?? 10_000
  return make<string>(
    label,
    { ...options, maxLength: most },
    {
      kind: 'long',
      clean: cleanLines,
      read: (lines) => atMost(lines, most),
      show: (value) => value,
      raw: (value) => value,
      empty: `Schrijf iets bij ${named(label)}.`,
    },
  )
}

/**
 * A password or a code: taken exactly as typed, never shown, and never put back into the input. So this is the one
 * field whose `raw` cannot be read again. The rules for a good password are with #platform/secrets.
 */
export function secret(label: string, options: OptionalOptions): Field<string | null>
export function secret(label: string, options?: Options): Field<string>
export function secret(label: string, options: Options = {}): Field<string> | Field<string | null> {
  const most = options.maxLength ?? 200
  const field: Field<string> = {
    ...described('secret', label, { private: true, ...options, maxLength: most }),
    parse(raw) {
      const typed = unchanged(raw)
      if (typed === '') throw new Problem(options.whenEmpty ?? `Vul ${named(label)} in.`)
      return atMost(typed, most)
    },
    show: () => '••••••••',
    raw: () => '',
  }
  if (options.optional !== true) return field
  const orNull: Field<string | null> = {
    ...field,
    parse: (raw) => (unchanged(raw) === '' ? null : field.parse(raw)),
    show: (value) => (value === null ? '' : field.show(value)),
    raw: () => '',
  }
  return orNull
}

/** Something the page itself put into the form, such as a key or a version. No one types it, so its message is ours. */
export function hidden(label: string, options: OptionalOptions): Field<string | null>
export function hidden(label: string, options?: Options): Field<string>
export function hidden(label: string, options: Options = {}): Field<string> {
  const most = options.maxLength ?? 500
  return make<string>(
    label,
    { ...options, maxLength: most },
    {
      kind: 'hidden',
      clean: cleanLine,
      read: (line) => atMost(line, most),
      show: (value) => value,
      raw: (value) => value,
      empty: 'Het formulier is niet compleet aangekomen. Laad de pagina opnieuw en vul het nog eens in.',
    },
  )
}

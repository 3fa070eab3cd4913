import { isVisible } from './clean.ts'
import { Problem } from './problem.ts'

/** What sort of input a field wants; the blocks on the screen have one way of showing each. */
export type Kind =
  | 'text'
  | 'long'
  | 'day'
  | 'time'
  | 'number'
  | 'choice'
  | 'several'
  | 'yesno'
  | 'phone'
  | 'email'
  | 'postcode'
  | 'mark'
  | 'secret'
  | 'hidden'

/**
 * One thing that is asked: on a page, in a service line, in an import. It knows its label, how to read what was filled
 * in, what to say when that cannot be taken, and how to show what was taken.
 */
export interface Field<T = unknown> {
  kind: Kind
  label: string
  hint?: string
  optional: boolean
  options?: Record<string, string>
  maxLength?: number
  autocomplete?: string
  /** Says something about a person that must go when the term of keeping ends. */
  private?: boolean
  /** From what was filled in to a value. Throws Problem, and nothing else, when it cannot be taken. */
  parse(raw: unknown): T
  /** The value in Dutch, for the screen and for exports. */
  show(value: T): string
  /** The value back into the input: what `raw` gives, `parse` takes. */
  raw(value: T): string | string[]
}

/** What every builder takes beside the label. */
export interface Options {
  optional?: true
  hint?: string
  private?: boolean
  autocomplete?: string
  maxLength?: number
  /** What to say when it was left empty, instead of the sentence made from the label. */
  whenEmpty?: string
}

/** Options of a field that may be left empty: then its value is null. */
export type OptionalOptions<O = Options> = O & { optional: true }

/** What a builder adds to its options: how to read a text that is not empty, and how to show the value. */
export interface Making<T> {
  kind: Kind
  /** Takes what was filled in to a cleaned text; '' is empty. */
  clean(raw: unknown): string
  /** Reads a cleaned text that is not empty. Throws Problem. */
  read(text: string, raw: unknown): T
  show(value: T): string
  raw(value: T): string
  /** What to say when it was left empty. */
  empty: string
}

/** Makes a field of one value. An optional one has null for what was left empty. */
export function make<T>(label: string, options: Options, making: Making<T>): Field<T> {
  const emptyMessage = options.whenEmpty ?? making.empty
  const field: Field<T> = {
    ...described(making.kind, label, options),
    parse(raw) {
      const text = making.clean(raw)
      if (!isVisible(text)) throw new Problem(emptyMessage)
      return making.read(text, raw)
    },
    show: (value) => making.show(value),
    raw: (value) => making.raw(value),
  }
  if (options.optional !== true) return field
  // The builders' overloads say that this one can be null.
  return orNull(field, (raw) => !isVisible(making.clean(raw))) as Field<T>
}

/**
 * The same field, but it may be left empty: then its value is null. Builders take `optional: true` themselves; this is
 * for a field that somebody else declared.
 */
export function optional<T>(field: Field<T>): Field<T | null> {
  return field.optional ? field : orNull(field, isNothing)
}

/** The part of a field that only describes it; leaves out what was not said. */
export function described(kind: Kind, label: string, options: Options) {
  const { hint, maxLength, autocomplete } = options
  return {
    kind,
    label,
    optional: options.optional === true,
    ...(hint === undefined ? {} : { hint }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(autocomplete === undefined ? {} : { autocomplete }),
    ...(options.private === undefined ? {} : { private: options.private }),
  }
}

/** The label as it stands in a sentence: ‘Achternaam’. */
export function named(label: string): string {
  return `‘${label}’`
}

function orNull<T>(field: Field<T>, isEmpty: (raw: unknown) => boolean): Field<T | null> {
  return {
    ...field,
    optional: true,
    parse: (raw) => (isEmpty(raw) ? null : field.parse(raw)),
    show: (value) => (value === null ? '' : field.show(value)),
    raw: (value) => (value === null ? '' : field.raw(value)),
  }
}

function isNothing(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true
  if (Array.isArray(raw)) return raw.every((one) => one === undefined || one === null || one === '')
  return typeof raw === 'string' && raw.trim() === ''
}

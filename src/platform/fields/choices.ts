import { list, nearest, plain } from '#platform/words'
import { cleanLine, oneText } from './clean.ts'
import { described, type Field, make, named, type OptionalOptions, type Options } from './field.ts'
import { Problem, quoted } from './problem.ts'

/** One out of a list of key and label. The screen sends the key; an import has the label, in whatever capitals. */
export function choice<O extends Record<string, string>>(
  label: string,
  options: O,
  more: OptionalOptions,
): Field<(keyof O & string) | null>
export function choice<O extends Record<string, string>>(
  label: string,
  options: O,
  more?: Options,
): Field<keyof O & string>
export function choice<O extends Record<string, string>>(
  label: string,
  options: O,
  more: Options = {},
): Field<keyof O & string> {
  const field = make<keyof O & string>(label, more, {
    kind: 'choice',
    clean: cleanLine,
    read: (text) => keyOf(text, options),
    show: (key) => options[key] ?? key,
    raw: (key) => key,
    empty: `Maak een keuze bij ${named(label)}.`,
  })
  return { ...field, options }
}

/**
 * Any number out of a list of key and label, each once and in the order of the list; in a worksheet with a semicolon
 * between them. Required means at least one; optional and empty is an empty list.
 */
export function several<O extends Record<string, string>>(
  label: string,
  options: O,
  more: Options = {},
): Field<(keyof O & string)[]> {
  return {
    ...described('several', label, more),
    options,
    parse(raw) {
      const chosen = new Set(textsOf(raw, options).map((text) => keyOf(text, options)))
      if (chosen.size === 0 && more.optional !== true) {
        throw new Problem(more.whenEmpty ?? `Kies er minstens één bij ${named(label)}.`)
      }
      return Object.keys(options).filter((key) => chosen.has(key))
    },
    show: (keys) => list(keys.map((key) => options[key] ?? key)),
    raw: (keys) => [...keys],
  }
}

/** Yes or no: 'ja', 'j', 'x' and 1, or 'nee', 'n' and 0. Someone must choose; no answer is not no. */
export function yesNo(label: string, options: OptionalOptions): Field<boolean | null>
export function yesNo(label: string, options?: Options): Field<boolean>
export function yesNo(label: string, options: Options = {}): Field<boolean> {
  const field = make<boolean>(label, options, {
    kind: 'yesno',
    clean: cleanLine,
    read(text) {
      const word = plain(text)
      if (yes.has(word)) return true
      if (no.has(word)) return false
      throw new Problem(`${quoted(text)} is geen ja of nee. Kies ja of nee.`)
    },
    show: (value) => (value ? 'ja' : 'nee'),
    raw: (value) => (value ? 'ja' : 'nee'),
    empty: `Kies ja of nee bij ${named(label)}.`,
  })
  return { ...field, options: { ja: 'Ja', nee: 'Nee' } }
}

const yes = new Set(['ja', 'j', 'x', '1', 'yes', 'y', 'waar', 'true', 'on', '✓', '✔'])
const no = new Set(['nee', 'n', '0', 'no', 'neen', 'onwaar', 'false', 'off'])

/** The key that was meant: by key, else by label. Throws Problem with the nearest label, or with the list. */
function keyOf<O extends Record<string, string>>(text: string, options: O): keyof O & string {
  if (Object.hasOwn(options, text)) return text
  const wanted = plain(text)
  const found = Object.entries(options).find(([key, label]) => plain(label) === wanted || plain(key) === wanted)
  if (found !== undefined) return found[0]
  throw new Problem(`${quoted(text)} staat niet in de lijst. ${adviceFor(text, Object.values(options))}`)
}

function adviceFor(text: string, labels: string[]): string {
  const near = nearest(text, labels)
  if (near !== undefined) return `Bedoel je ${quoted(near)}?`
  return labels.length <= 8 ? `Kies ${list(labels, 'of')}.` : 'Kies iets uit de lijst.'
}

/** The separate texts in what was filled in; empty ones are no choice. */
function textsOf(raw: unknown, options: Record<string, string>): string[] {
  if (!Array.isArray(raw)) return separate(cleanLine(raw), options)
  if (raw.length > most) throw new Problem('Dit zijn meer keuzes dan er bestaan. Kies opnieuw.')
  return raw.map((one) => cleanLine(Array.isArray(one) ? refuse() : oneText(one))).filter((text) => text !== '')
}

const most = 1000

function refuse(): never {
  throw new Problem('Deze keuze kan ik niet lezen. Kies opnieuw.')
}

function separate(text: string, options: Record<string, string>): string[] {
  // A label may hold a semicolon itself.
  if (Object.hasOwn(options, text) || Object.values(options).some((label) => plain(label) === plain(text)))
    return [text]
  const texts = text.split(';').map((part) => part.trim())
  if (texts.length > most) refuse()
  return texts.filter((part) => part !== '')
}

import { choice, type Field, type Fields, text, wholeNumber } from '#platform/fields'
import { number } from '#platform/words'
import { outcomeSet, smallNumbers, villageSet } from '#reports'
import { serviceLines } from '#service-lines'

/** A value that an organisation may set for itself: what it is, what holds without it, and how it is asked. */
export interface KnownSetting {
  key: string
  called: string
  about: string
  /** What holds when nothing was set, and who says so. */
  otherwise: string
  source: string
  fields: Fields
  /** From what was filled in to what is kept. */
  value(input: Record<string, unknown>): unknown
  /** A kept value in words. */
  inWords(value: unknown): string
}

/** Every setting that something in Naober looks at. What is not in this list, nobody reads. */
export const knownSettings: readonly KnownSetting[] = [
  ...serviceLines.flatMap((line) => [
    ...line.case.clocks.map((clock) =>
      counted({
        key: `${line.key}.clock.${clock.key}`,
        called: `${line.name}: uren tot ${clock.called}`,
        about: 'Geldt voor zaken die vanaf die dag zover komen. Lopende termijnen schuiven niet mee.',
        otherwise: clock.hours,
        source: clock.source,
        field: wholeNumber('Hoeveel uur?', { least: 1, most: 24 * 366 }),
      }),
    ),
    sameAsText(villageSet(line), line.name, 'De naam van de indeling, zoals die bij de dorpen staat.'),
    endings(line),
  ]),
  ...Object.values(smallNumbers).map((one) =>
    counted({
      ...one,
      about: 'Kleinere getallen zijn in cijfers voor anderen niet te zien, zodat niemand te herkennen is.',
      field: wholeNumber('Vanaf hoeveel?', { least: 1, most: 1000 }),
    }),
  ),
]

function counted({
  otherwise,
  field,
  ...one
}: {
  key: string
  called: string
  about: string
  source: string
  otherwise: number
  field: Field<number>
}): KnownSetting {
  return {
    ...one,
    otherwise: number(otherwise),
    fields: { value: field },
    value: ({ value }) => value,
    inWords: (value) => (typeof value === 'number' ? number(value) : String(value)),
  }
}

function sameAsText(
  one: { key: string; called: string; otherwise: string; source: string },
  line: string,
  about: string,
): KnownSetting {
  return {
    ...one,
    called: `${line}: ${one.called.toLowerCase()}`,
    about,
    fields: { value: text('Welke indeling?', { maxLength: 80 }) },
    value: ({ value }) => value,
    inWords: String,
  }
}

/** Under which published outcome each ending counts: one question per ending. */
function endings(line: (typeof serviceLines)[number]): KnownSetting {
  const { outcomes, published } = line.case
  const { key, called, source } = outcomeSet(line)
  return {
    key,
    called: `${line.name}: ${called.toLowerCase()}`,
    about: 'Cijfers over dagen van vóór de begindag blijven zoals ze waren.',
    otherwise: 'zoals de werksoort het zegt',
    source,
    fields: Object.fromEntries(
      Object.entries(outcomes).map(([ending, { called: label }]) => [ending, choice(label, published)]),
    ),
    value: (input) => Object.fromEntries(Object.keys(outcomes).map((ending) => [ending, input[ending]])),
    inWords: (value) =>
      Object.entries((value ?? {}) as Record<string, string>)
        .map(([ending, as]) => `${outcomes[ending]?.called ?? ending}: ${published[as] ?? as}`)
        .join('; '),
  }
}

/** What the form of endings starts with: the declaration itself. */
export function startOf(known: KnownSetting, now: unknown): Record<string, unknown> {
  if (Object.hasOwn(known.fields, 'value')) return { value: now ?? undefined }
  const line = serviceLines.find((one) => known.key === outcomeSet(one).key)
  const declared = Object.fromEntries(
    Object.entries(line?.case.outcomes ?? {}).map(([ending, { publishedAs }]) => [ending, publishedAs]),
  )
  return { ...declared, ...(now ?? {}) }
}

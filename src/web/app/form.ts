import { Invalid } from '#platform/errors'
import { type Field, type Fields, parseFields } from '#platform/fields'
import { choicePrefix } from './drafts.ts'
import type { Context, FilledForm, PageDefinition } from './page.ts'

/** What a page asks, before it is known who typed what. */
export interface Asked {
  loaded: unknown
  fields: Fields
  values: Record<string, string | string[]>
  version?: number
}

/** Loads a page and makes its form, filled with what it starts with. */
export async function askedBy(definition: PageDefinition, ctx: Context): Promise<Asked> {
  const loaded = await definition.load?.(ctx)
  const fields = definition.form?.(loaded, ctx) ?? {}
  const start: Record<string, unknown> = definition.values?.(loaded, ctx) ?? {}
  return {
    loaded,
    fields,
    values: startValues(fields, start),
    ...(definition.version ? { version: definition.version(loaded) } : {}),
  }
}

/**
 * The form's state for the blocks on the screen: filled with what was typed or, when nothing was yet, with what it starts
 * with. With problems it keeps the version that was on the screen: otherwise a correction would overwrite what a colleague
 * saved in between.
 */
export function filled(
  asked: Asked,
  csrf: string,
  sent?: URLSearchParams,
  problems?: Record<string, string>,
): FilledForm {
  const seen = problems ? sent?.get('version') : undefined
  return {
    csrf,
    fields: asked.fields,
    values: sent ? { ...asked.values, ...typed(asked.fields, sent) } : asked.values,
    ...(problems ? { problems } : {}),
    ...(asked.version === undefined ? {} : { version: seen ?? asked.version }),
  }
}

/** The values that were sent, by the fields of the form, with the version that was on the screen. @throws Invalid */
export function inputOf(asked: Asked, sent: URLSearchParams): Record<string, unknown> & { version: number } {
  const version = Number(sent.get('version') ?? Number.NaN)
  if (asked.version !== undefined && !(Number.isInteger(version) && version > 0 && version < 2 ** 31)) {
    throw new Invalid({
      '': 'Het formulier is niet compleet aangekomen. Laad de pagina opnieuw en vul het nog eens in.',
    })
  }
  const raw = Object.fromEntries(Object.keys(asked.fields).map((key) => [key, rawOf(sent, key)]))
  return { ...parseFields(asked.fields, raw), version: asked.version === undefined ? 0 : version }
}

/** A field of which two people made something else, in words. */
export interface Difference {
  name: string
  label: string
  theirs: string
  mine: string
  /** Both can stand below each other: it is a story of more lines. */
  both: boolean
}

/** Field by field what two people made of one record, where it differs. Secrets are not shown. */
export function differences(now: Asked, sent: URLSearchParams): Difference[] {
  return Object.entries(now.fields).flatMap(([name, field]) => {
    const [theirs, mine] = [inWords(field, now.values[name]), inWords(field, rawOf(sent, name))]
    return theirs === mine || field.kind === 'secret' || field.kind === 'hidden'
      ? []
      : [{ name, label: field.label, theirs, mine, both: field.kind === 'long' && theirs !== '' && mine !== '' }]
  })
}

/**
 * What was sent, with for each field the version that was chosen where two people made something else of it: theirs as it is now, or
 * both below each other. Whoever chose nothing keeps what they typed.
 */
export function chosen(now: Asked, sent: URLSearchParams): URLSearchParams {
  const choices = [...sent].filter(([name]) => name.startsWith(choicePrefix))
  if (choices.length === 0) return sent
  const becomes = new URLSearchParams([...sent].filter(([name]) => !name.startsWith(choicePrefix)))
  for (const [choice, which] of choices) {
    const name = choice.slice(choicePrefix.length)
    if (!(name in now.fields) || (which !== 'theirs' && which !== 'both')) continue
    const theirs = [now.values[name] ?? []].flat()
    const mine = which === 'both' ? sent.getAll(name) : []
    becomes.delete(name)
    for (const value of which === 'both' ? [[...theirs, ...mine].join('\n\n')] : theirs) becomes.append(name, value)
  }
  return becomes
}

function inWords(field: Field, raw: string | string[] | undefined): string {
  try {
    return field.show(field.parse(raw))
  } catch {
    return [raw ?? ''].flat().join(', ')
  }
}

function startValues(fields: Fields, start: Record<string, unknown>): Record<string, string | string[]> {
  const given = Object.entries(fields).filter(([key]) => start[key] !== undefined && start[key] !== null)
  return Object.fromEntries(given.map(([key, field]) => [key, field.raw(start[key])]))
}

/** What was typed, back into its inputs; passwords are typed again. */
function typed(fields: Fields, sent: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      field.kind === 'secret' ? '' : (rawOf(sent, key) ?? (field.kind === 'several' ? [] : '')),
    ]),
  )
}

function rawOf(sent: URLSearchParams, key: string): string | string[] | undefined {
  const all = sent.getAll(key)
  return all.length > 1 ? all : all[0]
}

import type { Field } from '#platform/fields'

/** What stands in an input: as it was typed, or several values of one name. */
export type Raw = string | string[] | undefined

/** What every kind of input gets. */
export interface InputProps {
  id: string
  name: string
  field: Field
  value?: Raw
  problem?: string | undefined
  hint?: string | undefined
}

/** The first value as text; nothing becomes an empty input. */
export function asText(raw: Raw): string {
  return (Array.isArray(raw) ? raw[0] : raw) ?? ''
}

/** All values as a list. */
export function asList(raw: Raw): string[] {
  return raw === undefined || raw === '' ? [] : Array.isArray(raw) ? raw : [raw]
}

/** The question, and softly that it may stay open. Most fields are needed, so those that are not say so. */
export function LabelText({ field }: { field: Pick<Field, 'label' | 'optional'> }) {
  return (
    <>
      {field.label}
      {field.optional && <span className="n-optional"> (hoeft niet)</span>}
    </>
  )
}

/** The ids of hint and error, for `aria-describedby`. */
export function describedBy({ id, hint, problem }: Pick<InputProps, 'id' | 'hint' | 'problem'>): string | undefined {
  const ids = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(Boolean)
  return ids.length === 0 ? undefined : ids.join(' ')
}

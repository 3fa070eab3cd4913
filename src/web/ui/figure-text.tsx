import type { Field } from '#platform/fields'
import { FieldInput } from './field-input.tsx'
import type { Raw } from './field-parts.tsx'

/** A figure that a text may name: its key, what it is called, and, when it may be shown, what it is now. */
export interface NamedFigure {
  key: string
  name: string
  value?: string | undefined
}

/**
 * A text that names figures instead of typing them: `{{key}}` becomes the figure. Below it stands which ones there are; with the
 * browser script the list opens while typing after `{{`. `field` is of kind long.
 */
export function FigureText({
  name,
  field,
  value,
  problem,
  figures,
}: {
  name: string
  field: Field
  value?: Raw
  problem?: string | undefined
  figures: NamedFigure[]
}) {
  return (
    <naober-figures>
      <FieldInput name={name} field={field} value={value} problem={problem} />
      <details className="n-figure-list">
        <summary>Welke cijfers kun je noemen?</summary>
        <p className="n-soft">Typ {'{{'} en kies een cijfer. Het cijfer blijft kloppen als er iets bij komt.</p>
        <ul>
          {figures.map((figure) => (
            <li key={figure.key} data-figure={figure.key}>
              <code>{`{{${figure.key}}}`}</code> <span>{figure.name}</span>
              {figure.value !== undefined && <strong> {figure.value}</strong>}
            </li>
          ))}
        </ul>
      </details>
    </naober-figures>
  )
}

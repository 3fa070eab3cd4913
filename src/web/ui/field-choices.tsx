import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { asText, describedBy, type InputProps, LabelText } from './field-parts.tsx'

/** How choices lie: below each other (wide enough: beside), on one line, or as the ten marks. */
type Layout = 'list' | 'line' | 'marks'

/** One of a few options, each a large label that can be tapped. An optional one can be emptied again. */
export function OneOf({
  options,
  layout = 'list',
  ...props
}: InputProps & { options: Record<string, string>; layout?: Layout }) {
  const { id, name, field, value } = props
  const chosen = asText(value)
  const entries = Object.entries(options)
  return (
    <ChoiceFrame {...props} layout={layout} group="radiogroup">
      {entries.map(([key, text], index) => (
        <label key={key} className="n-choice">
          <input
            className="utrecht-radio-button"
            type="radio"
            id={index === 0 ? id : `${id}-${key}`}
            name={name}
            value={key}
            defaultChecked={chosen === key}
            required={!field.optional || undefined}
          />
          <span>{text}</span>
        </label>
      ))}
      {field.optional && (
        <label className="n-choice n-choice--none">
          <input className="utrecht-radio-button" type="radio" name={name} value="" defaultChecked={chosen === ''} />
          <span>Niet ingevuld</span>
        </label>
      )}
    </ChoiceFrame>
  )
}

/** Any number of options, each a large label with a box. */
export function SeveralOf({
  options,
  values,
  ...props
}: InputProps & { options: Record<string, string>; values: string[] }) {
  const { id, name } = props
  return (
    <ChoiceFrame {...props} layout="list">
      {Object.entries(options).map(([key, text], index) => (
        <label key={key} className="n-choice">
          <input
            className="utrecht-checkbox"
            type="checkbox"
            id={index === 0 ? id : `${id}-${key}`}
            name={name}
            value={key}
            defaultChecked={values.includes(key)}
          />
          <span>{text}</span>
        </label>
      ))}
    </ChoiceFrame>
  )
}

function ChoiceFrame({
  layout,
  group,
  children,
  ...props
}: InputProps & { layout: Layout; group?: 'radiogroup'; children: ReactNode }) {
  const { id, field, hint, problem } = props
  return (
    <fieldset
      className={classes('utrecht-form-fieldset', 'n-choices', problem !== undefined && 'utrecht-form-field--invalid')}
      role={group}
      aria-describedby={describedBy(props)}
      aria-invalid={group !== undefined && problem !== undefined ? true : undefined}
    >
      <legend className="utrecht-form-fieldset__legend">
        <LabelText field={field} />
      </legend>
      {hint !== undefined && (
        <div className="utrecht-form-field-description" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {problem !== undefined && (
        <div className="utrecht-form-field-error-message" id={`${id}-problem`}>
          {problem}
        </div>
      )}
      <div className={`n-choices__all n-choices__all--${layout}`}>{children}</div>
    </fieldset>
  )
}

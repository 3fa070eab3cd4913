import type { ReactNode } from 'react'
import type { Field } from '#platform/fields'
import { OneOf, SeveralOf } from './field-choices.tsx'
import { asList, asText, describedBy, type InputProps, LabelText, type Raw } from './field-parts.tsx'

/** Hints for kinds whose way of writing is not obvious; a field's own hint comes first. */
const examples: Partial<Record<Field['kind'], string>> = {
  day: 'Bijvoorbeeld 14-3-2025',
  time: 'Bijvoorbeeld 14.30',
  postcode: 'Bijvoorbeeld 1234 AB',
}

/** Up to this many options stand open as large choices; more would push the rest off the screen and become a select. */
const openChoices = 8

/**
 * One field of a form, of any kind: label, hint, error and input, tied together for screen readers.
 * The id of its first control is `f-` and its name, so an error summary can link to it.
 */
export function FieldInput({
  name,
  field,
  value,
  problem,
  id = `f-${name}`,
}: {
  name: string
  field: Field
  value?: Raw
  problem?: string | undefined
  id?: string
}) {
  const hint = field.hint ?? examples[field.kind]
  const props: InputProps = { id, name, field, value, problem, hint }
  switch (field.kind) {
    case 'hidden':
      return <input type="hidden" name={name} value={asText(value)} />
    case 'choice':
      return Object.keys(field.options ?? {}).length <= openChoices ? (
        <OneOf {...props} options={field.options ?? {}} />
      ) : (
        <Select {...props} />
      )
    case 'yesno':
      return <OneOf {...props} options={field.options ?? { ja: 'Ja', nee: 'Nee' }} layout="line" />
    case 'mark':
      return (
        <OneOf
          {...props}
          options={Object.fromEntries(Array.from({ length: 10 }, (_, index) => [index + 1, `${index + 1}`]))}
          layout="marks"
        />
      )
    case 'several':
      return <SeveralOf {...props} options={field.options ?? {}} values={asList(value)} />
    default:
      return <Typed {...props} />
  }
}

/** The frame of a field that has one control: label above, then hint, error and the control itself. */
function Framed({ id, field, hint, problem, children }: InputProps & { children: ReactNode }) {
  return (
    <div className={problem === undefined ? 'utrecht-form-field' : 'utrecht-form-field utrecht-form-field--invalid'}>
      <label className="utrecht-form-label" htmlFor={id}>
        <LabelText field={field} />
      </label>
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
      {children}
    </div>
  )
}

function Typed(props: InputProps) {
  const { id, name, field, value } = props
  const shared = {
    id,
    name,
    defaultValue: asText(value),
    required: !field.optional || undefined,
    // Most fields are about somebody else: the browser must neither keep what was typed nor offer it to the next person.
    autoComplete: field.autocomplete ?? (field.kind === 'secret' ? 'current-password' : 'off'),
    // Spelling helpers of browsers may send the text to their maker.
    spellCheck: field.private || field.kind !== 'long' ? false : undefined,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.problem === undefined ? undefined : true,
  }
  if (field.kind === 'long') {
    return (
      <Framed {...props}>
        <textarea className="utrecht-textarea" rows={4} {...shared} data-max={field.maxLength} />
      </Framed>
    )
  }
  const { type = 'text', inputMode, size } = typing[field.kind] ?? {}
  const input = (
    <input
      className={`utrecht-textbox${size ? ` n-size-${size}` : ''}`}
      type={type}
      inputMode={inputMode}
      {...shared}
    />
  )
  if (field.kind !== 'day' || field.autocomplete === 'bday') return <Framed {...props}>{input}</Framed>
  return (
    <Framed {...props}>
      <naober-day>{input}</naober-day>
    </Framed>
  )
}

/** How each kind is typed. Days are plain text: the picker of a browser follows the language of the browser, not ours. */
const typing: Partial<
  Record<Field['kind'], { type?: string; inputMode?: 'decimal' | 'text' | 'tel' | 'email'; size?: 's' | 'm' }>
> = {
  day: { size: 'm' },
  time: { size: 's' },
  number: { inputMode: 'decimal', size: 's' },
  phone: { type: 'tel', inputMode: 'tel', size: 'm' },
  email: { type: 'email', inputMode: 'email' },
  postcode: { size: 's' },
  secret: { type: 'password' },
}

function Select(props: InputProps) {
  const { id, name, field, value, problem } = props
  return (
    <Framed {...props}>
      <select
        className="utrecht-select"
        id={id}
        name={name}
        defaultValue={asText(value)}
        required={!field.optional || undefined}
        autoComplete="off"
        aria-describedby={describedBy(props)}
        aria-invalid={problem === undefined ? undefined : true}
      >
        <option value="">{field.optional ? 'Niet ingevuld' : 'Kies …'}</option>
        {Object.entries(field.options ?? {}).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </Framed>
  )
}

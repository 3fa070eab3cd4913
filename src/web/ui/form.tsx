import type { ReactNode } from 'react'
import type { Fields } from '#platform/fields'
import { Button } from './buttons.tsx'
import { HiddenInputs, type PostData } from './csrf.tsx'
import { FieldInput } from './field-input.tsx'
import { describedBy, type Raw } from './field-parts.tsx'

/** A form as a page keeps it between load and view: its fields, what was typed, and what is wrong with it. */
export interface FormState extends PostData {
  fields: Fields
  values?: Record<string, Raw>
  problems?: Record<string, string> | undefined
  action?: string | undefined
  /** The key of this form, so that it is saved once, and the stamp of the draft it was filled with. Without it nothing is kept. */
  draft?: { form: string; seen: string } | undefined
}

/**
 * Where fields stand: one below the other, some in one row, or some together under a question of their own. A `folded` group
 * shows only its legend until it is opened: for what most days is right as it stands. What is wrong in it opens it.
 */
export type Layout = (
  | string
  | string[]
  | { legend: string; hint?: string; folded?: true; fields: (string | string[])[] }
)[]

/**
 * A form of any fields. It comes back filled with what was typed, with a summary of what is wrong on top.
 * `layout` orders and groups; fields it does not name follow at the end, so none can get lost. `children` stand between the
 * fields and the button, `first` before the fields. `danger` for what cannot be taken back, `cancelTo` for a way out, `multipart` when a file goes along.
 */
export function Form({
  fields,
  values = {},
  problems = {},
  button,
  action,
  danger = false,
  layout,
  cancelTo,
  multipart = false,
  first,
  children,
  draft,
  ...data
}: FormState & {
  button: string
  danger?: boolean
  layout?: Layout
  cancelTo?: string
  multipart?: boolean
  first?: ReactNode
  children?: ReactNode
}) {
  const placed = new Set(layout?.flatMap(namesIn) ?? [])
  const order: Layout = [...(layout ?? []), ...Object.keys(fields).filter((name) => !placed.has(name))]
  const wrong = Object.keys(problems).length > 0
  const one = (name: string) => {
    const field = fields[name]
    if (field === undefined) throw new Error(`The layout names a field that the form does not have: ${name}`)
    return <FieldInput key={name} name={name} field={field} value={values[name]} problem={problems[name]} />
  }
  const several = (part: string | string[]) =>
    Array.isArray(part) ? <FieldRow key={part.join()}>{part.map(one)}</FieldRow> : one(part)
  return (
    <form
      method="post"
      action={action}
      className="n-form"
      noValidate
      encType={multipart ? 'multipart/form-data' : undefined}
      data-once=""
      data-work={wrong ? 'changed' : ''}
      data-draft={draft?.seen}
    >
      <HiddenInputs {...data} />
      {draft && (
        <>
          <input type="hidden" name="formulier" value={draft.form} />
          <input type="hidden" name="gezien" value={draft.seen} />
        </>
      )}
      {wrong && <ProblemSummary fields={fields} problems={problems} />}
      {first}
      {order.map((part) =>
        typeof part === 'string' || Array.isArray(part) ? (
          several(part)
        ) : part.folded ? (
          <details key={part.legend} className="n-fold" open={namesIn(part).some((name) => name in problems)}>
            <summary>{part.legend}</summary>
            <div className="n-fold__in">{part.fields.map(several)}</div>
          </details>
        ) : (
          <FieldGroup key={part.legend} legend={part.legend} hint={part.hint}>
            {part.fields.map(several)}
          </FieldGroup>
        ),
      )}
      {children}
      <div className="n-form__end">
        <Button kind={danger ? 'danger' : 'main'}>{button}</Button>
        {cancelTo !== undefined && (
          <a className="utrecht-link" href={cancelTo}>
            Annuleren
          </a>
        )}
      </div>
    </form>
  )
}

function namesIn(part: Layout[number]): string[] {
  return typeof part === 'string' ? [part] : Array.isArray(part) ? part : part.fields.flatMap((each) => namesIn(each))
}

/** What is wrong, on top of the form; each line leads to its field. Problems of the form as a whole have the key ''. */
function ProblemSummary({ fields, problems }: { fields: Fields; problems: Record<string, string> }) {
  const count = Object.keys(problems).length
  return (
    // biome-ignore lint/a11y/noAutofocus: after a mistake the reader must land at what is wrong
    <div className="utrecht-alert utrecht-alert--error" role="alert" tabIndex={-1} data-focus="" autoFocus>
      <div className="utrecht-alert__content">
        <h2 className="utrecht-alert__title">
          {count === 1 ? 'Er klopt nog iets niet' : 'Er kloppen nog een paar dingen niet'}
        </h2>
        <ul className="n-problems">
          {Object.entries(problems).map(([name, problem]) => (
            <li key={name}>
              {name in fields && fields[name]?.kind !== 'hidden' ? <a href={`#f-${name}`}>{problem}</a> : problem}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Fields that belong in one line, such as a postcode and a house number; below each other on a phone. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="n-field-row">{children}</div>
}

/** Fields that answer one question together, under that question. */
export function FieldGroup({
  legend,
  hint,
  children,
}: {
  legend: string
  hint?: string | undefined
  children: ReactNode
}) {
  return (
    <fieldset className="utrecht-form-fieldset n-field-group">
      <legend className="utrecht-form-fieldset__legend">{legend}</legend>
      {hint !== undefined && <p className="utrecht-form-field-description">{hint}</p>}
      {children}
    </fieldset>
  )
}

/** Chooses a file from the computer; goes in a Form that is `multipart`. `accept` such as '.xlsx,.csv'. */
export function FileInput({
  name,
  label,
  accept,
  hint,
  problem,
}: {
  name: string
  label: string
  accept?: string
  hint?: string
  problem?: string | undefined
}) {
  const id = `f-${name}`
  return (
    <div className={problem === undefined ? 'utrecht-form-field' : 'utrecht-form-field utrecht-form-field--invalid'}>
      <label className="utrecht-form-label" htmlFor={id}>
        {label}
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
      <input
        className="utrecht-textbox n-file"
        type="file"
        id={id}
        name={name}
        accept={accept}
        aria-describedby={describedBy({ id, hint, problem })}
        aria-invalid={problem === undefined ? undefined : true}
      />
    </div>
  )
}

/**
 * Asks once more before something that cannot be taken back, on a page of its own: what will happen, a button and a way out.
 * `children` say what is lost and what stays.
 */
export function Confirm({
  action,
  button,
  cancelTo,
  danger = true,
  children,
  ...data
}: PostData & {
  action?: string
  button: string
  cancelTo: string
  danger?: boolean
  children: ReactNode
}) {
  return (
    <form method="post" action={action} className="n-form n-card n-confirm" data-once="">
      <HiddenInputs {...data} />
      <div className="n-stack n-stack--tight">{children}</div>
      <div className="n-form__end">
        <Button kind={danger ? 'danger' : 'main'}>{button}</Button>
        <a className="utrecht-button utrecht-button-link utrecht-button--secondary-action" href={cancelTo}>
          Nee, ga terug
        </a>
      </div>
    </form>
  )
}

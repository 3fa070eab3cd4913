import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { HiddenInputs, type PostData } from './csrf.tsx'

/** How much a button asks for attention: at most one `main` on a page; `danger` for what cannot be taken back. */
export type ButtonKind = 'main' | 'second' | 'quiet' | 'danger'

const kinds: Record<ButtonKind, string> = {
  main: 'utrecht-button--primary-action',
  second: 'utrecht-button--secondary-action',
  quiet: 'utrecht-button--subtle',
  danger: 'utrecht-button--primary-action utrecht-button--danger',
}

function buttonClass(kind: ButtonKind): string {
  return classes('utrecht-button', kinds[kind])
}

/** A submit button inside a form; `name` and `value` tell which of several was pressed. */
export function Button({
  children,
  kind = 'main',
  name,
  value,
  form,
}: {
  children: ReactNode
  kind?: ButtonKind
  name?: string
  value?: string
  form?: string
}) {
  return (
    <button type="submit" className={buttonClass(kind)} name={name} value={value} form={form}>
      {children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. `download` for files, `shortcut` for a key that goes there. */
export function ButtonLink({
  to,
  children,
  kind = 'second',
  download,
  shortcut,
}: {
  to: string
  children: ReactNode
  kind?: ButtonKind
  download?: boolean
  shortcut?: string
}) {
  return (
    <a
      className={classes('utrecht-button-link', buttonClass(kind))}
      href={to}
      download={download ? '' : undefined}
      data-key={shortcut}
    >
      {children}
    </a>
  )
}

/** One deed with nothing to fill in: a form with only a button. */
export function PostButton({
  action,
  children,
  kind = 'second',
  ...data
}: PostData & {
  action: string
  children: ReactNode
  kind?: ButtonKind
}) {
  return (
    <form method="post" action={action} className="n-post" data-once="">
      <HiddenInputs {...data} />
      <Button kind={kind}>{children}</Button>
    </form>
  )
}

/** Takes back what was just done; stands in a flash message. */
export function Undo({ action, label = 'Ongedaan maken', ...data }: PostData & { action: string; label?: string }) {
  return (
    <PostButton action={action} kind="quiet" {...data}>
      {label}
    </PostButton>
  )
}

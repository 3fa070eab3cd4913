import { isValidElement, type ReactNode } from 'react'

/** The document's title is that of the page in it. */
export function titleOf(view: ReactNode): string {
  for (const one of [view].flat()) {
    if (!isValidElement<{ title?: unknown; children?: ReactNode }>(one)) continue
    if (typeof one.props.title === 'string') return one.props.title
    // A page that several views share is a component of its own: what it makes has the title.
    const made =
      typeof one.type === 'function' ? (one.type as (props: unknown) => ReactNode)(one.props) : one.props.children
    const inside = titleOf(made)
    if (inside !== '') return inside
  }
  return ''
}

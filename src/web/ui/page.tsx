import type { ReactNode } from 'react'
import { classes } from './classes.ts'

/** A step on the way to this page; the page itself is left out. */
export interface Crumb {
  to: string
  label: string
}

/**
 * The content of a page: where you are, its title, a line that explains it, what you can do, and the rest below.
 * `wide` lets lists and tables use the whole screen.
 */
export function Page({
  title,
  trail = [],
  about,
  actions,
  children,
  wide = false,
}: {
  title: string
  trail?: Crumb[]
  about?: ReactNode
  actions?: ReactNode
  children?: ReactNode
  wide?: boolean
}) {
  return (
    <div className={classes('n-page', wide && 'n-page--wide')}>
      <div className="n-page__head">
        {trail.length > 0 && <Trail trail={trail} title={title} />}
        <div className="n-row n-row--apart">
          <div className="n-page__title">
            <h1 className="utrecht-heading-1">{title}</h1>
            {about !== undefined && <p className="utrecht-paragraph n-soft">{about}</p>}
          </div>
          {actions !== undefined && <div className="n-row n-page__actions">{actions}</div>}
        </div>
      </div>
      {children}
    </div>
  )
}

function Trail({ trail, title }: { trail: Crumb[]; title: string }) {
  return (
    <nav className="utrecht-breadcrumb-nav" aria-label="Kruimelpad">
      <ol className="utrecht-breadcrumb-nav__list">
        {trail.map((crumb) => (
          <li key={crumb.to} className="utrecht-breadcrumb-nav__item">
            <a className="utrecht-link" href={crumb.to}>
              {crumb.label}
            </a>
          </li>
        ))}
        <li className="utrecht-breadcrumb-nav__item" aria-current="page">
          {title}
        </li>
      </ol>
    </nav>
  )
}

/**
 * A white sheet with a heading. `side` stands at the right of the heading; `bare` leaves the inner margin to what is inside
 * (a List or Table runs from edge to edge); `accent` draws it in heather.
 */
export function Card({
  title,
  side,
  children,
  bare = false,
  accent = false,
  id,
}: {
  title?: ReactNode
  side?: ReactNode
  children?: ReactNode
  bare?: boolean
  accent?: boolean
  id?: string
}) {
  return (
    <section className={classes('n-card', accent && 'n-card--accent')} id={id}>
      {(title !== undefined || side !== undefined) && (
        <div className="n-card__head">
          {title !== undefined && <h2 className="utrecht-heading-2">{title}</h2>}
          {side !== undefined && <div className="n-row n-card__side">{side}</div>}
        </div>
      )}
      {children !== undefined && (bare ? children : <div className="n-card__in n-stack">{children}</div>)}
    </section>
  )
}

/** Blocks beside each other on a wide screen and below each other on a phone; `lead` gives the first one two thirds. */
export function Columns({ children, lead = false }: { children: ReactNode; lead?: boolean }) {
  return <div className={classes('n-columns', lead && 'n-columns--lead')}>{children}</div>
}

/** Blocks below each other, with air between them; `tight` for lines that belong together. */
export function Stack({ children, tight = false }: { children: ReactNode; tight?: boolean }) {
  return <div className={classes('n-stack', tight && 'n-stack--tight')}>{children}</div>
}

/** Small things in one line, such as buttons and chips; wraps when there is no room. */
export function Row({ children, apart = false }: { children: ReactNode; apart?: boolean }) {
  return <div className={classes('n-row', apart && 'n-row--apart')}>{children}</div>
}

/** Text that explains and may be skipped: softer ink. `small` for details such as a date. */
export function Soft({ children, small = false }: { children: ReactNode; small?: boolean }) {
  return <span className={classes('n-soft', small && 'n-small')}>{children}</span>
}

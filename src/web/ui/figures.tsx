import type { ReactNode } from 'react'
import { classes } from './classes.ts'

/** What stands where a number is too small to tell without telling who: the same words everywhere. */
export const tooSmall = 'te klein om te tonen'

/** Big numbers beside each other. `label` tells a screen reader what they have in common. */
export function Tiles({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <section className="n-tiles" aria-label={label}>
      {children}
    </section>
  )
}

/**
 * The number is the picture: a big figure, its noun, one line that explains it. With `to` it opens how it was counted or the
 * records themselves. Leave `number` out when it may not be shown.
 */
export function Tile({
  number,
  unit,
  name,
  about,
  to,
  tone = 'plain',
  instead = tooSmall,
}: {
  number?: string | undefined
  /** What stands there without a number. */
  instead?: string | undefined
  unit?: string
  name: string
  about?: ReactNode
  to?: string | undefined
  tone?: 'plain' | 'late' | 'lead'
}) {
  const inside = (
    <>
      {number === undefined ? (
        <span className="n-tile__hidden">{instead}</span>
      ) : (
        <span className="n-tile__number">
          {number}
          {unit !== undefined && <small>{unit}</small>}
        </span>
      )}
      <span className="n-tile__name">{name}</span>
      {about !== undefined && <span className="n-tile__about">{about}</span>}
    </>
  )
  const className = classes('n-card', 'n-tile', tone !== 'plain' && `n-tile--${tone}`)
  return to === undefined ? (
    <div className={className}>{inside}</div>
  ) : (
    <a className={className} href={to}>
      {inside}
    </a>
  )
}

/** A figure in running text; opens how it was counted. */
export function Figure({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a className="n-figure" href={to}>
      {children}
    </a>
  )
}

/** What somebody said and allowed us to share. `by` names nobody: "buurvrouw, mag dit delen tot 1 maart 2027". */
export function Quote({ children, by }: { children: ReactNode; by?: ReactNode }) {
  return (
    <blockquote className="utrecht-blockquote">
      <p className="utrecht-blockquote__content">“{children}”</p>
      {by !== undefined && <footer className="utrecht-blockquote__attribution">{by}</footer>}
    </blockquote>
  )
}

/** Facts as pairs of a word and what it is: how a figure was counted, the details of a person. */
export function Explain({ rows }: { rows: { term: ReactNode; text: ReactNode }[] }) {
  return (
    <dl className="utrecht-data-list n-explain">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that is never reordered
        <div key={index} className="utrecht-data-list__item">
          <dt className="utrecht-data-list__item-key">{row.term}</dt>
          <dd className="utrecht-data-list__item-value">{row.text}</dd>
        </div>
      ))}
    </dl>
  )
}

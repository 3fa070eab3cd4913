import { Children, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { Track, type TrackStep } from './track.tsx'

/**
 * Rows that read at a glance; goes in a bare Card. Arrow keys (and j and k) move between rows, Enter opens one.
 * `dense` packs them for those who do this all day: fourteen cases with their line on one screen.
 */
export function List({
  children,
  label,
  dense = false,
  empty,
}: {
  children?: ReactNode
  label?: string
  dense?: boolean
  empty?: ReactNode
}) {
  if (Children.toArray(children).length === 0 && empty !== undefined) return <>{empty}</>
  return (
    <ul className={classes('n-list', dense && 'n-list--dense')} aria-label={label} data-rows="">
      {children}
    </ul>
  )
}

/**
 * One row: its title (a link when `to` is given), what it is `about` in softer ink, at the right a chip, date or button,
 * and below or beside it the line of a case (`track`; compact in a dense list) or anything else (`children`).
 */
export function ListItem({
  to,
  title,
  about,
  side,
  track,
  children,
}: {
  to?: string | undefined
  title: ReactNode
  about?: ReactNode
  side?: ReactNode
  track?: TrackStep[]
  children?: ReactNode
}) {
  return (
    <li className={classes('n-item', track !== undefined && 'n-item--tracked')} data-row="">
      <div className="n-item__text">
        {to === undefined ? (
          <strong className="n-item__title">{title}</strong>
        ) : (
          <a className="n-item__title" href={to}>
            {title}
          </a>
        )}
        {about !== undefined && <span className="n-item__about">{about}</span>}
      </div>
      {track !== undefined && (
        <div className="n-item__track">
          <Track steps={track} compact />
        </div>
      )}
      {side !== undefined && <div className="n-item__side">{side}</div>}
      {children !== undefined && <div className="n-item__more">{children}</div>}
    </li>
  )
}

/** What happened on a file, the newest first. `when` is short, "10 mrt 16.20". */
export function Timeline({ items, empty }: { items: TimelineItem[]; empty?: ReactNode }) {
  if (items.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    <ol className="n-timeline">
      {items.map((item) => (
        <li key={item.key} className={classes('n-timeline__item', item.tone && `n-timeline__item--${item.tone}`)}>
          <div>
            {item.to === undefined ? (
              <strong>{item.title}</strong>
            ) : (
              <a className="n-item__title" href={item.to}>
                {item.title}
              </a>
            )}
            {item.about !== undefined && <div className="n-item__about">{item.about}</div>}
          </div>
          <span className="n-timeline__when">{item.when}</span>
        </li>
      ))}
    </ol>
  )
}

export interface TimelineItem {
  key: string
  title: ReactNode
  when: string
  about?: ReactNode
  to?: string | undefined
  tone?: 'good' | 'late' | undefined
}

/** What has to be done, in order: a short way through something bigger, such as an import or a first day. */
export function Steps({ items }: { items: { title: ReactNode; text?: ReactNode; done?: boolean }[] }) {
  return (
    <ol className="n-steps">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of steps is what they are
        <li key={index} className={classes('n-steps__step', item.done && 'n-steps__step--done')}>
          <strong>{item.title}</strong>
          {item.done && <span className="n-hidden"> (klaar)</span>}
          {item.text !== undefined && <div className="n-soft">{item.text}</div>}
        </li>
      ))}
    </ol>
  )
}

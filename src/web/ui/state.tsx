import type { ReactNode } from 'react'
import { Undo } from './buttons.tsx'
import { classes } from './classes.ts'
import type { PostData } from './csrf.tsx'
import { Icon, type IconName } from './icons.tsx'

/** State in a colour, always beside its words: good (moss), warn (amber), late (red), heather (chosen), plain. */
export type Tone = 'good' | 'warn' | 'late' | 'heather' | 'plain'

/** A state in one or a few words: "1 dag te laat". Long words wrap instead of running out of the card. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classes('utrecht-badge', 'n-chip', `n-chip--${tone}`)}>{children}</span>
}

const noticeIcons: Record<NoticeKind, IconName> = { info: 'info', good: 'check', warn: 'warning', error: 'warning' }
export type NoticeKind = 'info' | 'good' | 'warn' | 'error'

/** Something the reader has to know before going on. An error is read out at once. */
export function Notice({
  kind = 'info',
  title,
  children,
}: {
  kind?: NoticeKind
  title?: string
  children?: ReactNode
}) {
  return (
    <div className={classes('utrecht-alert', `utrecht-alert--${kind}`)} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name={noticeIcons[kind]} size={24} />
      <div className="utrecht-alert__content">
        {title !== undefined && <p className="utrecht-alert__title">{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  )
}

/** What just happened, with a way back where there is one. A plain string is enough. */
export type Say =
  | string
  | {
      text: string
      tone?: 'good' | 'warn'
      undo?: (PostData & { action: string; label?: string }) | undefined
      /** Where somebody was before. */
      back?: string | undefined
    }

/** The flash message at the top of the page after a save; the browser script moves focus to it. */
export function Flash({ say }: { say: Say }) {
  const { text, tone = 'good', undo, back } = typeof say === 'string' ? { text: say } : say
  return (
    <div className={classes('n-flash', tone === 'warn' && 'n-flash--warn')} data-focus="">
      <Icon name={tone === 'good' ? 'check' : 'warning'} />
      <p className="utrecht-paragraph">{text}</p>
      {undo && <Undo {...undo} />}
      {back !== undefined && (
        <a className="utrecht-link" href={back}>
          Terug naar waar je was
        </a>
      )}
    </div>
  )
}

/** An empty page or list says what will come here and how to begin. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="n-empty">
      <p className="n-empty__title">{title}</p>
      {children !== undefined && <div className="n-soft">{children}</div>}
      {action !== undefined && <div className="n-row">{action}</div>}
    </div>
  )
}

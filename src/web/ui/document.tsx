import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { assetUrl } from '../assets.ts'
import { CsrfProvider, HiddenInputs } from './csrf.tsx'
import { Icon } from './icons.tsx'
import { Flash, type Say } from './state.tsx'

/** What any document needs, signed in or not. `today` ('YYYY-MM-DD') is the day that buttons such as "Vandaag" fill in. */
export interface DocumentProps {
  title: string
  csrf: string
  today?: string
  nonce?: string | undefined
  /** Single-key shortcuts (`/`, j, k); off for those who steer by voice or press keys by accident (WCAG 2.1.4). */
  keys?: boolean
  say?: Say | undefined
  banner?: ReactNode
  children?: ReactNode
}

/** The html around everything: language, styles, script, title. Nothing comes from another server. */
export function Document({ title, csrf, today, nonce, keys = true, children }: DocumentProps) {
  return (
    <html lang="nl" data-today={today} data-keys={keys ? 'on' : 'off'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Naober`}</title>
        <meta name="theme-color" content="#43204f" />
        <link rel="icon" href={assetUrl('naober.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl('naober.css')} />
        <script type="module" src={assetUrl('naober.js')} nonce={nonce} />
      </head>
      <body className="utrecht-document">
        <a className="utrecht-skip-link" href="#inhoud">
          Naar de inhoud
        </a>
        <CsrfProvider csrf={csrf}>{children}</CsrfProvider>
      </body>
    </html>
  )
}

/** The content of a page with what comes before it: a banner for the whole site and what just happened. */
export function Main({ say, banner, children }: { say?: Say | undefined; banner?: ReactNode; children?: ReactNode }) {
  return (
    <>
      {banner !== undefined && banner !== null && (
        <aside className="n-banner" aria-label="Mededeling">
          {banner}
        </aside>
      )}
      <main id="inhoud" className="n-main" tabIndex={-1}>
        <div role="status">{say !== undefined && <Flash say={say} />}</div>
        {children}
      </main>
    </>
  )
}

/** The name with its two houses under one line of roofs. */
export function Brand({ to }: { to: string | undefined }) {
  const drawn = (
    <>
      <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M4 27V14l8-8 8 8v13" className="n-brand__near" />
        <path d="M16 27V17l6-6 6 6v10" className="n-brand__far" />
      </svg>
      Naober
    </>
  )
  if (to === undefined) return <span className="n-brand">{drawn}</span>
  return (
    <a className="n-brand" href={to}>
      {drawn}
    </a>
  )
}

/** The document for somebody who is not signed in: signing in, a mistake of ours, a link from a letter. No menu, no search. */
export function BareShell({
  tenant,
  outside = false,
  idleSeconds,
  ...props
}: DocumentProps & {
  tenant?: string
  /** Somebody is signed in all the same: how long nobody may touch the page before the session ends. */
  idleSeconds?: number | undefined
  /** For who lives here: the name leads nowhere, and there is no help for colleagues below it. */
  outside?: boolean
}) {
  return (
    <Document {...props}>
      <div className="n-bare">
        <header className="n-bare__head">
          <Brand to={outside ? undefined : '/'} />
          {tenant !== undefined && <span className="n-bare__tenant">{tenant}</span>}
        </header>
        <Main say={props.say} banner={props.banner}>
          {props.children}
        </Main>
        {!outside && (
          <footer className="n-bare__foot">
            <a className="utrecht-link" href="/aanmelden/hulp">
              <Icon name="help" size={18} /> Hulp
            </a>
          </footer>
        )}
      </div>
      {idleSeconds !== undefined && (
        <naober-idle seconds={idleSeconds} stay="/sessie/verleng">
          <HiddenInputs />
        </naober-idle>
      )}
    </Document>
  )
}

/** The document as text, ready to send. */
export function htmlOf(document: ReactNode): string {
  return `<!doctype html>${renderToStaticMarkup(document)}`
}

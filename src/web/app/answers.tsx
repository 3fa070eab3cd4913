import type { ReactNode } from 'react'
import type { Session } from '#access'
import { type Asker, roles } from '#platform/asker'
import { BareShell, ButtonLink, htmlOf, type MenuItem, Page, Row, type Say, Shell } from '#ui'

/** Who a page is for; nothing when nobody is signed in, or not all the way. */
export interface Reader {
  asker: Asker
  session: Session
  menu: MenuItem[]
  may: { search: boolean; add: boolean }
  idleSeconds: number
}

export interface Frame {
  title: string
  csrf: string
  demo: boolean
  reader?: Reader | undefined
  say?: Say | undefined
  today?: string | undefined
}

/** A page as text: in the whole shell for who is in, in the bare one for who is not. */
export function framed({ title, csrf, demo, reader, say, today }: Frame, content: ReactNode): string {
  const banner = demo ? 'Demo: iedereen is verzonnen, niets gaat naar buiten en de tweede stap staat uit.' : undefined
  if (!reader)
    return htmlOf(
      <BareShell {...{ title, csrf, banner, say }} {...(today === undefined ? {} : { today })}>
        {content}
      </BareShell>,
    )
  const { asker, menu, may, idleSeconds } = reader
  const who = {
    name: asker.name,
    role: asker.role === 'system' ? 'systeem' : roles[asker.role],
    tenant: asker.tenantName,
  }
  return htmlOf(
    <Shell {...{ title, csrf, banner, say, who, menu, may, idleSeconds }} today={asker.today}>
      {content}
    </Shell>,
  )
}

/** Not there, or not yours: the very same page, to the last byte. It has no number, for nothing went wrong. */
export function NotHere() {
  return (
    <Page
      title="Deze pagina is er niet"
      about="Deze pagina bestaat niet, of je mag hem niet zien. Vraag het je teamleider."
    >
      <Row>
        <ButtonLink to="/">Naar het begin</ButtonLink>
      </Row>
    </Page>
  )
}

/** Something that the request itself is the cause of. */
export function NotFit({ message }: { message: string }) {
  return (
    <Page title="Dit kan zo niet" about={message}>
      <Row>
        <ButtonLink to="/">Naar het begin</ButtonLink>
      </Row>
    </Page>
  )
}

/** Somebody saved first, and there is no form here that could show both versions. */
export function Overtaken({ message }: { message: string }) {
  return <Page title="Een collega was net voor" about={message} />
}

/** A mistake of ours, with the number that the helpdesk finds it by. */
export function Broken({ request }: { request: string }) {
  return (
    <Page
      title="Er ging bij ons iets mis"
      about={`Er ging bij ons iets mis; je invoer is niet bewaard. Geef de helpdesk nummer ${request}.`}
    />
  )
}

/** The database is away or too busy for a moment. */
export function Busy({ request }: { request: string }) {
  return (
    <Page
      title="Naober is even niet bereikbaar"
      about={`Je invoer is niet bewaard. Wacht een minuut, ga terug en probeer het nog eens. Blijft het zo? Geef de helpdesk nummer ${request}.`}
    />
  )
}

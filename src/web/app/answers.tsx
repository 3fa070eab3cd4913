import type { ReactNode } from 'react'
import { roleMay, type Session } from '#access'
import { type Asker, roles } from '#platform/asker'
import { BareShell, Button, ButtonLink, htmlOf, type MenuItem, Page, Row, type Say, Shell } from '#ui'

/** Who a page is for; nothing when nobody is signed in, or not all the way. */
export interface Reader {
  asker: Asker
  session: Session
  menu: MenuItem[]
  may: { search: boolean; add: boolean }
  idleSeconds: number
  /** The address of the page, for what leads back to it. */
  here?: string | undefined
  /** Nothing stands around the page: somebody else looks along. */
  alone?: boolean
}

export interface Frame {
  title: string
  csrf: string
  demo: boolean
  reader?: Reader | undefined
  say?: Say | undefined
  today?: string | undefined
  /** For who lives here: nothing around it leads to signing in. */
  outside?: boolean
}

/** A page as text: in the whole shell for who is in, in the bare one for who is not. */
export function framed({ title, csrf, demo, reader, say, today, outside = false }: Frame, content: ReactNode): string {
  const banner = demo ? 'Demo: iedereen is verzonnen, niets gaat naar buiten en de tweede stap staat uit.' : undefined
  if (!reader || reader.alone)
    return htmlOf(
      <BareShell
        {...{ title, csrf, banner, say }}
        outside={outside || reader !== undefined}
        idleSeconds={reader?.idleSeconds}
        {...(today === undefined ? {} : { today })}
      >
        {content}
      </BareShell>,
    )
  const { asker, menu, may, idleSeconds, here } = reader
  const who = {
    name: asker.name,
    role: asker.role === 'system' ? 'systeem' : roles[asker.role],
    tenant: asker.tenantName,
  }
  return htmlOf(
    <Shell {...{ title, csrf, banner, say, who, menu, may, idleSeconds, here }} today={asker.today}>
      {content}
    </Shell>,
  )
}

/**
 * Not there, or not yours: the very same page, to the last byte. It has no number, for nothing went wrong. Who helps with cases reads what
 * it mostly is: hers ended, or went to another.
 */
export function NotHere({ role }: { role?: Asker['role'] | undefined } = {}) {
  const helps = role === 'volunteer'
  return (
    <Page
      title="Deze pagina is er niet"
      about={
        helps
          ? 'Wat hier stond is klaar, beantwoord of naar een ander gegaan. Weet je niet zeker hoe het zit? Bel je coördinator.'
          : 'Deze pagina bestaat niet, of je mag hem niet zien. Vraag het je teamleider.'
      }
    >
      <Row>
        <ButtonLink to="/">Naar het begin</ButtonLink>
        {/* Whatever was asked for, so that it tells nothing of what is there. */}
        {role !== undefined && roleMay({ role }, 'add', 'opening') && (
          <ButtonLink kind="quiet" to="/met-spoed">
            Een dossier met spoed openen
          </ButtonLink>
        )}
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

/** What somebody sent that could not be kept, so that it can be sent once more with one button. */
export interface Unsent {
  action: string
  fields: readonly (readonly [name: string, value: string])[]
}

/** The database is away or too busy for a moment. What was sent waits on this page: going back would have emptied the form. */
export function Busy({ request, unsent }: { request: string; unsent?: Unsent | undefined }) {
  const number = `Blijft het zo? Geef de helpdesk nummer ${request}.`
  if (!unsent)
    return (
      <Page
        title="Naober is even niet bereikbaar"
        about={`Je invoer is niet bewaard. Wacht een minuut, ga terug en probeer het nog eens. ${number}`}
      />
    )
  return (
    <Page
      title="Naober is even niet bereikbaar"
      about={`Je invoer is nog niet bewaard, maar ook niet weg. Laat deze pagina open, wacht een minuut en bewaar dan opnieuw. ${number}`}
    >
      <SendAgain {...unsent} />
    </Page>
  )
}

/** The server has no room left to write. Waiting does not help; somebody has to make room. */
export function Full({ request, unsent }: { request: string; unsent?: Unsent | undefined }) {
  const kept = unsent
    ? ' Je invoer is nog niet bewaard, maar ook niet weg: laat deze pagina open en bewaar later opnieuw.'
    : ''
  return (
    <Page
      title="De server is vol"
      about={`Lezen kan nog, bewaren niet. Vertel het de beheerder, met nummer ${request}.${kept}`}
    >
      {unsent && <SendAgain {...unsent} />}
    </Page>
  )
}

function SendAgain({ action, fields }: Unsent) {
  return (
    <form method="post" action={action} className="n-post" data-once="" data-work="changed">
      {fields.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one name may come twice, and the order is all that tells them apart
        <input key={at} type="hidden" name={name} value={value} />
      ))}
      <Button>Bewaar opnieuw</Button>
    </form>
  )
}

import type { Context as Call } from 'hono'
import type { ReactElement } from 'react'
import type { CalendarDoor, Gate, Letterbox } from '#access'
import type { Config } from '#platform/config'
import { Invalid } from '#platform/errors'
import type { Fields, Values } from '#platform/fields'
import { framed } from './answers.tsx'
import type { Cookies } from './cookies.ts'
import { filled, inputOf } from './form.ts'
import { neverKept } from './headers.ts'
import type { Answering, FilledForm, From, Going } from './page.ts'
import { checkSameSite, fromOf, readForm, Unfit } from './request.ts'

/** What a page gets of a visitor: somebody who is not signed in. */
export interface Visit {
  gate: Gate
  /** Where who lives here hands in an answer. */
  letterbox: Letterbox
  /** Where a telephone asks for the calendar of who owns it. */
  calendar: CalendarDoor
  from: From
  /** What stood in the address under a name after a colon. */
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  sent: URLSearchParams
  demo: boolean
  /** The address that people type. */
  site: string
}

interface EntranceOf<Loaded, F extends Fields> {
  path: string
  /** For who lives here and not for who works here: no way to signing in around it. */
  outside?: true
  load?: (visit: Visit) => Promise<Loaded> | Loaded
  form?: (loaded: Loaded, visit: Visit) => F
  /** @throws Invalid: the form comes back */
  save?: (visit: Visit, loaded: Loaded, input: Values<F>) => Promise<Going | Answering>
  view: (loaded: Loaded, form: FilledForm, visit: Visit) => ReactElement<{ title: string }>
}

export interface EntranceDefinition extends EntranceOf<unknown, Fields> {
  kind: 'entrance'
}

/** Declares a page for who is not signed in. It has no store: all it can do is what the gate does. */
export function entrance<Loaded, F extends Fields>(declared: EntranceOf<Loaded, F>): EntranceDefinition {
  return { ...(declared as unknown as EntranceOf<unknown, Fields>), kind: 'entrance' }
}

/** What a machine that is not signed in gets: its own status, and what to ask next time whether it changed. */
export interface Handout {
  status: 200 | 404 | 429
  type: string
  body: string
  etag?: string
  /** Called when it goes out, and not when it was the same as before. */
  shown?: () => Promise<void>
}

export interface HandoutDefinition {
  kind: 'handout'
  path: string
  load: (visit: Visit) => Promise<Handout>
}

/** Declares something for a machine that has the address and no account, such as a calendar on a telephone. */
export const handout = (declared: Omit<HandoutDefinition, 'kind'>): HandoutDefinition => ({
  ...declared,
  kind: 'handout',
})

export interface Receiving {
  gate: Gate
  letterbox: Letterbox
  calendar: CalendarDoor
  config: Pick<Config, 'url' | 'secure'>
  cookies: Cookies
  demo: boolean
}

/** What shows and saves the pages for visitors. */
export function makeReception({ gate, letterbox, calendar, config, cookies, demo }: Receiving) {
  async function get(call: Call, definition: EntranceDefinition): Promise<Response> {
    const visit = visitOf(call, new URLSearchParams())
    const asked = await ask(definition, visit)
    // Asked for once: a browser that comes for the first time gets one token, for every form on the page.
    const csrf = cookies.csrfOf(cookies.visitor(call))
    return shown(call, definition, definition.view(asked.loaded, filled(asked, csrf), visit), csrf, 200)
  }

  async function send(call: Call, definition: EntranceDefinition): Promise<Response> {
    checkSameSite(call, config)
    const sent = await readForm(call)
    const visitor = cookies.visitorOf(call)
    if (visitor === undefined || !cookies.isCsrf(visitor, sent.get('csrf'))) {
      throw new Unfit(403, 'Dit formulier is niet meer geldig. Laad de pagina opnieuw en vul het nog eens in.')
    }
    const visit = visitOf(call, sent)
    const asked = await ask(definition, visit)
    try {
      if (!definition.save) throw new Unfit(405, 'Deze pagina laat alleen iets zien. Ga terug en kies een knop.')
      const going = await definition.save(visit, asked.loaded, inputOf(asked, sent))
      if (going.json) return call.json(going.json, 200, { 'cache-control': neverKept })
      if (going.token !== undefined) cookies.setToken(call, going.token)
      cookies.setFlash(call, going)
      return call.redirect(going.to, 303)
    } catch (problem) {
      if (!(problem instanceof Invalid)) throw problem
      const csrf = cookies.csrfOf(visitor)
      const view = definition.view(asked.loaded, filled(asked, csrf, sent, problem.problems), visit)
      return shown(call, definition, view, csrf, 422)
    }
  }

  async function give(call: Call, definition: HandoutDefinition): Promise<Response> {
    const { status, type, body, etag, shown: goesOut } = await definition.load(visitOf(call, new URLSearchParams()))
    const headers = { 'cache-control': neverKept, ...(etag ? { etag } : {}) }
    const known = (call.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
    if (etag && known.includes(etag)) return call.body(null, 304, headers)
    if (call.req.method !== 'HEAD') await goesOut?.()
    return call.body(body, status, { ...headers, 'content-type': type })
  }

  async function ask(definition: EntranceDefinition, visit: Visit) {
    const loaded = await definition.load?.(visit)
    return { loaded, fields: definition.form?.(loaded, visit) ?? {}, values: {} }
  }

  const visitOf = (call: Call, sent: URLSearchParams): Visit => ({
    gate,
    letterbox,
    calendar,
    demo,
    site: config.url.origin,
    sent,
    from: fromOf(call, config),
    params: call.req.param() as Record<string, string>,
    query: new URL(call.req.url).searchParams,
  })

  function shown(
    call: Call,
    { outside }: EntranceDefinition,
    view: ReactElement<{ title: string }>,
    csrf: string,
    status: 200 | 422,
  ): Response {
    const say = status === 200 ? cookies.takeFlash(call) : undefined
    const html = framed({ title: view.props.title, csrf, demo, say, outside: outside === true }, view)
    return call.html(html, status, { 'cache-control': neverKept })
  }

  return { get, send, give }
}

import type { Context as Call } from 'hono'
import type { ReactElement, ReactNode } from 'react'
import { type Doorway, limitsOf, type Session, type Store, type Vault } from '#access'
import type { Asker } from '#platform/asker'
import type { Config } from '#platform/config'
import { Conflict, Invalid, NotFound } from '#platform/errors'
import { Clash, Notice, Stack } from '#ui'
import { framed, NotFit, NotHere, Overtaken, type Reader } from './answers.tsx'
import type { Cookies } from './cookies.ts'
import { Detour } from './detour.ts'
import { fileOf } from './file.ts'
import { type Asked, askedBy, differences, filled, inputOf } from './form.ts'
import { neverKept } from './headers.ts'
import { isThere, type MenuEntry, mayBeHere, menuFor } from './menu.ts'
import type {
  Context,
  Definition,
  DownloadDefinition,
  From,
  Outcome,
  PageDefinition,
  PostDefinition,
  Upload,
} from './page.ts'
import { checkForm, checkSameSite, fromOf, readForm, readUpload, rememberSent, Unfit } from './request.ts'
import { detours, stageOf, withReturn } from './stages.ts'
import { titleOf } from './title.ts'
import { troubleOf } from './trouble.ts'

export interface Running {
  doorway: Doorway
  config: Pick<Config, 'url' | 'secure'>
  cookies: Cookies
  pages: readonly Definition[]
  menu: readonly MenuEntry[]
  vault: Vault
  /** In the demo nobody has a second factor, and every page says that its people are invented. */
  demo: boolean
}

/** One request for one page: who asked, as far as is known, also after something went wrong inside the transaction. */
interface Turn {
  call: Call
  definition: Definition
  token: string
  from: From
  sent: URLSearchParams
  file?: Upload | undefined
  ctx?: Context
}

/** What runs pages: each in its transaction, for its asker, with the one answer for everything that can happen. */
export function makeRunner(running: Running) {
  const { doorway, config, cookies, demo } = running

  /** Shows a page or gives a file. */
  async function get(call: Call, definition: PageDefinition | DownloadDefinition): Promise<Response> {
    const turn = begin(call, definition)
    if (!turn) return toSignIn(call, definition)
    return answered(turn, async () => {
      if (definition.kind === 'download') return fileOf(await inTurn(turn, false, (ctx) => definition.load(ctx)))
      const asked = await inTurn(turn, false, (ctx) => askedBy(definition, ctx))
      return shown(
        turn,
        definition.view(asked.loaded, filled(asked, cookies.csrfOf(turn.token)), turn.ctx as Context),
        200,
        true,
      )
    })
  }

  /** Saves a page or does a deed. */
  async function send(call: Call, definition: PageDefinition | PostDefinition): Promise<Response> {
    checkSameSite(call, config)
    if (definition.kind === 'page' && definition.takes) return take(call, definition, definition.takes)
    const sent = await readForm(call)
    const turn = begin(call, definition, sent)
    if (!turn) return toSignIn(call, definition)
    mustBeOurs(turn)
    rememberSent(call, sent)
    return answered(turn, async () => {
      if (definition.kind === 'page') return save(turn, definition)
      checkForm(sent)
      return arrived(turn, await inTurn(turn, true, (ctx) => definition.save(ctx, sent)))
    })
  }

  /** Saves a page with a file. Nothing of it is read before it is known that this asker may send one. */
  async function take(
    call: Call,
    definition: PageDefinition,
    takes: NonNullable<PageDefinition['takes']>,
  ): Promise<Response> {
    const turn = begin(call, definition)
    if (!turn) return toSignIn(call, definition)
    return answered(turn, async () => {
      await inTurn(turn, false, () => undefined)
      const { form, upload } = await readUpload(call, takes)
      turn.sent = form
      turn.file = upload
      mustBeOurs(turn)
      return save(turn, definition)
    })
  }

  function mustBeOurs({ token, sent }: Turn): void {
    if (!cookies.isCsrf(token, sent.get('csrf')))
      throw new Unfit(403, 'Dit formulier is niet meer geldig. Laad de pagina opnieuw en vul het nog eens in.')
  }

  /** Nothing has this address. For who is signed in that takes the same way as a record that is not there. */
  async function nothing(call: Call): Promise<Response> {
    const definition: PageDefinition = {
      kind: 'page',
      path: 'unknown',
      may: 'sign in',
      load: () => Promise.reject(new NotFound()),
      view: () => NotHere(),
    }
    return get(call, definition)
  }

  async function save(turn: Turn, definition: PageDefinition): Promise<Response> {
    let asked: Asked | undefined
    const again = (problems: Record<string, string>) =>
      shown(
        turn,
        definition.view(
          asked?.loaded,
          filled(asked as Asked, cookies.csrfOf(turn.token), turn.sent, problems),
          turn.ctx as Context,
        ),
        422,
      )
    try {
      let prepared: unknown
      if (definition.prepare) {
        asked = await inTurn(turn, false, (ctx) => askedBy(definition, ctx))
        prepared = await definition.prepare(asked.loaded, inputOf(asked, turn.sent))
      }
      const result = await inTurn(turn, true, async (ctx) => {
        asked = await askedBy(definition, ctx)
        let input: ReturnType<typeof inputOf>
        try {
          input = inputOf(asked, turn.sent)
        } catch (problem) {
          // What was read so far was read: its access line stays, so the transaction must not be rolled back.
          if (problem instanceof Invalid) return problem
          throw problem
        }
        if (!definition.save) throw new NotFound()
        return definition.save(ctx, asked.loaded, input, prepared)
      })
      return result.problems ? again(said(result.problems)) : arrived(turn, result)
    } catch (problem) {
      if (problem instanceof Invalid && asked) return again(problem.problems)
      if (problem instanceof Conflict && definition.version) return clash(turn, definition)
      throw problem
    }
  }

  /** Somebody saved first: the page as it is now, what both made of it, and what was typed still in the form. */
  async function clash(turn: Turn, definition: PageDefinition): Promise<Response> {
    const now = await inTurn(turn, false, (ctx) => askedBy(definition, ctx))
    const rows = differences(now, turn.sent)
    return shown(
      turn,
      definition.view(now.loaded, filled(now, cookies.csrfOf(turn.token), turn.sent), turn.ctx as Context),
      409,
      false,
      <Notice kind="warn" title="Een collega bewaarde net iets anders">
        <p>Kijk wat er nu staat. Pas hieronder aan wat je wilt en bewaar opnieuw: dan geldt wat jij invult.</p>
        {rows.length > 0 && <Clash rows={rows} />}
      </Notice>,
    )
  }

  function begin(call: Call, definition: Definition, sent = new URLSearchParams()): Turn | undefined {
    const token = cookies.token(call)
    return token === undefined ? undefined : { call, definition, token, from: fromOf(call, config), sent }
  }

  /** Work in one transaction, as the asker. Twice at most: two that were in each other's way may both succeed. */
  async function inTurn<T>(turn: Turn, writes: boolean, work: (ctx: Context) => Promise<T> | T): Promise<T> {
    const once = async () => {
      const asked = { token: turn.token, purpose: turn.definition.path, request: turn.from.request, writes }
      const done = await doorway.page(asked, async (store, asker, session) => {
        turn.ctx = contextOf(turn, running, store, asker, session)
        passes(turn, session, asker)
        return await work(turn.ctx)
      })
      if (!done) throw new Detour(withReturn('/aanmelden', turn.call, turn.definition))
      return done.result
    }
    try {
      return await once()
    } catch (problem) {
      if (troubleOf(problem) !== 'again') throw problem
      return await once()
    }
  }

  /** Whether this asker may be on this page now. @throws Detour, NotFound */
  function passes(turn: Turn, session: Session, asker: Asker): void {
    const stage = stageOf(session, demo)
    const { stages = ['in'], may } = turn.definition
    if (!stages.includes(stage))
      throw new Detour(
        stage === 'in'
          ? '/'
          : stage === 'locked'
            ? withReturn(detours.locked, turn.call, turn.definition)
            : detours[stage],
      )
    if (!mayBeHere(asker, may)) throw new NotFound()
  }

  async function answered(turn: Turn, work: () => Promise<Response>): Promise<Response> {
    try {
      return await work()
    } catch (problem) {
      if (problem instanceof Detour) return turn.call.redirect(problem.to, 303)
      if (problem instanceof NotFound) return shown(turn, NotHere({ role: turn.ctx?.asker.role }), 404)
      if (problem instanceof Conflict) return shown(turn, <Overtaken message={problem.message} />, 409)
      if (problem instanceof Invalid)
        return shown(turn, <NotFit message={Object.values(problem.problems).join(' ')} />, 422)
      throw problem
    }
  }

  /** A page as an answer. Only a page that was loaded as asked takes the sentence that waited for it. */
  function shown(
    turn: Turn,
    view: ReactElement,
    status: 200 | 404 | 409 | 422,
    takesFlash = false,
    before?: ReactNode,
  ): Response {
    const { call, ctx } = turn
    const say = takesFlash ? cookies.takeFlash(call) : undefined
    const isIn = ctx !== undefined && stageOf(ctx.session, demo) === 'in'
    const reader = isIn ? readerOf(ctx, status === 404 ? '' : call.req.path) : undefined
    const content =
      before === undefined ? (
        view
      ) : (
        <Stack>
          {before}
          {view}
        </Stack>
      )
    const html = framed(
      { title: titleOf(view), csrf: cookies.csrfOf(turn.token), demo, reader, say, today: ctx?.asker.today },
      content,
    )
    return call.html(html, status, { 'cache-control': neverKept })
  }

  /** `path` is where in the menu the page stands. What is not there stands nowhere, so that it always looks the same. */
  function readerOf(ctx: Context, path: string): Reader {
    // The server looks at most thirty seconds late at when a page was touched.
    const idleSeconds = limitsOf(ctx.asker.role).idle - 30
    return {
      asker: ctx.asker,
      session: ctx.session,
      idleSeconds,
      menu: menuFor(running.menu, running.pages, ctx.asker, path),
      may: {
        search: isThere(running.pages, '/zoeken', ctx.asker),
        add: isThere(running.pages, '/nieuw', ctx.asker),
      },
    }
  }

  function arrived(turn: Turn, outcome: Outcome): Response | Promise<Response> {
    const { call } = turn
    if (outcome.problems) return shown(turn, <NotFit message={Object.values(said(outcome.problems)).join(' ')} />, 422)
    if (outcome.file) return fileOf(outcome.file)
    if (outcome.json) return call.json(outcome.json, 200, { 'cache-control': neverKept })
    if (outcome.token === '') cookies.clearToken(call)
    else if (outcome.token !== undefined) {
      cookies.setToken(call, outcome.token)
      turn.token = outcome.token // forms on a page shown now belong to the new session
    }
    if (outcome.show) return shown(turn, outcome.show, 200)
    cookies.setFlash(call, outcome)
    return call.redirect(outcome.to, 303)
  }

  const toSignIn = (call: Call, definition: Definition): Response =>
    call.redirect(withReturn('/aanmelden', call, definition), 303)

  return { get, send, nothing }
}

function contextOf(turn: Turn, { vault, config }: Running, store: Store, asker: Asker, session: Session): Context {
  const { call, sent, file, from } = turn
  return {
    store,
    asker,
    session,
    params: call.req.param() as Record<string, string>,
    query: new URL(call.req.url).searchParams,
    sent,
    file,
    from,
    vault,
    site: config.url.origin,
  }
}

/** The problems that there are. */
function said(problems: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).filter((one): one is [string, string] => one[1] !== undefined))
}

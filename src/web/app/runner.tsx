import type { Context as Call } from 'hono'
import type { ReactElement, ReactNode } from 'react'
import { type Doorway, limitsOf, type Session, type Store, type Vault } from '#access'
import type { Asker } from '#platform/asker'
import type { Config } from '#platform/config'
import { Conflict, Invalid, NotFound } from '#platform/errors'
import { together } from '#platform/together'
import { Notice, type Say, Stack } from '#ui'
import { framed, NotFit, NotHere, Overtaken, type Reader } from './answers.tsx'
import { ClashPage } from './clash.tsx'
import type { Cookies } from './cookies.ts'
import { Detour, Outside } from './detour.ts'
import { DraftNotice } from './draft-notice.tsx'
import { type DraftDesk, draftAddress, draftQuestion, mayKeep } from './drafts.ts'
import { fileOf } from './file.ts'
import { type Asked, askedBy, chosen, differences, filled, inputOf } from './form.ts'
import { neverKept } from './headers.ts'
import { makeKeeping } from './keeping.ts'
import { isThere, type MenuEntry, mayBeHere, menuFor } from './menu.ts'
import type { Context, Definition, DownloadDefinition, Outcome, PageDefinition, PostDefinition } from './page.ts'
import { checkForm, checkSameSite, fromOf, onwards, readForm, readUpload, rememberSent, Unfit } from './request.ts'
import { detours, stageOf, withReturn } from './stages.ts'
import { titleOf } from './title.ts'
import { troubleOf } from './trouble.ts'
import type { Turn } from './turn.ts'

export interface Running {
  doorway: Doorway
  config: Pick<Config, 'url' | 'secure' | 'mail' | 'sms'>
  cookies: Cookies
  pages: readonly Definition[]
  menu: readonly MenuEntry[]
  vault: Vault
  desk: DraftDesk
  /** In the demo nobody has a second factor, and every page says that its people are invented. */
  demo: boolean
}

/** What runs pages: each in its transaction, for its asker, with the one answer for everything that can happen. */
export function makeRunner(running: Running) {
  const { doorway, config, cookies, demo } = running
  const keeping = makeKeeping(running)

  /** Shows a page or gives a file. */
  async function get(call: Call, definition: PageDefinition | DownloadDefinition): Promise<Response> {
    const turn = begin(call, definition)
    if (!turn) return toSignIn(call, definition)
    const back = new URL(call.req.url).searchParams.get(returnQuestion)
    if (back !== null) cookies.setBack(call, onwards(back))
    return answered(turn, async () => {
      if (definition.kind === 'download') return fileOf(await inTurn(turn, false, (ctx) => definition.load(ctx)))
      const { asked, draft } = await inTurn(turn, false, (ctx) =>
        together({
          asked: askedBy(definition, ctx),
          draft: mayKeep(definition) ? ctx.store.drafts.of(draftAddress(call)) : undefined,
        }),
      )
      const ctx = turn.ctx as Context
      const words = keeping.wordsFor(ctx.asker, asked, draft)
      const form = {
        ...filled(asked, cookies.csrfOf(turn.token), words?.sent),
        ...keeping.versionOf(asked, words),
        draft: keeping.formOf(definition, asked, undefined, draft?.stamp),
      }
      const before = words && draft && (
        <DraftNotice address={draft.address} keptAt={draft.keptAt} today={ctx.asker.today} />
      )
      return shown(turn, definition.view(asked.loaded, form, ctx), 200, true, before)
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
      if (definition.kind === 'page') return sendPage(turn, definition)
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
      const most = await inTurn(turn, false, ({ asker }) =>
        typeof takes.most === 'number' ? takes.most : takes.most(asker),
      )
      const read = await readUpload(call, { ...takes, most }).catch((problem: unknown) => {
        if (problem instanceof Unfit && problem.status === 413 && takes.tooLarge) return problem
        throw problem
      })
      if (read instanceof Unfit) return tooLargeFor(turn, definition, { [takes.file]: read.message })
      const { form, upload } = read
      turn.sent = form
      turn.file = upload
      mustBeOurs(turn)
      return save(turn, definition)
    })
  }

  /** The form again, with what is wrong with its file. Of what was typed beside it nothing was read: it came behind too much. */
  async function tooLargeFor(turn: Turn, definition: PageDefinition, problems: Record<string, string>) {
    const asked = await inTurn(turn, false, (ctx) => askedBy(definition, ctx))
    const form = filled(asked, cookies.csrfOf(turn.token), undefined, problems)
    return shown(turn, definition.view(asked.loaded, form, turn.ctx as Context), 422)
  }

  /** Saves, or does something with a draft; who turns out not to be in loses nothing of what they sent. */
  async function sendPage(turn: Turn, definition: PageDefinition): Promise<Response> {
    const deed = new URL(turn.call.req.url).searchParams.get(draftQuestion)
    try {
      if (deed === null) return await save(turn, definition)
      return await arrived(turn, await inTurn(turn, true, (ctx) => keeping.about(turn, deed, ctx)))
    } catch (problem) {
      if (problem instanceof Outside) await keeping.putAside(turn)
      throw problem
    }
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
          {
            ...filled(asked as Asked, cookies.csrfOf(turn.token), turn.sent, problems),
            draft: keeping.sameForm(definition, asked as Asked, turn.sent),
          },
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
        turn.sent = chosen(asked, turn.sent)
        let input: ReturnType<typeof inputOf>
        try {
          input = inputOf(asked, turn.sent)
        } catch (problem) {
          // What was read so far was read: its access line stays, so the transaction must not be rolled back.
          if (problem instanceof Invalid) return problem
          throw problem
        }
        const { save } = definition
        if (!save) throw new NotFound()
        const { loaded } = asked
        return keeping.once(turn, asked, ctx, () => save(ctx, loaded, input, prepared))
      })
      return result.problems ? again(said(result.problems)) : arrived(turn, result)
    } catch (problem) {
      if (problem instanceof Invalid && asked) return again(problem.problems)
      if (problem instanceof Conflict && definition.version) return clash(turn, definition)
      throw problem
    }
  }

  /** Somebody saved first: what stands there now beside what was typed, to choose from. */
  async function clash(turn: Turn, definition: PageDefinition): Promise<Response> {
    const now = await inTurn(turn, true, async (ctx) => {
      const asked = await askedBy(definition, ctx)
      await keeping.keepAtClash(turn, asked, ctx)
      return asked
    })
    // A form that starts empty holds nothing that a colleague filled in: what changed stands on the page itself.
    const rows = definition.values ? differences(now, turn.sent) : []
    const csrf = cookies.csrfOf(turn.token)
    const form = {
      ...filled(now, csrf, turn.sent),
      draft: keeping.sameForm(definition, now, turn.sent),
    }
    const view = definition.view(now.loaded, form, turn.ctx as Context)
    if (rows.length > 0)
      return shown(
        turn,
        <ClashPage title={titleOf(view)} csrf={csrf} version={now.version ?? 0} rows={rows} sent={turn.sent} />,
        409,
      )
    return shown(
      turn,
      view,
      409,
      false,
      <Notice kind="warn" title="Een collega bewaarde net iets anders">
        <p>Wat jij invulde bleef zoals het was. Kijk wat er nu staat en bewaar opnieuw.</p>
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
      if (!done) throw new Outside(withReturn('/aanmelden', turn.call, turn.definition))
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
      throw stage === 'locked'
        ? new Outside(withReturn(detours.locked, turn.call, turn.definition))
        : new Detour(stage === 'in' ? '/' : detours[stage])
    if (!mayBeHere(asker, may)) throw new NotFound()
  }

  async function answered(turn: Turn, work: () => Promise<Response>): Promise<Response> {
    try {
      return await work()
    } catch (problem) {
      if (problem instanceof Detour) return turn.call.redirect(problem.to, 303)
      if (problem instanceof NotFound) {
        await keeping.wipe(turn)
        return shown(turn, NotHere({ role: turn.ctx?.asker.role }), 404)
      }
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
    const alone = status === 200 && turn.definition.kind === 'page' && turn.definition.alone === true
    const say = takesFlash && !alone ? sayOf(call) : undefined
    const isIn = ctx !== undefined && stageOf(ctx.session, demo) === 'in'
    const reader = isIn
      ? {
          ...readerOf(ctx, status === 404 ? '' : call.req.path),
          alone,
          here: isOnTheWay(call) || status === 404 ? undefined : draftAddress(call),
        }
      : undefined
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

  /** What the page says on top: what just happened and, once something new is done, the way back to where somebody was. */
  function sayOf(call: Call): Say | undefined {
    const said = cookies.takeFlash(call)
    if (isOnTheWay(call)) return said
    const back = cookies.takeBack(call)
    if (back === undefined || back === '/' || back === draftAddress(call)) return said
    return typeof said === 'object' ? { ...said, back } : { text: said ?? 'Je was ergens anders mee bezig.', back }
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

function contextOf(
  turn: Turn,
  { vault, config, desk }: Running,
  store: Store,
  asker: Asker,
  session: Session,
): Context {
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
    notSaved: () => desk.notSaved(store, asker),
    site: config.url.origin,
    sends: { mail: config.mail !== undefined, sms: config.sms !== undefined },
  }
}

/** The question in an address that says where to lead back to. */
const returnQuestion = 'terug'

/** Whether a page is a step on the way to something new. */
const isOnTheWay = (call: Call): boolean =>
  /^\/(nieuw|zoeken)(\/|$)/.test(call.req.path) || new URL(call.req.url).searchParams.get('na') === 'nieuw'

/** The problems that there are. */
function said(problems: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).filter((one): one is [string, string] => one[1] !== undefined))
}

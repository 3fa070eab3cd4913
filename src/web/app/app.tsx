import { gzipSync } from 'node:zlib'
import { type Context as Call, Hono } from 'hono'
import type { ReactElement } from 'react'
import { countStatements, type Doorway, type Gate, makeVault, openCalendar, openGate, openLetterbox } from '#access'
import type { Config } from '#platform/config'
import { NotFound } from '#platform/errors'
import { requestNumber } from '#platform/ids'
import { code, currentRequest, inRequest, type Log } from '#platform/logs'
import { type SecretKey, siteOf } from '#platform/secrets'
import { Broken, Busy, Full, framed, NotFit, NotHere } from './answers.tsx'
import { makeCookies } from './cookies.ts'
import { makeDraftDesk } from './drafts.ts'
import { type EntranceDefinition, type HandoutDefinition, makeReception } from './entrance.tsx'
import { keptForEver, neverKept, safetyHeaders } from './headers.ts'
import type { MenuEntry } from './menu.ts'
import type { Definition } from './page.ts'
import { checkAddress, Unfit, unsentOf } from './request.ts'
import { makeRunner } from './runner.tsx'
import { troubleOf } from './trouble.ts'

export interface AppOptions {
  doorway: Doorway
  config: Pick<Config, 'url' | 'secure' | 'mail' | 'sms'>
  secretKey: SecretKey
  log: Log
  pages: readonly Definition[]
  entrances?: readonly (EntranceDefinition | HandoutDefinition)[]
  menu?: readonly MenuEntry[]
  /** The bytes of a built asset by its name; nothing when there is none. */
  assets?: (name: string) => { body: Uint8Array<ArrayBuffer>; type: string } | undefined
  demo: boolean
  /** Whether the database answers and has every step of this version; for `/readyz`. */
  isReady?: () => Promise<boolean>
  /** Told after each answer, for tests and measurements. */
  onAnswered?: (answered: { path: string; status: number; took: number; statements: number }) => void
}

/** A way to ask the app something, as a server or a test does. */
export interface App {
  fetch: (request: Request, env?: object) => Response | Promise<Response>
  request: (path: string, init?: RequestInit) => Response | Promise<Response>
}

/** The staff app: every page of `pages` on its address, and nothing else. */
export function makeApp(options: AppOptions): App {
  const { doorway, config, secretKey, demo, pages, entrances = [], menu = [] } = options
  const cookies = makeCookies(config, secretKey)
  const gate: Gate = openGate(doorway, secretKey, { demo, site: siteOf(config.url) })
  const [vault, desk] = [makeVault(secretKey), makeDraftDesk(secretKey)]
  const runner = makeRunner({ doorway, config, cookies, pages, menu, demo, vault, desk })
  const reception = makeReception({
    ...{ gate, letterbox: openLetterbox(doorway, vault), calendar: openCalendar(doorway), config, cookies, demo },
  })
  const app = new Hono()

  app.use((call, next) => inRequest(requestNumber(), () => answer(call, next, options)))
  app.get('/healthz', (call) => call.text('ok'))
  app.get('/readyz', async (call) => ((await isReady(options)) ? call.text('ok') : call.text('nog niet klaar', 503)))
  app.get('/assets/:name', (call) => asset(call, options))
  for (const one of entrances) {
    if (one.kind === 'handout') {
      app.get(one.path, (call) => reception.give(call, one))
      continue
    }
    app.get(one.path, (call) => reception.get(call, one))
    app.post(one.path, (call) => reception.send(call, one))
  }
  for (const one of [...pages].sort(fixedFirst)) {
    if (one.kind !== 'post') app.get(one.path, (call) => runner.get(call, one))
    if (one.kind === 'post' || (one.kind === 'page' && one.save)) app.post(one.path, (call) => runner.send(call, one))
  }
  app.get('*', (call) => runner.nothing(call))
  app.all('*', () => {
    throw new Unfit(405, 'Dit kan hier niet. Ga terug naar de pagina waar je vandaan kwam en kies een knop.')
  })
  app.onError((problem, call) => wentWrong(problem, call, options))
  return app
}

/** Around every request: its number, an address that can be read, the headers, and one line in the log. */
async function answer(
  call: Call,
  next: () => Promise<void>,
  { config, log, demo, onAnswered }: AppOptions,
): Promise<void> {
  const started = performance.now()
  let statements = 0
  try {
    if (checkAddress(call.req.url)) ({ statements } = await countStatements(next))
    else call.res = page(call, 404, 'Deze pagina is er niet', <NotHere />, demo)
  } catch (problem) {
    call.res = wentWrong(problem as Error, call, { log, demo })
  }
  // A file is stricter than a page: what it says itself stays.
  for (const [name, value] of Object.entries(safetyHeaders(config)))
    if (name !== 'content-security-policy' || !call.res.headers.has(name)) call.res.headers.set(name, value)
  call.res.headers.set('naober-request', currentRequest() ?? '')
  const took = Math.round(performance.now() - started)
  const path = call.req.routePath
  log.info('request answered', {
    method: code(call.req.method),
    path: code(path),
    status: call.res.status,
    took,
    statements,
  })
  onAnswered?.({ path, status: call.res.status, took, statements })
}

/** The answer when a request broke off: what is wrong with it, or with us. */
function wentWrong(problem: Error, call: Call, { log, demo }: Pick<AppOptions, 'log' | 'demo'>): Response {
  const request = currentRequest() ?? ''
  if (problem instanceof Unfit) {
    const answer = page(call, problem.status, 'Dit kan zo niet', <NotFit message={problem.message} />, demo)
    if (problem.status === 405) answer.headers.set('allow', 'GET, HEAD, POST')
    return answer
  }
  if (problem instanceof NotFound) return page(call, 404, 'Deze pagina is er niet', <NotHere />, demo)
  const trouble = troubleOf(problem)
  if (trouble === 'unreadable') {
    log.error('value unreadable', problem)
    return page(
      call,
      400,
      'Dit kan zo niet',
      <NotFit message="Er staat iets in wat je stuurde dat we niet kunnen lezen. Ga terug en probeer het opnieuw." />,
      demo,
    )
  }
  if (trouble !== undefined) {
    const said = { request, unsent: unsentOf(call) }
    if (trouble === 'full') {
      log.error('database full', problem)
      return page(call, 503, 'De server is vol', <Full {...said} />, demo)
    }
    log.error('database away', problem)
    const answer = page(call, 503, 'Naober is even niet bereikbaar', <Busy {...said} />, demo)
    answer.headers.set('retry-after', '30')
    return answer
  }
  log.error('page failed', problem)
  return page(call, 500, 'Er ging bij ons iets mis', <Broken request={request} />, demo)
}

function page(
  call: Call,
  status: 400 | 403 | 404 | 405 | 413 | 414 | 415 | 500 | 503,
  title: string,
  content: ReactElement,
  demo: boolean,
): Response {
  // A form on these pages brings the token that it was sent with, so the frame has none to give.
  return call.html(framed({ title, csrf: 'none', demo }, content), status, { 'cache-control': neverKept })
}

const zipped = new WeakMap<Uint8Array, Uint8Array<ArrayBuffer>>()

/**
 * A built asset, zipped for who takes that. Pages are never zipped by us: what somebody typed beside a secret token in one
 * zipped answer tells, by its length, what the token is (BREACH).
 */
function asset(call: Call, { assets }: AppOptions): Response {
  const found = assets?.(call.req.param('name') ?? '')
  if (!found) throw new NotFound()
  const headers = { 'content-type': found.type, 'cache-control': keptForEver, vary: 'accept-encoding' }
  const isText = /^text|svg/.test(found.type)
  if (!isText || !/\bgzip\b/.test(call.req.header('accept-encoding') ?? ''))
    return new Response(found.body, { headers })
  const body = zipped.get(found.body) ?? new Uint8Array(gzipSync(found.body))
  zipped.set(found.body, body)
  return new Response(body, { headers: { ...headers, 'content-encoding': 'gzip' } })
}

async function isReady({ isReady = async () => true, log }: AppOptions): Promise<boolean> {
  try {
    return await isReady()
  } catch (problem) {
    log.error('not ready', problem)
    return false
  }
}

/** '/zaken/nieuw' before '/zaken/:caseId': what is fixed is looked at before what differs. */
function fixedFirst(one: Definition, other: Definition): number {
  const shape = (path: string) =>
    path
      .split('/')
      .map((part) => (part.startsWith(':') ? '1' : '0'))
      .join('')
  const [left, right] = [shape(one.path), shape(other.path)]
  return left < right ? -1 : left > right ? 1 : 0
}

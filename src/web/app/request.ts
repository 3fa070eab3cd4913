import type { Context as Call } from 'hono'
import type { Config } from '#platform/config'
import { currentRequest } from '#platform/logs'
import type { Unsent } from './answers.tsx'
import { deviceOf } from './device.ts'
import type { From, Upload } from './page.ts'

/** The most that a form may be, in bytes: some hundred pages of text. */
export const mostBytes = 1_000_000
/** The most signs of an address. Ours are some eighty. */
export const mostOfAddress = 2_000

/** A request that cannot be answered as it is: the status, and a sentence about what to do. */
export class Unfit extends Error {
  override name = 'Unfit'
  readonly status: 400 | 403 | 405 | 413 | 414 | 415

  constructor(status: Unfit['status'], message: string) {
    super(message)
    this.status = status
  }
}

/** Refuses an address that is too long or cannot be read. @returns whether the path itself can be one of ours */
export function checkAddress(url: string): boolean {
  if (url.length > mostOfAddress) throw new Unfit(414, 'Dit adres is te lang. Ga terug en volg de link opnieuw.')
  const { pathname, searchParams } = new URL(url)
  for (const text of searchParams)
    if (text.some(isBroken)) throw new Unfit(400, 'Dit adres klopt niet. Ga terug en volg de link opnieuw.')
  try {
    return !isBroken(decodeURIComponent(pathname))
  } catch {
    return false
  }
}

/** Control signs and halves of letters: no key or choice of ours has any, and PostgreSQL takes no NUL. */
function isBroken(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we look for
  return /[\x00-\x1f\x7f\ufffd]/.test(text) || !text.isWellFormed() // oxlint-disable-line no-control-regex
}

/** Refuses a post that a page of another site sent. Old browsers say nothing; for them the token in the form stands alone. */
export function checkSameSite(call: Call, { url }: Pick<Config, 'url'>): void {
  const site = call.req.header('sec-fetch-site')
  const origin = call.req.header('origin')
  const foreign =
    site !== undefined ? site !== 'same-origin' : origin !== undefined && origin !== 'null' && origin !== url.origin
  if (foreign) throw new Unfit(403, 'Dit formulier kwam van een andere site. Open Naober zelf en vul het daar in.')
}

/** Reads a sent form. @throws Unfit when it is no form, too large, or broke off on the way */
export async function readForm(call: Call): Promise<URLSearchParams> {
  const type = call.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded')
    throw new Unfit(415, 'Dit is geen formulier van Naober. Laad de pagina opnieuw en vul het nog eens in.')
  const body = await bytesOf(call, mostBytes, 'Dit formulier is te groot. Maak de teksten korter en bewaar opnieuw.')
  return new URLSearchParams(body.toString('utf8'))
}

/** What was sent, up to so many bytes. @throws Unfit when it is more, with this sentence, or broke off on the way */
async function bytesOf(call: Call, most: number, sentence: string): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = new Unfit(413, sentence)
  if (Number(call.req.header('content-length') ?? 0) > most) throw tooLarge
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of call.req.raw.body ?? []) {
      size += part.byteLength
      if (size > most) throw tooLarge
      parts.push(part)
    }
  } catch (problem) {
    if (problem === tooLarge) throw problem
    throw new Unfit(400, 'Het formulier is niet compleet aangekomen. Verstuur het nog eens.')
  }
  return Buffer.concat(parts)
}

const sentAlready = new WeakMap<Request, URLSearchParams>()

/** Remembers what somebody who is signed in sent, for as long as the request lasts, in case it cannot be kept now. */
export function rememberSent(call: Call, sent: URLSearchParams): void {
  sentAlready.set(call.req.raw, sent)
}

/** What was sent with this request and can be sent again. Passwords and codes are never written on a page, so such a form has none. */
export function unsentOf(call: Call): Unsent | undefined {
  const sent = sentAlready.get(call.req.raw)
  if (!sent || sent.size === 0 || !withoutSecrets(sent)) return undefined
  return { action: new URL(call.req.url).pathname, fields: [...sent] }
}

/** Whether nothing among what was sent is a password, a code or what lets somebody in. */
export const withoutSecrets = (sent: URLSearchParams): boolean => ![...sent.keys()].some(isSecret)

/** Whether a field of this name holds a password, a code or what lets somebody in. */
export const isSecret = (name: string): boolean => /password|secret|token|^code$|^link$/i.test(name)

/**
 * Reads a sent form with a file. Only for who may send one: it takes as much memory as the file is large.
 * @throws Unfit when it is no such form, too large, or broke off on the way
 */
export async function readUpload(
  call: Call,
  {
    file,
    most,
    tooLarge = usually,
  }: { file: string; most: number; tooLarge?: ((megabytes: number) => string) | undefined },
): Promise<{ form: URLSearchParams; upload: Upload | undefined }> {
  const type = call.req.header('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new Unfit(415, 'Dit is geen formulier van Naober. Laad de pagina opnieuw en kies het bestand nog eens.')
  const body = await bytesOf(call, most, tooLarge(Math.floor(most / 1_000_000)))
  const form = new URLSearchParams()
  let upload: Upload | undefined
  try {
    for (const [name, value] of await new Response(body, { headers: { 'content-type': type } }).formData()) {
      if (typeof value === 'string') form.append(name, value)
      else if (name === file && (value.name !== '' || value.size > 0))
        upload = { name: plainName(value.name), content: new Uint8Array(await value.arrayBuffer()) }
    }
  } catch {
    throw new Unfit(400, 'Het bestand is niet compleet aangekomen. Verstuur het nog eens.')
  }
  return { form, upload }
}

const usually = (megabytes: number) =>
  `Dit bestand is te groot: het mag ${megabytes} MB zijn. Bewaar alleen het blad dat je nodig hebt, of verdeel het over meer bestanden.`

/** Some browsers send the folder along; a name is one line of signs that can be read. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last.toWellFormed().replace(/\p{C}/gu, '').trim().slice(0, 120).toWellFormed() || 'bestand'
}

/** A form without fields holds keys and choices only; what is broken in it was not made by a page of ours. */
export function checkForm(form: URLSearchParams): void {
  for (const [key, text] of form)
    if (isBroken(key) || isBroken(text.replace(/[\r\n\t]/g, '')))
      throw new Unfit(400, 'Er staat een kapot teken in wat je stuurde. Laad de pagina opnieuw.')
}

/** Where somebody is and what they look with. A proxy on this machine may say whom it speaks for, when it does the https. */
export function fromOf(call: Call, { secure }: Pick<Config, 'secure'>): From {
  const incoming = (call.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  const direct = incoming?.socket?.remoteAddress ?? ''
  const isHere = direct === '' || direct === '::1' || /^(::ffff:)?127\./.test(direct)
  const told = call.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const origin = secure && isHere && told !== undefined && /^[\da-f.:]{3,45}$/i.test(told) ? told : direct
  return { origin, device: deviceOf(call.req.header('user-agent') ?? ''), request: currentRequest() ?? '' }
}

/** Where to go on after signing in: a page of ours, and nothing else. */
export function onwards(text: string | null): string {
  return text !== null && text.length < 300 && /^\/(?![/\\])[\w\-./?=&%~]*$/.test(text) ? text : '/'
}

import type { ReactElement } from 'react'
import type { Session, Store, Vault } from '#access'
import type { Asker, Resource, Verb } from '#platform/asker'
import type { Fields, Values } from '#platform/fields'
import type { FormState } from '#ui'
import type { NotSaved } from './drafts.ts'

/** The names after a colon in an address: 'caseId' in '/zaken/:caseId/afsluiten'. */
type Named<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | Named<`/${More}`>
    : Rest
  : never

type Params<Path extends string> = string extends Path
  ? Record<string, string>
  : { readonly [Name in Named<Path>]: string }

/** What a page gets to work with. All of it belongs to one transaction: it ends when `load` or `save` returns. */
export interface Context<Path extends string = string> {
  store: Store
  asker: Asker
  session: Session
  /** What stood in the address; not more than a text yet, so the store answers NotFound to what is no key. */
  params: Params<Path>
  query: URLSearchParams
  /** What was sent, as it was sent; empty while a page is only shown. For the button that was pressed and the like. */
  sent: URLSearchParams
  /** The file that came along, on a page that takes one; undefined when none was chosen. */
  file?: Upload | undefined
  /** From where and with what, for the security log: an address on the network and words such as 'Firefox op Windows'. */
  from: From
  /** Seals what only this installation may read. */
  vault: Vault
  /** What the asker typed on any page and did not save yet. */
  notSaved: () => Promise<NotSaved[]>
  /** The address that people type, such as 'https://naober.voorbeeld.nl': for a link that is handed over. */
  site: string
  /** What can leave the house by itself. Without it every page says to copy or print. */
  sends: Sends
}

export interface Sends {
  mail: boolean
  sms: boolean
}

/** A file that somebody chose. Its name is what stood on their computer, without the folder. */
export interface Upload {
  name: string
  content: Uint8Array
}

export interface From {
  origin: string
  device: string
  request: string
}

/** `change case`: the asker's role must have a sentence for it, or the page is not there. `sign in`: whoever is signed in. */
export type May = `${Verb} ${Resource}` | 'sign in'

/** How far somebody has come with signing in. Almost every page is for who is all the way in. */
export type Stage = 'in' | 'locked' | 'second step' | 'set up'

/** What a page comes back with after saving: one of these five. */
export type Outcome = Going | Showing | Giving | Answering | Refusing

/** On to another page, with one sentence on top of it and, where it can be taken back, a button that does so. */
export interface Going {
  to: string
  say?: string
  tone?: 'good' | 'warn'
  undo?: { to: string; label?: string; version?: number; hidden?: Record<string, string> }
  /** A new session's token: who just signed in or passed the second step. '' signs out. */
  token?: string
  show?: undefined
  file?: undefined
  json?: undefined
  problems?: undefined
}

/** A page that is shown once and cannot be loaded again, such as new recovery codes. */
export interface Showing {
  show: ReactElement
  token?: string
  to?: undefined
  file?: undefined
  json?: undefined
  problems?: undefined
}

/** A file of what only the sender knows, such as a code that is shown once: so it is sent for and has no address. */
export interface Giving {
  file: Download
  to?: undefined
  show?: undefined
  json?: undefined
  problems?: undefined
}

/** Data for a script of ours, as JSON. */
export interface Answering {
  json: object
  to?: undefined
  file?: undefined
  show?: undefined
  problems?: undefined
}

/** The form comes back with problems, like Invalid; but what was saved stays, such as that somebody guessed wrong. */
export interface Refusing {
  problems: Record<string, string | undefined>
  to?: undefined
  file?: undefined
  show?: undefined
  json?: undefined
}

/** What the view gets as its form: give it to `<Form {...form} button="…" />`. */
export type FilledForm = FormState & { csrf: string }

interface Where<Path extends string = string> {
  /** `/zaken/:caseId/afsluiten`: Dutch, and a name after a colon for what differs. */
  path: Path
  may: May | readonly May[]
  /** For whom has not come all the way in; without it, only for who has. */
  stages?: readonly Stage[]
}

interface PageOf<Path extends string, Loaded, F extends Fields, Prepared> extends Where<Path> {
  /** Reads what the page shows, before showing and again before saving. @throws NotFound: not there, or not the asker's */
  load?: (ctx: Context<Path>) => Promise<Loaded> | Loaded
  /** A file comes along with the form: the name of its input, and the most that the whole may be, in bytes. */
  takes?: {
    file: string
    most: number | ((asker: Asker) => number)
    /** What is said of a file that is larger than that, where it may be so many million bytes. */
    tooLarge?: (megabytes: number) => string
  }
  /** Shown without anything around it: no menu, no search, no name of who is signed in, and no sentence about what just happened. */
  alone?: true
  /** What is typed here and not saved is not kept: it is a question, such as a search, and no work. */
  drafts?: false
  /** What is asked. Without it the page only shows. */
  form?: (loaded: Loaded, ctx: Context<Path>) => F
  /** What stands in the form before anyone typed. */
  values?: (
    loaded: Loaded,
    ctx: Context<Path>,
  ) => Partial<{ [K in keyof F]: Values<F>[K] | null | undefined }> | undefined
  /** Which version of the record is on the screen; it comes back as `input.version`. */
  version?: (loaded: Loaded) => number
  /** Slow work on what was typed (hashing a password), outside any transaction, between reading and saving. */
  prepare?: (loaded: Loaded, input: Values<F>) => Promise<Prepared>
  /** @throws Invalid (the form comes back), Conflict (both versions are shown), NotFound */
  save?: (
    ctx: Context<Path>,
    loaded: Loaded,
    input: Values<F> & { version: number },
    prepared: Prepared,
  ) => Promise<Outcome> | Outcome
  /** A `<Page title="…">`, made after the transaction: it asks the store nothing. */
  view: (loaded: Loaded, form: FilledForm, ctx: Context<Path>) => ReactElement
}

/** A page as the app keeps it, with its own types left behind. */
export interface PageDefinition extends PageOf<string, unknown, Fields, unknown> {
  kind: 'page'
}

/** A button without a page of its own. */
export interface PostDefinition<Path extends string = string> extends Where<Path> {
  kind: 'post'
  save: (ctx: Context<Path>, form: URLSearchParams) => Promise<Outcome> | Outcome
}

export interface Download {
  /** The name that the file gets: no names of people, it ends up in folders. */
  name: string
  type: string
  /** What takes a while to make is made after the transaction, from what was read in it. */
  body: string | Uint8Array | (() => Promise<string | Uint8Array>)
  /** A picture that we made ourselves, to be shown on a page of ours. Anything else is only ever saved. */
  shown?: true
}

/** A file that is made when it is asked for. */
export interface DownloadDefinition<Path extends string = string> extends Where<Path> {
  kind: 'download'
  load: (ctx: Context<Path>) => Promise<Download> | Download
}

export type Definition = PageDefinition | PostDefinition | DownloadDefinition

/**
 * Declares a page: what it reads, what it asks, what it saves and how it looks. Reading happens in one transaction that
 * sees one moment; saving in one that reads again first.
 */
export function page<Path extends string, Loaded, F extends Fields, Prepared = undefined>(
  declared: PageOf<Path, Loaded, F, Prepared>,
): PageDefinition {
  return { ...(declared as unknown as PageOf<string, unknown, Fields, unknown>), kind: 'page' }
}

/** Declares a deed that is one button on another page: done, undo, lock. */
export function post<Path extends string>(declared: Omit<PostDefinition<Path>, 'kind'>): PostDefinition {
  return { ...(declared as unknown as Omit<PostDefinition, 'kind'>), kind: 'post' }
}

/** Declares a file to take along: a workbook, a factsheet. */
export function download<Path extends string>(declared: Omit<DownloadDefinition<Path>, 'kind'>): DownloadDefinition {
  return { ...(declared as unknown as Omit<DownloadDefinition, 'kind'>), kind: 'download' }
}

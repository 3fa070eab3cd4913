import { createHmac } from 'node:crypto'
import type { Context as Call } from 'hono'
import type { Draft, Store, Vault } from '#access'
import { makeVault } from '#access'
import type { Asker } from '#platform/asker'
import type { Fields } from '#platform/fields'
import { isKey } from '#platform/ids'
import { keyFor, type SecretKey } from '#platform/secrets'
import type { Definition, PageDefinition } from './page.ts'
import { isSecret, Unfit, withoutSecrets } from './request.ts'

/** What a form carries of itself: its own key, so that it is saved once, and the stamp of the draft that it was filled with. */
export const formKey = 'formulier'
const seenKey = 'gezien'
const labelKey = 'opschrift'
/** The question in an address that a post is about the draft of that page: '' to keep it, or what to do with it. */
export const draftQuestion = 'concept'

/** The most that a draft may be, in signs of what was sent: some thirty pages of text. */
const mostOfDraft = 120_000
const mostOfLabel = 160

/** A draft as it is when its seal is opened. */
export interface Words {
  label: string
  /** Everything that stood in the form, its version included. */
  sent: URLSearchParams
}

/** A draft in a list of what was not saved yet. */
export interface NotSaved {
  address: string
  label: string
  keptAt: Date
}

/** Seals drafts for one author and one page, and tells whether a form brings the same words as before. */
export function makeDraftDesk(secretKey: SecretKey) {
  const vault: Vault = makeVault(secretKey, 'drafts')
  const digestKey = keyFor('sent forms', secretKey)
  const place = (asker: Pick<Asker, 'account'>, address: string) => `${asker.account} ${address}`

  return {
    seal: (asker: Pick<Asker, 'account'>, address: string, sent: URLSearchParams): string =>
      vault.seal(JSON.stringify({ label: labelIn(sent), sent: wordsOf(sent).toString() }), place(asker, address)),

    /** The words of a draft; nothing when its seal does not open, such as after the secret of the installation was lost. */
    open(asker: Pick<Asker, 'account'>, { address, sealed }: Pick<Draft, 'address' | 'sealed'>): Words | undefined {
      const text = vault.open(sealed, place(asker, address))
      if (text === undefined) return undefined
      const { label, sent } = JSON.parse(text) as { label: string; sent: string }
      return { label, sent: new URLSearchParams(sent) }
    },

    digestOf: (sent: URLSearchParams): Buffer =>
      createHmac('sha256', digestKey).update(wordsOf(sent).toString()).digest(),

    /** What the asker typed on whatever page and did not save yet, the newest first. */
    async notSaved(store: Store, asker: Asker): Promise<NotSaved[]> {
      const drafts = await store.drafts.mine()
      return drafts.flatMap((draft) => {
        const words = this.open(asker, draft)
        return words ? [{ address: draft.address, label: words.label, keptAt: draft.keptAt }] : []
      })
    },
  }
}

export type DraftDesk = ReturnType<typeof makeDraftDesk>

/** Whether what is typed on this page may be kept: not on the way in, with a file, or where the page says no. */
export function mayKeep(definition: Definition): definition is PageDefinition {
  return (
    definition.kind === 'page' &&
    definition.form !== undefined &&
    definition.save !== undefined &&
    definition.stages === undefined &&
    definition.takes === undefined &&
    definition.drafts !== false
  )
}

/** Whether these fields may be kept: there is something to type or to choose, and nothing of it is secret. */
export const hasWords = (fields: Fields): boolean =>
  Object.values(fields).some(({ kind }) => kind !== 'hidden') &&
  Object.values(fields).every(({ kind }) => kind !== 'secret') &&
  !Object.keys(fields).some(isSecret)

/** Where a draft belongs: the address of its page with the keys and choices in it, and without the question about the draft. */
export function draftAddress(call: Call): string {
  const { pathname, searchParams } = new URL(call.req.url)
  for (const question of [draftQuestion, 'terug']) searchParams.delete(question)
  const asked = searchParams.toString()
  return asked === '' ? pathname : `${pathname}?${asked}`
}

/** The address of a page with a deed for its draft. */
export const draftDeed = (address: string, deed: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${draftQuestion}=${deed}`

/** The key of the form that was sent, when it is one. */
export function formIn(sent: URLSearchParams): string | undefined {
  const key = sent.get(formKey)
  return isKey(key) ? key : undefined
}

export const seenIn = (sent: URLSearchParams): string => sent.get(seenKey) ?? ''

const isShort = (sent: URLSearchParams) => wordsOf(sent).toString().length <= mostOfDraft

/** Whether this may be kept: not too much, and nothing secret in it. */
export const isDraft = (sent: URLSearchParams): boolean => withoutSecrets(sent) && isShort(sent)

/** Refuses what is no draft. @throws Unfit */
export function mustBeDraft(sent: URLSearchParams): void {
  if (!withoutSecrets(sent)) throw new Unfit(403, 'Wat hier staat wordt niet tussendoor bewaard.')
  if (!isShort(sent))
    throw new Unfit(
      413,
      'Deze tekst is te lang om tussendoor te bewaren. Bewaar het formulier zelf, of maak de tekst korter.',
    )
}

/** What was typed, without what the form carries for itself. */
function wordsOf(sent: URLSearchParams): URLSearchParams {
  const own = new Set(['csrf', formKey, seenKey, labelKey])
  return new URLSearchParams([...sent].filter(([name]) => !own.has(name) && !name.startsWith(choicePrefix)))
}

/** What chooses between two versions of a field, beside the field itself. */
export const choicePrefix = 'kies-'

// biome-ignore lint/suspicious/noControlCharactersInRegex: a label is one line of signs that can be read
const control = /[\x00-\x1f\x7f]/g // oxlint-disable-line no-control-regex
const labelIn = (sent: URLSearchParams): string =>
  (sent.get(labelKey) ?? '').replace(control, ' ').trim().slice(0, mostOfLabel).toWellFormed()

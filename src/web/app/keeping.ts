import type { Doorway, Draft } from '#access'
import type { Asker } from '#platform/asker'
import { NotFound } from '#platform/errors'
import { newKey } from '#platform/ids'
import type { FormState } from '#ui'
import type { Cookies } from './cookies.ts'
import { typedAt } from './draft-notice.tsx'
import {
  type DraftDesk,
  draftAddress,
  draftDeed,
  formIn,
  hasWords,
  isDraft,
  mayKeep,
  mustBeDraft,
  seenIn,
  type Words,
} from './drafts.ts'
import type { Asked } from './form.ts'
import type { Context, Outcome, PageDefinition } from './page.ts'
import type { Turn } from './turn.ts'

/** What the runner needs to lose nothing that was typed, and to save nothing twice. */
export function makeKeeping({ doorway, cookies, desk }: { doorway: Doorway; cookies: Cookies; desk: DraftDesk }) {
  /** What makes a form one whose words are kept; nothing for a form without words or with secrets. */
  function formOf(definition: PageDefinition, asked: Asked, form = newKey(), seen = ''): FormState['draft'] {
    return mayKeep(definition) && hasWords(asked.fields) ? { form, seen } : undefined
  }

  /** The same form as the one that was sent: what was kept of it stays its own. */
  const sameForm = (definition: PageDefinition, asked: Asked, sent: URLSearchParams): FormState['draft'] =>
    formOf(definition, asked, formIn(sent), seenIn(sent))

  /** What its author typed on this page before, when it may be shown in this form. */
  const wordsFor = (asker: Asker, asked: Asked, draft: Draft | undefined): Words | undefined =>
    draft && hasWords(asked.fields) ? desk.open(asker, draft) : undefined

  /** What was typed on an older version is saved against that version: else it would silently undo what a colleague saved since. */
  function versionOf(asked: Asked, words: Words | undefined): Pick<FormState, 'version'> {
    const version = Number(words?.sent.get('version'))
    return asked.version !== undefined && Number.isInteger(version) && version > 0 ? { version } : {}
  }

  /** A draft as it is kept. */
  const draftOf = (asker: Pick<Asker, 'account'>, { call, definition, sent }: Turn, form: string) => {
    const address = draftAddress(call)
    return { address, page: definition.path, form, seen: seenIn(sent), sealed: desk.seal(asker, address, sent) }
  }

  /** Keeps what was typed so far, throws it away, or takes it back. @throws NotFound, Unfit */
  async function about(turn: Turn, deed: string, { store, asker }: Context): Promise<Outcome> {
    if (!mayKeep(turn.definition)) throw new NotFound()
    const [address, { sent }] = [draftAddress(turn.call), turn]
    const from = sent.get('terug') ?? ''
    const to = from === 'vandaag' ? '/' : address
    if (deed === 'weg') {
      await store.drafts.throwAway(address)
      const undo = { to: draftDeed(address, 'terug'), hidden: { terug: from } }
      return { to, say: 'Weggegooid wat je getypt had.', undo }
    }
    if (deed === 'terug') {
      await store.drafts.takeBack(address)
      return { to, say: 'Wat je getypt had staat er weer.' }
    }
    const form = formIn(sent)
    if (form === undefined) throw new NotFound()
    mustBeDraft(sent)
    const kept = await store.drafts.keep(draftOf(asker, turn, form))
    const time = (at: Date) => typedAt(at, asker.today).replace(/^om /, '')
    if ('kept' in kept) return { json: { kept: kept.kept, at: time(asker.now) } }
    return { json: 'newer' in kept ? { newer: time(kept.newer), stamp: kept.stamp } : kept }
  }

  /** Whose session is locked or ran out while they were typing loses nothing: what they sent waits for them as a draft. */
  async function putAside(turn: Turn): Promise<void> {
    const { call, definition, sent, token, from } = turn
    if (!mayKeep(definition) || !isDraft(sent)) return
    const asked = { token, purpose: definition.path, request: from.request }
    const kept = await doorway.aside(asked, (drafts, asker) =>
      drafts.keep(draftOf(asker, turn, formIn(sent) ?? newKey())),
    )
    if (kept && 'kept' in kept)
      cookies.setFlash(call, { to: '', say: 'Wat je typte is er nog. Kom weer binnen, dan staat het voor je klaar.' })
  }

  /** Saves a form once, however often it arrives; once it is saved there is no draft of it any more. */
  async function once(
    { call, definition, sent }: Turn,
    asked: Asked,
    { store }: Context,
    save: () => Promise<Outcome> | Outcome,
  ): Promise<Outcome> {
    if (!formOf(definition as PageDefinition, asked)) return save()
    const form = formIn(sent)
    const before = form === undefined ? undefined : await store.drafts.sending(form, desk.digestOf(sent))
    if (before) return { to: before.to ?? '/', say: 'Dit was al bewaard.' }
    const outcome = await save()
    if (outcome.to !== undefined) await store.drafts.sent(draftAddress(call), form, seenIn(sent), outcome.to)
    // It came back, or a question is asked first: it will be sent again.
    else if (form !== undefined) await store.drafts.notSent(form)
    return outcome
  }

  /** Somebody saved first: what was typed waits until its author has chosen. */
  async function keepAtClash(turn: Turn, asked: Asked, { store, asker }: Context): Promise<void> {
    if (formOf(turn.definition as PageDefinition, asked) && isDraft(turn.sent))
      await store.drafts.keep(draftOf(asker, turn, formIn(turn.sent) ?? newKey()))
  }

  /** A page that is not there for its author any more needs no draft. */
  async function wipe({ call, definition, token, from }: Turn): Promise<void> {
    if (!mayKeep(definition)) return
    const asked = { token, purpose: definition.path, request: from.request }
    await doorway.aside(asked, (drafts) => drafts.wipe(draftAddress(call)))
  }

  return { formOf, sameForm, wordsFor, versionOf, about, putAside, once, keepAtClash, wipe }
}

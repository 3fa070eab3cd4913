import { ask } from './dialog.ts'
import { make } from './dom.ts'

/** How long typing may pause before it is kept, and how often a lost connection is tried again; milliseconds. */
const pause = 2500
const retry = 5000
/** What a browser still sends of a page that is left, at most; bytes. */
const mostOnLeaving = 60_000

interface Answer {
  kept?: string
  at?: string
  newer?: string
  stamp?: string
  full?: true
}

/**
 * What is typed in a form is kept on the server, for its author alone: a few seconds after typing stops, and when the page is left. Nothing
 * of it is kept in the browser but on the page itself. Without a connection the page says so and sends what was to be sent once there is one.
 */
class Draft {
  readonly #form: HTMLFormElement
  readonly #line = make('p', 'n-soft n-small n-draft', '', { role: 'status' })
  #seen: string
  #timer: ReturnType<typeof setTimeout> | undefined
  #busy: Promise<boolean> | undefined
  #lost = false
  #stopped = false
  #gone = false
  /** The button that was pressed while there was no connection. */
  #waiting: HTMLElement | null | undefined
  changed = false

  constructor(form: HTMLFormElement) {
    this.#form = form
    this.#seen = form.dataset.draft ?? ''
    form.append(this.#line)
  }

  typed(): void {
    this.changed = true
    if (this.#stopped) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.keep(), pause)
  }

  /** Whether the words are in safety, or as good as: nothing was typed, or the server has it. */
  async keep(leaving = false): Promise<boolean> {
    clearTimeout(this.#timer)
    // A form that is not on the page any more was sent in a window over it, or closed.
    if (!this.changed || this.#gone || !this.#form.isConnected) return true
    if (this.#stopped) return false
    // One after the other: the second must know the stamp of the first. A page that goes cannot wait.
    if (this.#busy && !leaving) await this.#busy
    if (!this.changed) return true
    this.changed = false
    const sending = this.#send(leaving)
    this.#busy = sending
    const done = await sending
    if (this.#busy === sending) this.#busy = undefined
    if (!done) this.changed = true
    return done
  }

  async #send(leaving: boolean): Promise<boolean> {
    const body = wordsOf(this.#form)
    body.set('gezien', this.#seen)
    body.set('opschrift', labelOf(this.#form))
    const keepalive = leaving && body.toString().length < mostOnLeaving
    const answer = await fetch(addressOf(this.#form), { method: 'POST', body, keepalive, redirect: 'manual' }).catch(
      () => undefined,
    )
    if (!answer || answer.status >= 502) return this.#away()
    this.#back()
    // The session ended or is locked: the server kept it all the same, and whoever signs in finds it.
    if (answer.type === 'opaqueredirect') return true
    if (answer.status === 413)
      return this.#stop('Deze tekst is te lang om tussendoor te bewaren. Bewaar het formulier zelf.')
    if (!answer.ok) return this.#stop('Tussendoor bewaren lukt hier niet. Bewaar het formulier zelf.')
    const { kept, at, newer, stamp, full }: Answer = await answer.json()
    if (full)
      return this.#stop('Er staat al heel veel van je klaar dat nog niet bewaard is. Bewaar dit formulier zelf.')
    if (newer) return this.#elsewhere(newer, stamp ?? '')
    if (!kept) return true
    this.#seen = kept
    this.#form.dataset.work = ''
    this.#say(`Tussendoor bewaard om ${at}. Alleen jij ziet dit.`)
    return true
  }

  /** No connection: it stands on this page alone, and is tried until it is back. */
  #away(): boolean {
    this.#lost = true
    this.#warn(
      'Er is geen verbinding. Wat je typt staat alleen op dit scherm: laat het open. Zodra er verbinding is, gaat het vanzelf.',
    )
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.again(), retry)
    return false
  }

  async again(): Promise<void> {
    if (!this.#lost) return
    await this.#goOn()
  }

  #back(): void {
    if (!this.#lost) return
    this.#lost = false
    this.#say('Er is weer verbinding.')
  }

  #stop(text: string): boolean {
    this.#stopped = true
    this.#warn(text)
    return false
  }

  /** Newer words stand elsewhere: they are not written over before the author has said so. */
  #elsewhere(at: string, stamp: string): boolean {
    this.#stopped = true
    this.#warn(
      `In een ander venster of op een ander apparaat typte je hier verder, om ${at}. Wat je nu hier typt wordt niet tussendoor bewaard.`,
    )
    const [show, here] = [button('Laat dat zien'), button('Ga hier verder')]
    show.addEventListener('click', () => void this.#showOther())
    here.addEventListener('click', () => {
      this.#seen = stamp
      this.#stopped = false
      this.changed = true
      void this.keep()
    })
    const row = make('span', 'n-row')
    row.append(show, here)
    this.#line.append(row)
    return false
  }

  async #showOther(): Promise<void> {
    const go = await ask({
      title: 'Laat zien wat je elders typte?',
      text: 'Wat je in dit venster typte gaat dan weg.',
      yes: 'Laat zien',
      no: 'Blijf hier',
    })
    if (!go) return
    this.#gone = true
    this.#form.dataset.work = ''
    location.reload()
  }

  /**
   * Sending the form itself. What was not kept yet is kept first: then an answer that never comes loses nothing either.
   * @returns whether it may go now
   */
  mayGo(submitter: HTMLElement | null): boolean {
    if (this.#stopped || !(this.changed || this.#lost)) {
      this.#gone = true
      clearTimeout(this.#timer)
      return true
    }
    const waits = this.#waiting !== undefined
    this.#waiting = submitter
    if (!waits || this.#lost) void this.#goOn()
    return false
  }

  async #goOn(): Promise<void> {
    this.changed = true
    const kept = await this.keep()
    const button = this.#waiting
    if (button === undefined) return
    if (!kept && this.#lost) {
      this.#warn('Er is geen verbinding. Zodra die er is, wordt dit verstuurd, één keer. Laat dit scherm open.')
      return
    }
    this.#waiting = undefined
    if (!kept && !this.#stopped) return
    this.#form.requestSubmit(button)
  }

  stay(): void {
    this.#gone = false
  }

  #say(text: string): void {
    this.#line.className = 'n-soft n-small n-draft'
    this.#line.textContent = text
  }

  #warn(text: string): void {
    this.#line.className = 'n-draft n-draft--warn'
    this.#line.textContent = text
    this.#form.dataset.work = 'changed'
  }
}

const drafts = new Map<HTMLFormElement, Draft>()

function draftOf(target: EventTarget | null): Draft | undefined {
  const form = target instanceof Element ? target.closest<HTMLFormElement>('form[data-draft]') : null
  if (!form) return undefined
  const known = drafts.get(form) ?? new Draft(form)
  drafts.set(form, known)
  return known
}

/** Keeps all that was typed on this page. @returns whether all of it is in safety */
export async function keepAll(): Promise<boolean> {
  const done = await Promise.all([...drafts.values()].map((draft) => draft.keep()))
  return done.every(Boolean)
}

/** Whether something was typed that is not kept yet. */
export const unkept = () => [...drafts].some(([form, draft]) => form.isConnected && draft.changed)

// What came back with something wrong was typed as well.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft][data-work=changed]')) {
  form.dataset.work = ''
  draftOf(form)?.typed()
}

for (const kind of ['input', 'change']) document.addEventListener(kind, (event) => draftOf(event.target)?.typed())

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (event.defaultPrevented) return
  if (form.dataset.draft !== undefined) {
    if (!draftOf(form)?.mayGo(event.submitter)) event.preventDefault()
    return
  }
  // Another form takes us away, such as signing out: first what was typed is put in safety.
  if (form.method !== 'post' || !unkept()) return
  event.preventDefault()
  const { submitter } = event
  void keepAll().then(() => {
    drafts.clear()
    form.requestSubmit(submitter)
  })
})

addEventListener('online', () => {
  for (const draft of drafts.values()) void draft.again()
})
// A phone that is put away may never come back to the page.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) for (const draft of drafts.values()) void draft.keep(true)
})
addEventListener('pagehide', () => {
  for (const draft of drafts.values()) void draft.keep(true)
})
addEventListener('pageshow', () => {
  for (const draft of drafts.values()) draft.stay()
})

function wordsOf(form: HTMLFormElement): URLSearchParams {
  const words = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') words.append(name, value)
  return words
}

function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.getAttribute('action') ?? location.href, location.href)
  address.hash = ''
  address.searchParams.set('concept', '')
  return address.href
}

/** What the form is, for a list of what was not saved: what it is about and what its page is called. */
function labelOf(form: HTMLFormElement): string {
  const page = form.closest('.n-page') ?? document
  const about = [...page.querySelectorAll('.utrecht-breadcrumb-nav__item a')].at(-1)?.textContent
  return [page.querySelector('h1')?.textContent, about].filter(Boolean).join(' · ')
}

function button(text: string): HTMLButtonElement {
  return make('button', 'utrecht-button utrecht-button--secondary-action', text, { type: 'button' })
}

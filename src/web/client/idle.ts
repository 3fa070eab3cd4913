import { csrf, make } from './dom.ts'
import { leaveAnyway } from './work.ts'

/** How long before the end the page asks, and how seldom a busy page tells the server that somebody is there; milliseconds. */
const warning = 2 * 60_000
const seldom = 5 * 60_000

/**
 * Before a session ends because nobody touches the page, it asks. Who is typing is there: that alone keeps the session, in every
 * open tab. When it does end, the page reloads into the sign-in page, so that nothing about anybody stays on the screen.
 */
class Idle extends HTMLElement {
  #renewed = Date.now()
  #touched = 0
  #dialog: HTMLDialogElement | undefined
  #tabs = new BroadcastChannel('naober-session')

  connectedCallback(): void {
    const limit = Number(this.getAttribute('seconds')) * 1000
    if (!(limit > warning)) return
    for (const kind of ['input', 'keydown', 'pointerdown']) {
      document.addEventListener(
        kind,
        () => {
          this.#touched = Date.now()
        },
        { passive: true, capture: true },
      )
    }
    this.#tabs.addEventListener('message', () => this.#stayed())
    this.#tabs.postMessage('here') // loading this page renewed the session for the other tabs too
    const look = () => this.#look(limit)
    setInterval(look, 5000)
    document.addEventListener('visibilitychange', look)
  }

  #look(limit: number): void {
    const idle = Date.now() - this.#renewed
    if (idle >= limit) {
      leaveAnyway()
      location.reload()
    } else if (idle >= limit - warning) {
      this.#ask()
    } else if (this.#touched > this.#renewed && idle > seldom) {
      void this.#stay()
    }
  }

  #ask(): void {
    if (this.#dialog) return
    const dialog = make('dialog', 'n-dialog', '', { 'aria-labelledby': 'n-idle' })
    const inside = make('form', 'n-dialog__in', '', { method: 'dialog' })
    inside.append(
      make('h2', 'utrecht-heading-2', 'Ben je er nog?', { id: 'n-idle' }),
      make(
        'p',
        '',
        'Over twee minuten moet je opnieuw aanmelden. Wat je in een formulier typte, staat dan weer voor je klaar.',
      ),
      make('button', 'utrecht-button utrecht-button--primary-action', 'Blijf ingelogd'),
    )
    dialog.append(inside)
    dialog.addEventListener('close', () => {
      if (this.#dialog === dialog) void this.#stay()
    })
    this.#dialog = dialog
    document.body.append(dialog)
    dialog.showModal()
  }

  async #stay(): Promise<void> {
    this.#stayed()
    const body = new URLSearchParams({ csrf: csrf() })
    const answer = await fetch(this.getAttribute('stay') ?? '', { method: 'POST', body, redirect: 'manual' }).catch(
      () => undefined,
    )
    // No answer at all is a network that is away for a moment; another answer means that the session is gone.
    if (answer && !answer.ok) {
      leaveAnyway()
      location.reload()
    } else if (answer) {
      this.#tabs.postMessage('here')
    }
  }

  #stayed(): void {
    this.#renewed = Date.now()
    const dialog = this.#dialog
    this.#dialog = undefined
    dialog?.remove()
  }
}

customElements.define('naober-idle', Idle)

import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { liveLine } from './dom.ts'

interface Asked {
  options: PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON
  sealed: string
}

const stopped = 'Het is niet gelukt, of je hebt het gestopt. Probeer het nog een keer.'
const away = 'We konden Naober niet bereiken. Kijk of je internet hebt en probeer het nog een keer.'
const patience = 20_000

/**
 * A form that the phone itself answers: the finger, the face or the code that unlocks it. `ask` is where the question comes from. Where
 * that cannot be done the box stays hidden, or leads to `instead`. The library is only loaded here, when a page has such a form.
 */
class Phone extends HTMLElement {
  #said = liveLine()

  connectedCallback(): void {
    const form = this.querySelector('form')
    const instead = this.getAttribute('instead')
    if (!form) return
    if (!('PublicKeyCredential' in window)) {
      if (instead !== null) location.replace(withCode(instead, form))
      return
    }
    this.hidden = false
    this.#said.className = 'utrecht-form-field-error-message'
    form.append(this.#said)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#answer(form)
    })
    const link = this.querySelector<HTMLAnchorElement>('a[data-keeps-code]')
    link?.addEventListener('click', () => {
      link.href = withCode(link.href, form)
    })
  }

  async #answer(form: HTMLFormElement): Promise<void> {
    this.#said.textContent = ''
    const library = import('@simplewebauthn/browser')
    const asked = await this.#question(form)
    if (!asked) return
    try {
      const { startRegistration, startAuthentication } = await library
      const { options } = asked
      const answer =
        'user' in options
          ? await startRegistration({ optionsJSON: options })
          : await startAuthentication({ optionsJSON: options })
      fill(form, 'answer', JSON.stringify(answer))
      fill(form, 'sealed', asked.sealed)
      form.submit()
    } catch {
      this.#said.textContent = stopped
    }
  }

  /** The question for this form; what is wrong with the form is said in it. */
  async #question(form: HTMLFormElement): Promise<Asked | undefined> {
    try {
      const typed = [...new FormData(form)].flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value]] : [],
      )
      const body = new URLSearchParams(typed)
      const signal = AbortSignal.timeout(patience)
      const answer = await fetch(this.getAttribute('ask') ?? '', { method: 'POST', body, redirect: 'manual', signal })
      if (!answer.ok) throw new Error()
      const told = (await answer.json()) as Asked | { problem: string }
      if (!('problem' in told)) return told
      this.#said.textContent = told.problem
    } catch {
      this.#said.textContent = away
    }
    return undefined
  }
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  const input = form.querySelector<HTMLInputElement>(`input[name=${name}]`)
  if (input) input.value = value
}

/** Another page with the code that was typed here behind its #, where no server sees it. */
function withCode(to: string, form: HTMLFormElement): string {
  const code = form.querySelector<HTMLInputElement>('input[name=link]')?.value ?? location.hash.slice(1)
  return `${to.replace(/#.*$/, '')}#${code === '' ? location.hash.slice(1) : code}`
}

customElements.define('naober-phone', Phone)

import { liveLine, singleKeys } from './dom.ts'
import { Options } from './options.ts'
import type { QuickResults } from './protocol.ts'

/** How long typing may pause before we look, in milliseconds: long enough to type a name, short enough to feel at once. */
const pause = 180

/**
 * The search box in the top bar: `/` and Ctrl+K go there from anywhere, and while typing the first people and files appear below
 * it. What is typed travels in the body of a post, never in an address. Enter without a choice opens the full page of results.
 */
class Search extends HTMLElement {
  #options: Options | undefined
  #said = liveLine()
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked: AbortController | undefined
  #cameFrom: HTMLElement | null = null

  connectedCallback(): void {
    const form = this.querySelector('form')
    const input = this.querySelector<HTMLInputElement>('input[type=search]')
    if (!form || !input) return
    const options = new Options(input, 'Gevonden', (to) => location.assign(to))
    this.#options = options
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-expanded', 'false')
    form.append(options.box, this.#said)

    input.addEventListener('input', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#look(form, input), pause)
    })
    input.addEventListener('keydown', (event) => {
      if (options.key(event)) {
        // Who chooses goes by what is on the screen: an answer that comes after it must not take the choice away.
        clearTimeout(this.#timer)
        this.#asked?.abort()
      } else if (event.key === 'Escape') this.#cameFrom?.focus()
    })
    input.addEventListener('blur', () => options.close())
    document.addEventListener('keydown', (event) => {
      const palette =
        event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
      if (!palette && !(event.key === '/' && singleKeys(event))) return
      event.preventDefault()
      if (document.activeElement instanceof HTMLElement && document.activeElement !== input)
        this.#cameFrom = document.activeElement
      input.focus()
      input.select()
    })
  }

  async #look(form: HTMLFormElement, input: HTMLInputElement): Promise<void> {
    this.#asked?.abort()
    if (input.value.trim().length < 2) {
      this.#options?.close()
      return
    }
    const asked = new AbortController()
    this.#asked = asked
    const found = await quickResults(form, asked.signal)
    if (asked.signal.aborted || document.activeElement !== input) return
    this.#options?.show(
      found.items.map((item) => ({ title: item.title, about: item.about, value: item.to })),
      false,
    )
    this.#said.textContent =
      found.items.length === 0 ? 'Niets gevonden' : `${found.items.length} gevonden. Kies met de pijltjes.`
  }
}

/** What is found at once; nothing when the server cannot say, for then Enter still opens the page. */
async function quickResults(form: HTMLFormElement, signal: AbortSignal): Promise<QuickResults> {
  try {
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
    const answer = await fetch(`${form.action}?snel`, {
      method: 'POST',
      body,
      signal,
      redirect: 'error',
      headers: { accept: 'application/json' },
    })
    return answer.ok ? await answer.json() : { items: [] }
  } catch {
    return { items: [] }
  }
}

customElements.define('naober-search', Search)

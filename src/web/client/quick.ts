import { freshId, liveLine, make, roomForWindow } from './dom.ts'
import { keepAll } from './draft.ts'

/**
 * Something new over whatever page is open: the same pages and forms as at its own address, in a window. What was half typed below it stays
 * as it is. Without a script the link simply goes to that address.
 */
class Quick {
  readonly #dialog = make('dialog', 'n-dialog n-quick', '', { 'aria-label': 'Nieuw' })
  readonly #inside = make('div', 'n-dialog__in')
  readonly #said = liveLine()
  #busy = false

  constructor(address: string) {
    const close = make('button', 'utrecht-button utrecht-button--subtle n-quick__close', 'Sluiten', { type: 'button' })
    close.addEventListener('click', () => this.#dialog.close())
    this.#dialog.append(close, this.#inside, this.#said)
    this.#dialog.addEventListener('click', (event) => this.#click(event))
    this.#dialog.addEventListener('submit', (event) => this.#submit(event))
    // What was typed in the window is kept like anything else that was typed.
    this.#dialog.addEventListener('close', () => void keepAll().then(() => this.#dialog.remove()))
    document.body.append(this.#dialog)
    this.#dialog.showModal()
    void this.#load(address)
  }

  #click(event: MouseEvent): void {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[href]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return
    const to = new URL(link.href)
    if (to.pathname === '/' || belongs(to)) event.preventDefault()
    if (to.pathname === '/') this.#dialog.close()
    else if (belongs(to)) void keepAll().then(() => this.#load(to.href))
  }

  #submit(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement
    if (form.method !== 'post') return
    event.preventDefault()
    const body = new URLSearchParams(new FormData(form, event.submitter) as unknown as Record<string, string>)
    void this.#load(form.action, { method: 'POST', body })
  }

  async #load(address: string, init?: RequestInit): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    const answer = await fetch(address, init).catch(() => undefined)
    this.#busy = false
    if (!answer) {
      this.#said.className = 'n-draft n-draft--warn'
      this.#said.textContent = 'Er is geen verbinding. Wat je invulde staat er nog: probeer het zo opnieuw.'
      return
    }
    const at = new URL(answer.url)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (belongs(at)) this.#show(page, at)
    else if (answer.ok && init && page.querySelector('.n-app')) this.#finish(page, at)
    // Signed out meanwhile, or something else than was asked: that is for the whole page.
    else location.assign(at)
  }

  #show(page: Document, at: URL): void {
    const main = page.querySelector('main')
    if (!main) return
    apart(main)
    for (const form of main.querySelectorAll('form'))
      form.action = new URL(form.getAttribute('action') ?? at.href, at).href
    this.#said.className = 'n-hidden'
    this.#said.textContent = ''
    this.#inside.replaceChildren(...document.importNode(main, true).children)
    this.#dialog.scrollTop = 0
    const field = this.#inside.querySelector<HTMLElement>(
      '[data-focus], input:not([type=hidden]), select, textarea, .n-list a',
    )
    if (field?.dataset.focus !== undefined) field.tabIndex = -1
    field?.focus()
  }

  /** It is saved: the window goes, and the page below says so and leads to what was made. */
  #finish(page: Document, at: URL): void {
    const place = document.querySelector('main [role=status]')
    const flash = page.querySelector('main [role=status] .n-flash')
    const said = make('div', 'n-flash', '', { tabindex: '-1' })
    const text = flash?.querySelector('p')?.textContent || 'Het staat erin.'
    said.append(make('p', 'utrecht-paragraph', text))
    said.append(
      make('a', 'utrecht-link', `Naar ${page.querySelector('h1')?.textContent ?? 'wat je maakte'}`, { href: at.href }),
    )
    this.#dialog.close()
    place?.replaceChildren(said)
    said.focus()
  }
}

/** Whether an address is a step on the way to something new. */
function belongs({ origin, pathname, searchParams }: URL): boolean {
  return origin === location.origin && (/^\/(nieuw|zoeken)(\/|$)/.test(pathname) || searchParams.get('na') === 'nieuw')
}

/** Names of elements in the window must differ from those on the page below it, where the same fields may stand. */
function apart(root: HTMLElement): void {
  const own = freshId()
  for (const name of ['id', 'for', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'list', 'form'])
    for (const element of root.querySelectorAll(`[${name}]`)) {
      const value = element.getAttribute(name) ?? ''
      element.setAttribute(
        name,
        value
          .split(' ')
          .map((one) => `${own}-${one}`)
          .join(' '),
      )
    }
  for (const link of root.querySelectorAll('a[href^="#"]'))
    link.setAttribute('href', `#${own}-${link.getAttribute('href')?.slice(1)}`)
}

document.addEventListener('click', (event) => {
  const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[data-quick]')
  if (!link || !roomForWindow() || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const address = new URL(link.href)
  address.search = '' // the page below is still there: nobody has to be led back to it
  new Quick(address.href)
})

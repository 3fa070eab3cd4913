import { liveLine } from './dom.ts'

/** Ordering without a round trip: the buttons move a line at once, and a mouse may drag it. The order is that of the page. */
class Chooser extends HTMLElement {
  #said = liveLine()
  #held: HTMLElement | null = null

  connectedCallback(): void {
    const list = this.querySelector('ol')
    if (!list) return
    this.append(this.#said)
    for (const item of items(list)) item.draggable = true
    list.addEventListener('click', (event) => {
      const button = (event.target as HTMLElement).closest<HTMLButtonElement>('button.n-move')
      const item = button?.closest('li')
      if (!button || !item) return
      event.preventDefault()
      if (button.name === 'omhoog') item.previousElementSibling?.before(item)
      else item.nextElementSibling?.after(item)
      this.#settle(list, item)
      const other = item.querySelector<HTMLButtonElement>('button.n-move:enabled')
      if (button.disabled) other?.focus()
      else button.focus()
    })
    list.addEventListener('dragstart', (event) => {
      this.#held = (event.target as HTMLElement).closest('li')
      this.#held?.classList.add('n-chooser__item--held')
    })
    list.addEventListener('dragover', (event) => {
      const over = (event.target as HTMLElement).closest('li')
      if (!this.#held || !over) return
      event.preventDefault()
      if (over === this.#held) return
      const box = over.getBoundingClientRect()
      if (event.clientY > box.top + box.height / 2) over.after(this.#held)
      else over.before(this.#held)
    })
    list.addEventListener('dragend', () => {
      this.#held?.classList.remove('n-chooser__item--held')
      if (this.#held) this.#settle(list, this.#held)
      this.#held = null
    })
  }

  #settle(list: HTMLOListElement, item: HTMLElement): void {
    const all = items(list)
    all.forEach((each, index) => {
      for (const button of each.querySelectorAll<HTMLButtonElement>('button.n-move')) {
        button.disabled = button.name === 'omhoog' ? index === 0 : index === all.length - 1
      }
    })
    this.#said.textContent = `Staat nu op plaats ${all.indexOf(item) + 1} van ${all.length}`
    list.dispatchEvent(new Event('input', { bubbles: true })) // so that leaving asks about it
  }
}

function items(list: HTMLOListElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('li')]
}

customElements.define('naober-chooser', Chooser)

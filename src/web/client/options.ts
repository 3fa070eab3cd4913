import { freshId, make } from './dom.ts'

/** One line that can be picked: words, what explains them, and what it stands for. */
export interface Option {
  title: string
  about?: string | undefined
  value: string
}

/**
 * The list that opens below an input while typing: arrows walk through it, Enter picks, Esc closes. Focus stays in the input;
 * screen readers follow by `aria-activedescendant`.
 */
export class Options {
  readonly box = make('div', 'n-popup', '', { hidden: '' })
  readonly #input: HTMLInputElement | HTMLTextAreaElement
  readonly #list: HTMLUListElement
  readonly #pick: (value: string) => void
  #at = -1

  constructor(input: HTMLInputElement | HTMLTextAreaElement, label: string, pick: (value: string) => void) {
    this.#input = input
    this.#pick = pick
    this.#list = make('ul', 'n-options', '', { role: 'listbox', id: freshId(), 'aria-label': label })
    this.box.append(this.#list)
    // A press on an option must not take focus from the input before the click arrives.
    this.box.addEventListener('pointerdown', (event) => event.preventDefault())
    this.box.addEventListener('click', (event) => {
      const item = (event.target as HTMLElement).closest<HTMLElement>('[role=option]')
      if (item) this.#pick(item.dataset.value ?? '')
    })
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-controls', this.#list.id)
  }

  get open(): boolean {
    return !this.box.hidden
  }

  /** Shows these; with `first` the first one is ready to be picked. Nothing to show closes the list. */
  show(options: Option[], first: boolean): void {
    this.#list.replaceChildren(...options.map((option) => this.#item(option)))
    this.box.hidden = options.length === 0
    // A text of more lines has no such state; there the marked option alone tells that the list is open.
    if (this.#input instanceof HTMLInputElement) this.#input.setAttribute('aria-expanded', String(this.open))
    this.#mark(first && this.open ? 0 : -1)
  }

  close(): void {
    this.show([], false)
  }

  /** Handles a key when the list is open; true when it was for the list. */
  key(event: KeyboardEvent): boolean {
    const items = this.#list.children
    if (!this.open || event.isComposing) return false
    if (event.key === 'ArrowDown') this.#mark((this.#at + 1) % items.length)
    else if (event.key === 'ArrowUp') this.#mark((this.#at < 1 ? items.length : this.#at) - 1)
    else if (event.key === 'Enter' && this.#at >= 0) this.#pick((items[this.#at] as HTMLElement).dataset.value ?? '')
    else if (event.key === 'Escape') this.close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  #item({ title, about, value }: Option): HTMLElement {
    const item = make('li', 'n-option', '', { role: 'option', id: freshId(), 'aria-selected': 'false' })
    item.dataset.value = value
    item.append(make('strong', '', title))
    if (about) item.append(make('span', '', about))
    return item
  }

  #mark(index: number): void {
    this.#list.children[this.#at]?.setAttribute('aria-selected', 'false')
    this.#at = index
    const item = this.#list.children[index]
    if (!item) {
      this.#input.removeAttribute('aria-activedescendant')
      return
    }
    item.setAttribute('aria-selected', 'true')
    item.scrollIntoView({ block: 'nearest' })
    this.#input.setAttribute('aria-activedescendant', item.id)
  }
}

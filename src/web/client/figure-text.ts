import { type Option, Options } from './options.ts'

/** In a text that names figures: after `{{` the names appear, fewer with each letter; picking one writes it. */
class FigureText extends HTMLElement {
  connectedCallback(): void {
    const area = this.querySelector('textarea')
    if (!area) return
    const names = [...this.querySelectorAll<HTMLElement>('[data-figure]')].map((item) => ({
      value: item.dataset.figure ?? '',
      title: item.querySelector('span')?.textContent ?? '',
      about: item.querySelector('strong')?.textContent ?? '',
    }))
    const options = new Options(area, 'Cijfers', (key) => {
      insert(area, key)
      options.close()
    })
    // Below the whole field: inside its grid the list would lie over what is being typed.
    area.closest('.utrecht-form-field')?.after(options.box)
    const look = () => {
      const typed = typedName(area)
      options.show(typed === undefined ? [] : matching(names, typed).slice(0, 8), true)
    }
    area.addEventListener('input', look)
    area.addEventListener('click', look)
    area.addEventListener('blur', () => options.close())
    area.addEventListener('keydown', (event) => options.key(event))
    this.querySelector('ul')?.addEventListener('click', (event) => {
      const item = (event.target as HTMLElement).closest<HTMLElement>('[data-figure]')
      if (item) insert(area, item.dataset.figure ?? '')
    })
  }
}

/** What stands between `{{` and the cursor, or nothing when the cursor is not in a name. */
function typedName(area: HTMLTextAreaElement): string | undefined {
  return /\{\{([^{}\n]*)$/.exec(area.value.slice(0, area.selectionStart))?.[1]
}

function matching(names: Option[], typed: string): Option[] {
  const words = typed.toLocaleLowerCase('nl').split(/\s+/)
  return names.filter((name) =>
    words.every((word) => `${name.title} ${name.value}`.toLocaleLowerCase('nl').includes(word)),
  )
}

function insert(area: HTMLTextAreaElement, key: string): void {
  const typed = typedName(area)
  const from = area.selectionStart - (typed === undefined ? 0 : typed.length + 2)
  const closed = area.value.startsWith('}}', area.selectionEnd) ? 2 : 0
  area.focus()
  area.setRangeText(`{{${key}}}`, from, area.selectionEnd + closed, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

customElements.define('naober-figures', FigureText)

import { make } from './dom.ts'

/** How long a photo may be, and from how many bytes it is made smaller before it goes out. */
const longest = 3000
const large = 3_000_000

/** A place to drop a file, or to choose one. A large photo is made smaller here, so that it goes out in seconds and without its place. */
class Drop extends HTMLElement {
  #said = make('p', 'n-drop__said', '', { 'aria-live': 'polite' })

  connectedCallback(): void {
    const [input] = this.querySelectorAll<HTMLInputElement>('input[type=file]')
    if (!input) return
    const hint = make('p', 'n-drop__hint', 'Of sleep een bestand of een mail hierheen.')
    this.append(hint, this.#said)
    this.addEventListener('dragover', (event) => {
      event.preventDefault()
      this.classList.add('n-drop--over')
    })
    this.addEventListener('dragleave', () => this.classList.remove('n-drop--over'))
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      this.classList.remove('n-drop--over')
      const files = event.dataTransfer?.files
      if (files?.length !== 1 || !files[0])
        this.#said.textContent =
          'Sleep één bestand tegelijk hierheen. Uit sommige mailprogramma’s moet je een mail eerst bewaren.'
      else give(input, files[0])
    })
    this.addEventListener('change', (event) => {
      const chosen = event.target
      if (chosen instanceof HTMLInputElement && chosen.files?.[0]) void this.#look(chosen, chosen.files[0])
    })
  }

  /** Makes a photo smaller; says it when a file is too large, before it is sent for nothing. */
  async #look(input: HTMLInputElement, file: File): Promise<void> {
    const others = [...this.querySelectorAll<HTMLInputElement>('input[type=file]')].filter((one) => one !== input)
    for (const other of others) other.value = ''
    this.#said.textContent = ''
    const most = Number(this.getAttribute('most'))
    const small =
      file.size > large && file.type.startsWith('image/') ? await smaller(file).catch(() => undefined) : undefined
    if (input.files?.[0] !== file) return // something else was chosen meanwhile
    if (small && small.size < file.size) {
      give(input, small)
      this.#said.textContent = `De foto is kleiner gemaakt: van ${inMegabytes(file.size)} naar ${inMegabytes(small.size)}.`
    } else if (file.size > most) {
      input.value = ''
      this.#said.textContent = `Dit bestand is te groot: ${inMegabytes(file.size)}. Het mag ${inMegabytes(most)} zijn.`
    }
  }
}

const inMegabytes = (size: number) => `${(size / 1_000_000).toLocaleString('nl-NL', { maximumFractionDigits: 1 })} MB`

/** Puts a file in an input, as if it was chosen there. */
function give(input: HTMLInputElement, file: File): void {
  const held = new DataTransfer()
  held.items.add(file)
  input.files = held.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

async function smaller(file: File): Promise<File> {
  const drawn = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, longest / Math.max(drawn.width, drawn.height))
  const canvas = make('canvas')
  canvas.width = Math.round(drawn.width * scale)
  canvas.height = Math.round(drawn.height * scale)
  canvas.getContext('2d')?.drawImage(drawn, 0, 0, canvas.width, canvas.height)
  drawn.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  if (!blob) throw new Error('no picture came of it')
  return new File([blob], file.name, { type: 'image/jpeg' })
}

customElements.define('naober-drop', Drop)

// A file that is dropped beside the place would open in the browser, and what was typed on the page would be gone.
if (document.querySelector('naober-drop'))
  for (const kind of ['dragover', 'drop'])
    addEventListener(kind, (event) => {
      if (!event.defaultPrevented && (event as DragEvent).dataTransfer?.types.includes('Files')) event.preventDefault()
    })

import { ask } from './dialog.ts'
import { make, roomForWindow } from './dom.ts'
import { keepAll, unkept } from './draft.ts'

/** Work that was typed and not saved is not lost by leaving: the page asks first. */
const work = () => document.querySelector('form[data-work=changed]')
let leaving = false

document.addEventListener('input', (event) => {
  const form = (event.target as HTMLElement).closest<HTMLFormElement>('form[data-work]')
  // What is kept on the server need not be asked about; where it cannot be kept, that is said there.
  if (form && form.dataset.draft === undefined) form.dataset.work = 'changed'
})

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (!event.defaultPrevented && form.dataset.work !== undefined) leaving = true
})

addEventListener('pageshow', () => {
  leaving = false
})

/** Lets the page go whatever was typed, for when the session has ended: then what stands there must not stay in sight. */
export function leaveAnyway(): void {
  leaving = true
}

// The browser's own question cannot be worded; a click on a link can be asked about in our words.
document.addEventListener('click', (event) => {
  const link = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[href]')
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented)
  if (!link || !plain || !(work() || unkept()) || staysHere(link)) return
  event.preventDefault()
  void keepAndGo(link.href)
})

/** What is kept on the server may be left at once; what cannot be kept is asked about. */
async function keepAndGo(to: string): Promise<void> {
  await keepAll()
  if (work()) return await askAndGo(to)
  leaving = true
  location.assign(to)
}

function staysHere(link: HTMLAnchorElement): boolean {
  return (
    Boolean(link.target) ||
    link.hasAttribute('download') ||
    (link.dataset.quick !== undefined && roomForWindow()) ||
    link.getAttribute('href')?.startsWith('#') === true
  )
}

async function askAndGo(to: string): Promise<void> {
  const go = await ask({
    title: 'Dit is nog niet bewaard',
    text: 'Wat je hier hebt ingevuld gaat weg als je deze pagina verlaat.',
    yes: 'Weg zonder te bewaren',
    no: 'Blijf hier',
  })
  if (!go) return
  leaving = true
  location.assign(to)
}

addEventListener('beforeunload', (event) => {
  if (!leaving && work()) event.preventDefault()
})

/** Tells how many letters are left once a text comes near its end; before that it would only distract. */
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-max]')) {
  const max = Number(area.dataset.max)
  const left = make('div', 'n-left', '', { 'aria-live': 'polite' })
  area.after(left)
  const tell = () => {
    const over = area.value.length - max
    left.classList.toggle('n-left--over', over > 0)
    left.textContent = over > 0 ? `${over} te veel` : over > -max / 5 ? `nog ${-over}` : ''
  }
  area.addEventListener('input', tell)
  tell()
}

import { isTyping, singleKeys } from './dom.ts'

/** In a list the arrow keys, and j and k, go from row to row; Enter then opens the row, as it does any link. */
document.addEventListener('keydown', (event) => {
  const inside =
    event.target instanceof HTMLElement && event.target.closest('[data-row]') !== null && !isTyping(event.target)
  const step = stepOf(event, inside)
  if (step === undefined) return
  const rows = [...document.querySelectorAll<HTMLElement>('[data-rows] [data-row]')].filter((row) =>
    row.querySelector('a[href]'),
  )
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const to = step === 'first' ? 0 : step === 'last' ? rows.length - 1 : here < 0 ? 0 : here + step
  const link = rows[to]?.querySelector<HTMLAnchorElement>('a[href]')
  if (!link) return
  event.preventDefault()
  link.focus()
})

/** Arrows belong to the page unless a row has focus; letters work from anywhere, when they are on. */
function stepOf(event: KeyboardEvent, inside: boolean): 1 | -1 | 'first' | 'last' | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined
  if (event.key === 'j' && singleKeys(event)) return 1
  if (event.key === 'k' && singleKeys(event)) return -1
  if (!inside) return undefined
  return ({ ArrowDown: 1, ArrowUp: -1, Home: 'first', End: 'last' } as const)[event.key as 'ArrowDown']
}

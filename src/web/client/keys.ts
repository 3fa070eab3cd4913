import { isTyping } from './dom.ts'

/**
 * Keys that do what a link or button on the page does: it says so itself with `data-key`. A letter counts while nobody types; with Alt
 * it counts always, for who is typing when the telephone rings.
 */
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase()
  const key = event.altKey ? letter : event.key
  const bare = !event.altKey && event.key !== 'Escape'
  if (key === undefined || (bare && (isTyping(event.target) || document.documentElement.dataset.keys === 'off'))) return
  const target = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  if (!target) return
  event.preventDefault()
  target.click()
})

/** Makes an element. Text goes in as text, never as html. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  text = '',
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text) element.textContent = text
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

/** Whether somebody is typing there, so that letters are text and no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Whether shortcuts of a single key are on; somebody who presses keys by accident or by voice has them off. */
export function singleKeys(event: KeyboardEvent): boolean {
  const bare = !(event.ctrlKey || event.metaKey || event.altKey)
  return (
    bare &&
    document.documentElement.dataset.keys !== 'off' &&
    !isTyping(event.target) &&
    !document.querySelector('dialog[open]')
  )
}

/** Whether there is room for a window over the page. On a phone it would hide all of it: there it is a page, and the way back is offered. */
export const roomForWindow = () => !matchMedia('(max-width: 48rem)').matches

/** The token that proves a post came from our own page. */
export function csrf(): string {
  return document.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? ''
}

/** A line that screen readers read out when its text changes. */
export function liveLine(): HTMLElement {
  return make('p', 'n-hidden', '', { 'aria-live': 'polite' })
}

/** Makes names of elements unique, so that one can point at another. */
export function freshId(): string {
  fresh += 1
  return `n-${fresh}`
}
let fresh = 0

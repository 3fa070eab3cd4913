/** A second press on a button sends nothing, so nothing is registered twice. */
const sent = new Map<HTMLFormElement, HTMLElement | null>()

document.addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !('once' in form.dataset)) return
  if (sent.has(form)) {
    event.preventDefault()
    return
  }
  // Not `disabled`: a disabled button's value is left out of what is sent.
  event.submitter?.setAttribute('aria-disabled', 'true')
  sent.set(form, event.submitter)
  // When the answer is a file, the page stays: give the button back.
  setTimeout(() => release(form), 8000)
})

// Coming back with the browser's back button shows the page as it was left.
addEventListener('pageshow', () => {
  for (const form of [...sent.keys()]) release(form)
})

function release(form: HTMLFormElement): void {
  sent.get(form)?.removeAttribute('aria-disabled')
  sent.delete(form)
}

/**
 * Puts the token of a link, or the code of a paper whose square was read, into its form. It stands behind the # so that no server or log ever sees it; once in the form it
 * goes out of the address as well, so that it is not in the history of a shared computer.
 */
class Invitation extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[name=link]')
    const token = location.hash.slice(1)
    if (!input || !/^(?:[\w-]{43}|\w{4}-\w{4}-\w{4})$/.test(token)) return
    input.value = token
    history.replaceState(null, '', location.pathname + location.search)
    this.querySelector<HTMLInputElement>('input[name=password]')?.focus()
  }
}

customElements.define('naober-invitation', Invitation)

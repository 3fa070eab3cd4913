/** How often a page looks how far the work is, and how long: somebody who went away must not keep the session alive. */
const every = 1500
const longest = 10 * 60_000

/** Work that goes on elsewhere: the page asks for itself again, shows how far it is, and loads anew when it is ready. */
class Progress extends HTMLElement {
  connectedCallback(): void {
    const begun = Date.now()
    const timer = setInterval(() => {
      if (!this.isConnected || Date.now() - begun > longest) clearInterval(timer)
      else if (!document.hidden) void this.#look(timer)
    }, every)
  }

  async #look(timer: ReturnType<typeof setInterval>): Promise<void> {
    const answer = await fetch(location.href, { redirect: 'manual' }).catch(() => undefined)
    if (!answer) return // the network is away for a moment
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined
    const next = page?.querySelector('naober-progress')
    if (!next) {
      clearInterval(timer)
      location.reload()
      return
    }
    const [bar, said] = [this.querySelector('progress'), this.querySelector('[role=status]')]
    const [newBar, newSaid] = [next.querySelector('progress'), next.querySelector('[role=status]')]
    for (const name of ['max', 'value']) {
      const value = newBar?.getAttribute(name)
      if (value !== null && value !== undefined) bar?.setAttribute(name, value)
    }
    if (said && newSaid && said.textContent !== newSaid.textContent) said.textContent = newSaid.textContent
  }
}

customElements.define('naober-progress', Progress)

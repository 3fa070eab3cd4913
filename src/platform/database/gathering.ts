import { Socket } from 'node:net'

/** A socket that sends what is written in one go of the program as one piece, so that statements asked together leave together. */
export class GatheringSocket extends Socket {
  #gathering = false

  override write(...args: unknown[]): boolean {
    if (!this.#gathering && !this.connecting) {
      this.#gathering = true
      this.cork()
      // Once everything that is ready to run has run.
      setImmediate(() => {
        this.#gathering = false
        this.uncork()
      })
    }
    return super.write(...(args as Parameters<Socket['write']>))
  }
}

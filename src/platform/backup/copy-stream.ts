import { Readable, Writable } from 'node:stream'
import type pg from 'pg'

/** The part of a connection that COPY needs and that its types leave out. */
type Wire = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(why: string): void
}

const gathered = 64 * 1024

/**
 * The answer to `copy … to stdout`, as PostgreSQL writes it: one line for each row, without loss for any type. It waits
 * for whoever reads it, so that a million rows never stand in memory at once. `rows` is known when it has ended.
 */
export class CopyOut extends Readable {
  rows = 0
  readonly text: string
  #wire: Wire | undefined
  #buffer = Buffer.allocUnsafe(gathered)
  #filled = 0

  constructor(text: string) {
    super()
    this.text = text
  }

  submit(wire: pg.Connection): void {
    this.#wire = wire as Wire
    wire.query(this.text)
  }

  override _read(): void {
    this.#wire?.stream.resume()
  }

  // The bytes of a message are only ours until the next one comes in: they are copied at once.
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.destroyed) return
    if (this.#filled + chunk.length > gathered) this.#pass()
    if (chunk.length > gathered) this.#give(Buffer.from(chunk))
    else this.#filled += chunk.copy(this.#buffer, this.#filled)
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = rowsIn(text)
  }

  handleReadyForQuery(): void {
    this.#pass()
    this.push(null)
    // Nobody reads any more, and the next question needs the connection.
    this.#wire?.stream.resume()
  }

  handleError(problem: Error): void {
    this.destroy(problem)
  }

  override _destroy(problem: Error | null, callback: (problem: Error | null) => void): void {
    this.#wire?.stream.resume()
    callback(problem)
  }

  #pass(): void {
    if (this.#filled === 0) return
    this.#give(this.#buffer.subarray(0, this.#filled))
    this.#buffer = Buffer.allocUnsafe(gathered)
    this.#filled = 0
  }

  #give(bytes: Buffer): void {
    if (!this.push(bytes)) this.#wire?.stream.pause()
  }
}

/** Takes what `copy … from stdin` is given. `rows` is known when it has finished. */
export class CopyIn extends Writable {
  rows = 0
  readonly text: string
  #wire: Wire | undefined
  /** Whoever waits for the server: for its leave to begin, or for its word that everything is in. */
  #waiting: ((problem?: Error) => void) | undefined
  #over = false

  constructor(text: string) {
    super()
    this.text = text
  }

  submit(wire: pg.Connection): void {
    this.#wire = wire as Wire
    wire.query(this.text)
  }

  override _construct(callback: (problem?: Error) => void): void {
    this.#waiting = callback
  }

  override _write(chunk: Buffer, _encoding: string, callback: () => void): void {
    this.#wire?.sendCopyFromChunk(chunk)
    if (this.#wire?.stream.writableNeedDrain) this.#wire.stream.once('drain', callback)
    else callback()
  }

  override _final(callback: (problem?: Error) => void): void {
    this.#waiting = callback
    this.#wire?.endCopyFrom()
  }

  override _destroy(problem: Error | null, callback: (problem: Error | null) => void): void {
    if (problem && !this.#over) this.#wire?.sendCopyFail('stopped')
    callback(problem)
  }

  handleCopyInResponse(): void {
    this.#tell()
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = rowsIn(text)
  }

  handleReadyForQuery(): void {
    this.#over = true
    this.#tell()
  }

  handleError(problem: Error): void {
    this.#over = true
    if (!this.#tell(problem)) this.destroy(problem)
  }

  #tell(problem?: Error): boolean {
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.(problem)
    return waiting !== undefined
  }
}

const rowsIn = (tag: string): number => Number(/^COPY (\d+)$/.exec(tag)?.[1] ?? Number.NaN)

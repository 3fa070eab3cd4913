import { untilStopped } from '#platform/stopping'

/** Tells long work that somebody asked for Ctrl-C or a stop, so that it can clear away what it made. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  void untilStopped().then(() => stopping.abort())
  return stopping.signal
}

/** Fails when the signal comes, with what is said to who gave it. */
export function whenStopped(signal: AbortSignal, problem: Error): Promise<never> {
  const stopped = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(problem)
    signal.addEventListener('abort', () => reject(problem))
  })
  stopped.catch(() => {}) // nobody may be waiting any more
  return stopped
}

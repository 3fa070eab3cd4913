/** When the launcher is killed its channel breaks; then what it started must stop as it does on a signal. */
export function stopWithLauncher(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // Listening alone must not keep a program alive that is ready.
  process.channel?.unref()
}

/**
 * Waits until this process is asked to stop: Ctrl-C, a signal, or a launcher that disappeared. From then on the caller
 * stops what it started, in its own order, the database last. Who asks again after two seconds is tired of waiting, and
 * the process ends at once.
 */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked: number | undefined
    // Waiting for a signal alone does not keep a process alive.
    const awake = setInterval(() => {}, 2 ** 30)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // In a terminal the launcher and we both get Ctrl-C, and the launcher passes its own on: that is one wish.
        if (asked !== undefined && Date.now() - asked > 2_000) process.exit(130)
        asked ??= Date.now()
        clearInterval(awake)
        resolve(signal)
      })
    }
  })
}

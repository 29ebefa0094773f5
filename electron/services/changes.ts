/** Tells watchers within this process that something was changed. */
export interface ChangeFeed {
  announce(): void
  /** Tells that reading the whole store, which goes on while a large one is in use, found damage. */
  announceDamage(): void
  isDamaged(): boolean
  /** Resolves at the next change, after `milliseconds`, or when the signal is aborted, whichever comes first. */
  next(signal: AbortSignal, milliseconds: number): Promise<void>
}

/** A feed that nothing was announced on yet. */
export function createChangeFeed(): ChangeFeed {
  const waiting = new Set<() => void>()
  let damaged = false
  function announce(): void {
    for (const wake of [...waiting]) wake()
  }
  return {
    announce,
    announceDamage() {
      damaged = true
      announce()
    },
    isDamaged: () => damaged,
    next(signal, milliseconds) {
      return new Promise((resolve) => {
        const timer = setTimeout(wake, milliseconds)
        // A waiting watcher must not keep the process from ending.
        timer.unref()
        function wake(): void {
          clearTimeout(timer)
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        if (signal.aborted) return wake()
        waiting.add(wake)
        signal.addEventListener('abort', wake)
      })
    },
  }
}

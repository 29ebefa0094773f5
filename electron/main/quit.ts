import type { App } from 'electron'

/** What has to end before the program may. */
export type Closable = { close(): Promise<void> }

/**
 * Ends the program in order: the first request to quit is held back until the engine has refused new calls, waited
 * for the running ones, locked the store and ended its workers. A fault in that is recorded and does not keep the
 * program open.
 */
export function quitInOrder(app: App, engine: Closable, report: (error: unknown) => void): void {
  let isClosing = false
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    void engine
      .close()
      .catch(report)
      .then(() => app.exit(0))
  })
  app.on('window-all-closed', () => app.quit())
}

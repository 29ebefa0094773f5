import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { secureWindowOptions, type WindowPurpose, windowTitle } from './window-options.ts'

/** The only place where a window is made. It is shown by its caller. */
export function secureWindow(purpose: WindowPurpose): BrowserWindow {
  const window = new BrowserWindow(
    secureWindowOptions(purpose, {
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
      packaged: app.isPackaged,
    }),
  )
  // Titles show in the task bar and in screen recordings, so a page may not put a name there.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.setTitle(windowTitle)
  return window
}

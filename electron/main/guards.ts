import type { App, Session, WebContents } from 'electron'
import { isSamePage } from './origin.ts'

const debuggingSwitches = ['inspect', 'inspect-brk', 'remote-debugging-port', 'remote-debugging-pipe']

/** Whether an installed program was started so that another program could look into it. */
export function isDebuggedInUse({
  isPackaged,
  commandLine,
}: Pick<App, 'isPackaged' | 'commandLine'>): boolean {
  return isPackaged && debuggingSwitches.some((name) => commandLine.hasSwitch(name))
}

/** Refuses every permission a page could ask for; Electron grants all of them by default. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}

/** Keeps every page where it is: no navigation, no redirect, no new window, no webview. */
export function refuseNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    if (!isSamePage(contents.getURL(), event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

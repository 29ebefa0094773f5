import { EventEmitter } from 'node:events'
import { runInThisContext } from 'node:vm'
import type { IpcMain } from 'electron'
import { originOf } from './addresses.ts'
import { app } from './main/app.ts'
import { dialog, Menu, powerMonitor, shell } from './main/desktop.ts'
import { serve } from './main/link.ts'
import { answerRequest, protocol, session } from './main/session.ts'
import { StandInWindow as BrowserWindow, findWindow } from './main/window.ts'
import type { Fetched, ToMain } from './wire.ts'

type InvokeHandler = Parameters<IpcMain['handle']>[1]

class StandInIpcMain extends EventEmitter implements Pick<IpcMain, 'handle' | 'removeHandler'> {
  readonly #handlers = new Map<string, InvokeHandler>()

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  async invoke({ channel, args, ...from }: ToMain['invoke'][0]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return handler(eventFrom(from) as never, ...args)
  }
}
const ipcMain = new StandInIpcMain()

function eventFrom({ window, url }: { window: number; url: string }) {
  const senderFrame = { url, origin: originOf(url), parent: null }
  return { sender: findWindow(window)?.webContents, senderFrame, frameId: 1, processId: 1 }
}

async function fetchFromMain({ url, method, headers, body }: ToMain['fetch'][0]): Promise<Fetched> {
  const init = body === undefined ? { method, headers } : { method, headers, body: new Uint8Array(body) }
  const response = await answerRequest(new Request(url, init))
  const { status } = response
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status, headers: Object.fromEntries(response.headers), body: bytes }
}

serve({
  invoke: (request) => ipcMain.invoke(request),
  send: ({ channel, args, ...from }) => void ipcMain.emit(channel, eventFrom(from), ...args),
  fetch: fetchFromMain,
  willNavigate: ({ window, url }) => findWindow(window)?.webContents.mayNavigate(url) ?? true,
  willOpen: ({ window, url }) => findWindow(window)?.webContents.mayOpen(url) ?? false,
  navigated: ({ window, url }) => findWindow(window)?.webContents.navigated(url),
  titled: ({ window, title }) => findWindow(window)?.titled(title),
  preloadError: ({ window, message }) => {
    console.error(`[stand-in] preload: ${message}`)
    findWindow(window)?.webContents.emit('preload-error', {}, '', new Error(message))
  },
  closed: ({ window }) => findWindow(window)?.close(),
  evaluate: ({ source, argument }) => runInThisContext(`(${source})`)(electron, argument),
  quit: () => app.quit(),
})

const electron = { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session, shell }

export { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session, shell }
export default electron

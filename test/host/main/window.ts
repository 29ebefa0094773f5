import { EventEmitter } from 'node:events'
import type {
  BrowserWindowConstructorOptions,
  WebContents as ElectronContents,
  BrowserWindow as ElectronWindow,
  HandlerDetails,
  WebContentsPrintOptions,
} from 'electron'
import { originOf } from '../addresses.ts'
import { app } from './app.ts'
import { ask, tell } from './link.ts'
import { session } from './session.ts'

const windows = new Map<number, StandInWindow>()
let count = 0

type OpenHandler = Parameters<ElectronContents['setWindowOpenHandler']>[0]

export class StandInContents
  extends EventEmitter
  implements
    Pick<ElectronContents, 'id' | 'send' | 'isDestroyed' | 'getURL' | 'setWindowOpenHandler' | 'print'>
{
  readonly session = session.defaultSession
  readonly id: number
  url = ''
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(id: number) {
    super()
    this.id = id
  }

  send(channel: string, ...args: unknown[]): void {
    tell('send', { window: this.id, channel, args: structuredClone(args) })
  }

  isDestroyed(): boolean {
    return !windows.has(this.id)
  }

  getURL(): string {
    return this.url
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  /** There is no printer here; the fixture puts a record in place of this. */
  print(_options: WebContentsPrintOptions, done: (success: boolean, reason: string) => void): void {
    setImmediate(done, false, 'no printer')
  }

  mayOpen(url: string): boolean {
    const details = {
      url,
      frameName: '',
      features: '',
      disposition: 'new-window',
      referrer: { url: '', policy: 'default' },
    }
    return this.#openHandler(details as HandlerDetails).action === 'allow'
  }

  mayNavigate(url: string): boolean {
    let prevented = false
    const preventDefault = () => {
      prevented = true
    }
    this.emit('will-navigate', { url, isMainFrame: true, isSameDocument: false, preventDefault }, url)
    return !prevented
  }

  navigated(url: string): void {
    const sameDocument = this.url.replace(/#.*/, '') === url.replace(/#.*/, '') && url.includes('#')
    this.url = url
    this.emit(sameDocument ? 'did-navigate-in-page' : 'did-navigate', {}, url)
  }
}

export class StandInWindow
  extends EventEmitter
  implements
    Pick<
      ElectronWindow,
      | 'id'
      | 'loadURL'
      | 'show'
      | 'focus'
      | 'close'
      | 'destroy'
      | 'isDestroyed'
      | 'isMinimized'
      | 'restore'
      | 'getTitle'
      | 'setTitle'
    >
{
  readonly id: number
  readonly webContents: StandInContents
  readonly #options: BrowserWindowConstructorOptions
  #title: string

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    requireSecure(options)
    count += 1
    this.id = count
    this.#options = options
    this.#title = options.title ?? app.getName()
    this.webContents = new StandInContents(this.id)
    windows.set(this.id, this)
    app.windows.add(this)
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
  }

  static getAllWindows(): StandInWindow[] {
    return [...windows.values()]
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.url = url
    const { width = 800, height = 600, webPreferences } = this.#options
    const permissions = session.defaultSession.grantedTo(this.webContents as never, originOf(url))
    const options = { preload: webPreferences?.preload, width, height, permissions }
    await ask('open', { window: this.id, url, options })
    this.emit('ready-to-show')
    this.webContents.emit('did-finish-load')
  }

  show(): void {
    tell('show', { window: this.id })
  }

  focus(): void {
    tell('show', { window: this.id })
    this.emit('focus')
  }

  isMinimized(): boolean {
    return false
  }

  restore(): void {}

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  /** The page named itself; the name becomes the window's unless main prevents it. */
  titled(title: string): void {
    let prevented = false
    const preventDefault = () => {
      prevented = true
    }
    this.emit('page-title-updated', { preventDefault }, title, true)
    if (!prevented) this.#title = title
  }

  isDestroyed(): boolean {
    return !windows.has(this.id)
  }

  close(): void {
    let prevented = false
    this.emit('close', {
      preventDefault: () => {
        prevented = true
      },
    })
    if (!prevented) this.destroy()
  }

  destroy(): void {
    if (!windows.delete(this.id)) return
    tell('close', { window: this.id })
    this.webContents.emit('destroyed')
    this.emit('closed')
    app.forget(this)
  }
}

/** The stand-in always isolates; a window that asks for less must not look as if it worked. */
function requireSecure({ webPreferences = {} }: BrowserWindowConstructorOptions): void {
  const {
    contextIsolation = true,
    sandbox = true,
    nodeIntegration = false,
    webSecurity = true,
  } = webPreferences
  if (!contextIsolation || !sandbox || nodeIntegration || !webSecurity)
    throw new Error('The stand-in only runs isolated, sandboxed windows without Node')
}

export function findWindow(id: number): StandInWindow | undefined {
  return windows.get(id)
}

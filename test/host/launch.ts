import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import type { Page, Route } from '@playwright/test'
import { fromChromium } from './addresses.ts'
import { type Chromium, startHeadless, startVisible } from './chromium.ts'
import { HostWindow } from './host-window.ts'
import type { FromPreload } from './preload-world.ts'
import { openWire, type ToBrowser, type ToMain, type WindowOptions, type Wire } from './wire.ts'

const project = resolve(import.meta.dirname, '../..')

export type LaunchOptions = {
  userData: string
  visible?: boolean
  args?: string[]
  env?: Record<string, string>
}

/** The same few things Playwright's `ElectronApplication` gives, so that one fixture serves both. */
export type HostApplication = {
  process(): ChildProcess
  firstWindow(): Promise<Page>
  windows(): Page[]
  /** Runs `work` inside main with the electron module; it and `argument` must stand alone. */
  evaluate<Result, Argument>(
    work: (electron: typeof import('electron'), argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>
  close(): Promise<void>
  /** Settles with the exit code (null after a signal) when main and Chromium are both gone. */
  exited: Promise<number | null>
}

/**
 * Runs the built `out/main/index.js` on Node with the stand-in for the electron module, and shows its windows in
 * Chromium. When main ends, in whatever way, its windows close and calls still waiting in them fail.
 */
export async function launchHost(options: LaunchOptions): Promise<HostApplication> {
  const chromium = options.visible ? await startVisible(options.userData) : await startHeadless()
  const child = startMain(options)
  const exited = once(child, 'exit').then(async ([code]: (number | null)[]) => {
    // Whoever closed the last window may have ended Chromium already.
    await chromium.close().catch(() => undefined)
    return code ?? null
  })
  const host = new BrowserSide(chromium, child, options.env?.ELECTRON_RENDERER_URL)
  await chromium.context.route('**/*', (route) => host.answer(route))
  return {
    process: () => child,
    firstWindow: () =>
      Promise.race([
        host.first,
        exited.then((code) => Promise.reject(new Error(`main ended with ${code} before it opened a window`))),
      ]),
    windows: () => host.pages(),
    evaluate: async (work, argument) =>
      (await host.ask('evaluate', { source: String(work), argument })) as Awaited<ReturnType<typeof work>>,
    close: async () => {
      await host.ask('quit', null).catch(() => undefined)
      await exited
    },
    exited,
  }
}

/** Starts main alone; it gets windows only when somebody answers it. */
export function startMain(options: LaunchOptions): ChildProcess {
  const register = join(import.meta.dirname, 'register.mjs')
  const main = join(project, 'out/main/index.js')
  return spawn(
    join(project, 'node_modules/.bin/node'),
    ['--import', register, main, `--user-data-dir=${options.userData}`, ...(options.args ?? [])],
    {
      cwd: project,
      env: { ...process.env, TZ: 'Asia/Shanghai', ...options.env },
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
}

/** The browser side of main: its windows as pages of Chromium, and what passes between them. */
class BrowserSide {
  readonly ask: Wire<ToMain, ToBrowser>['ask']
  readonly #chromium: Chromium
  readonly #developmentUrl: string | undefined
  readonly #windows = new Map<number, HostWindow>()
  readonly #first = Promise.withResolvers<Page>()

  constructor(chromium: Chromium, child: ChildProcess, developmentUrl: string | undefined) {
    this.#chromium = chromium
    this.#developmentUrl = developmentUrl
    const { ask, serve } = openWire<ToMain, ToBrowser>(child)
    this.ask = ask
    const handlers: Parameters<typeof serve>[0] = {
      open: ({ window, url, options }) => this.#open(window, url, options),
      send: ({ window, channel, args }) => this.#deliver(window, { kind: 'message', channel, args }),
      show: async ({ window }) => this.#windows.get(window)?.page.bringToFront(),
      close: async ({ window }) => this.#windows.get(window)?.page.close(),
    }
    serve(handlers)
  }

  get first(): Promise<Page> {
    return this.#first.promise
  }

  pages(): Page[] {
    return [...this.#windows.values()].map(({ page }) => page)
  }

  /** Answers every request of every page: our scheme from main, the development server from itself, nothing else. */
  async answer(route: Route): Promise<void> {
    try {
      const request = route.request()
      const url = fromChromium(request.url())
      if (await this.#isPrevented(route, url)) return await route.abort('aborted')
      if (url.startsWith('app://')) return await this.#fulfil(route, url)
      if (this.#developmentUrl !== undefined && url.startsWith(this.#developmentUrl))
        return await route.continue()
      // A navigation main let through must be seen to leave the page, though there is no network behind it.
      if (request.isNavigationRequest()) return await route.fulfill({ status: 200, body: 'outside' })
      await route.abort('blockedbyclient')
    } catch {
      await route.abort().catch(() => undefined)
    }
  }

  async #open(id: number, url: string, options: WindowOptions): Promise<void> {
    const window = this.#windows.get(id) ?? (await this.#openNew(id, options))
    await window.load(url)
    this.#first.resolve(window.page)
  }

  async #openNew(id: number, options: WindowOptions): Promise<HostWindow> {
    const window = await HostWindow.open(await this.#chromium.newPage(), options, {
      message: (message, from) => ignoreLoss(this.#receive(id, message, from)),
      closed: () => {
        this.#windows.delete(id)
        ignoreLoss(this.ask('closed', { window: id }))
      },
    })
    this.#windows.set(id, window)
    this.#watch(id, window.page)
    return window
  }

  #watch(id: number, page: Page): void {
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame())
        ignoreLoss(this.ask('navigated', { window: id, url: fromChromium(frame.url()) }))
    })
    // A page that opens another gets it closed again when main's handler says so.
    page.on('popup', async (popup) => {
      const allowed = await this.ask('willOpen', { window: id, url: fromChromium(popup.url()) })
      if (!allowed) await popup.close()
    })
  }

  async #receive(id: number, message: FromPreload, url: string): Promise<unknown> {
    if (message.kind === 'error') return this.ask('preloadError', { window: id, message: message.message })
    if (message.kind === 'title') return this.ask('titled', { window: id, title: message.title })
    const { channel, args } = message
    if (message.kind === 'send') return this.ask('send', { window: id, url, channel, args })
    try {
      const value = await this.ask('invoke', { window: id, url, channel, args })
      return await this.#deliver(id, { kind: 'answer', id: message.id, value })
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      return await this.#deliver(id, { kind: 'failure', id: message.id, message: text })
    }
  }

  async #deliver(id: number, message: Parameters<HostWindow['deliver']>[0]): Promise<void> {
    await this.#windows
      .get(id)
      ?.deliver(message)
      .catch(() => undefined)
  }

  async #isPrevented(route: Route, url: string): Promise<boolean> {
    const request = route.request()
    if (!request.isNavigationRequest()) return false
    const frame = request.frame()
    const entry = [...this.#windows].find(([, { page }]) => page.mainFrame() === frame)
    if (entry === undefined || entry[1].loading === url) return false
    return !(await this.ask('willNavigate', { window: entry[0], url }))
  }

  async #fulfil(route: Route, url: string): Promise<void> {
    const request = route.request()
    const body = request.postDataBuffer() ?? undefined
    const headers = await request.allHeaders()
    const answered = await this.ask('fetch', { url, method: request.method(), headers, body })
    await route.fulfill({ ...answered, body: Buffer.from(answered.body) })
  }
}

/** What main is told as it happens; when main is gone, nobody needs to hear it. */
function ignoreLoss(told: Promise<unknown>): void {
  told.catch(() => undefined)
}

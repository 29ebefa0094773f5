import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from '@playwright/test'
import { fromChromium, toChromium } from './addresses.ts'
import { decodeValue, encodeValue } from './codec.ts'
import { createPacker, linkWorlds, prepareMainWorld } from './page-worlds.ts'
import { createIpc, type FromPreload, preparePreloadWorld, type ToPreload } from './preload-world.ts'
import type { WindowOptions } from './wire.ts'

const world = 'preload'
/** Source of the passage between the two worlds. */
const link = `((node, names) => (${linkWorlds})(node, names, ${createPacker}))`

/** What a window tells the host: messages of its preload, and that it was closed. */
export type WindowEvents = { message(message: FromPreload, url: string): void; closed(): void }

/** One window of main as a page of Chromium, with the preload in a world of its own. */
export class HostWindow {
  readonly page: Page
  /** The address main itself is loading; any other navigation is the page's own doing. */
  loading: string | undefined
  readonly #session: CDPSession
  readonly #contexts = new Map<string, number>()

  private constructor(page: Page, session: CDPSession) {
    this.page = page
    this.#session = session
  }

  static async open(page: Page, options: WindowOptions, events: WindowEvents): Promise<HostWindow> {
    const session = await page.context().newCDPSession(page)
    const window = new HostWindow(page, session)
    page.on('close', events.closed)
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const frame: unknown = context.auxData?.frameId
      if (context.name === world && typeof frame === 'string') window.#contexts.set(frame, context.id)
    })
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === 'toHost') events.message(decodeValue(payload) as FromPreload, fromChromium(page.url()))
    })
    await session.send('Page.enable')
    await session.send('Runtime.enable')
    if (options.preload !== undefined) await window.#install(readFileSync(options.preload, 'utf8'))
    await page.context().grantPermissions(options.permissions)
    return window
  }

  async #install(preload: string): Promise<void> {
    const token = crypto.randomUUID()
    await this.#session.send('Runtime.addBinding', { name: 'toHost', executionContextName: world })
    await this.#session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${prepareMainWorld})(${link}, ${JSON.stringify(token)})`,
    })
    await this.#session.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: world,
      source: `globalThis.deliver = (${preparePreloadWorld})(
        { link: ${link}, encode: ${encodeValue}, decode: ${decodeValue}, post: globalThis.toHost,
          ipc: ${createIpc}, token: ${JSON.stringify(token)} },
        (require, module, exports) => {${preload}\n})`,
    })
  }

  async load(url: string): Promise<void> {
    this.loading = url
    await this.page.goto(toChromium(url), { waitUntil: 'load' })
    this.loading = undefined
  }

  /** Hands a message to the preload of the document now shown; a page that is gone has nobody to hear it. */
  async deliver(message: ToPreload): Promise<void> {
    const { frameTree } = await this.#session.send('Page.getFrameTree')
    const contextId = this.#contexts.get(frameTree.frame.id)
    if (contextId === undefined) return
    const expression = `deliver(${JSON.stringify(encodeValue(message))})`
    await this.#session.send('Runtime.evaluate', { expression, contextId })
  }
}

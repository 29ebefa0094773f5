import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { type CallServer, dropCallsOf, serveCalls } from '#electron/main/calls.ts'
import { joinServers } from '#electron/main/join-servers.ts'
import type { CallRequest, StreamEvent } from '#shared/ipc/bridge.ts'
import { channels } from '#shared/ipc/channels.ts'
import { procedures } from '#test/api/procedure-table.ts'

/** Main's end of the channels, with the page's end beside it. */
class Channels extends EventEmitter {
  #answer: ((event: object, message: unknown) => unknown) | undefined

  handle(_channel: string, answer: (event: object, message: unknown) => unknown): void {
    this.#answer = answer
  }

  async invoke(frame: object | null, message: unknown, sender: object = page): Promise<unknown> {
    return this.#answer?.({ senderFrame: frame, sender }, message)
  }
}

class Page extends EventEmitter {
  readonly id: number
  readonly heard: StreamEvent[] = []

  constructor(id: number) {
    super()
    this.id = id
  }

  isDestroyed(): boolean {
    return false
  }

  send(_channel: string, event: StreamEvent): void {
    this.heard.push(event)
  }
}

const own = { origin: 'app://bundle', parent: null }
let page: Page
let ipc: Channels
let asked: string[]

/** Notes what it is asked. */
function server(name: string): CallServer {
  return {
    async call(client, { id, path }, emit) {
      asked.push(`${name} ${client} ${path}`)
      emit({ id, kind: 'end' })
      return { ok: true, data: name }
    },
    cancel: (client, id) => asked.push(`${name} cancel ${client} ${id}`),
    drop: (client) => asked.push(`${name} drop ${client}`),
  }
}

beforeEach(() => {
  page = new Page(1)
  ipc = new Channels()
  asked = []
  const joined = joinServers(server('engine'), server('desktop'))
  serveCalls(ipc as never as IpcMain, joined, ['app://bundle'])
  dropCallsOf(page as never as WebContents, joined)
})

const paths: Pick<CallRequest, 'type' | 'path'>[] = [
  ...procedures,
  { type: 'query', path: 'session.state' },
  { type: 'mutation', path: 'session.setUp' },
  { type: 'mutation', path: 'session.unlock' },
  { type: 'mutation', path: 'session.lock' },
  { type: 'mutation', path: 'desktop.savePaper' },
  { type: 'mutation', path: 'desktop.printPaper' },
]

describe.each(paths)('$path', ({ type, path }) => {
  test.each([
    ['another page', { origin: 'https://example.com', parent: null }],
    ['a page of the same name by another scheme', { origin: 'https://bundle', parent: null }],
    ['an opaque page', { origin: 'null', parent: null }],
    ['a frame inside our page', { origin: 'app://bundle', parent: {} }],
    ['a frame that is gone', null],
  ])('is not answered to %s', async (_name, frame) => {
    await expect(ipc.invoke(frame, { id: 1, type, path, input: null })).rejects.toThrow(/拒绝/)
    expect(asked).toEqual([])
  })

  test('is passed on where our page asks, unless it is for main alone', async () => {
    const answer = await ipc.invoke(own, { id: 1, type, path, input: null })
    if (path.startsWith('prints.') || ['exports.begin', 'exports.end'].includes(path)) {
      expect(answer).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } })
      expect(asked).toEqual([])
    } else {
      const name = path.startsWith('desktop.') ? 'desktop' : 'engine'
      expect(answer).toEqual({ ok: true, data: name })
      expect(asked).toEqual([`${name} window-1 ${path}`])
      expect(page.heard).toEqual([{ id: 1, kind: 'end' }])
    }
  })
})

test.each([
  null,
  'session.state',
  {},
  { id: 1, type: 'query', path: 'session.state' + '.more', input: null },
  { id: 1, type: 'query', path: '__proto__.state', input: null },
  { id: 1.5, type: 'query', path: 'session.state', input: null },
  { id: -1, type: 'query', path: 'session.state', input: null },
  { id: 1, type: 'run', path: 'session.state', input: null },
  { id: 1, type: 'query', path: 'session.state', input: null, more: 1 },
])('a message of another shape is answered with a failure: %j', async (message) => {
  expect(await ipc.invoke(own, message)).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } })
  expect(asked).toEqual([])
})

test('only our page cancels, and only by number', () => {
  ipc.emit(channels.cancel, { senderFrame: { origin: 'null', parent: null }, sender: page }, 1)
  ipc.emit(channels.cancel, { senderFrame: own, sender: page }, '1')
  expect(asked).toEqual([])
  ipc.emit(channels.cancel, { senderFrame: own, sender: page }, 1)
  expect(asked).toEqual(['desktop cancel window-1 1', 'engine cancel window-1 1'])
})

test.each(['did-navigate', 'render-process-gone', 'destroyed'])('%s ends the calls of the page', (event) => {
  page.emit(event)
  expect(asked).toEqual(['desktop drop window-1', 'engine drop window-1'])
})

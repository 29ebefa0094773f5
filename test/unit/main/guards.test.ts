import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { App, Session } from 'electron'
import { expect, test, vi } from 'vitest'
import { isDebuggedInUse, refuseNavigation, refusePermissions } from '#electron/main/guards.ts'

test('every permission, device and download is refused', () => {
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
  })
  refusePermissions(session as never as Session)
  const answered = vi.fn()
  session.setPermissionRequestHandler.mock.calls[0]?.[0]({}, 'media', answered)
  expect(answered.mock.calls).toEqual([[false]])
  expect(session.setPermissionCheckHandler.mock.calls[0]?.[0]({}, 'media')).toBe(false)
  expect(session.setDevicePermissionHandler.mock.calls[0]?.[0]({})).toBe(false)
  expect(isPrevented(session, 'will-download')).toBe(true)
})

/** The contents of a window that was made after the guards were set. */
function guardedContents() {
  const app = new EventEmitter()
  refuseNavigation(app as never as App)
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn(),
    getURL: () => 'app://bundle/index.html#/cases',
  })
  app.emit('web-contents-created', {}, contents)
  return contents
}

function isPrevented(emitter: EventEmitter, event: string, more: object = {}): boolean {
  const preventDefault = vi.fn()
  emitter.emit(event, { preventDefault, ...more })
  return preventDefault.mock.calls.length === 1
}

test('no window opens, no webview, no redirect', () => {
  const contents = guardedContents()
  const handler = contents.setWindowOpenHandler.mock.calls[0]?.[0]
  expect(handler({ url: 'app://bundle/index.html' })).toEqual({ action: 'deny' })
  expect(isPrevented(contents, 'will-attach-webview')).toBe(true)
  expect(isPrevented(contents, 'will-redirect', { url: 'app://bundle/index.html' })).toBe(true)
})

test.each([
  ['app://bundle/index.html', false],
  ['app://bundle/index.html#/rounds', false],
  ['app://bundle/papers/1.svg', true],
  ['https://example.com/', true],
  ['file:///etc/passwd', true],
])('a navigation to %s is prevented: %s', (url, prevented) => {
  expect(isPrevented(guardedContents(), 'will-navigate', { url })).toBe(prevented)
})

test.each(['inspect', 'inspect-brk', 'remote-debugging-port', 'remote-debugging-pipe'])(
  'an installed program does not start with --%s',
  (given) => {
    const commandLine = { hasSwitch: (name: string) => name === given } as App['commandLine']
    expect(isDebuggedInUse({ isPackaged: true, commandLine })).toBe(true)
    expect(isDebuggedInUse({ isPackaged: false, commandLine })).toBe(false)
  },
)

test('the page has no script of its own in the HTML', () => {
  const html = readFileSync('renderer/index.html', 'utf8')
  const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
  expect(scripts.length).toBeGreaterThan(0)
  for (const [, attributes, text] of scripts) {
    expect(attributes).toMatch(/ src="\/?[^":]+"/)
    expect(text).toBe('')
  }
  expect(html).not.toMatch(/\son[a-z]+=|javascript:/i)
})

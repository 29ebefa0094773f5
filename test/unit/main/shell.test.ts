import { EventEmitter } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { idleLimitSeconds, isLockDue, sessionLimitSeconds } from '#electron/main/auto-lock.ts'
import { paperFileName } from '#electron/main/file-name.ts'
import { isOwnFrame, isSamePage, pageOrigins } from '#electron/main/origin.ts'
import { findStored, serveStored } from '#electron/main/papers.ts'
import { PrintTray } from '#electron/main/print-tray.ts'
import { quitInOrder } from '#electron/main/quit.ts'
import { saveWhole } from '#electron/main/save-file.ts'
import { secureWindowOptions } from '#electron/main/window-options.ts'

test.each(['visible', 'print'] as const)('a %s window is isolated, sandboxed and without Node', (purpose) => {
  const options = secureWindowOptions(purpose, { preload: '/p.cjs', packaged: true })
  expect(options.webPreferences).toEqual({
    ...(purpose === 'visible' ? { preload: '/p.cjs' } : {}),
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: purpose === 'print',
    spellcheck: false,
    devTools: false,
  })
  expect(options).toMatchObject({
    title: '新市民窗口',
    width: 1280,
    height: 800,
    minWidth: 1280,
    minHeight: 720,
  })
})

describe('who may speak', () => {
  const origins = pageOrigins(undefined, false)
  test.each([
    [{ origin: 'app://bundle', parent: null }, true],
    [{ origin: 'app://bundle', parent: {} }, false],
    [{ origin: 'app://bundle.example', parent: null }, false],
    [{ origin: 'https://bundle', parent: null }, false],
    [{ origin: 'null', parent: null }, false],
    [null, false],
  ])('%j: %s', (frame, own) => {
    expect(isOwnFrame(frame, origins)).toBe(own)
  })

  test('the development server counts only where the program is not packaged', () => {
    expect(pageOrigins('http://localhost:5173/x', false)).toEqual(['app://bundle', 'http://localhost:5173'])
    expect(pageOrigins('http://localhost:5173/x', true)).toEqual(['app://bundle'])
  })

  test('only a reload of the same page is a navigation of ours', () => {
    expect(isSamePage('app://bundle/index.html#/a', 'app://bundle/index.html#/b')).toBe(true)
    expect(isSamePage('app://bundle/index.html', 'app://bundle/papers/1.pdf')).toBe(false)
    expect(isSamePage('app://bundle/index.html', 'https://example.com/')).toBe(false)
  })
})

test('the office locks after five idle minutes or eight hours, and not a second before', () => {
  expect(isLockDue(idleLimitSeconds - 1, sessionLimitSeconds - 1)).toBe(false)
  expect(isLockDue(idleLimitSeconds, 0)).toBe(true)
  expect(isLockDue(0, sessionLimitSeconds)).toBe(true)
})

test.each([
  ['慈新服建〔2022〕6号', '慈新服建〔2022〕6号.pdf'],
  ['a/b\\c:d*"<>|?', 'a_b_c_d______.pdf'],
  ['..', '文书.pdf'],
])('the file of paper %s is named %s', (number, name) => {
  expect(paperFileName(number)).toBe(name)
})

test('a file is saved whole, over an older one, and leaves nothing beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'save-'))
  const path = join(folder, 'a.pdf')
  await saveWhole(path, Buffer.from('first'))
  await saveWhole(path, Buffer.from('second'))
  expect(readFileSync(path, 'utf8')).toBe('second')
  expect(statSync(path).mode & 0o077).toBe(0)
  await expect(saveWhole(join(folder, 'missing', 'b.pdf'), Buffer.from('x'))).rejects.toThrow()
  expect(readdirSync(folder)).toEqual(['a.pdf'])
  rmSync(folder, { recursive: true })
})

describe('papers', () => {
  test.each([
    ['app://bundle/papers/p-1.svg', { what: 'paper', id: 'p-1', form: 'picture' }],
    ['app://bundle/papers/p-1.svg?v=1', { what: 'paper', id: 'p-1', form: 'picture' }],
    ['app://bundle/evidence/e-1', { what: 'evidence', id: 'e-1', form: 'whole' }],
    ['app://bundle/evidence/e-1/thumbnail', { what: 'evidence', id: 'e-1', form: 'thumbnail' }],
    ['app://bundle/evidence/e-1/other', undefined],
    ['app://bundle/evidence/../e-1', undefined],
    ['app://bundle/papers/p-1.pdf', undefined],
    ['app://bundle/papers/../x.svg', undefined],
    ['app://bundle/papers/a%2fb.svg', undefined],
    ['app://other/papers/p.svg', undefined],
  ])('%s asks for %j', (address, request) => {
    expect(findStored(address)).toEqual(request)
  })

  test('a picture comes with its type and is never stored', async () => {
    const bytes = new TextEncoder().encode('<svg/>')
    const source = {
      bytes: async () => ({ ok: true as const, bytes, mediaType: 'image/svg+xml', fileName: 'p' }),
    }
    const response = await serveStored(source, { what: 'paper', id: 'p', form: 'picture' })
    expect(await response.text()).toBe('<svg/>')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  })

  test.each([
    ['LOCKED', 423],
    ['NOT_FOUND', 404],
    ['INTERNAL', 500],
  ] as const)('a refusal %s is answered with %i', async (code, status) => {
    const refused = { ok: false as const, failure: { code, message: '没有打开。' } }
    expect(
      (await serveStored({ bytes: async () => refused }, { what: 'evidence', id: 'p', form: 'whole' }))
        .status,
    ).toBe(status)
  })

  test('a PDF is on the print tray under one address, for as long as it prints', async () => {
    const tray = new PrintTray()
    const pdf = new TextEncoder().encode('%PDF')
    const addresses = await Promise.all(
      [1, 2].map(() =>
        tray.show(pdf, async (address) => {
          expect(await tray.answer(address)?.text()).toBe('%PDF')
          expect(tray.answer(address)?.headers.get('cache-control')).toBe('no-store')
          return address
        }),
      ),
    )
    expect(addresses[0]).toMatch(/^app:\/\/bundle\/prints\/[0-9a-f-]{36}\.pdf$/)
    expect(addresses[1]).not.toBe(addresses[0])
    for (const address of addresses) expect(tray.answer(address)).toBeUndefined()
    await expect(tray.show(pdf, () => Promise.reject(new Error('示例')))).rejects.toThrow('示例')
  })
})

test('quitting waits for the engine once, records its fault, and ends all the same', async () => {
  const app = Object.assign(new EventEmitter(), { exit: vi.fn(), quit: vi.fn() })
  const engine = { close: vi.fn(() => Promise.reject(new Error('示例'))) }
  const report = vi.fn()
  quitInOrder(app as never as App, engine, report)
  const event = { preventDefault: vi.fn() }
  app.emit('before-quit', event)
  app.emit('before-quit', event)
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0))
  expect(event.preventDefault).toHaveBeenCalledTimes(2)
  expect(engine.close).toHaveBeenCalledTimes(1)
  expect(report).toHaveBeenCalledTimes(1)
  app.emit('window-all-closed')
  expect(app.quit).toHaveBeenCalledTimes(1)
})

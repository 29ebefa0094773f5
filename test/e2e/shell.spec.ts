import type { Bridge, CallRequest, CallResponse } from '#shared/ipc/bridge.ts'
import { expect, test } from './fixture.ts'

type OwnPage = Window & { bridge: Bridge }

function askState(): Promise<CallResponse> {
  const { bridge } = globalThis as typeof globalThis & OwnPage
  return bridge.call({ id: 900, type: 'query', path: 'session.state', input: undefined })
}

test('the page gets one frozen bridge and nothing of Node or Electron', async ({ shell }) => {
  const seen = await shell.page.evaluate(() => {
    const { bridge } = globalThis as typeof globalThis & OwnPage
    const names = ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron', 'deliver', 'toHost']
    return {
      keys: Object.keys(bridge).sort(),
      frozen: Object.isFrozen(bridge) && Object.values(bridge).every((entry) => typeof entry === 'function'),
      replaced: Reflect.set(window, 'bridge', {}),
      leaked: names.filter((name) => name in window),
    }
  })
  expect(seen).toEqual({ keys: ['call', 'cancel', 'onEvent'], frozen: true, replaced: false, leaked: [] })
})

test('a call is answered, and a call before signing in is refused as locked', async ({ shell }) => {
  expect(await shell.page.evaluate(askState)).toMatchObject({ ok: true, data: { phase: 'set-up' } })
  const answer = await shell.page.evaluate(() => {
    const { bridge } = globalThis as typeof globalThis & OwnPage
    return bridge.call({ id: 901, type: 'query', path: 'rounds.list', input: undefined })
  })
  expect(answer).toMatchObject({ ok: false, failure: { code: 'LOCKED' } })
})

test('a malformed call is answered, and one that cannot be copied is rejected', async ({ shell }) => {
  const outcome = await shell.page.evaluate(async () => {
    const { bridge } = globalThis as typeof globalThis & OwnPage
    const malformed = await bridge.call({ id: 1, type: 'query', path: '../x', input: null })
    const uncopied = await Promise.resolve()
      .then(() => bridge.call({ id: 2, type: 'query', path: 'session.state', input: () => 1 }))
      .then(
        () => 'answered',
        () => 'rejected',
      )
    return { malformed, uncopied }
  })
  expect(outcome).toMatchObject({
    malformed: { ok: false, failure: { code: 'BAD_INPUT' } },
    uncopied: 'rejected',
  })
})

test('every file comes with the content security policy, and it holds', async ({ shell }) => {
  const headers = await shell.page.evaluate(async () =>
    Object.fromEntries((await fetch('/index.html')).headers),
  )
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
  expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe|unsafe-eval/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  const ran = await shell.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.head.append(script)
    const outside = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    )
    return { injected: 'injected' in window, outside }
  })
  expect(ran).toEqual({ injected: false, outside: 'refused' })
})

test('addresses that lead out of the page’s folder are refused', async ({ shell }) => {
  const statuses = await shell.page.evaluate(async () => {
    const paths = ['/..%2f..%2fpackage.json', '/%2e%2e%5cpackage.json', '/..%5c..%5cpackage.json', '/a%00.js']
    return Promise.all(paths.map(async (path) => (await fetch(path)).status))
  })
  expect(statuses).toEqual([403, 403, 403, 403])
  expect(await shell.page.evaluate(async () => (await fetch('/missing.js')).status)).toBe(404)
  expect(await shell.page.evaluate(async () => (await fetch('/papers/1.svg')).status)).toBe(423)
})

test('a page that is not ours is refused by the bridge', async ({ shell }) => {
  await shell.page.goto('data:text/html,<title>foreign</title>')
  const outcome = await shell.page.evaluate(askState).then(
    () => 'answered',
    (error: Error) => error.message,
  )
  expect(outcome).toContain('拒绝')
})

test('no new window opens and the page stays where it is', async ({ shell }) => {
  const { page } = shell
  const before = page.url()
  await page.evaluate(() => {
    window.open('https://example.com/')
    const link = document.createElement('a')
    Object.assign(link, { href: 'https://example.com/', target: '_blank' })
    document.body.append(link)
    link.click()
    link.target = ''
    link.click()
  })
  await page.evaluate(() => {
    window.location.href = '/papers/1.svg'
  })
  await expect.poll(() => page.context().pages().length).toBe(1)
  expect(await page.evaluate(askState)).toMatchObject({ ok: true })
  expect(page.url()).toBe(before)
})

test('every permission is refused', async ({ shell }) => {
  const states = await shell.page.evaluate(async () => {
    const names = ['geolocation', 'notifications'] as const
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(states).not.toContain('granted')
})

test('the title of the window names the program and never the page', async ({ shell }) => {
  await shell.page.evaluate(() => {
    document.title = '示例·某人'
  })
  await shell.page.evaluate(askState)
  const titles = await shell.main.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    null,
  )
  expect(titles).toEqual(['新市民窗口'])
})

test('locking the screen locks the office, for calls and papers alike', async ({ shell }) => {
  const { page } = shell
  const password = 'shili-mima-2022'
  const office = {
    office: { name: '示例市新市民服务中心', documentCode: '示新服建', window: '示例窗口1号' },
    supervisor: { login: 'zhuguan', name: '示例·主管', password },
    clerk: { login: 'jingban', name: '示例·经办', password },
  }
  const ask = (type: CallRequest['type'], path: string, input?: unknown) =>
    page.evaluate(
      (request) => {
        const { bridge } = globalThis as typeof globalThis & OwnPage
        return bridge.call(request)
      },
      { id: 950, type, path, input },
    )
  await ask('mutation', 'session.setUp', office)
  expect(await ask('mutation', 'session.unlock', { login: 'jingban', password })).toMatchObject({ ok: true })
  expect(await ask('query', 'rounds.list')).toEqual({ ok: true, data: [] })
  expect(await ask('mutation', 'desktop.savePaper', { id: 'missing' })).toMatchObject({
    failure: { code: 'NOT_FOUND' },
  })
  const statusOf = () => page.evaluate(async () => (await fetch('/papers/missing.svg')).status)
  expect(await statusOf()).toBe(404)
  await shell.power('lock-screen')
  expect(await ask('query', 'rounds.list')).toMatchObject({ ok: false, failure: { code: 'LOCKED' } })
  expect(await ask('mutation', 'desktop.printPaper', { id: 'missing' })).toMatchObject({
    failure: { code: 'LOCKED' },
  })
  expect(await statusOf()).toBe(423)
  expect(await ask('query', 'session.state')).toMatchObject({ data: { phase: 'locked' } })
})

test('a second start ends at once and brings the first window forward', async ({ shell }) => {
  const came = shell.main.evaluate(
    ({ app }) =>
      new Promise<string>((resolve) => {
        app.once('second-instance', () => resolve('second'))
      }),
    null,
  )
  expect(await shell.startSecond()).toBe(0)
  expect(await came).toBe('second')
  expect(await shell.page.evaluate(askState)).toMatchObject({ ok: true })
})

test('a second start after the first was killed takes over', async ({ shell }) => {
  await shell.kill()
  await shell.restart()
  expect(await shell.page.evaluate(askState)).toMatchObject({ ok: true })
})

test('killing main closes the window and fails the calls that wait in it', async ({ shell }) => {
  const { page } = shell
  const closed = page.waitForEvent('close')
  const waiting = page.evaluate(() => new Promise(() => {})).catch(() => 'failed')
  await shell.kill()
  await closed
  expect(await waiting).toBe('failed')
  await expect(page.evaluate(askState)).rejects.toThrow()
})

test('an orderly quit ends with 0, also after the workers ran', async ({ shell }) => {
  await shell.page.evaluate(askState)
  expect(await shell.close()).toBe(0)
})

test('closing the window ends the program', async ({ shell }) => {
  await shell.page.evaluate(askState)
  const ended = shell.ended()
  await shell.page.close()
  expect(await ended).toBe(0)
})

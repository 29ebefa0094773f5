import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentSecurityPolicy, findBundlePath, serveBundleFile } from '#electron/main/bundle.ts'

describe('findBundlePath', () => {
  test.each([
    ['app://bundle/', ['index.html']],
    ['app://bundle/index.html', ['index.html']],
    ['app://bundle/assets/a-1.js?v=2', ['assets', 'a-1.js']],
    ['app://bundle/assets/%E5%AD%97.woff2#x', ['assets', '字.woff2']],
    ['app://bundle/..a/b..c', ['..a', 'b..c']],
  ])('reads %s', (address, path) => {
    expect(findBundlePath(address)).toEqual(path)
  })

  test.each([
    'app://bundle/../secret',
    'app://bundle/a/../../secret',
    'app://bundle/%2e%2e/secret',
    'app://bundle/.%2E/secret',
    'app://bundle/./index.html',
    'app://bundle/..%2fsecret',
    'app://bundle/..%5csecret',
    'app://bundle/..\\secret',
    'app://bundle/a%2Fb',
    'app://bundle//etc/passwd',
    'app://bundle/%2fetc/passwd',
    'app://bundle/C:/Windows/win.ini',
    'app://bundle/C%3A/Windows',
    'app://bundle/index.html%00.js',
    'app://bundle/index.html\u0000',
    'app://bundle/index.html%0a',
    'app://bundle/index.html.',
    'app://bundle/index.html%20',
    'app://bundle/%E0%A4%A',
    'app://bundle/assets/',
    'app://bundle',
    'app://bundle.example/index.html',
    'app://other/index.html',
    'app:bundle/index.html',
    'file:///etc/passwd',
    'https://bundle/index.html',
    '',
  ])('refuses %j', (address) => {
    expect(findBundlePath(address)).toBeUndefined()
  })
})

describe('serveBundleFile', () => {
  let base = ''
  let root = ''
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'bundle-'))
    root = join(base, 'renderer')
    mkdirSync(join(root, 'assets'), { recursive: true })
    writeFileSync(join(root, 'index.html'), '<!doctype html>')
    writeFileSync(join(base, 'secret.txt'), 'secret')
    for (const name of ['a.js', 'a.woff2', 'a.ttf', 'a.unknown'])
      writeFileSync(join(root, 'assets', name), '')
    symlinkSync(join(base, 'secret.txt'), join(root, 'link.txt'))
    symlinkSync(base, join(root, 'up'))
    symlinkSync(join(root, 'index.html'), join(root, 'inner.html'))
  })
  afterAll(() => rmSync(base, { recursive: true }))

  test('gives a file with its type and the protections', async () => {
    const response = await serveBundleFile(root, 'app://bundle/')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<!doctype html>')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    })
  })

  test.each([
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.woff2', 'font/woff2'],
    ['a.ttf', 'font/ttf'],
    ['a.unknown', 'application/octet-stream'],
  ])('%s is sent as %s', async (name, type) => {
    const response = await serveBundleFile(root, `app://bundle/assets/${name}`)
    expect(response.headers.get('content-type')).toBe(type)
  })

  test.each([
    ['app://bundle/link.txt', 403],
    ['app://bundle/up/secret.txt', 403],
    ['app://bundle/..%2fsecret.txt', 403],
    ['app://bundle/missing.js', 404],
    ['app://bundle/assets', 404],
    ['app://bundle/inner.html', 200],
  ])('%s is answered with %i', async (address, status) => {
    const response = await serveBundleFile(root, address)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  })
})

test('the policy lets no script in but our own files', () => {
  const directives = new Map(contentSecurityPolicy.split('; ').map((line) => [line.split(' ')[0], line]))
  expect(directives.get('default-src')).toBe("default-src 'none'")
  expect(directives.get('script-src')).toBe("script-src 'self'")
  expect(directives.get('object-src')).toBe("object-src 'none'")
  expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/)
})

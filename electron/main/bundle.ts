import { readFile, realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** The page's scheme and origin. `app` is registered as standard and secure, so it has an origin of its own. */
export const appScheme = 'app'
export const appOrigin = 'app://bundle'
export const homePage = `${appOrigin}/index.html`

/**
 * Sent with every file of the page. `style-src` allows inline styles because antd writes its theme into `<style>`
 * elements at run time; scripts stay limited to our own files.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/**
 * Reads the path out of an `app://bundle/...` address, without touching the disk.
 *
 * Gives the decoded path segments, or undefined when the address is refused: another scheme or host, `..` in any
 * spelling, a backslash, an encoded slash, a drive or absolute path, an empty segment, a control character.
 */
export function findBundlePath(address: string): string[] | undefined {
  const start = `${appOrigin}/`
  if (!address.startsWith(start)) return undefined
  const path = address.slice(start.length).replace(/[?#].*$/s, '')
  if (path === '') return ['index.html']
  const segments = path.split('/').map(decodeSegment)
  return segments.every((segment) => segment !== undefined) ? segments : undefined
}

function decodeSegment(segment: string): string | undefined {
  try {
    const decoded = decodeURIComponent(segment)
    // Windows drops trailing dots and spaces of a name and reads a colon as a drive or a hidden stream.
    return /[/\\:\p{Cc}]/u.test(decoded) || /[. ]$/.test(decoded) || decoded === '' ? undefined : decoded
  } catch {
    return undefined
  }
}

/** Answers a request for a file of the page out of `root`; 403 for a refused address, 404 for a missing file. */
export async function serveBundleFile(root: string, address: string): Promise<Response> {
  const segments = findBundlePath(address)
  if (segments === undefined) return refusal(403)
  try {
    const fixedRoot = await realpath(root)
    // Links are followed first, so that a link inside the root cannot lead out of it.
    const file = await realpath(join(fixedRoot, ...segments))
    if (!file.startsWith(fixedRoot + sep)) return refusal(403)
    if (!(await stat(file)).isFile()) return refusal(404)
    return reply(await readFile(file), contentTypes[extname(file)] ?? 'application/octet-stream')
  } catch {
    return refusal(404)
  }
}

function reply(bytes: Uint8Array<ArrayBuffer>, contentType: string): Response {
  return new Response(bytes, {
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    },
  })
}

/** An empty answer that carries the same protections as a file. */
export function refusal(status: 403 | 404 | 405 | 423 | 500): Response {
  return new Response(null, {
    status,
    headers: { 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' },
  })
}

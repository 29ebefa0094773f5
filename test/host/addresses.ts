/**
 * Chromium cannot be taught a scheme of its own from outside, so `app://bundle/x` is shown to it as a secure https
 * address whose host can never exist (RFC 6761), and turned back before main sees it.
 */
const suffix = '.app.invalid'

export function toChromium(url: string): string {
  return url.replace(/^app:\/\/([^/?#]+)/, `https://$1${suffix}`)
}

export function fromChromium(url: string): string {
  return url.replace(/^https:\/\/([^/?#]+)\.app\.invalid(?=[/?#]|$)/, 'app://$1')
}

/** The origin as Electron writes it for a standard scheme; `null` for an opaque one such as `data:`. */
export function originOf(url: string): string {
  return /^(app|https?):\/\/[^/?#]*/.exec(url)?.[0] ?? 'null'
}

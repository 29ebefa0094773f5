import type { BytesAnswer, BytesRequest } from '#electron/engine/messages.ts'
import { appOrigin, refusal } from './bundle.ts'

/** Gives bytes of the store; fails with LOCKED while no one is signed in. */
export type BytesSource = { bytes(request: BytesRequest): Promise<BytesAnswer> }

// A picture of a paper may style itself and carry its own fonts and images, and nothing else. Chromium's PDF viewer
// is a plugin, which a policy on the PDF itself would shut out.
const policies = {
  pdf: "frame-ancestors 'self'",
  picture:
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'self'",
  scan: "default-src 'none'; frame-ancestors 'none'",
} as const

/** What of the store an address of the page asks for; undefined when it asks for something else. */
export function findStored(address: string): StoredRequest | undefined {
  const [, paper] =
    new RegExp(`^${appOrigin}/papers/([A-Za-z0-9_-]{1,64})\\.svg(?:[?#].*)?$`).exec(address) ?? []
  if (paper !== undefined) return { what: 'paper', id: paper, form: 'picture' }
  const [, scan, thumbnail] =
    new RegExp(`^${appOrigin}/evidence/([A-Za-z0-9_-]{1,64})(/thumbnail)?(?:[?#].*)?$`).exec(address) ?? []
  if (scan === undefined) return undefined
  return { what: 'evidence', id: scan, form: thumbnail === undefined ? 'whole' : 'thumbnail' }
}

type StoredRequest = Extract<BytesRequest, { what: 'paper' | 'evidence' }>

/** Answers with the picture of a paper or with a scan: 423 while locked, 404 for one that does not exist. */
export async function serveStored(source: BytesSource, request: StoredRequest): Promise<Response> {
  const answer = await source.bytes(request)
  if (!answer.ok) return refusal(statusOf(answer.failure.code))
  return storedResponse(answer.bytes, answer.mediaType, request.what === 'paper' ? 'picture' : 'scan')
}

/** Bytes of the store for a window, never stored by Chromium. */
export function storedResponse(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: string,
  kind: keyof typeof policies,
): Response {
  return new Response(bytes, {
    headers: {
      'content-type': mediaType,
      'content-security-policy': policies[kind],
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

function statusOf(code: string): 404 | 423 | 500 {
  if (code === 'LOCKED') return 423
  return code === 'NOT_FOUND' || code === 'BAD_INPUT' ? 404 : 500
}

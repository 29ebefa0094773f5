import type { PaperAnswer } from '#electron/engine/messages.ts'
import { appOrigin, refusal } from './bundle.ts'

/** Gives a paper; fails with LOCKED while no one is signed in. */
export type PaperSource = { paper(id: string, form: 'picture'): Promise<PaperAnswer> }

const contentTypes = { pdf: 'application/pdf', picture: 'image/svg+xml' } as const
// A picture of a paper may style itself and carry its own fonts and images, and nothing else. Chromium's PDF viewer
// is a plugin, which a policy on the PDF itself would shut out.
const policies = {
  pdf: "frame-ancestors 'self'",
  picture:
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'self'",
} as const

/** The paper whose picture an address asks for; undefined when it asks for something else. */
export function findPaperId(address: string): string | undefined {
  return new RegExp(`^${appOrigin}/papers/([A-Za-z0-9_-]{1,64})\\.svg(?:[?#].*)?$`).exec(address)?.[1]
}

/** Answers with the picture of a paper: 423 while locked, 404 for one that does not exist. */
export async function servePaper(source: PaperSource, id: string): Promise<Response> {
  const answer = await source.paper(id, 'picture')
  return answer.ok ? paperResponse(answer.bytes, 'picture') : refusal(statusOf(answer.failure.code))
}

/** A paper for a window, never stored by Chromium. */
export function paperResponse(bytes: Uint8Array<ArrayBuffer>, kind: 'pdf' | 'picture'): Response {
  return new Response(bytes, {
    headers: {
      'content-type': contentTypes[kind],
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

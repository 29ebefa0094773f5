import type { PaperAnswer, PaperFormat } from '#electron/engine/messages.ts'
import { appOrigin, refusal } from './bundle.ts'

/** Gives the bytes of a paper; fails with LOCKED while no one is signed in. */
export type PaperSource = { paper(id: string, format: PaperFormat): Promise<PaperAnswer> }

const contentTypes = { pdf: 'application/pdf', svg: 'image/svg+xml' } satisfies Record<PaperFormat, string>
// A picture of a paper may style itself and carry its own fonts and images, and nothing else. Chromium's PDF viewer
// is a plugin, which a policy on the PDF itself would shut out.
const policies = {
  pdf: "frame-ancestors 'self'",
  svg: "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'self'",
} satisfies Record<PaperFormat, string>

/** Address of a paper for windows and pictures. */
export function paperAddress(id: string, format: PaperFormat): string {
  return `${appOrigin}/papers/${encodeURIComponent(id)}.${format}`
}

/** The paper an address asks for; undefined when it asks for something else. */
export function findPaper(address: string): { id: string; format: PaperFormat } | undefined {
  const match = /^app:\/\/bundle\/papers\/([A-Za-z0-9_-]{1,64})\.(pdf|svg)(?:[?#].*)?$/.exec(address)
  if (match === null) return undefined
  return { id: match[1] ?? '', format: match[2] === 'pdf' ? 'pdf' : 'svg' }
}

/** Answers with a paper's bytes, never stored by Chromium: 423 while locked, 404 for one that does not exist. */
export async function servePaper(source: PaperSource, id: string, format: PaperFormat): Promise<Response> {
  const answer = await source.paper(id, format)
  if (!answer.ok) return refusal(statusOf(answer.failure.code))
  return new Response(answer.bytes, {
    headers: {
      'content-type': contentTypes[format],
      'content-security-policy': policies[format],
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

function statusOf(code: string): 404 | 423 | 500 {
  if (code === 'LOCKED') return 423
  return code === 'NOT_FOUND' || code === 'BAD_INPUT' ? 404 : 500
}

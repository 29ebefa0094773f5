import type { DraftBody } from '#shared/ipc/drafts.ts'
import { api } from './client.ts'

const PATIENCE_MILLISECONDS = 300
const flushes = new Set<() => Promise<void>>()

/** Saves what was typed last into every form on screen. Waits only a moment: locking must not hang on a draft. */
export async function flushDrafts(): Promise<void> {
  const saved = Promise.all([...flushes].map((flush) => flush()))
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS))
  await Promise.race([saved, patience])
}

window.addEventListener('pagehide', () => void flushDrafts())

/** The last thing asked about each key. */
const underWay = new Map<string, Promise<unknown>>()

/** Does `work` once everything asked before about `key` is done, however that went. */
function inOrder<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const before = underWay.get(key) ?? Promise.resolve()
  const result = before.then(work, work)
  underWay.set(key, result)
  const clean = () => {
    if (underWay.get(key) === result) underWay.delete(key)
  }
  result.then(clean, clean)
  return result
}

/** The drafts of the person who is signed in, encrypted in the store. */
export const draftStore = {
  get: (key: string) => inOrder(key, () => api.drafts.get.query({ key })),
  save: (key: string, body: DraftBody) => inOrder(key, () => api.drafts.save.mutate({ key, body })),
  forget: (key: string) => inOrder(key, () => api.drafts.forget.mutate({ key })),
  beforeLeaving(flush: () => Promise<void>): () => void {
    flushes.add(flush)
    return () => {
      flushes.delete(flush)
    }
  },
}

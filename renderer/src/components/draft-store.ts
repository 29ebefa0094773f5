import { createContext } from 'react'
import type { Draft, DraftBody } from '#shared/ipc/drafts.ts'

/**
 * Where forms under way are kept for the person who is signed in. What is asked about one key is done in the order in
 * which it was asked, so that a draft that was forgotten does not come back.
 */
export interface DraftStore {
  get(key: string): Promise<Draft | null>
  save(key: string, body: DraftBody): Promise<{ savedAt: string }>
  forget(key: string): Promise<unknown>
  /** `flush` is called before the office locks or the window closes; gives the way to take it back. */
  beforeLeaving(flush: () => Promise<void>): () => void
}

/** Absent before anybody is signed in: such a form lives on its page only. */
export const DraftStoreContext = createContext<DraftStore | undefined>(undefined)

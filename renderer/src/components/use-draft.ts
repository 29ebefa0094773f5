import { use, useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Draft, DraftBody } from '#shared/ipc/drafts.ts'
import { DraftStoreContext } from './draft-store.ts'
import { createDraftSaver, type DraftStatus } from './form-draft.ts'

function later(run: () => void, milliseconds: number): () => void {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}

/**
 * Keeps a form as a draft under `key` while somebody is signed in. `put` is called once with the draft that was left
 * behind. A draft that cannot be read or saved hinders nothing; `status` says so.
 */
export function useDraft(key: string, put: (draft: Draft) => void) {
  const store = use(DraftStoreContext)
  const [status, tell] = useState<DraftStatus>({ state: 'none' })
  const saver = useMemo(
    () =>
      store === undefined
        ? undefined
        : createDraftSaver({ write: (body) => store.save(key, body), later, tell }),
    [store, key],
  )
  const restore = useEffectEvent((draft: Draft | null) => {
    if (draft === null) return
    tell({ state: 'saved', at: draft.savedAt })
    put(draft)
  })
  useEffect(() => {
    if (store === undefined || saver === undefined) return undefined
    let left = false
    store.get(key).then(
      (draft) => (left ? undefined : restore(draft)),
      () => (left ? undefined : tell({ state: 'not-read' })),
    )
    const stay = store.beforeLeaving(saver.flush)
    return () => {
      left = true
      stay()
      void saver.flush()
    }
  }, [store, saver, key])

  async function forget(): Promise<void> {
    tell({ state: 'none' })
    saver?.drop()
    // A draft that stays behind is put right by the next one; it must not stand in the way of what was done.
    await store?.forget(key).catch(() => undefined)
  }
  return {
    status,
    change: (body: DraftBody) => saver?.change(body),
    flush: () => void saver?.flush(),
    forget,
  }
}

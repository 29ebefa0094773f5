import { useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { failureOf } from './failure.ts'
import { type Bench, benchOf, RESTING } from './work-bench.ts'

interface Watcher<Progress> {
  onData(progress: Progress): void
  onError(error: unknown): void
  onComplete(): void
}

/** Work of the engine that tells how far it is, one at a time. */
export interface LongWork<Progress> {
  /** Resolves to the last thing it told, or to undefined where it was refused or cancelled. */
  start(subscribe: (watcher: Watcher<Progress>) => { unsubscribe(): void }): Promise<Progress | undefined>
  /** Leaves nothing behind where the work was not yet recorded. */
  cancel(): void
  progress: Progress | undefined
  running: boolean
  failure: Failure | undefined
}

/**
 * Long work with progress; leaving the page does not stop it, only `cancel` does. Work with a `name` is shown again
 * by the page that comes back to it.
 */
export function useLongWork<Progress>(name?: string): LongWork<Progress> {
  const client = useQueryClient()
  const [bench] = useState(() => benchOf(name) as Bench<Progress>)
  const standing = useSyncExternalStore(bench.watch, () => bench.standing)

  function finish(failure?: Failure): void {
    bench.stop = undefined
    // After a lock somebody else may sit here, and what was watched may have been done all the same.
    bench.put({ ...RESTING, failure: failure?.code === 'LOCKED' ? undefined : failure })
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  }
  function start(subscribe: Parameters<LongWork<Progress>['start']>[0]): Promise<Progress | undefined> {
    bench.put({ ...RESTING, running: true })
    return new Promise((resolve) => {
      let last: Progress | undefined
      const work = subscribe({
        onData(told) {
          last = told
          bench.put({ ...RESTING, running: true, progress: told })
        },
        onError(error) {
          finish(failureOf(error))
          resolve(undefined)
        },
        onComplete() {
          finish()
          resolve(last)
        },
      })
      bench.stop = () => {
        work.unsubscribe()
        resolve(undefined)
      }
    })
  }
  function cancel(): void {
    bench.stop?.()
    finish()
  }
  return { start, cancel, ...standing }
}

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { failureOf } from './failure.ts'

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

/** Long work with progress; leaving the page does not stop it, only `cancel` does. */
export function useLongWork<Progress>(): LongWork<Progress> {
  const client = useQueryClient()
  const stop = useRef<(() => void) | undefined>(undefined)
  const [progress, setProgress] = useState<Progress>()
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<Failure>()

  function finish(problem?: Failure): void {
    stop.current = undefined
    setRunning(false)
    setProgress(undefined)
    setFailure(problem)
    void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  }
  function start(subscribe: Parameters<LongWork<Progress>['start']>[0]): Promise<Progress | undefined> {
    setFailure(undefined)
    setRunning(true)
    return new Promise((resolve) => {
      let last: Progress | undefined
      const work = subscribe({
        onData(told) {
          last = told
          setProgress(told)
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
      stop.current = () => {
        work.unsubscribe()
        resolve(undefined)
      }
    })
  }
  function cancel(): void {
    stop.current?.()
    finish()
  }
  return { start, cancel, progress, running, failure }
}

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { RunProgress } from '#shared/ipc/rounds.ts'
import { api } from './client.ts'
import { failureOf } from './failure.ts'

/** A run of a round under way. */
export interface RoundRun {
  start(roundId: string): void
  /** Leaves nothing behind when the run was not yet recorded. */
  cancel(): void
  progress: RunProgress | undefined
  running: boolean
  failure: Failure | undefined
}

/** Runs a round with progress; leaving the page does not stop it, only `cancel` does. */
export function useRoundRun(): RoundRun {
  const client = useQueryClient()
  const stop = useRef<(() => void) | undefined>(undefined)
  const [progress, setProgress] = useState<RunProgress>()
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<Failure>()

  function finish(problem?: Failure): void {
    stop.current = undefined
    setRunning(false)
    setProgress(undefined)
    setFailure(problem)
    void client.invalidateQueries({ queryKey: ['rounds'] })
    void client.invalidateQueries({ queryKey: ['cases'] })
  }
  function start(roundId: string): void {
    setFailure(undefined)
    setRunning(true)
    const run = api.rounds.run.subscribe(
      { commandId: crypto.randomUUID(), roundId },
      {
        onData: setProgress,
        onError: (error) => finish(failureOf(error)),
        onComplete: () => finish(),
      },
    )
    stop.current = () => run.unsubscribe()
  }
  function cancel(): void {
    stop.current?.()
    finish()
  }
  return { start, cancel, progress, running, failure }
}

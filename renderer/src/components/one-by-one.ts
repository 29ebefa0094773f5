import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'

/** What came of doing one thing to several records. */
export interface BatchOutcome {
  done: number
  refused: number
  firstRefusal: { id: string; failure: Failure } | undefined
}

/** One step that is taken for each record, and what a refusal of it means. */
export interface BatchWork {
  act(id: string): Promise<unknown>
  failureOf(error: unknown): Failure
}

/** Does the work for each record in the order of `ids`; one that is refused does not stop the others. */
export async function actOneByOne(ids: readonly string[], work: BatchWork): Promise<BatchOutcome> {
  const outcome: BatchOutcome = { done: 0, refused: 0, firstRefusal: undefined }
  for (const id of ids) {
    try {
      await work.act(id)
      outcome.done += 1
    } catch (error) {
      outcome.refused += 1
      outcome.firstRefusal ??= { id, failure: work.failureOf(error) }
    }
  }
  return outcome
}

/** A batch under way; afterwards every list and record on screen is read anew. */
export function useOneByOne(work: BatchWork) {
  const client = useQueryClient()
  const [outcome, setOutcome] = useState<BatchOutcome>()
  const [busy, setBusy] = useState(false)
  async function run(ids: readonly string[]): Promise<void> {
    setBusy(true)
    setOutcome(undefined)
    setOutcome(await actOneByOne(ids, work))
    setBusy(false)
    await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  }
  return { run, busy, outcome }
}

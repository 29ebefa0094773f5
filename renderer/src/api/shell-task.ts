import { useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { failureOf } from './failure.ts'

/** Something the shell does for a page, such as a dialog: busy meanwhile, and why it was refused. */
export function useShellTask() {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  async function run<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    setBusy(true)
    setFailure(undefined)
    try {
      return await work()
    } catch (error) {
      setFailure(failureOf(error))
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, failure }
}

import { setImmediate } from 'node:timers/promises'
import { requireGoingOn } from './refusals.ts'

/** Lets the thread answer others, then goes on unless the work was cancelled meanwhile. */
export async function takeTurn(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate()
  requireGoingOn(signal)
}

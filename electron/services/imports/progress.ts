import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Reader } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { CounterError } from '#shared/base/failure.ts'

/** Tells how far work is; only the last word is kept while nobody listens. */
export type Report<Step> = (step: Step) => void

/**
 * Runs long work and gives its reports as they come, the result last. When whoever listens goes away, or `signal` is
 * aborted, the signal given to the work is aborted, and its end is waited for.
 */
export async function* reporting<Step>(
  signal: AbortSignal,
  work: (report: Report<Step>, signal: AbortSignal) => Promise<Step>,
): AsyncGenerator<Step> {
  const leaving = new AbortController()
  const bell = createBell<Step>()
  const running = work(bell.ring, AbortSignal.any([signal, leaving.signal])).finally(bell.close)
  // A failure is told where the work is awaited, below.
  running.catch(() => undefined)
  try {
    for (let step = await bell.next(); step !== undefined; step = await bell.next()) yield step
    yield await running
  } finally {
    leaving.abort()
    await running.catch(() => undefined)
  }
}

/**
 * Runs a generator with a turn of the event loop after each step. Each step asks its questions of one state of the
 * store, which also spares a lock for every question. @throws CounterError CANCELLED
 */
export async function inTurns<Step, Result>(
  steps: Generator<Step, Result>,
  { reader, signal, onStep }: { reader: Reader; signal: AbortSignal; onStep: (step: Step) => void },
): Promise<Result> {
  const next = () => snapshot(reader, () => steps.next())
  let step = next()
  while (step.done !== true) {
    onStep(step.value)
    await nextTurn()
    requireGoingOn(signal)
    step = next()
  }
  return step.value
}

/** @throws CounterError CANCELLED */
export function requireGoingOn(signal: AbortSignal): void {
  if (!signal.aborted) return
  throw new CounterError('CANCELLED', '已取消，没有留下任何结果。', { hint: '需要时可以重新开始。' })
}

function createBell<Step>() {
  let waiting: (() => void) | undefined
  let step: Step | undefined
  let isClosed = false
  const wake = () => {
    waiting?.()
    waiting = undefined
  }
  return {
    ring(next: Step) {
      step = next
      wake()
    },
    close() {
      isClosed = true
      wake()
    },
    /** The latest report; undefined when the work has ended. */
    async next(): Promise<Step | undefined> {
      while (step === undefined && !isClosed) {
        await new Promise<void>((resolve) => {
          waiting = resolve
        })
      }
      const latest = step
      step = undefined
      return latest
    },
  }
}

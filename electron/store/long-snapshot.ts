import { setImmediate as nextTurn } from 'node:timers/promises'
import { CounterError } from '#shared/base/failure.ts'
import { growCache, shrinkCache } from './cache.ts'
import { connection, openDatabase, type Reader } from './connection.ts'
import type { LongOptions, LongStep } from './long-transaction.ts'
import { driverFailure } from './store-failure.ts'

/**
 * Asks many questions of one state of the store, a step at a time, as `longTransaction` changes it: after each `yield`
 * the event loop gets a turn, the step is reported, and the work ends where `signal` was aborted. Others go on changing
 * the store meanwhile and are not seen. Nothing may be changed through the same connection before it has ended.
 * @returns what `work` returned
 * @throws CounterError CANCELLED; STORE_DAMAGED; whatever `work` throws
 */
export async function longSnapshot<Result>(
  reader: Reader,
  work: () => Generator<LongStep, Result>,
  { signal, onStep }: LongOptions,
): Promise<Result> {
  const { path } = reader[connection]
  requireGoingOn(signal)
  const database = openDatabase(reader)
  if (database.inTransaction) throw new Error('a transaction is already open: snapshots do not nest in one')
  try {
    growCache(reader)
    database.exec('BEGIN')
    const steps = work()
    let step = steps.next()
    while (step.done !== true) {
      onStep(step.value)
      await nextTurn()
      requireGoingOn(signal)
      step = steps.next()
    }
    return step.value
  } catch (error) {
    throw driverFailure(error, path)
  } finally {
    if (database.inTransaction) database.exec('COMMIT')
    shrinkCache(reader)
  }
}

function requireGoingOn(signal: AbortSignal): void {
  if (!signal.aborted) return
  throw new CounterError('CANCELLED', '已取消，没有留下任何结果。', { hint: '需要时可以重新开始。' })
}

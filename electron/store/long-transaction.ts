import { setImmediate as nextTurn } from 'node:timers/promises'
import { CounterError } from '#shared/base/failure.ts'
import { growCache, shrinkCache } from './cache.ts'
import { connection, openDatabase, type Transaction, type Writer } from './connection.ts'
import { driverFailure } from './store-failure.ts'
import { openTransaction } from './transaction.ts'

/** How far long work is; `total` in the same unit. */
export type LongStep = { done: number; total: number }

export type LongOptions = { signal: AbortSignal; onStep: (step: LongStep) => void }

/**
 * Does `work` as one whole, as `transaction` does, but a step at a time: after each `yield` the event loop gets a
 * turn, the step is reported, and the work ends where `signal` was aborted. Each step is synchronous. Everything is
 * on disk when the promise is fulfilled, or nothing is when it is rejected; a killed process leaves nothing.
 * Whatever reads through the same connection between two steps sees the unfinished work, so nothing else may use it.
 * @returns what `work` returned
 * @throws CounterError CANCELLED; STORE_FULL, STORE_UNWRITABLE, STORE_DAMAGED or CONFLICT (the store is locked by
 *   another process); whatever `work` throws, after rolling back
 */
export async function longTransaction<Result>(
  writer: Writer,
  work: (tx: Transaction) => Generator<LongStep, Result>,
  { signal, onStep }: LongOptions,
): Promise<Result> {
  const { path } = writer[connection]
  requireGoingOn(signal)
  const database = openDatabase(writer)
  if (database.inTransaction) throw new Error('a transaction is already open: transactions do not nest')
  const { tx, end } = openTransaction(writer[connection])
  try {
    growCache(writer)
    database.exec('BEGIN IMMEDIATE')
    const steps = work(tx)
    let step = steps.next()
    while (step.done !== true) {
      onStep(step.value)
      await nextTurn()
      requireGoingOn(signal)
      step = steps.next()
    }
    database.exec('COMMIT')
    return step.value
  } catch (error) {
    // On a full disk SQLite may have rolled back by itself.
    if (database.inTransaction) database.exec('ROLLBACK')
    throw driverFailure(error, path)
  } finally {
    end()
    shrinkCache(writer)
  }
}

function requireGoingOn(signal: AbortSignal): void {
  if (!signal.aborted) return
  throw new CounterError('CANCELLED', '已取消，没有留下任何改动。', { hint: '需要时可以重新开始。' })
}

import { type Connection, connection, openDatabase, type Transaction, type Writer } from './connection.ts'
import { driverFailure } from './store-failure.ts'

/** Refuses, when compiling, a callback that gives a promise: the transaction would end before its work did. */
type Synchronous<Result> = Result extends PromiseLike<unknown> ? never : Result

/**
 * Does `work` as one whole: everything it changed is on disk when this returns, or nothing is when it throws.
 * Transactions do not nest, and `work` must not wait for anything.
 * @returns what `work` returned
 * @throws CounterError STORE_FULL, STORE_UNWRITABLE, STORE_DAMAGED or CONFLICT (the store is locked by another
 *   process); LOCKED where the store was closed; whatever `work` throws, after rolling back
 */
export function transaction<Result>(
  writer: Writer,
  work: (tx: Transaction) => Synchronous<Result>,
): Synchronous<Result> {
  const { path } = writer[connection]
  const database = openDatabase(writer)
  if (database.inTransaction) throw new Error('a transaction is already open: transactions do not nest')
  const { tx, end } = openTransaction(writer[connection])
  try {
    database.exec('BEGIN IMMEDIATE')
    const result = work(tx)
    if (isPromise(result)) throw new Error('a transaction must not wait: its work returned a promise')
    database.exec('COMMIT')
    return result
  } catch (error) {
    // On a full disk SQLite may have rolled back by itself.
    if (database.inTransaction) database.exec('ROLLBACK')
    throw driverFailure(error, path)
  } finally {
    end()
  }
}

/** A handle that stops working at `end`, so that a callback cannot keep it and change the store later. */
export function openTransaction(inner: Connection): { tx: Transaction; end: () => void } {
  let open = true
  const handle = {
    get [connection](): Connection {
      if (!open) throw new Error('this transaction has ended')
      return inner
    },
  }
  return {
    tx: handle as Transaction,
    end: () => {
      open = false
    },
  }
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

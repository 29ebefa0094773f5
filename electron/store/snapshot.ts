import { openDatabase, type Reader } from './connection.ts'

/**
 * Asks several questions of one state of the store, whatever is written meanwhile. `work` must not wait for
 * anything. Inside an open transaction it is part of that. @throws CounterError LOCKED where the store was closed
 */
export function snapshot<Result>(reader: Reader, work: () => Result): Result {
  const database = openDatabase(reader)
  if (database.inTransaction) return work()
  database.exec('BEGIN')
  try {
    return work()
  } finally {
    database.exec('COMMIT')
  }
}

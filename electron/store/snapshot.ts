import { connection, type Reader } from './connection.ts'

/**
 * Asks several questions of one state of the store, whatever is written meanwhile. `work` must not wait for
 * anything. Inside an open transaction it is part of that.
 */
export function snapshot<Result>(reader: Reader, work: () => Result): Result {
  const { database } = reader[connection]
  if (database.inTransaction) return work()
  database.exec('BEGIN')
  try {
    return work()
  } finally {
    database.exec('COMMIT')
  }
}

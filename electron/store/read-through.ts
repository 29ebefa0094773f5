import { statSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'
import { applySettings, openKeyed } from './connection.ts'
import { storeFailure } from './store-failure.ts'

/** Above this, reading every page takes longer than somebody at the counter should wait: more than three seconds. */
const READ_WHILE_OPENING_BYTES = 256 * 1024 * 1024
/** Pages read between two looks at the signal, some 10 milliseconds. */
const PAGES_PER_STEP = 500

/** Whether a store is so large that opening does not read it whole; then `readThrough` does, while it is in use. */
export function isReadLater(path: string): boolean {
  return statSync(path).size > READ_WHILE_OPENING_BYTES
}

/**
 * Reads every page of a store once, on a connection of its own and in short steps. The seal of each page is checked
 * with it, so damage on the disk shows here and not first when somebody needs that page. Ends early, without a word,
 * when the signal is aborted.
 * @param store.key 64 hexadecimal digits, proven before
 * @returns how many pages were read; a million residents have some 600,000 and take eight seconds
 * @throws CounterError STORE_DAMAGED
 */
export async function readThrough(
  store: { path: string; key: string },
  signal: AbortSignal,
): Promise<number> {
  let database: Sqlite.Database | undefined
  let read = 0
  try {
    database = openKeyed(store.path, store.key, true)
    applySettings(database, true)
    for (const _page of database.prepare('SELECT pageno FROM dbstat').iterate()) {
      read += 1
      if (read % PAGES_PER_STEP !== 0) continue
      await nextTurn()
      if (signal.aborted) break
    }
    return read
  } catch (error) {
    throw storeFailure(error, store.path, true)
  } finally {
    database?.close()
  }
}

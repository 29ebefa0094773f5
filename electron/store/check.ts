import type Sqlite from 'better-sqlite3'
import { applySettings, openKeyed, readNumber } from './connection.ts'
import { assertKnown } from './database.ts'
import { latestVersion, type Migration } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { storeFailure } from './store-failure.ts'
import { assertUsableFile } from './store-file.ts'

/** What `counter store check` reports about a store that the key opens. */
export type StoreReport = {
  /** Whether the pages are whole and every reference holds. */
  ok: boolean
  /** Version of the store, and the one this program would bring it to. */
  version: number
  latestVersion: number
  pages: number
  /** `ok`, or the first complaint of SQLite's integrity check. */
  integrity: string
  /** Rows that refer to a row that is not there. */
  brokenReferences: number
  /** Identity given at set-up; null where there is no office yet. */
  storeId: string | null
  /** Rows by table; empty where the pages are not whole. */
  counts: Record<string, number>
}

/**
 * Reads the whole store without changing it and reports what it found.
 * @param options.key 64 hexadecimal digits
 * @throws CounterError as openStore does, where the file cannot be opened at all
 */
export function checkStore(options: {
  path: string
  key: string
  keyProven?: boolean
  steps?: readonly Migration[]
}): StoreReport {
  const { path, key, keyProven = false, steps = migrations } = options
  assertUsableFile(path, false)
  let database: Sqlite.Database | undefined
  try {
    database = openKeyed(path, key, true)
    const version = assertKnown(database, path, steps)
    applySettings(database, true)
    return examine(database, version, latestVersion(steps))
  } catch (error) {
    throw storeFailure(error, path, keyProven)
  } finally {
    database?.close()
  }
}

function examine(database: Sqlite.Database, version: number, latest: number): StoreReport {
  const integrity = integrityOf(database)
  const whole = integrity === 'ok'
  const brokenReferences = whole ? rowsOf(database, 'PRAGMA foreign_key_check').length : 0
  return {
    ok: whole && brokenReferences === 0,
    version,
    latestVersion: latest,
    pages: readNumber(database, 'page_count'),
    integrity,
    brokenReferences,
    storeId: whole ? storeIdOf(database) : null,
    counts: whole ? countRows(database) : {},
  }
}

function integrityOf(database: Sqlite.Database): string {
  try {
    return String(database.pragma('integrity_check(1)', { simple: true }))
  } catch (error) {
    // A page whose seal does not fit cannot be read at all.
    return error instanceof Error ? error.message : String(error)
  }
}

function storeIdOf(database: Sqlite.Database): string | null {
  const row = rowsOf(database, 'SELECT store_id FROM office')[0]
  return typeof row?.store_id === 'string' ? row.store_id : null
}

function countRows(database: Sqlite.Database): Record<string, number> {
  const tables = rowsOf(
    database,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  )
  return Object.fromEntries(
    tables.map(({ name }) => [
      String(name),
      Number(rowsOf(database, `SELECT count(*) AS rows FROM "${String(name)}"`)[0]?.rows),
    ]),
  )
}

function rowsOf(database: Sqlite.Database, sql: string): Record<string, unknown>[] {
  return database.prepare<unknown[], Record<string, unknown>>(sql).all()
}

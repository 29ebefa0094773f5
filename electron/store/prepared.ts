import type Sqlite from 'better-sqlite3'
import { connection, openDatabase, type Reader } from './connection.ts'
import { driverFailure } from './store-failure.ts'

/** A statement of a hot loop: prepared once, without the cost of building its text anew. */
export type Prepared<Parameters extends unknown[], Row> = {
  get(...parameters: Parameters): Row | undefined
  all(...parameters: Parameters): Row[]
  /** Carries the statement out and gives the key of the row it inserted. */
  run(...parameters: Parameters): number
}

/**
 * Prepares raw SQL for work over many rows, inside `electron/store` only. What the driver reports about the file is
 * told as in `query.ts`. Changing statements are for a `Transaction`.
 */
export function prepared<Parameters extends unknown[], Row = never>(
  reader: Reader,
  sql: string,
): Prepared<Parameters, Row> {
  const { path } = reader[connection]
  const statement = statementOf<Parameters, Row>(reader, sql)
  return {
    get: (...parameters) => told(path, () => statement.get(...parameters)),
    all: (...parameters) => told(path, () => statement.all(...parameters)),
    run: (...parameters) => told(path, () => Number(statement.run(...parameters).lastInsertRowid)),
  }
}

function statementOf<Parameters extends unknown[], Row>(
  reader: Reader,
  sql: string,
): Sqlite.Statement<Parameters, Row> {
  return openDatabase(reader).prepare<Parameters, Row>(sql)
}

function told<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw driverFailure(error, path)
  }
}

import { expect } from 'vitest'
import type { Transaction, Writer } from '#electron/store/database.ts'
import { transaction } from '#electron/store/transaction.ts'
import { execute } from '../harness.ts'

/** What is to be shown about one migration. */
export type MigrationCase = {
  version: number
  /** Fills a store of the version before with rows that must live on. */
  before: (tx: Transaction) => void
  /** Looks at the store after the step, with `expect`. */
  after: (writer: Writer) => void
}

/** Carries out raw SQL in a transaction of its own. */
export function change(writer: Writer, sql: string, parameters: unknown[] = []): number {
  return transaction(writer, (tx) => execute(tx, sql, parameters))
}

/** Expects the schema itself to refuse each of these statements. */
export function expectRefused(writer: Writer, statements: Record<string, string>): void {
  for (const [what, sql] of Object.entries(statements)) {
    expect(() => change(writer, sql), what).toThrow(expect.objectContaining({ name: 'SqliteError' }))
  }
}

/** Expects that rows of `table` can be neither changed, deleted nor replaced. */
export function expectAppendOnly(writer: Writer, table: string, key: string): void {
  expect(() => change(writer, `UPDATE ${table} SET ${key} = ${key}`)).toThrow(/never changed/)
  expect(() => change(writer, `DELETE FROM ${table}`)).toThrow(/never deleted/)
  expect(() => change(writer, `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table} LIMIT 1`)).toThrow(
    /never replaced/,
  )
}

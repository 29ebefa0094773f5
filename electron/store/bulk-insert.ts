import type { Transaction } from './connection.ts'
import { prepared } from './prepared.ts'

/** Rows of one table on their way into the store. */
export type BulkInsert<Row extends readonly unknown[]> = {
  /** Adds a row; it is in the store once as many as one statement takes were added, or after `flush`. */
  add(...row: Row): void
  flush(): void
}

/** Beginning a statement costs about as much as a short row; more rows than these gain nothing. */
const ROWS_PER_STATEMENT = 32

/**
 * Inserts many rows of one table, several with each statement, in the order in which they are added.
 * @param sql the statement up to VALUES, and one row of it with a parameter for each value of `Row`
 */
export function bulkInsert<Row extends readonly unknown[]>(
  tx: Transaction,
  { into, row }: { into: string; row: string },
): BulkInsert<Row> {
  const several = prepared<[unknown[]]>(
    tx,
    `${into} VALUES ${Array(ROWS_PER_STATEMENT).fill(row).join(', ')}`,
  )
  const single = prepared<[unknown[]]>(tx, `${into} VALUES ${row}`)
  let values: unknown[] = []
  let rows = 0
  return {
    add(...added) {
      for (const value of added) values.push(value)
      rows += 1
      if (rows < ROWS_PER_STATEMENT) return
      several.run(values)
      values = []
      rows = 0
    },
    flush() {
      const width = values.length / rows
      for (let start = 0; start < values.length; start += width)
        single.run(values.slice(start, start + width))
      values = []
      rows = 0
    },
  }
}

import { type SqlBool, sql } from 'kysely'
import type { Reader } from '../connection.ts'
import { get, type Selection } from '../query.ts'

/** A window of a list and the count of everything that matches. */
export type Page<Row> = { total: number; rows: Row[] }

/** The number a counting selection gives, named `n`. */
export function countOf(reader: Reader, selection: Selection<{ n: number }>): number {
  return get(reader, selection)?.n ?? 0
}

/** Whether one of the columns contains the text, whose own wildcards are taken literally. */
export function contains(text: string, ...columns: [string, ...string[]]) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const likes = columns.map((column) => sql`${sql.ref(column)} like ${pattern} escape '\\'`)
  return sql<SqlBool>`(${sql.join(likes, sql` or `)})`
}

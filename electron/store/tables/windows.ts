import type { Reader } from '../connection.ts'
import { get, type Selection } from '../query.ts'

/** A window of a list and the count of everything that matches. */
export type Page<Row> = { total: number; rows: Row[] }

/** The number a counting selection gives, named `n`. */
export function countOf(reader: Reader, selection: Selection<{ n: number }>): number {
  return get(reader, selection)?.n ?? 0
}

/** A LIKE pattern for "contains this text"; its own wildcards are taken literally (`escape '\'`). */
export function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

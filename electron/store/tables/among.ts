import { type SqlBool, sql } from 'kysely'

/**
 * Whether a column holds one of these keys. The list is one parameter, so that each question is one prepared statement
 * however long the list, and an empty list asks for nothing.
 */
export function among(column: string, keys: readonly number[]) {
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(keys)}))`
}

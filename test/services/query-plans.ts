import { CompiledQuery } from 'kysely'
import { connection, type Reader } from '#electron/store/connection.ts'
import { all } from '#electron/store/query.ts'

/**
 * Every question this connection has prepared so far that would read one of these tables, or an index of it, from end
 * to end, with the step that would. Plans do not depend on how many rows there are: no statistics are kept.
 */
export function wholeTablesRead(reader: Reader, tables: readonly string[]): string[] {
  const statements = [...reader[connection].statements.keys()].filter((sql) =>
    /^\s*(select|with)\b/i.test(sql),
  )
  return statements.flatMap((sql) => {
    const parameters = Array.from({ length: sql.split('?').length - 1 }, () => null)
    const plan = CompiledQuery.raw(`EXPLAIN QUERY PLAN ${sql}`, parameters) as CompiledQuery<{
      detail: string
    }>
    return all(reader, plan)
      .map(({ detail }) => detail)
      .filter((detail) => tables.some((table) => new RegExp(`^SCAN ${table}\\b`).test(detail)))
      .map((detail) => `${detail}: ${sql}`)
  })
}

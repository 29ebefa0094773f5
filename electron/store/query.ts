import type Sqlite from 'better-sqlite3'
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { connection, type Reader, type Transaction } from './connection.ts'
import type { Database } from './schema.ts'
import { driverFailure } from './store-failure.ts'

/** Builds typed SQL; it is never executed by Kysely itself, only by `all`, `get` and `run`. */
export const query = new Kysely<Database>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** A query that only selects, or compiled raw SQL (then checked when it runs). */
export type Selection<Row> = (Compilable<Row> & { readonly isSelectQueryBuilder: true }) | CompiledQuery<Row>
/** An insert, update or delete, or compiled raw SQL. */
export type Change = Compilable<unknown> | CompiledQuery<unknown>

/** All rows of a selection, in its order. */
export function all<Row>(reader: Reader, selection: Selection<Row>): Row[] {
  const { sql, parameters } = compile(selection)
  return onDriver(reader, () => selecting<Row>(reader, sql).all(...parameters))
}

/** The first row of a selection, or undefined when there is none. */
export function get<Row>(reader: Reader, selection: Selection<Row>): Row | undefined {
  const { sql, parameters } = compile(selection)
  return onDriver(reader, () => selecting<Row>(reader, sql).get(...parameters))
}

/** Carries out a change and gives the number of rows it touched. */
export function run(tx: Transaction, change: Change): number {
  const { sql, parameters } = compile(change)
  return onDriver(tx, () => prepare(tx, sql).run(...parameters).changes)
}

function compile<Row>(input: Compilable<Row> | CompiledQuery<Row>): CompiledQuery<Row> {
  return 'compile' in input ? input.compile() : input
}

/** Does driver work; a damaged page or a full disk is told as such, a broken constraint as the driver says it. */
function onDriver<Result>(reader: Reader, work: () => Result): Result {
  const { path } = reader[connection]
  try {
    return work()
  } catch (error) {
    throw driverFailure(error, path)
  }
}

function selecting<Row>(reader: Reader, sql: string): Sqlite.Statement<unknown[], Row> {
  const statement = prepare(reader, sql)
  if (!statement.readonly) throw new Error('a selection must not change the store')
  return statement as Sqlite.Statement<unknown[], Row>
}

function prepare(reader: Reader, sql: string): Sqlite.Statement<unknown[], unknown> {
  const { database, statements } = reader[connection]
  const known = statements.get(sql)
  if (known !== undefined) return known
  const statement = database.prepare<unknown[], unknown>(sql)
  statements.set(sql, statement)
  return statement
}

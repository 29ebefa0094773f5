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
import { connection, openDatabase, type Reader, type Transaction } from './connection.ts'
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

/**
 * A selection that was compiled before, asked with other parameters, in the order in which they stand in it: where a
 * question is asked for each of thousands of people, building its text anew takes several times as long as the answer.
 */
export function askedWith<Row>(
  compiled: CompiledQuery<Row>,
  ...parameters: readonly (string | number | null)[]
): CompiledQuery<Row> {
  if (parameters.length !== compiled.parameters.length) throw new Error('a parameter is missing or too many')
  return { ...compiled, parameters }
}

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

/** The first column, whole numbers, of all rows of a selection: cheaper than rows where there are many. */
export function allIntegers(reader: Reader, selection: Selection<unknown>): number[] {
  return plucking(reader, selection, (statement, parameters) => statement.all(...parameters))
}

/**
 * Puts the first column, whole numbers, of all rows into `numbers`, which has room for them, from `at` on: no copy of
 * a million lies about meanwhile.
 * @returns the place after the last one
 */
export function fillIntegers(
  reader: Reader,
  selection: Selection<unknown>,
  { numbers, at }: { numbers: Uint32Array; at: number },
): number {
  return plucking(reader, selection, (statement, parameters) => {
    let place = at
    for (const number of statement.iterate(...parameters)) {
      numbers[place] = number
      place += 1
    }
    return place
  })
}

function plucking<Result>(
  reader: Reader,
  selection: Selection<unknown>,
  work: (statement: Sqlite.Statement<unknown[], number>, parameters: readonly unknown[]) => Result,
): Result {
  const { sql, parameters } = compile(selection)
  return onDriver(reader, () => {
    const statement = selecting<unknown>(reader, sql).pluck(true)
    try {
      return work(statement as Sqlite.Statement<unknown[], number>, parameters)
    } finally {
      statement.pluck(false)
    }
  })
}

/** Carries out a change and gives the number of rows it touched. */
export function run(tx: Transaction, change: Change): number {
  const { sql, parameters } = compile(change)
  return onDriver(tx, () => prepare(tx, sql).run(...parameters).changes)
}

/** Carries out an insert of one row and gives its integer key. */
export function insert(tx: Transaction, change: Change): number {
  const { sql, parameters } = compile(change)
  return onDriver(tx, () => Number(prepare(tx, sql).run(...parameters).lastInsertRowid))
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
  const { statements } = reader[connection]
  const known = statements.get(sql)
  if (known !== undefined) return known
  const statement = openDatabase(reader).prepare<unknown[], unknown>(sql)
  statements.set(sql, statement)
  return statement
}

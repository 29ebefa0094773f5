import type { Selectable } from 'kysely'
import { type SqlBool, sql } from 'kysely'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { Reader, Transaction } from '../connection.ts'
import { type Prepared, prepared } from '../prepared.ts'
import { all, get, insert, query, run } from '../query.ts'
import type { DuplicatePairTable } from '../schema.ts'
import { among } from './among.ts'
import type { ResidentRow } from './residents.ts'
import { countOf, type Page } from './windows.ts'

export type DuplicatePairRow = Selectable<DuplicatePairTable>
/** What is compared of a person, and shown of one who looks alike. */
export type LookAlikeRow = Pick<ResidentRow, (typeof LOOK_ALIKE)[number]>

const LOOK_ALIKE = [
  'seq',
  'id',
  'name',
  'id_number',
  'sex',
  'birth',
  'town',
  'merged_into',
  'listed',
] as const
/** The most people of one name that are looked through; the commonest name of the country has fewer in a city. */
const MOST_OF_A_NAME = 5000
/** A birthplace and a day have this many numbers. */
const NUMBERS_OF_A_DAY = 1000

/** Everyone of this folded name, by birth; read from the index alone. */
export function listOfName(reader: Reader, nameKey: string): Pick<ResidentRow, 'seq' | 'birth'>[] {
  const ofName = query
    .selectFrom('resident')
    .select(['seq', 'birth'])
    .where('name_key', '=', nameKey)
    .orderBy('birth')
    .limit(MOST_OF_A_NAME)
  return all(reader, ofName)
}

/** Those born on a day whose name has not been folded yet. */
export function listUnfolded(
  reader: Reader,
  birth: PlainDate,
): Pick<ResidentRow, 'seq' | 'birth' | 'name'>[] {
  const unfolded = query
    .selectFrom('resident')
    .select(['seq', 'birth', 'name'])
    .where('name_key', '=', '')
    .where('birth', '=', birth)
  return all(reader, unfolded)
}

/** Whether any name has not been folded yet. */
export function hasUnfolded(reader: Reader): boolean {
  return (
    get(reader, query.selectFrom('resident').select('seq').where('name_key', '=', '').limit(1)) !== undefined
  )
}

/** Everyone whose identity number begins with these 14 digits: one birthplace and one birth date. */
export function listByNumberStart(reader: Reader, first14: string): LookAlikeRow[] {
  const ofTheDay = query
    .selectFrom('resident')
    .select(LOOK_ALIKE)
    .where('id_number', '>=', first14)
    .where('id_number', '<', `${first14}:`)
    .limit(NUMBERS_OF_A_DAY)
  return all(reader, ofTheDay)
}

export function findLookAlike(reader: Reader, idNumber: string): LookAlikeRow | undefined {
  return get(reader, query.selectFrom('resident').select(LOOK_ALIKE).where('id_number', '=', idNumber))
}

export function listLookAlikes(reader: Reader, seqs: readonly number[]): LookAlikeRow[] {
  return all(reader, query.selectFrom('resident').select(LOOK_ALIKE).where(among('seq', seqs)).orderBy('seq'))
}

/** The numbers listed under a folded name and a birth date, prepared once for a whole file. */
export function prepareSameName(
  reader: Reader,
): Prepared<[nameKey: string, birth: PlainDate], Pick<ResidentRow, 'seq' | 'id_number'>> {
  return prepared(
    reader,
    `SELECT seq, id_number FROM resident
      WHERE name_key = ? AND birth = ? AND (listed = 1 OR merged_into IS NOT NULL)`,
  )
}

/** The pair of two records in whichever order they are named. */
export function findPair(reader: Reader, one: number, other: number): DuplicatePairRow | undefined {
  const pair = query
    .selectFrom('duplicate_pair')
    .selectAll()
    .where('first', '=', Math.min(one, other))
    .where('second', '=', Math.max(one, other))
  return get(reader, pair)
}

/** Notes two records as a pair. @returns the pair's key */
export function insertPair(
  tx: Transaction,
  { one, other, why, at }: { one: number; other: number; why: string; at: string },
): number {
  const row = { first: Math.min(one, other), second: Math.max(one, other), why, found_at: at }
  const open = { state: 'open', reason: null, decided_by: null, decided_at: null } as const
  return insert(tx, query.insertInto('duplicate_pair').values({ ...row, ...open }))
}

export function updatePair(
  tx: Transaction,
  seq: number,
  change: Partial<Omit<DuplicatePairRow, 'seq' | 'first' | 'second'>>,
): void {
  run(tx, query.updateTable('duplicate_pair').set(change).where('seq', '=', seq))
}

/** The pairs in one state that touch one of these records, newest first; without who was taken back. */
export function listPairsOf(
  reader: Reader,
  records: readonly number[],
  state: DuplicatePairRow['state'],
): DuplicatePairRow[] {
  const pairs = query.selectFrom('duplicate_pair').select('seq').where('state', '=', state)
  // Each end has an index of its own; asked for both ends at once, SQLite would read every open pair.
  const either = pairs.where(among('first', records)).union(pairs.where(among('second', records)))
  const touching = query
    .selectFrom('duplicate_pair')
    .selectAll()
    .where('seq', 'in', either)
    .where(bothCanBeFound)
    .orderBy('seq', 'desc')
  return all(reader, touching)
}

/** Pairs of somebody who was taken back wait until that record is listed again. */
const bothCanBeFound = sql<SqlBool>`not exists (select 1 from resident
  where seq in (first, second) and listed = 0 and merged_into is null)`

/** A window of the pairs that wait for a decision, newest first. */
export function listOpenPairs(
  reader: Reader,
  { offset, limit }: { offset: number; limit: number },
): Page<DuplicatePairRow> {
  const open = query.selectFrom('duplicate_pair').where('state', '=', 'open').where(bothCanBeFound)
  const rows = open.selectAll().orderBy('seq', 'desc').limit(limit).offset(offset)
  const count = open.select(sql<number>`count(*)`.as('n'))
  return { total: countOf(reader, count), rows: all(reader, rows) }
}

/** Whether the name or the number of one of these records was changed after an instant. */
export function wasChangedSince(reader: Reader, records: readonly number[], at: string): boolean {
  const change = query
    .selectFrom('resident_change')
    .select('seq')
    .where(among('resident', records))
    .where('field', 'in', ['name', 'idNumber'])
    .where('at', '>', at)
    .limit(1)
  return get(reader, change) !== undefined
}

/**
 * Notes, in one statement, every two records of one folded name and one birth date of which at least one came with an
 * import. Pairs that are noted already stay as they are. @returns how many are new
 */
export function insertPairsOfBatch(
  tx: Transaction,
  { batch, why, at }: { batch: number; why: string; at: string },
): number {
  const alike = query
    .selectFrom('resident as came')
    .innerJoin('resident as other', (join) =>
      join
        .onRef('other.name_key', '=', 'came.name_key')
        .onRef('other.birth', '=', 'came.birth')
        .onRef('other.seq', '<>', 'came.seq'),
    )
    .where('came.batch', '=', batch)
    .where(sql<SqlBool>`(other.seq < came.seq or other.batch is not came.batch)`)
    .where(sql<SqlBool>`coalesce(other.merged_into, other.seq) <> coalesce(came.merged_into, came.seq)`)
    .select([
      sql<number>`min(came.seq, other.seq)`.as('first'),
      sql<number>`max(came.seq, other.seq)`.as('second'),
      sql<string>`${why}`.as('why'),
      sql<string>`${at}`.as('found_at'),
      sql<'open'>`'open'`.as('state'),
    ])
  const pairs = query
    .insertInto('duplicate_pair')
    .columns(['first', 'second', 'why', 'found_at', 'state'])
    .expression(alike)
    .onConflict((conflict) => conflict.columns(['first', 'second']).doNothing())
  return run(tx, pairs)
}

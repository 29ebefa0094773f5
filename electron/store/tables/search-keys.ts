import { CompiledQuery, type SqlBool, sql } from 'kysely'
import { type BulkInsert, bulkInsert } from '../bulk-insert.ts'
import type { Reader, Transaction } from '../connection.ts'
import { prepared } from '../prepared.ts'
import { all, allIntegers, query, run } from '../query.ts'
import type { ResidentRow } from './residents.ts'

/** One key of one resident. */
export type KeyRow = { key: string; resident: number }

/** Who stands behind a key: listed, or merged into another. Who was taken back is not found. */
export type FoundResident = Pick<
  ResidentRow,
  'seq' | 'id' | 'name' | 'id_number' | 'phone' | 'town' | 'merged_into'
>

export const FOUND = [
  'resident.seq',
  'resident.id',
  'resident.name',
  'resident.id_number',
  'resident.phone',
  'resident.town',
  'resident.merged_into',
] as const

/** Listed, or merged into one that is; not who was taken back. */
export const CAN_BE_FOUND = sql<SqlBool>`(resident.listed = 1 or resident.merged_into is not null)`

/** After every key that begins with a prefix, in the order of the store. */
const LAST = '\u{10ffff}'

/** Adds keys; those that are there already stay. */
export function insertKeys(tx: Transaction, rows: Iterable<KeyRow>): void {
  for (const { key, resident } of rows) {
    run(
      tx,
      CompiledQuery.raw('INSERT OR IGNORE INTO search_key (key, resident) VALUES (?, ?)', [key, resident]),
    )
  }
}

export function deleteKeys(tx: Transaction, rows: Iterable<KeyRow>): void {
  for (const { key, resident } of rows) {
    run(tx, CompiledQuery.raw('DELETE FROM search_key WHERE key = ? AND resident = ?', [key, resident]))
  }
}

/** As `insertKeys` and `deleteKeys`, prepared once for very many keys; the order of the keys is the fastest. */
export function changeKeys(tx: Transaction): {
  insert: BulkInsert<[key: string, resident: number]>
  remove(key: string, resident: number): void
} {
  const remove = prepared<[string, number]>(tx, 'DELETE FROM search_key WHERE key = ? AND resident = ?')
  return {
    insert: bulkInsert(tx, { into: 'INSERT OR IGNORE INTO search_key (key, resident)', row: '(?, ?)' }),
    remove: (key, resident) => void remove.run(key, resident),
  }
}

/** A resident as the keys need it. */
export type KeyedResident = Pick<
  ResidentRow,
  'seq' | 'name' | 'id_number' | 'phone' | 'listed' | 'merged_into' | 'name_key' | 'sort_key' | 'keys_version'
>

/** Residents as their keys need them, in the order of their own keys. */
export function listKeyed(reader: Reader, seqs: readonly number[]): KeyedResident[] {
  const residents = query
    .selectFrom('resident')
    .select(['seq', 'name', 'id_number', 'phone', 'listed', 'merged_into'])
    .select(['name_key', 'sort_key', 'keys_version'])
    .where('seq', 'in', among(seqs))
    .orderBy('seq')
  return all(reader, residents)
}

/**
 * The first residents with a key that begins with `prefix`, in the order of their keys. A resident comes once for each
 * such key.
 * @param part `same` those whose key is the prefix itself, `longer` the others
 */
export function listByKey(
  reader: Reader,
  { prefix, part, limit }: { prefix: string; part: 'same' | 'longer'; limit: number },
): FoundResident[] {
  const scan = query
    .selectFrom('search_key')
    .innerJoin('resident', 'resident.seq', 'search_key.resident')
    .select(FOUND)
    .where(CAN_BE_FOUND)
    .$if(part === 'same', (found) => found.where('key', '=', prefix))
    .$if(part === 'longer', (found) => found.where('key', '>', prefix).where('key', '<', prefix + LAST))
    .orderBy('key')
    .limit(limit)
  return all(reader, scan)
}

/** The residents with a key that begins with `prefix`, once for each such key, by the keys alone. */
export function listSeqsByKey(reader: Reader, prefix: string, limit = -1): number[] {
  const scan = query
    .selectFrom('search_key')
    .select('resident')
    .where('key', '>=', prefix)
    .where('key', '<', prefix + LAST)
    .orderBy('key')
    .limit(limit)
  return allIntegers(reader, scan)
}

/** Residents by the keys of their rows. */
export function listFound(reader: Reader, seqs: readonly number[]): FoundResident[] {
  return all(reader, query.selectFrom('resident').select(FOUND).where('seq', 'in', among(seqs)))
}

/** Residents whose keys were made by an earlier version. */
export function listKeysDue(reader: Reader, version: number, limit: number): number[] {
  const due = query.selectFrom('resident').select('seq').where('keys_version', '<', version).limit(limit)
  return all(reader, due).map(({ seq }) => seq)
}

/** Values that fields of residents had before, oldest first. */
export function listFormerValues(
  reader: Reader,
  seqs: readonly number[],
  fields: readonly ('name' | 'idNumber' | 'phone')[],
): { resident: number; field: string; value: string }[] {
  const former = query
    .selectFrom('resident_change')
    .select(['resident', 'field', 'before as value'])
    .where('resident', 'in', among(seqs))
    .where('field', 'in', fields)
    .where('before', 'is not', null)
    .orderBy('seq')
    .$narrowType<{ value: string }>()
  return all(reader, former)
}

/** Numbers of permits and other papers of residents, with whether they hold now. */
export function listPaperNumbers(
  reader: Reader,
  seqs: readonly number[],
): { resident: number; number: string; holds: boolean }[] {
  const numbers = query
    .selectFrom('fact')
    .select(['resident', 'state', sql<string>`json_extract(value, '$.number')`.as('number')])
    .where('resident', 'in', among(seqs))
    .where('kind', 'in', ['permit', 'identityPaper'])
    .where(sql`json_extract(value, '$.number')`, 'is not', null)
  return all(reader, numbers).map(({ resident, state, number }) => ({
    resident,
    number,
    holds: state === 'accepted',
  }))
}

/** The residents of the first cases whose receipt number begins with `prefix`. */
export function listByReceipt(reader: Reader, prefix: string, limit: number): FoundResident[] {
  const found = query
    .selectFrom('case_file')
    .innerJoin('resident', 'resident.id', 'case_file.resident_id')
    .select(FOUND)
    .where('receipt_no', '>=', prefix)
    .where('receipt_no', '<', prefix + LAST)
    .where(CAN_BE_FOUND)
    .orderBy('receipt_no')
    .limit(limit)
  return all(reader, found)
}

/** A list of keys as one value, so that the statement is the same however many there are. */
function among(seqs: readonly number[]) {
  return sql<number>`(select value from json_each(${JSON.stringify(seqs)}))`
}

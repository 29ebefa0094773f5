import type { Insertable, Selectable } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, askedWith, get, insert, query, run } from '../query.ts'
import type { ResidentTable } from '../schema.ts'

/** A resident as stored. */
export type ResidentRow = Selectable<ResidentTable>
export type NewResident = Insertable<ResidentTable>

/** @returns the key inside the store */
export function insertResident(tx: Transaction, row: NewResident): number {
  return insert(tx, query.insertInto('resident').values(row))
}

const BY_ID = query.selectFrom('resident').selectAll().where('id', '=', '').compile()

export function findResident(reader: Reader, id: string): ResidentRow | undefined {
  return get(reader, askedWith(BY_ID, id))
}

export function findResidentBySeq(reader: Reader, seq: number): ResidentRow | undefined {
  return get(reader, query.selectFrom('resident').selectAll().where('seq', '=', seq))
}

/** @param idNumber in its normal form (18 characters) */
export function findResidentByIdNumber(reader: Reader, idNumber: string): ResidentRow | undefined {
  return get(reader, query.selectFrom('resident').selectAll().where('id_number', '=', idNumber))
}

/**
 * The keys of a person's records: the one that is kept first, then those merged into it. Of a merged record they are
 * the same as of the kept one: a case of either is judged by what is known of the person.
 */
export function personSeqs(reader: Reader, seq: number): number[] {
  const kept = get(reader, askedWith(MERGED_INTO, seq))?.merged_into ?? seq
  return [kept, ...all(reader, askedWith(MERGED, kept)).map((row) => row.seq)]
}

const MERGED_INTO = query.selectFrom('resident').select('merged_into').where('seq', '=', 0).compile()
const MERGED = query
  .selectFrom('resident')
  .select('seq')
  .where('merged_into', '=', 0)
  .orderBy('seq')
  .compile()

/** The ids of a person's records: the one that is kept first, then those merged into it. */
export function personIds(reader: Reader, seq: number): string[] {
  const records = query
    .selectFrom('resident')
    .select('id')
    .where('seq', 'in', personSeqs(reader, seq))
    .orderBy('merged_into')
  return all(reader, records).map((row) => row.id)
}

export function updateResident(
  tx: Transaction,
  seq: number,
  change: Partial<Omit<NewResident, 'seq' | 'id'>>,
): void {
  run(tx, query.updateTable('resident').set(change).where('seq', '=', seq))
}

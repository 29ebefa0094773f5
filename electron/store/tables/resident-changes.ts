import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, query, run } from '../query.ts'
import type { ResidentChangeTable } from '../schema.ts'

export type ResidentChangeRow = Selectable<ResidentChangeTable> & { actor: string }
export type NewResidentChange = Omit<Insertable<ResidentChangeTable>, 'seq'>

export function insertResidentChange(tx: Transaction, row: NewResidentChange): void {
  run(tx, query.insertInto('resident_change').values(row))
}

/** Every change of a person's own fields, newest first. @param persons the keys of one person's records */
export function listResidentChanges(reader: Reader, persons: readonly number[]): ResidentChangeRow[] {
  const changes = query
    .selectFrom('resident_change')
    .innerJoin('account', 'account.id', 'resident_change.account_id')
    .selectAll('resident_change')
    .select('account.name as actor')
    .where(sql<SqlBool>`resident in (select value from json_each(${JSON.stringify(persons)}))`)
    .orderBy('resident_change.seq', 'desc')
  return all(reader, changes)
}

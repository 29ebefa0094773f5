import type { Insertable, Selectable } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { all, get, insert, query, run } from '../query.ts'
import type { EmployerTable } from '../schema.ts'

/** An employer as one import stated it. */
export type EmployerRow = Selectable<EmployerTable>

/** @returns the row's key */
export function insertEmployer(tx: Transaction, row: Insertable<EmployerTable>): number {
  return insert(tx, query.insertInto('employer').values(row))
}

/** The employer as it is known now, by the normal form of its code. */
export function findEmployer(reader: Reader, uscc: string): EmployerRow | undefined {
  return get(
    reader,
    query.selectFrom('employer').selectAll().where('uscc', '=', uscc).where('state', '=', 'accepted'),
  )
}

export function setEmployerState(tx: Transaction, seq: number, state: EmployerRow['state']): void {
  run(tx, query.updateTable('employer').set({ state }).where('seq', '=', seq))
}

/** The employers a batch stated that hold now, after a key. */
export function listAcceptedEmployers(
  reader: Reader,
  batch: number,
  { after, limit }: { after: number; limit: number },
): EmployerRow[] {
  const held = query
    .selectFrom('employer')
    .selectAll()
    .where('batch', '=', batch)
    .where('state', '=', 'accepted')
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
  return all(reader, held)
}

/** What held of an employer before one of its statements: the latest that was not taken back itself. */
export function findEarlierEmployer(reader: Reader, { uscc, seq }: EmployerRow): EmployerRow | undefined {
  const earlier = query
    .selectFrom('employer')
    .innerJoin('import_batch', 'import_batch.seq', 'employer.batch')
    .selectAll('employer')
    .where('uscc', '=', uscc)
    .where('employer.seq', '<', seq)
    .where('state', '=', 'superseded')
    .where('undone_at', 'is', null)
    .orderBy('employer.seq', 'desc')
    .limit(1)
  return get(reader, earlier)
}

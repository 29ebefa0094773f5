import type { Insertable, Selectable } from 'kysely'
import { bulkInsert } from '../bulk-insert.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, insert, query } from '../query.ts'
import type { PointsResultTable, PointsRunTable } from '../schema.ts'

/** A batch of points with the name of who ran it. */
export type PointsRunListRow = Selectable<PointsRunTable> & { runner: string }
export type NewPointsRun = Omit<Insertable<PointsRunTable>, 'seq'>

/** @returns the run's key */
export function insertPointsRun(tx: Transaction, row: NewPointsRun): number {
  return insert(tx, query.insertInto('points_run').values(row))
}

/** Every batch, the newest first. */
export function listPointsRuns(reader: Reader): PointsRunListRow[] {
  const runs = query
    .selectFrom('points_run')
    .innerJoin('account', 'account.id', 'points_run.account_id')
    .selectAll('points_run')
    .select('account.name as runner')
    .orderBy('points_run.seq', 'desc')
  return all(reader, runs)
}

/** Adds results of one run in the order of the residents; `lines` are Int32, little-endian, by `line_codes`. */
export function insertPointsResults(tx: Transaction, run: number) {
  const rows = bulkInsert<unknown[]>(tx, {
    into: 'INSERT INTO points_result (run, resident, total_x100, complete, standing, lines)',
    row: '(?, ?, ?, ?, ?, ?)',
  })
  return {
    add({ resident, total_x100, complete, standing, lines }: Omit<PointsResultTable, 'run'>): void {
      rows.add(run, resident, total_x100, complete, standing, lines)
    },
    flush: rows.flush,
  }
}

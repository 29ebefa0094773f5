import type { PlainDate } from '#shared/base/plain-date.ts'
import type { Reader, Transaction } from '../connection.ts'
import { all, query, run } from '../query.ts'
import type { ResidentPointsTable, ResidentTable } from '../schema.ts'
import { countOf } from './windows.ts'

/** Keeps a resident's points of one day in place of those kept before. */
export function saveResidentPoints(tx: Transaction, row: ResidentPointsTable): void {
  const save = query
    .insertInto('resident_points')
    .values(row)
    .onConflict((conflict) => conflict.column('resident_id').doUpdateSet(row))
  run(tx, save)
}

/** Which points a list wants to show. */
export type PointsDay = { on: PlainDate; packId: string }

/** Residents whose points are not those of this day and pack. */
export function listStalePoints(reader: Reader, day: PointsDay, limit: number) {
  return all<Pick<ResidentTable, 'id' | 'birth'>>(
    reader,
    stale(day).select(['resident.id', 'resident.birth']).orderBy('resident.id').limit(limit),
  )
}

export function countStalePoints(reader: Reader, day: PointsDay): number {
  return countOf(
    reader,
    stale(day).select((eb) => eb.fn.countAll<number>().as('n')),
  )
}

function stale({ on, packId }: PointsDay) {
  return query
    .selectFrom('resident')
    .leftJoin('resident_points', 'resident_points.resident_id', 'resident.id')
    .where((eb) =>
      eb.or([
        eb('resident_points.resident_id', 'is', null),
        eb('resident_points.on_date', '<>', on),
        eb('resident_points.pack_id', '<>', packId),
      ]),
    )
}

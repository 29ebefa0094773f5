import type { Reader } from '#electron/store/database.ts'
import type { ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import { getListedResident } from './listed-resident.ts'

/**
 * Two records that are to be compared or merged.
 * @throws CounterError NOT_FOUND; CONFLICT where one was merged away; BAD_INPUT where both are one record
 */
export function listedPair(
  reader: Reader,
  { keptId, otherId }: { keptId: string; otherId: string },
): { kept: ResidentRow; other: ResidentRow } {
  const kept = getListedResident(reader, keptId)
  const other = getListedResident(reader, otherId)
  if (kept.seq !== other.seq) return { kept, other }
  throw new CounterError('BAD_INPUT', '两边是同一条记录，没有可以比对或合并的，没有保存。', {
    at: 'otherId',
    hint: '请重新选择另一条记录。',
  })
}

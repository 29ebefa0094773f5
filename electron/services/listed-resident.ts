import type { Reader } from '#electron/store/database.ts'
import type { ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import { getResident } from './getters.ts'

/**
 * A resident whose record can be changed: neither merged into another nor taken back with an import.
 * @throws CounterError NOT_FOUND, CONFLICT
 */
export function getListedResident(reader: Reader, id: string): ResidentRow {
  const resident = getResident(reader, id)
  if (resident.listed === 1) return resident
  if (resident.merged_into === null) {
    throw new CounterError('CONFLICT', '这条居民记录已随导入批次撤销，没有保存。', {
      hint: '需要办理的，请按证件号码重新登记。',
    })
  }
  throw new CounterError('CONFLICT', '这条居民记录已并入另一条，没有保存。', {
    hint: '请打开并入的那一条记录办理；并错了的先撤销合并。',
  })
}

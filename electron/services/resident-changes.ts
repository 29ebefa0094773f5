import type { Reader } from '#electron/store/database.ts'
import { listResidentChanges, type ResidentChangeRow } from '#electron/store/tables/resident-changes.ts'
import { maskPhone } from '#shared/base/mask.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import type { ResidentPage } from '#shared/ipc/residents.ts'

/** Every change of a person's own fields, newest first, numbers masked. @param persons the keys of one person's records */
export function changeViews(reader: Reader, persons: readonly number[]): ResidentPage['changes'] {
  return listResidentChanges(reader, persons).map((row) => ({
    at: row.at,
    who: row.actor,
    field: FIELD_WORDS[row.field],
    what: changeText(row),
    reason: row.reason,
  }))
}

export const FIELD_WORDS = {
  name: '姓名',
  idNumber: '证件号码',
  phone: '手机号',
  town: '镇（街道）',
  listed: '名单',
} as const satisfies Record<ResidentChangeRow['field'], string>

function changeText({ field, before, after }: ResidentChangeRow): string {
  if (field === 'listed') return after === '1' ? '恢复到名单' : '移出名单'
  const words = (value: string | null) => (value === null ? '未登记' : shown(field, value))
  return `${FIELD_WORDS[field]}由“${words(before)}”改为“${words(after)}”`
}

function shown(field: ResidentChangeRow['field'], value: string): string {
  if (field === 'idNumber') return maskResidentId(value)
  return field === 'phone' ? maskPhone(value) : value
}

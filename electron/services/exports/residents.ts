import type { Reader } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { findResidentBySeq, type ResidentRow } from '#electron/store/tables/residents.ts'
import { maskPhone } from '#shared/base/mask.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { ResidentListRequest } from '#shared/ipc/residents.ts'
import { dayOf } from '../clock.ts'
import { windowSeqs } from '../list-order.ts'
import { matchingNames } from '../search-residents.ts'
import { type Column, exportableRows } from './list.ts'

/** What a person's row has in every list that shows people. */
export const personColumns = {
  idNumberMasked: {
    title: '证件号码',
    width: 20,
    kind: 'text',
    value: (row) => maskResidentId(row.id_number),
  },
  phoneMasked: {
    title: '手机号',
    width: 13,
    kind: 'text',
    value: (row) => (row.phone === null ? null : maskPhone(row.phone)),
  },
} as const satisfies Record<string, Column<ResidentRow>>

/** The same numbers whole. */
export const wholeNumbers = {
  idNumber: {
    title: '证件号码（完整）',
    width: 20,
    kind: 'text',
    personal: true,
    value: (row) => row.id_number,
  },
  phone: { title: '手机号（完整）', width: 13, kind: 'text', personal: true, value: (row) => row.phone },
} as const satisfies Record<string, Column<ResidentRow>>

const columns: Record<string, Column<ResidentRow>> = {
  name: { title: '姓名', width: 12, kind: 'text', value: (row) => row.name },
  sex: { title: '性别', width: 6, kind: 'text', value: (row) => row.sex },
  birth: { title: '出生日期', width: 12, kind: 'date', value: (row) => row.birth },
  ...personColumns,
  town: { title: '镇（街道）', width: 14, kind: 'text', value: (row) => row.town },
  points: { title: '积分', width: 9, kind: 'number', value: (row) => keptPoints(row) },
  pointsOn: {
    title: '积分计算日',
    width: 12,
    kind: 'date',
    value: (row) => (row.points_on === '' ? null : row.points_on),
  },
  complete: {
    title: '积分资料齐全',
    width: 13,
    kind: 'text',
    value: (row) => (row.points_on === '' ? null : row.complete === 1 ? '是' : '否'),
  },
  registeredAt: { title: '登记日期', width: 12, kind: 'date', value: (row) => dayOf(row.registered_at) },
  ...wholeNumbers,
}

/** Every resident of the list as it stands when it is read; each row with its values when it is written. */
export const residents = exportableRows({
  title: '居民名单',
  question: ResidentListRequest.pick({ text: true, filters: true, sort: true }),
  columns,
  read({ reader }, question, limit) {
    const text = question.text.trim()
    const matching = text === '' ? null : () => matchingNames(reader, text)
    const { total, seqs } = snapshot(reader, () =>
      windowSeqs(reader, { ...question, text, matching }, { offset: 0, limit }),
    )
    return { total, rows: residentsOf(reader, seqs) }
  },
})

function* residentsOf(reader: Reader, seqs: readonly number[]): Generator<ResidentRow> {
  for (const seq of seqs) {
    const row = findResidentBySeq(reader, seq)
    if (row === undefined) throw new Error('residents are never deleted')
    yield row
  }
}

function keptPoints({ points_on: on, points_x100: hundredths }: ResidentRow): number | null {
  return on === '' || hundredths === null ? null : hundredths / 100
}

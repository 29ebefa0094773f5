import { listBatches, type ReceiptRow } from '#electron/store/tables/imports.ts'
import { FactSource } from '#shared/domain/people/index.ts'
import { BatchListRequest } from '#shared/ipc/imports.ts'
import { dayOf } from '../clock.ts'
import { rulesOf } from '../imports/datasets/index.ts'
import { type Column, exportableRows } from './list.ts'

const columns: Record<string, Column<ReceiptRow>> = {
  dataset: { title: '数据', width: 18, kind: 'text', value: (row) => rulesOf(row.dataset).title },
  department: { title: '来源部门', width: 14, kind: 'text', value: (row) => sourceOf(row).department },
  dataDate: { title: '数据截至', width: 12, kind: 'date', value: (row) => sourceOf(row).dataDate },
  fileName: { title: '文件', width: 30, kind: 'text', value: (row) => row.file_name },
  rows: { title: '行数', width: 9, kind: 'number', value: (row) => row.rows },
  added: { title: '新增', width: 9, kind: 'number', value: (row) => row.added },
  unchanged: { title: '未变', width: 9, kind: 'number', value: (row) => row.unchanged },
  differing: { title: '待核对', width: 9, kind: 'number', value: (row) => row.differing },
  setAside: { title: '搁置', width: 9, kind: 'number', value: (row) => row.set_aside },
  by: { title: '导入人', width: 12, kind: 'text', value: (row) => row.actor },
  at: { title: '导入日期', width: 12, kind: 'date', value: (row) => dayOf(row.at) },
  undoneAt: {
    title: '撤销日期',
    width: 12,
    kind: 'date',
    value: (row) => (row.undone_at === null ? null : dayOf(row.undone_at)),
  },
  undoneBy: { title: '撤销人', width: 12, kind: 'text', value: (row) => row.undoer },
  undoneReason: { title: '撤销理由', width: 24, kind: 'text', value: (row) => row.undone_reason },
  sha256: { title: '文件校验值', width: 66, kind: 'text', value: (row) => row.sha256 },
}

export const imports = exportableRows({
  title: '导入登记',
  question: BatchListRequest.pick({ text: true, filters: true, sort: true }),
  columns,
  read: ({ reader }, question, limit) => listBatches(reader, { ...question, offset: 0, limit }),
})

function sourceOf({ source }: ReceiptRow): FactSource {
  return FactSource.parse(JSON.parse(source))
}

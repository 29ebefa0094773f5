import { PaperListRequest, type PaperRow } from '#shared/ipc/papers.ts'
import { dayOf } from '../clock.ts'
import { listPapers } from '../papers.ts'
import { type Column, exportableRows } from './list.ts'

const columns: Record<string, Column<PaperRow>> = {
  number: { title: '文号', width: 24, kind: 'text', value: (row) => row.number },
  title: { title: '文书', width: 30, kind: 'text', value: (row) => row.title },
  name: { title: '给谁', width: 24, kind: 'text', value: (row) => row.name },
  issuedAt: { title: '出具日期', width: 12, kind: 'date', value: (row) => dayOf(row.issuedAt) },
  issuedBy: { title: '出具人', width: 12, kind: 'text', value: (row) => row.issuedBy },
  pages: { title: '页数', width: 6, kind: 'number', value: (row) => row.pages },
  printed: { title: '打印次数', width: 9, kind: 'number', value: (row) => row.printed },
}

export const papers = exportableRows({
  title: '文书名单',
  question: PaperListRequest.pick({ text: true, filters: true, sort: true }),
  columns,
  read: (context, question, limit) => listPapers(context, { ...question, offset: 0, limit }),
})

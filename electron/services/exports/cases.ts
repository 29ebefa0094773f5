import type { CellValue } from '#electron/exchange/index.ts'
import { type CaseListRow, listCases } from '#electron/store/tables/cases.ts'
import type { ResidentRow } from '#electron/store/tables/residents.ts'
import { CaseListRequest, type CaseRow } from '#shared/ipc/cases.ts'
import { caseRow, waitingFor } from '../case-page.ts'
import { dayOf } from '../clock.ts'
import type { ServiceContext } from '../context.ts'
import { getResident } from '../getters.ts'
import { type Column, exportableRows } from './list.ts'
import { personColumns, wholeNumbers } from './residents.ts'

type Row = { shown: CaseRow; round: string; applicant: ResidentRow }

const columns: Record<string, Column<Row>> = {
  receiptNo: { title: '受理编号', width: 18, kind: 'text', value: ({ shown }) => shown.receiptNo },
  name: { title: '姓名', width: 12, kind: 'text', value: ({ shown }) => shown.name },
  ...ofApplicant(personColumns),
  title: { title: '事项', width: 24, kind: 'text', value: ({ shown }) => shown.title },
  round: { title: '批次', width: 24, kind: 'text', value: ({ round }) => round },
  status: { title: '状态', width: 10, kind: 'text', value: ({ shown }) => shown.statusText },
  points: { title: '积分', width: 9, kind: 'number', value: ({ shown }) => pointsOf(shown) },
  submittedAt: { title: '受理日期', width: 12, kind: 'date', value: ({ shown }) => dayOf(shown.submittedAt) },
  submittedBy: { title: '受理人', width: 12, kind: 'text', value: ({ shown }) => shown.submittedBy },
  ...ofApplicant(wholeNumbers),
}

export const cases = exportableRows({
  title: '办件名单',
  question: CaseListRequest.pick({ text: true, filters: true, sort: true }),
  columns,
  read(context, question, limit) {
    const { status, roundId, mine } = question.filters
    const filters = { status, roundId, waitingFor: mine === true ? waitingFor(context.account) : undefined }
    const { total, rows } = listCases(context.reader, { ...question, filters, offset: 0, limit })
    return { total, rows: withApplicants(context, rows) }
  },
})

function* withApplicants({ reader, resources }: ServiceContext, rows: CaseListRow[]): Generator<Row> {
  for (const row of rows) {
    const applicant = getResident(reader, row.resident_id)
    yield { shown: caseRow(row, resources), round: row.round_title, applicant }
  }
}

/** Columns of a person as columns of the person's case. */
function ofApplicant(own: Record<string, Column<ResidentRow>>): Record<string, Column<Row>> {
  return Object.fromEntries(
    Object.entries(own).map(([key, column]) => [
      key,
      { ...column, value: ({ applicant }: Row): CellValue => column.value(applicant) },
    ]),
  )
}

function pointsOf({ pointsX100 }: CaseRow): number | null {
  return pointsX100 === null ? null : pointsX100 / 100
}

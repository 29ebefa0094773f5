import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CaseStatus, statusText } from '#shared/domain/cases/index.ts'
import type { CaseRow } from '#shared/ipc/cases.ts'
import { api } from '../../api/client.ts'
import { useExporting } from '../../api/exporting.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { ExportButton } from '../../components/ExportButton.tsx'
import { formatMoment } from '../../components/format.ts'
import { ListFilter } from '../../components/ListFilter.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { Points } from '../../components/Points.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { CASE_LOOK } from './case-look.ts'
import { useApproving } from './use-approving.tsx'

type SortKey = 'receiptNo' | 'name' | 'status' | 'points' | 'submittedAt'

const COLUMNS: readonly ListColumn<CaseRow, SortKey>[] = [
  {
    id: 'receiptNo',
    title: '收件号',
    sortKey: 'receiptNo',
    width: 18,
    cell: (row) => (
      <Link to="/cases/$id" params={{ id: row.id }} tabIndex={-1}>
        {row.receiptNo}
      </Link>
    ),
  },
  { id: 'name', title: '申请人', sortKey: 'name', width: 18, cell: (row) => row.name },
  { id: 'title', title: '事项', width: 18, cell: (row) => row.title },
  {
    id: 'status',
    title: '办到哪一步',
    sortKey: 'status',
    width: 16,
    cell: (row) => <Tag {...CASE_LOOK[row.status]} word={row.statusText} />,
  },
  {
    id: 'points',
    title: '积分',
    sortKey: 'points',
    width: 8,
    end: true,
    cell: (row) => <Points x100={row.pointsX100} />,
  },
  {
    id: 'submittedAt',
    title: '受理时间',
    sortKey: 'submittedAt',
    width: 14,
    cell: (row) => formatMoment(row.submittedAt),
  },
  { id: 'submittedBy', title: '受理人', width: 10, cell: (row) => row.submittedBy },
]

const NO_FILTER = { status: '', roundId: '', mine: '' }
type Filter = typeof NO_FILTER

/** Every application, and which of them wait for the person signed in. */
export function CasesList() {
  const navigate = useNavigate()
  const approving = useApproving()
  const exporting = useExporting('cases')
  const filter = useRemembered('cases-filter', NO_FILTER)
  const { status, roundId, mine } = filter.value
  const wanted = CaseStatus.safeParse(status).data
  const filters = {
    ...(wanted === undefined ? {} : { status: wanted }),
    ...(roundId === '' ? {} : { roundId }),
    ...(mine === '' ? {} : { mine: true }),
  }
  return (
    <>
      <ListPage<CaseRow, SortKey>
        name="cases"
        title="办件"
        columns={COLUMNS}
        source={{
          key: ['cases', 'list', filters],
          fetch: (window, signal) => api.cases.list.query({ ...window, filters }, { signal }),
        }}
        firstSort={{ key: 'submittedAt', descending: true }}
        open={(row) => void navigate({ to: '/cases/$id', params: { id: row.id } })}
        searchHint="收件号或姓名"
        filters={<CaseFilters filter={filter.value} change={filter.remember} />}
        notice={approving.result}
        {...approving.list}
        empty={<NoCases />}
        exporting={(shown) => (
          <ExportButton title="办件" exporting={exporting} shown={shown} filters={filters} />
        )}
        failureOf={failureOf}
      />
      {approving.dialog}
    </>
  )
}

function CaseFilters({ filter, change }: { filter: Filter; change(filter: Filter): void }) {
  const rounds = useQuery(queries.rounds())
  return (
    <>
      <ListFilter
        label="等谁办"
        value={filter.mine}
        options={[{ value: 'yes', label: '等我办的' }]}
        change={(mine) => change({ ...filter, mine })}
      />
      <ListFilter
        label="状态"
        value={filter.status}
        options={CaseStatus.options.map((value) => ({ value, label: statusText(value) }))}
        change={(status) => change({ ...filter, status })}
      />
      <ListFilter
        label="批次"
        value={filter.roundId}
        options={(rounds.data ?? []).map((round) => ({ value: round.id, label: round.title }))}
        change={(roundId) => change({ ...filter, roundId })}
      />
    </>
  )
}

function NoCases() {
  return (
    <>
      <h2>还没有办件</h2>
      <p>在居民的记录上按 N 受理申请，受理后的办件在这里等另一人复核。</p>
    </>
  )
}

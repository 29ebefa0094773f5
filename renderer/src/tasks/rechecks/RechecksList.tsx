import { Link, useNavigate } from '@tanstack/react-router'
import { recheckStateText } from '#shared/domain/cases/index.ts'
import type { RecheckRow } from '#shared/ipc/points.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { formatDay, monthsShort } from '../../components/format.ts'
import { ListFilter } from '../../components/ListFilter.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { useRemembered } from '../../components/page-memory.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { dueLook, RECHECK_LOOK } from '../../text/recheck-look.ts'

/** The list keeps one order: what presses most stands first. */
type SortKey = 'urgency'

const COLUMNS: readonly ListColumn<RecheckRow, SortKey>[] = [
  {
    id: 'receiptNo',
    title: '收件号',
    width: 13,
    cell: (row) => (
      <Link to="/rechecks/$id" params={{ id: row.id }} tabIndex={-1}>
        {row.receiptNo}
      </Link>
    ),
  },
  { id: 'name', title: '居民', width: 12, cell: (row) => row.name },
  { id: 'indicator', title: '指标', width: 13, cell: (row) => row.indicatorName },
  { id: 'months', title: '月份', width: 16, cell: (row) => monthsShort(row.months) || '—' },
  { id: 'department', title: '核对部门', width: 10, cell: (row) => row.department },
  {
    id: 'state',
    title: '办到哪一步',
    width: 13,
    cell: (row) => <Tag {...RECHECK_LOOK[row.state]} word={recheckStateText(row.state)} />,
  },
  { id: 'dueOn', title: '答复期限', width: 14, cell: (row) => <Tag {...dueLook(row)} /> },
  { id: 'askedAt', title: '提出', width: 9, cell: (row) => formatDay(row.askedAt) },
]

const ONLY = [
  { value: 'open', label: '没办结的' },
  { value: 'overdue', label: '已超期的' },
] as const
type Only = (typeof ONLY)[number]['value']

/** Every re-check, the overdue ones first. */
export function RechecksList() {
  const navigate = useNavigate()
  const filter = useRemembered<{ only: Only | '' }>('rechecks-filter', { only: 'open' })
  const only = filter.value.only === '' ? 'all' : filter.value.only
  return (
    <ListPage<RecheckRow, SortKey>
      name="rechecks"
      title="复核"
      columns={COLUMNS}
      source={{
        key: ['rechecks', 'list', only],
        fetch: ({ offset, limit }, signal) => api.rechecks.list.query({ only, offset, limit }, { signal }),
      }}
      firstSort={{ key: 'urgency', descending: false }}
      open={(row) => void navigate({ to: '/rechecks/$id', params: { id: row.id } })}
      filters={
        <ListFilter
          label="范围"
          value={filter.value.only}
          options={ONLY}
          change={(value) =>
            filter.remember({ only: ONLY.find((option) => option.value === value)?.value ?? '' })
          }
        />
      }
      empty={<NoRechecks only={only} />}
      failureOf={failureOf}
    />
  )
}

function NoRechecks({ only }: { only: 'all' | Only }) {
  return (
    <>
      <h2>{only === 'overdue' ? '没有超期的复核' : only === 'open' ? '没有待办的复核' : '还没有复核'}</h2>
      <p>
        居民对某一项得分有异议时，在居民页的积分明细上提出复核；部门在 5
        个工作日内答复，答复后重新计分并办结。
      </p>
    </>
  )
}

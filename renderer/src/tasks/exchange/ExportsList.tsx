import './exchange.css'
import type { ExportRow } from '#shared/ipc/exports.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { formatCount, formatMoment } from '../../components/format.ts'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { Tag } from '../../components/VerdictTag.tsx'
import { ExchangeTabs } from './ExchangeTabs.tsx'

const COLUMNS: readonly ListColumn<ExportRow, 'at'>[] = [
  { id: 'title', title: '名单', width: 10, cell: (row) => row.title },
  { id: 'columns', title: '导出的列', width: 26, cell: (row) => row.columns.join('、') },
  { id: 'reason', title: '事由', width: 22, cell: (row) => row.reason },
  {
    id: 'rows',
    title: '行数',
    width: 8,
    end: true,
    cell: (row) => (row.rows === null ? '—' : formatCount(row.rows)),
  },
  { id: 'by', title: '导出人', width: 10, cell: (row) => row.by },
  { id: 'at', title: '时间', sortKey: 'at', width: 14, cell: (row) => formatMoment(row.at) },
  { id: 'outcome', title: '结果', width: 10, cell: (row) => <Outcome outcome={row.outcome} /> },
]

function Outcome({ outcome }: Pick<ExportRow, 'outcome'>) {
  if (outcome === 'done') return <Tag tone="yes" sign="✓" word="已保存" />
  if (outcome === 'cancelled') return <Tag tone="plain" sign="○" word="没有保存" />
  return <Tag tone="unknown" sign="?" word="不确定" />
}

/** Every list that left the office as a file, or was about to. */
export function ExportsList() {
  return (
    <ListPage<ExportRow, 'at'>
      name="exports"
      title="导出登记"
      columns={COLUMNS}
      source={{
        key: ['exports', 'list'],
        fetch: (window, signal) => api.exports.list.query({ ...window, filters: {} }, { signal }),
      }}
      firstSort={{ key: 'at', descending: true }}
      open={() => undefined}
      notice={<ExchangeTabs />}
      empty={
        <>
          <h2>还没有导出过名单</h2>
          <p>在居民、办件、文书和导入的列表上可以导出 Excel；谁、何时、为什么导出了哪些列，都登记在这里。</p>
        </>
      }
      failureOf={failureOf}
    />
  )
}

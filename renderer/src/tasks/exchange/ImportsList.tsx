import './exchange.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { BatchRow } from '#shared/ipc/imports.ts'
import { api } from '../../api/client.ts'
import { useExporting } from '../../api/exporting.ts'
import { failureOf } from '../../api/failure.ts'
import { ExportButton } from '../../components/ExportButton.tsx'
import { formatCount, formatMoment } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { Tag } from '../../components/VerdictTag.tsx'
import { ExchangeTabs } from './ExchangeTabs.tsx'

type SortKey = 'at' | 'rows'

const COLUMNS: readonly ListColumn<BatchRow, SortKey>[] = [
  {
    id: 'title',
    title: '内容',
    width: 16,
    cell: (row) => (
      <Link to="/exchange/$id" params={{ id: row.id }} tabIndex={-1}>
        {row.title}
      </Link>
    ),
  },
  { id: 'department', title: '部门', width: 10, cell: (row) => row.department },
  { id: 'fileName', title: '文件', width: 20, cell: (row) => row.fileName },
  { id: 'rows', title: '行数', sortKey: 'rows', width: 8, end: true, cell: (row) => formatCount(row.rows) },
  { id: 'added', title: '新增', width: 8, end: true, cell: (row) => formatCount(row.added) },
  { id: 'differing', title: '差异', width: 7, end: true, cell: (row) => formatCount(row.differing) },
  { id: 'setAside', title: '搁置', width: 7, end: true, cell: (row) => formatCount(row.setAside) },
  { id: 'at', title: '导入时间', sortKey: 'at', width: 14, cell: (row) => formatMoment(row.at) },
  {
    id: 'state',
    title: '状态',
    width: 10,
    cell: (row) =>
      row.undone === null ? (
        <Tag tone="yes" sign="✓" word="已导入" />
      ) : (
        <Tag tone="plain" sign="↶" word="已撤销" />
      ),
  },
]

/** Every file that was taken in, with its receipt. */
export function ImportsList() {
  const navigate = useNavigate()
  const exporting = useExporting('imports')
  const start = () => void navigate({ to: '/exchange/new' })
  return (
    <ListPage<BatchRow, SortKey>
      name="imports"
      title="导入"
      columns={COLUMNS}
      source={{
        key: ['imports', 'list'],
        fetch: (window, signal) => api.imports.list.query({ ...window, filters: {} }, { signal }),
      }}
      firstSort={{ key: 'at', descending: true }}
      open={(row) => void navigate({ to: '/exchange/$id', params: { id: row.id } })}
      searchHint="文件名"
      notice={<ExchangeTabs />}
      actions={
        <Button type="primary" onClick={start}>
          导入文件 <KeyHint keys="N" />
        </Button>
      }
      keys={[{ keys: 'N', label: '导入文件', run: start }]}
      empty={
        <>
          <h2>还没有导入过文件</h2>
          <p>
            各部门送来的名单（参保月份、居住证、单位、处罚等）从这里导入。导入前先预览，
            有问题的行可以搁置待改，整批可以撤销。按 N 导入第一个文件。
          </p>
        </>
      }
      exporting={(shown) => <ExportButton title="导入" exporting={exporting} shown={shown} filters={{}} />}
      failureOf={failureOf}
    />
  )
}

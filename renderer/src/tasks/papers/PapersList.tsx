import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { PaperRow } from '#shared/ipc/papers.ts'
import { api, desktop } from '../../api/client.ts'
import { useExporting } from '../../api/exporting.ts'
import { failureOf } from '../../api/failure.ts'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatMoment } from '../../components/format.ts'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { Tag } from '../../components/VerdictTag.tsx'

type SortKey = 'number' | 'issuedAt' | 'name'

const COLUMNS: readonly ListColumn<PaperRow, SortKey>[] = [
  {
    id: 'number',
    title: '文号',
    sortKey: 'number',
    width: 22,
    cell: (row) => (
      <Link to="/papers/$id" params={{ id: row.id }} tabIndex={-1}>
        {row.number}
      </Link>
    ),
  },
  { id: 'title', title: '文书', width: 22, cell: (row) => row.title },
  { id: 'name', title: '给谁', sortKey: 'name', width: 18, cell: (row) => row.name },
  {
    id: 'issuedAt',
    title: '签发',
    sortKey: 'issuedAt',
    width: 15,
    cell: (row) => formatMoment(row.issuedAt),
  },
  { id: 'issuedBy', title: '经办', width: 11, cell: (row) => row.issuedBy },
  { id: 'pages', title: '页数', width: 6, end: true, hidden: true, cell: (row) => row.pages },
  {
    id: 'printed',
    title: '打印',
    width: 12,
    cell: (row) =>
      row.printed === 0 ? (
        <Tag tone="plain" sign="○" word="未打印" />
      ) : (
        <Tag tone="yes" sign="✓" word={`已打印 ${row.printed} 次`} />
      ),
  },
]

/** Every paper that was issued, archived as issued. */
export function PapersList() {
  const navigate = useNavigate()
  const exporting = useExporting('papers')
  const { printAll, busy, failure } = usePrinting()
  return (
    <ListPage<PaperRow, SortKey>
      name="papers"
      title="文书"
      columns={COLUMNS}
      source={{
        key: ['papers', 'list'],
        fetch: (window, signal) => api.papers.list.query({ ...window, filters: {} }, { signal }),
      }}
      firstSort={{ key: 'issuedAt', descending: true }}
      open={(row) => void navigate({ to: '/papers/$id', params: { id: row.id } })}
      searchHint="文号、姓名或批次"
      notice={<FailureAlert failure={failure} />}
      withChosen={(ids, clear) => (
        <Button size="small" type="primary" loading={busy} onClick={() => void printAll(ids, clear)}>
          打印 {ids.length} 份
        </Button>
      )}
      empty={
        <>
          <h2>还没有文书</h2>
          <p>
            办件和批次出具的通知书、公告，居民的积分结果告知书，都存档在这里，可以再次打印，补打的标明副本。
          </p>
        </>
      }
      exporting={(shown) => <ExportButton title="文书" exporting={exporting} shown={shown} filters={{}} />}
      failureOf={failureOf}
    />
  )
}

/** Printing stops where the person or the printer says no, so that the rest stays chosen. */
function usePrinting() {
  const client = useQueryClient()
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)
  async function printAll(ids: readonly string[], clear: () => void): Promise<void> {
    setBusy(true)
    setFailure(undefined)
    try {
      for (const id of ids) if (!(await desktop.printPaper.mutate({ id })).printed) return
      clear()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['papers'] })
    }
  }
  return { printAll, busy, failure }
}

import './policy.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { PolicyDocumentRow } from '#shared/ipc/policies.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { useMachine } from '../../api/machine.tsx'
import { KeyHint } from '../../components/KeyHint.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { Tag } from '../../components/VerdictTag.tsx'
import { daysText, KIND_WORDS, purposesShort, STATE_LOOK, stateLook, todayText } from './document-look.ts'
import { PolicyTabs } from './PolicyTabs.tsx'

type Row = PolicyDocumentRow & { id: string }
type SortKey = 'effectiveFrom'

const COLUMNS: readonly ListColumn<Row, SortKey>[] = [
  {
    id: 'name',
    title: '名称',
    width: 25.5,
    cell: (row) => (
      <Link to="/policy/$key" params={{ key: row.key }} tabIndex={-1}>
        {row.name}
      </Link>
    ),
  },
  { id: 'kind', title: '种类', width: 7, cell: (row) => KIND_WORDS[row.kind] },
  { id: 'documentNumber', title: '文号', width: 14.5, cell: (row) => row.documentNumber },
  { id: 'days', title: '有效日期', sortKey: 'effectiveFrom', width: 16.5, cell: daysText },
  {
    id: 'purposes',
    title: '用途',
    width: 10.5,
    cell: (row) => purposesShort(row.purposes),
  },
  { id: 'state', title: '状态', width: 10.5, cell: (row) => <Tag {...stateLook(row)} /> },
  { id: 'today', title: '今天', width: 6, cell: (row) => <Today row={row} /> },
  { id: 'findings', title: '检查', width: 9.5, cell: (row) => <Checked row={row} /> },
]

function Today({ row }: { row: Row }) {
  const today = useMachine()?.today
  return today === undefined ? '' : todayText(row, today)
}

function Checked({ row }: { row: Row }) {
  if (row.errors > 0) return <Tag tone="no" sign="✕" word={`${row.errors} 处错误`} />
  if (row.notices > 0) return <Tag tone="unknown" sign="!" word={`${row.notices} 处提醒`} />
  return <Tag tone="yes" sign="✓" word="没有问题" />
}

/** Every document, read whole as there are few; the dates order them. */
async function fetchDocuments(options: {
  state: string
  descending: boolean
  signal: AbortSignal
}): Promise<{ total: number; rows: Row[] }> {
  const documents = await api.policy.list.query(undefined, { signal: options.signal })
  const rows = documents
    .filter((row) => options.state === '' || row.state === options.state)
    .map((row) => ({ ...row, id: row.key }))
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : 0))
  return { total: rows.length, rows: options.descending ? rows.reverse() : rows }
}

/** Packs, amendments and yearly lists: what came with the program and what this office brought in. */
export function PolicyList() {
  const navigate = useNavigate()
  const [state, setState] = useState('')
  const draft = () => void navigate({ to: '/policy/new' })
  return (
    <ListPage<Row, SortKey>
      name="policies"
      title="政策"
      columns={COLUMNS}
      source={{
        key: ['policy', 'list', state],
        fetch: ({ sort }, signal) => fetchDocuments({ state, descending: sort.descending, signal }),
      }}
      firstSort={{ key: 'effectiveFrom', descending: true }}
      open={(row) => void navigate({ to: '/policy/$key', params: { key: row.key } })}
      notice={<PolicyTabs />}
      filters={
        <ListFilter
          label="状态"
          value={state}
          options={Object.entries(STATE_LOOK).map(([value, { word }]) => ({ value, label: word }))}
          change={setState}
        />
      }
      actions={
        <Button type="primary" onClick={draft}>
          导入草稿 <KeyHint keys="N" />
        </Button>
      }
      keys={[{ keys: 'N', label: '导入草稿', run: draft }]}
      empty={
        <>
          <h2>{state === '' ? '没有政策文件' : '没有这种状态的政策文件'}</h2>
          <p>政策包、修订和年度名单先作为草稿导入，检查没有错误，再由起草人以外的主管确认后生效。</p>
        </>
      }
      failureOf={failureOf}
    />
  )
}

import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { openRoundState } from '#shared/domain/cases/index.ts'
import type { RoundRow } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { useSession } from '../../api/session.tsx'
import { formatCount } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { Tag } from '../../components/VerdictTag.tsx'
import { KIND_WORDS, ROUND_LOOK } from './round-look.ts'

const COLUMNS: readonly ListColumn<RoundRow, 'cutOff'>[] = [
  {
    id: 'title',
    title: '批次',
    width: 31,
    cell: (row) => (
      <Link to="/rounds/$id" params={{ id: row.id }} tabIndex={-1}>
        {row.title}
      </Link>
    ),
  },
  { id: 'kind', title: '用途', width: 12, cell: (row) => KIND_WORDS[row.kind] },
  {
    id: 'status',
    title: '状态',
    width: 16,
    cell: (row) => <Tag {...ROUND_LOOK[row.status]} word={row.statusText} />,
  },
  { id: 'cutOff', title: '积分截止日', width: 14, cell: (row) => row.cutOff },
  { id: 'places', title: '名额', width: 9, end: true, cell: (row) => formatCount(row.places) },
  { id: 'applications', title: '申请', width: 9, end: true, cell: (row) => formatCount(row.applications) },
  { id: 'seated', title: '入选', width: 9, end: true, cell: (row) => seatedText(row) },
]

/** Before the run nobody is chosen or not: that is not known yet, and no zero. */
function seatedText({ status, seated }: RoundRow): string {
  return status === 'open' || status === 'frozen' ? '—' : formatCount(seated)
}

/** Every round; there are few, so they are read whole. */
async function fetchRounds(
  _window: unknown,
  signal: AbortSignal,
): Promise<{ total: number; rows: RoundRow[] }> {
  const rows = await api.rounds.list.query(undefined, { signal })
  return { total: rows.length, rows }
}

export function RoundsList() {
  const navigate = useNavigate()
  const mayOpen = openRoundState(useSession().account)
  const openRound = () => void navigate({ to: '/rounds/new' })
  return (
    <ListPage<RoundRow, 'cutOff'>
      name="rounds"
      title="批次"
      columns={COLUMNS}
      source={{ key: ['rounds', 'list'], fetch: fetchRounds }}
      firstSort={{ key: 'cutOff', descending: true }}
      open={(row) => void navigate({ to: '/rounds/$id', params: { id: row.id } })}
      actions={
        <>
          {mayOpen.allowed ? null : <span className="source">{mayOpen.reason}</span>}
          <Button
            type={mayOpen.allowed ? 'primary' : 'default'}
            disabled={!mayOpen.allowed}
            onClick={openRound}
          >
            开始新批次 {mayOpen.allowed ? <KeyHint keys="N" /> : null}
          </Button>
        </>
      }
      keys={mayOpen.allowed ? [{ keys: 'N', label: '开始新批次', run: openRound }] : []}
      empty={
        <>
          <h2>还没有批次</h2>
          <p>
            体检、入学、租金补贴和保租房的名额在批次里分配：主管定方案，窗口收申请，冻结名单后运行，公示期满由另一位主管公布。
          </p>
        </>
      }
      failureOf={failureOf}
    />
  )
}

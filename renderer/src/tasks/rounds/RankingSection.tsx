import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { statusText } from '#shared/domain/cases/index.ts'
import type { RoundPage, SeatRow } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { BatchResult } from '../../components/BatchResult.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { useOneByOne } from '../../components/one-by-one.ts'
import { Points } from '../../components/Points.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'

type SortKey = 'rank' | 'town' | 'receiptNo'
type RankedRow = SeatRow & { id: string }

const SEATED = statusText('seated')
const WAITING = statusText('waiting')

const COLUMNS: readonly ListColumn<RankedRow, SortKey>[] = [
  { id: 'rank', title: '名次', sortKey: 'rank', width: 7, end: true, cell: (row) => row.rank },
  {
    id: 'receiptNo',
    title: '收件号',
    sortKey: 'receiptNo',
    width: 14,
    cell: (row) => (
      <Link to="/cases/$id" params={{ id: row.caseId }} tabIndex={-1}>
        {row.receiptNo}
      </Link>
    ),
  },
  { id: 'name', title: '申请人', width: 13, cell: (row) => row.name },
  { id: 'town', title: '单位所在镇街', sortKey: 'town', width: 12, cell: (row) => row.town },
  { id: 'points', title: '积分', width: 8, end: true, cell: (row) => <Points x100={row.pointsX100} /> },
  {
    id: 'seated',
    title: '结果',
    width: 11,
    cell: (row) =>
      row.seated ? <Tag tone="yes" sign="✓" word={SEATED} /> : <Tag tone="plain" sign="…" word={WAITING} />,
  },
  { id: 'why', title: '为什么', width: 26, cell: (row) => row.why },
  { id: 'paper', title: '通知书', width: 9, cell: (row) => (row.paperId === null ? '未发' : '已发') },
]

/** The whole ranking, windowed; after publication notices are issued for the chosen. */
export function RankingSection({ round }: { round: RoundPage }) {
  const navigate = useNavigate()
  const issuing = useIssuing()
  const [filter, setFilter] = useState({ seated: '', town: '' })
  const filters = {
    roundId: round.id,
    ...(filter.seated === '' ? {} : { seated: filter.seated === 'yes' }),
    ...(filter.town === '' ? {} : { town: filter.town }),
  }
  const open = (id: string) => void navigate({ to: '/cases/$id', params: { id } })
  const published = round.status === 'published'
  return (
    <Section title="排序名单" aside={published ? '勾选后可一次出具多份通知书' : '公布后才能出具通知书'}>
      <BatchResult outcome={issuing.outcome} done="份已出具" refused="份没有出具" open={open} />
      <ListPage<RankedRow, SortKey>
        name="seats"
        title="排序名单"
        embedded
        columns={COLUMNS}
        source={{
          key: ['rounds', 'seats', filters],
          fetch: async (window, signal) => {
            const list = await api.rounds.seats.query({ ...window, filters }, { signal })
            return { total: list.total, rows: list.rows.map((row) => ({ ...row, id: row.caseId })) }
          },
        }}
        firstSort={{ key: 'rank', descending: false }}
        open={(row) => open(row.id)}
        choosable={(row) => row.seated && row.paperId === null}
        searchHint="收件号或姓名"
        filters={<RankingFilters towns={round.towns} filter={filter} change={setFilter} />}
        {...(published ? { withChosen: issuing.button } : {})}
        empty={<h2>名单是空的</h2>}
        failureOf={failureOf}
      />
    </Section>
  )
}

interface Filter {
  seated: string
  town: string
}

function RankingFilters(props: { towns: readonly string[]; filter: Filter; change(filter: Filter): void }) {
  const { towns, filter, change } = props
  return (
    <>
      <ListFilter
        label="结果"
        value={filter.seated}
        options={[
          { value: 'yes', label: SEATED },
          { value: 'no', label: WAITING },
        ]}
        change={(seated) => change({ ...filter, seated })}
      />
      <ListFilter
        label="镇街"
        value={filter.town}
        options={towns.map((name) => ({ value: name, label: name }))}
        change={(town) => change({ ...filter, town })}
      />
    </>
  )
}

/** Issuing the notices of the chosen, one after the other. */
function useIssuing() {
  const { run, busy, outcome } = useOneByOne({
    act: (caseId) => api.papers.issueNotice.mutate({ commandId: crypto.randomUUID(), caseId }),
    failureOf,
  })
  const button = (ids: readonly string[], clear: () => void) => (
    <Button size="small" type="primary" loading={busy} onClick={() => void run(ids).then(clear)}>
      出具 {ids.length} 份通知书
    </Button>
  )
  return { outcome, button }
}

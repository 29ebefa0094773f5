import './results.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { mechanismOf } from '#shared/domain/allocation/index.ts'
import { statusText } from '#shared/domain/cases/index.ts'
import type { RoundPage, SeatRow } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { ListFilter } from '../../components/ListFilter.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { Points } from '../../components/Points.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { replyLook, resultWord, viaText, WITHOUT_PLACE } from './holding-words.ts'
import { RANKING, type RankedRow } from './ranking-place.ts'
import { changeSearch, type RoundSearch, seatFilters } from './round-search.ts'
import { useSeatWork } from './use-seat-work.tsx'

type SortKey = 'rank' | 'town' | 'no' | 'place'
const SEATED = statusText('seated')

type Column = ListColumn<RankedRow, SortKey>

function columnsOf(round: RoundPage): readonly Column[] {
  const wishes = mechanismOf(round.plan) === 'deferred-acceptance'
  const columns: (Column | false)[] = [
    { id: 'rank', title: '名次', sortKey: 'rank', width: 6, end: true, cell: (row) => row.rank },
    {
      id: 'no',
      title: '编号',
      sortKey: 'no',
      width: 11,
      cell: (row) => (
        <Link to="/rounds/$id/applicants/$no" params={{ id: round.id, no: row.no }} tabIndex={-1}>
          {row.no}
        </Link>
      ),
    },
    { id: 'name', title: '申请人', width: 13, cell: (row) => row.name },
    {
      id: 'town',
      title: '镇街',
      sortKey: 'town',
      width: 10,
      hidden: wishes,
      cell: (row) => row.town ?? '—',
    },
    round.plan.order === 'points' && {
      id: 'points',
      title: '积分',
      width: 7,
      end: true,
      cell: (row) => <Points x100={row.pointsX100} />,
    },
    { id: 'seated', title: '结果', width: 11, cell: (row) => <SeatTag row={row} /> },
    wishes && {
      id: 'place',
      title: '去处',
      sortKey: 'place',
      width: 13,
      cell: (row) => row.placeName ?? '—',
    },
    wishes && { id: 'wish', title: '志愿', width: 5, end: true, cell: (row) => row.wish ?? '—' },
    { id: 'reply', title: '答复', width: 9, cell: (row) => <ReplyCell row={row} /> },
    { id: 'why', title: '为什么', width: wishes ? 18 : 26, cell: (row) => row.why },
    { id: 'paper', title: '通知书', width: 7, cell: paperText },
  ]
  return columns.filter((column) => column !== false)
}

function SeatTag({ row }: { row: SeatRow }) {
  if (!row.seated) return <Tag tone="plain" sign={row.waits ? '…' : '—'} word={resultWord(row)} />
  return <Tag tone="yes" sign="✓" word={viaText(row.via) ?? resultWord(row)} />
}

/** Nothing is issued to whoever gave the place up. */
function paperText({ paperId, seated, reply }: SeatRow): string {
  if (paperId !== null) return '已发'
  return !seated && reply !== null ? '—' : '未发'
}

function ReplyCell({ row }: { row: SeatRow }) {
  return row.reply === null ? '—' : <Tag {...replyLook(row.reply)} />
}

/** The whole order, windowed and filtered; after publication papers are issued and replies recorded for the chosen. */
export function RankingSection({ round }: { round: RoundPage }) {
  const navigate = useNavigate()
  const known = useRef(new Map<string, RankedRow>())
  const work = useSeatWork(round, known.current)
  const search = useSearch({ from: '/rounds/$id' })
  const filters = seatFilters(round.id, search)
  const columns = useMemo(() => columnsOf(round), [round])
  function change(part: keyof RoundSearch, value: string): void {
    const next = changeSearch(search, part, value)
    void navigate({
      to: '/rounds/$id',
      params: { id: round.id },
      search: next,
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <div id={RANKING}>
      <Section title="排序名单" aside={work.aside}>
        {work.result}
        <ListPage<RankedRow, SortKey>
          name={`seats-${round.kind}`}
          title="排序名单"
          embedded
          columns={columns}
          source={{
            key: ['rounds', 'seats', filters],
            fetch: async (window, signal) => {
              const list = await api.rounds.seats.query({ ...window, filters }, { signal })
              const rows = list.rows.map((row) => ({ ...row, id: row.caseId ?? row.no }))
              for (const row of rows) known.current.set(row.id, row)
              return { total: list.total, rows }
            },
          }}
          firstSort={{ key: 'rank', descending: false }}
          open={({ no }) => void navigate({ to: '/rounds/$id/applicants/$no', params: { id: round.id, no } })}
          searchHint="编号或姓名"
          filters={<RankingFilters round={round} search={search} change={change} />}
          {...work.list}
          empty={<NobodyListed search={search} />}
          failureOf={failureOf}
        />
        {work.dialog}
      </Section>
    </div>
  )
}

function NobodyListed({ search }: { search: RoundSearch }) {
  return Object.keys(search).length === 0 ? <h2>名单是空的</h2> : <h2>没有人符合所选的结果、镇街和去处</h2>
}

function RankingFilters(props: {
  round: RoundPage
  search: RoundSearch
  change(part: keyof RoundSearch, value: string): void
}) {
  const { round, search, change } = props
  const { towns, places } = round.plan
  return (
    <>
      <ListFilter
        label="结果"
        value={search.result ?? ''}
        options={[
          { value: 'seated', label: SEATED },
          { value: 'waiting', label: WITHOUT_PLACE },
        ]}
        change={(value) => change('result', value)}
      />
      <ListFilter
        label="镇街"
        value={search.town ?? ''}
        options={towns.map((name) => ({ value: name, label: name }))}
        change={(value) => change('town', value)}
      />
      {places.length < 2 ? null : (
        <ListFilter
          label="去处"
          value={search.place ?? ''}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
          change={(value) => change('place', value)}
        />
      )}
    </>
  )
}

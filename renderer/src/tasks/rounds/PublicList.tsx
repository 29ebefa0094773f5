import './results.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { maskName } from '#shared/base/mask.ts'
import { mechanismOf } from '#shared/domain/allocation/index.ts'
import type { RoundPage, RoundStatus, RunView, SeatRow } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { formatCount, formatMoment } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { PageHead } from '../../components/PageHead.tsx'
import { Points } from '../../components/Points.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { resultWord, WITHOUT_PLACE } from './holding-words.ts'
import { engineText, unitOf } from './round-look.ts'

type SortKey = 'rank' | 'town' | 'no' | 'place'
type PublicRow = SeatRow & { id: string }

/** The statuses in which the list has been put up. */
const POSTED: ReadonlySet<RoundStatus> = new Set(['announced', 'published', 'closed'])

/** The list as it will be printed and posted: names masked, cut-offs, days and fingerprints. */
export function PublicList() {
  const { id } = useParams({ from: '/rounds/$id/public-list' })
  const round = useQuery(queries.round(id))
  return (
    <Loaded query={round} failureOf={failureOf}>
      {(page) => <Posted round={page} />}
    </Loaded>
  )
}

function Posted({ round }: { round: RoundPage }) {
  const { run, busy, failure } = useCommand(api.roundPapers.publicList.mutate)
  const navigate = useNavigate()
  async function issue(): Promise<void> {
    const paper = await run({ roundId: round.id })
    if (paper !== undefined) void navigate({ to: '/papers/$id', params: { id: paper.id } })
  }
  const ready = POSTED.has(round.status)
  useKeys('本页', ready ? [{ keys: 'P', label: '出具公示名单', run: () => void issue() }] : [])
  return (
    <div className="page page-scroll">
      <PageHead
        title="公示名单"
        about={
          <Link to="/rounds/$id" params={{ id: round.id }}>
            {round.title}
          </Link>
        }
        focus
      >
        {ready ? (
          <Button type="primary" loading={busy} onClick={() => void issue()}>
            出具公示名单 <KeyHint keys="P" />
          </Button>
        ) : (
          <span className="source">公示之后才能出具公示名单</span>
        )}
      </PageHead>
      <FailureAlert failure={failure} />
      <Issued round={round} />
      {round.run === undefined ? (
        <Notice tone="plain">还没有运行，没有可公示的名单。运行后再来。</Notice>
      ) : (
        <>
          <Facts round={round} run={round.run} />
          <Rows round={round} />
        </>
      )}
    </div>
  )
}

/** Papers of the whole round that were issued already. */
function Issued({ round: { papers } }: { round: RoundPage }) {
  if (papers.length === 0) return null
  return (
    <Notice tone="plain">
      已出具：
      {papers.map((paper, index) => (
        <span key={paper.id}>
          {index === 0 ? '' : '、'}
          <Link to="/papers/$id" params={{ id: paper.id }}>
            {paper.title} {paper.number}
          </Link>
        </span>
      ))}
    </Notice>
  )
}

function Facts({ round, run }: { round: RoundPage; run: RunView }) {
  const { announced, freeze } = round
  return (
    <Section title="公示写明的事项" aside={`${run.ranBy} ${formatMoment(run.ranAt)} 运行`}>
      <div className="results-grid">
        <Lines
          lines={[
            ['公示期', announced === undefined ? '还没有公示' : `${announced.from} 至 ${announced.until}`],
            ['积分截止日', round.cutOff],
            ['名额', `${formatCount(round.places)} ${unitOf(round.kind)}`],
            ['入选', `${formatCount(run.seated)} 人`],
            [WITHOUT_PLACE, `${formatCount(run.waiting)} 人`],
            ['名单指纹', <Fingerprint key="list" hash={freeze?.listHash ?? run.inputHash} />],
            [
              '政策指纹',
              freeze === undefined ? undefined : <Fingerprint key="policy" hash={freeze.policyHash} />,
            ],
            ['摇号种子', <Fingerprint key="seed" hash={run.seed} />],
            ['排序程序', engineText(run.engine)],
          ]}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="results-table" aria-label="各去处的分数线" tabIndex={0}>
          <table aria-label="各去处的分数线">
            <thead>
              <tr>
                <th scope="col">去处</th>
                <th scope="col" className="end">
                  入选 / 名额
                </th>
                <th scope="col">分数线</th>
              </tr>
            </thead>
            <tbody>
              {run.places.map((place) => (
                <tr key={place.id}>
                  <th scope="row">{place.name}</th>
                  <td className="end figures">
                    {formatCount(place.filled)} / {formatCount(place.capacity)}
                  </td>
                  <td>{place.cutoffText}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </Section>
  )
}

/** Of children only the number is put up, no name. */
function isOfChildren({ kind }: RoundPage['plan']): boolean {
  return kind === 'school'
}

/** How names are put up; replies after publication change no list that was put up. */
function rowsAside({ plan, status }: RoundPage): string {
  const names = isOfChildren(plan) ? '未成年人只公示编号，不写姓名' : '姓名只留第一个字'
  return status === 'published' || status === 'closed'
    ? `${names}；打印的是运行结果，公布后的放弃、递补和统筹安排已在下面显示`
    : `${names}；打印时与此相同`
}

function columnsOf({ plan }: RoundPage): readonly ListColumn<PublicRow, SortKey>[] {
  const columns: (ListColumn<PublicRow, SortKey> | boolean)[] = [
    { id: 'rank', title: '名次', sortKey: 'rank', width: 8, end: true, cell: (row) => row.rank },
    { id: 'no', title: '编号', sortKey: 'no', width: 22, cell: (row) => row.no },
    isOfChildren(plan) || { id: 'name', title: '姓名', width: 16, cell: (row) => maskName(row.name) },
    plan.order === 'points' && {
      id: 'points',
      title: '积分',
      width: 12,
      end: true,
      cell: (row) => <Points x100={row.pointsX100} />,
    },
    mechanismOf(plan) === 'deferred-acceptance' && {
      id: 'place',
      title: '去处',
      sortKey: 'place',
      width: 20,
      cell: (row) => row.placeName ?? '—',
    },
    {
      id: 'seated',
      title: '结果',
      width: 10,
      cell: (row) => resultWord(row),
    },
  ]
  return columns.filter((column) => typeof column === 'object')
}

function Rows({ round }: { round: RoundPage }) {
  const navigate = useNavigate()
  const columns = useMemo(() => columnsOf(round), [round])
  const filters = { roundId: round.id }
  return (
    <Section title="名单" aside={rowsAside(round)}>
      <ListPage<PublicRow, SortKey>
        name="public-list"
        title="公示名单"
        embedded
        columns={columns}
        source={{
          key: ['rounds', 'seats', filters],
          fetch: async (window, signal) => {
            const list = await api.rounds.seats.query({ ...window, filters }, { signal })
            return { total: list.total, rows: list.rows.map((row) => ({ ...row, id: row.no })) }
          },
        }}
        firstSort={{ key: 'rank', descending: false }}
        open={({ no }) => void navigate({ to: '/rounds/$id/applicants/$no', params: { id: round.id, no } })}
        empty={<h2>名单是空的</h2>}
        failureOf={failureOf}
      />
    </Section>
  )
}

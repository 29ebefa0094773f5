import './policy.css'
import { Button } from 'antd'
import { useState } from 'react'
import type { PointsRunRow, RunPointsProgress, RunPointsRequest } from '#shared/ipc/policies.ts'
import { purposeWords } from '#shared/policy/index.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { type LongWork, useLongWork } from '../../api/long-work.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { formatCount, formatMoment, formatPoints } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { ProgressView } from '../../components/ProgressView.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { PolicyTabs } from './PolicyTabs.tsx'
import { QuotaFindings } from './QuotaFindings.tsx'
import { StartRun } from './StartRun.tsx'
import { useMayRun } from './use-may-run.ts'

const SHORT_HASH = 12

const COLUMNS: readonly ListColumn<PointsRunRow, 'at'>[] = [
  { id: 'policy', title: '政策包', width: 21, cell: (row) => row.policyName },
  { id: 'on', title: '积分算到', width: 10, cell: (row) => row.on },
  { id: 'purpose', title: '用途', width: 10, cell: (row) => purposeWords(row.purpose) },
  { id: 'residents', title: '人数', width: 6, end: true, cell: (row) => formatCount(row.residents) },
  { id: 'complete', title: '全部已定', width: 7, end: true, cell: (row) => formatCount(row.complete) },
  { id: 'mean', title: '平均分', width: 7, end: true, cell: (row) => formatPoints(Math.round(row.meanX100)) },
  {
    id: 'hash',
    title: '结果指纹',
    width: 10,
    cell: (row) => <span className="source">{row.resultHash.slice(0, SHORT_HASH)}</span>,
  },
  { id: 'findings', title: '核对', width: 10, cell: (row) => <Checked row={row} /> },
  { id: 'by', title: '计分人', width: 8, cell: (row) => row.by },
  { id: 'at', title: '时间', sortKey: 'at', width: 12, cell: (row) => formatMoment(row.at) },
]

function Checked({ row }: { row: PointsRunRow }) {
  if (row.findings.length === 0) return <Tag tone="yes" sign="✓" word="没有问题" />
  return <Tag tone="unknown" sign="!" word={`${row.findings.length} 处超额`} />
}

/** Every run that was kept; there are few, so they are read whole. */
async function fetchRuns(descending: boolean, signal: AbortSignal) {
  const runs = await api.pointsRuns.list.query(undefined, { signal })
  const rows = [...runs].sort((a, b) => (a.at < b.at ? -1 : 1))
  return { total: rows.length, rows: descending ? rows.reverse() : rows }
}

/** Everybody scored under a pack on a day, kept with its fingerprint: the same facts and pack give the same. */
export function RunsList() {
  const mayRun = useMayRun()
  const work = useLongWork<RunPointsProgress>()
  const [asking, setAsking] = useState(false)
  const [open, setOpen] = useState<PointsRunRow>()
  const [kept, setKept] = useState(false)
  const ask = () => setAsking(true)
  async function start(request: Omit<RunPointsRequest, 'commandId'>): Promise<void> {
    setAsking(false)
    setKept(false)
    const whole = { ...request, commandId: crypto.randomUUID() }
    const told = await work.start((watcher) => api.pointsRuns.run.subscribe(whole, watcher))
    setKept(told?.runId !== undefined)
  }
  return (
    <>
      <ListPage<PointsRunRow, 'at'>
        name="points-runs"
        title="全体计分"
        columns={COLUMNS}
        source={{
          key: ['policy', 'runs'],
          fetch: ({ sort }, signal) => fetchRuns(sort.descending, signal),
        }}
        firstSort={{ key: 'at', descending: true }}
        open={setOpen}
        notice={
          <>
            <PolicyTabs />
            <RunView work={work} kept={kept} />
          </>
        }
        actions={
          <>
            {mayRun.allowed ? null : <span className="source">{mayRun.reason}</span>}
            <Button
              type={mayRun.allowed ? 'primary' : 'default'}
              disabled={!mayRun.allowed || work.running}
              onClick={ask}
            >
              全体计分 {mayRun.allowed ? <KeyHint keys="N" /> : null}
            </Button>
          </>
        }
        keys={mayRun.allowed && !work.running ? [{ keys: 'N', label: '全体计分', run: ask }] : []}
        empty={
          <>
            <h2>还没有存下的全体计分</h2>
            <p>
              按一个政策包、算到某一天，给所有居民计一次分并存下，以后可以原样重算核对；旧批次按旧政策包重算也在这里。
            </p>
          </>
        }
        failureOf={failureOf}
      />
      <StartRun open={asking} close={() => setAsking(false)} start={(request) => void start(request)} />
      <RunDialog run={open} close={() => setOpen(undefined)} />
    </>
  )
}

function RunView({ work, kept }: { work: LongWork<RunPointsProgress>; kept: boolean }) {
  return (
    <>
      {work.running ? (
        <ProgressView
          work="计分"
          stage={work.progress === undefined ? undefined : '正在逐人计分'}
          done={work.progress?.done ?? 0}
          total={work.progress?.total ?? 0}
          about="可以离开此页，计分不会停；取消则什么也不留下。"
          cancel={work.cancel}
        />
      ) : null}
      {kept ? (
        <div role="status">
          <Notice tone="yes">已算完并存下，排在表的最前面。</Notice>
        </div>
      ) : null}
      <FailureAlert failure={work.failure} />
    </>
  )
}

/** One kept run in full, with both fingerprints. */
function RunDialog({ run, close }: { run: PointsRunRow | undefined; close(): void }) {
  return (
    <Dialog title="一次全体计分" open={run !== undefined} close={close} width={640}>
      {run === undefined ? null : (
        <Lines
          lines={[
            ['政策包', run.policyName],
            ['积分算到', run.on],
            ['用途', purposeWords(run.purpose)],
            ['人数', `${formatCount(run.residents)} 人，其中 ${formatCount(run.complete)} 人各项全部已定`],
            ['平均分', formatPoints(Math.round(run.meanX100))],
            ['理由', run.reason],
            ['计分', `${run.by} ${formatMoment(run.at)}`],
            ['政策包指纹', <Fingerprint key="policy" hash={run.policyHash} />],
            ['结果指纹', <Fingerprint key="result" hash={run.resultHash} />],
          ]}
        />
      )}
      {run === undefined ? null : <QuotaFindings findings={run.findings} />}
    </Dialog>
  )
}

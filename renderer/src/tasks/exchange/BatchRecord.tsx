import './exchange.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ApplyProgress, BatchPage } from '#shared/ipc/imports.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { useLongWork } from '../../api/long-work.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatCount, formatMoment } from '../../components/format.ts'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { ProgressView } from '../../components/ProgressView.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { type RecordAction, RecordPage, Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { DifferencesList } from './DifferencesList.tsx'
import { SetAsideRows } from './SetAsideRows.tsx'

/** The receipt of a file that was taken in, what of it still waits, and the way to take it back. */
export function BatchRecord() {
  const { id } = useParams({ from: '/exchange/$id' })
  const batch = useQuery(queries.importBatch(id))
  return (
    <Loaded query={batch} failureOf={failureOf}>
      {(page) => <Batch batch={page} />}
    </Loaded>
  )
}

function Batch({ batch }: { batch: BatchPage }) {
  const undo = useLongWork<ApplyProgress>()
  const [asking, setAsking] = useState(false)
  function start(reason: string): void {
    setAsking(false)
    const request = { commandId: crypto.randomUUID(), batchId: batch.id, reason }
    void undo.start((watcher) => api.imports.undo.subscribe(request, watcher))
  }
  return (
    <RecordPage
      title={batch.title}
      about={<StateTag batch={batch} />}
      actions={undoAction(batch, undo.running, () => setAsking(true))}
      notice={
        <>
          {undo.running ? (
            <ProgressView
              work="撤销"
              stage={undo.progress === undefined ? undefined : '正在撤销'}
              done={undo.progress?.done ?? 0}
              total={undo.progress?.total ?? 0}
              about="要么整批撤销，要么什么也不改。"
              cancel={undo.cancel}
            />
          ) : null}
          <FailureAlert failure={undo.failure} />
        </>
      }
    >
      <Receipt batch={batch} />
      {batch.waitingRows === 0 ? null : (
        <Section title="搁置待改的行" aside={`还有 ${formatCount(batch.waitingRows)} 行`}>
          <SetAsideRows batch={batch} />
        </Section>
      )}
      {batch.waitingDifferences === 0 ? null : (
        <Section title="待定的差异" aside={`还有 ${formatCount(batch.waitingDifferences)} 条`}>
          <DifferencesList batchId={batch.id} />
        </Section>
      )}
      <ReasonDialog
        title="撤销这一批"
        open={asking}
        busy={undo.running}
        close={() => setAsking(false)}
        give={start}
      />
    </RecordPage>
  )
}

function undoAction(batch: BatchPage, busy: boolean, ask: () => void): RecordAction[] {
  if (batch.undone !== null) return []
  const { undoBlocked } = batch
  const state =
    undoBlocked === null
      ? { action: 'undo', allowed: true }
      : { action: 'undo', allowed: false, reason: undoBlocked }
  return [{ label: '撤销这一批', keys: 'U', state, danger: true, busy, run: ask }]
}

function StateTag({ batch }: { batch: BatchPage }) {
  return batch.undone === null ? (
    <Tag tone="yes" sign="✓" word="已导入" />
  ) : (
    <Tag tone="plain" sign="↶" word="已撤销" />
  )
}

function Receipt({ batch }: { batch: BatchPage }) {
  const { undone } = batch
  return (
    <Section title="回执">
      <Lines
        lines={[
          ['文件', `${batch.fileName}（${formatCount(batch.byteCount)} 字节）`],
          ['来源', `${batch.department}，数据截至 ${batch.dataDate}`],
          ['行数', countsOf(batch)],
          ['导入', `${batch.by} ${formatMoment(batch.at)}`],
          ['撤销', undone === null ? undefined : `${undone.by} ${formatMoment(undone.at)}：${undone.reason}`],
          ['SHA-256', <Fingerprint key="hash" hash={batch.sha256} />],
        ]}
      />
    </Section>
  )
}

function countsOf({ rows, added, unchanged, differing, setAside }: BatchPage): string {
  const parts = [
    `新增 ${formatCount(added)}`,
    `无变化 ${formatCount(unchanged)}`,
    `有差异 ${formatCount(differing)}`,
    `搁置 ${formatCount(setAside)}`,
  ]
  return `共 ${formatCount(rows)} 行：${parts.join('，')}`
}

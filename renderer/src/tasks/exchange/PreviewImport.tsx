import { useNavigate } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import type {
  ApplyImportRequest,
  ApplyProgress,
  DatasetView,
  ImportPreview,
  ImportRow,
  ImportRowsRequest,
  Staged,
} from '#shared/ipc/imports.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { type LongWork, useLongWork } from '../../api/long-work.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatCount } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { Lines } from '../../components/Lines.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { ProgressView } from '../../components/ProgressView.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { FindingList } from './FindingList.tsx'
import { OUTCOME_LOOK } from './import-look.ts'

type BadRows = ApplyImportRequest['badRows']

/** What would become of every row, and the step that takes them in. */
export function PreviewImport(props: {
  staged: Staged
  dataset: DatasetView
  preview: ImportPreview
  back(): void
}) {
  const { staged, dataset, preview } = props
  const [badRows, setBadRows] = useState<BadRows>('setAside')
  const { apply, work } = useApplying(staged.stageId)
  const ready = preview.bad === 0 || badRows === 'setAside'
  const start = () => void (ready && !work.running ? apply(badRows) : undefined)
  useKeys('预览', [{ keys: 'Ctrl Enter', label: '导入', run: start }])
  return (
    <section className="card import-preview" aria-labelledby="preview-import">
      <h2 id="preview-import">预览：{staged.fileName}</h2>
      <Tiles preview={preview} />
      <PreviewRows stageId={staged.stageId} dataset={dataset} />
      {preview.bad === 0 ? null : <BadRowsChoice count={preview.bad} value={badRows} change={setBadRows} />}
      <ApplyingView work={work} />
      <FailureAlert failure={work.failure} />
      <div className="form-buttons">
        <Button disabled={work.running} onClick={props.back}>
          上一步 <KeyHint keys="Esc" />
        </Button>
        <span className="source">{ready ? '' : '有问题的行不搁置就不能导入，请改好文件再来。'}</span>
        <Button type="primary" disabled={!ready} loading={work.running} onClick={start}>
          导入 {formatCount(preview.rows - preview.bad)} 行 <KeyHint keys="Ctrl Enter" />
        </Button>
      </div>
    </section>
  )
}

/** Takes the file in and opens its receipt. */
function useApplying(stageId: string) {
  const navigate = useNavigate()
  const work = useLongWork<ApplyProgress>()
  async function apply(badRows: BadRows): Promise<void> {
    const request = { commandId: crypto.randomUUID(), stageId, badRows }
    const told = await work.start((watcher) => api.imports.takeIn.subscribe(request, watcher))
    if (told?.batchId !== undefined) void navigate({ to: '/exchange/$id', params: { id: told.batchId } })
  }
  return { apply, work }
}

function ApplyingView({ work }: { work: LongWork<ApplyProgress> }) {
  if (!work.running) return null
  const { progress } = work
  return (
    <ProgressView
      work="导入"
      stage={progress?.phase === 'applying' ? '正在导入' : '正在存盘'}
      done={progress?.done ?? 0}
      total={progress?.total ?? 0}
      about="要么全部导入，要么什么也不留下；取消也一样。"
      cancel={work.cancel}
    />
  )
}

/** How many rows of each kind, as tiles with sign and word. */
function Tiles({ preview }: { preview: ImportPreview }) {
  const tiles = [
    { ...OUTCOME_LOOK.add, count: preview.add },
    { ...OUTCOME_LOOK.unchanged, count: preview.unchanged },
    { ...OUTCOME_LOOK.differing, count: preview.differing },
    { ...OUTCOME_LOOK.bad, count: preview.bad },
    { tone: 'plain', sign: '!', word: '提醒', count: preview.warnings },
  ]
  return (
    <ul className="tiles" aria-label={`共 ${preview.rows} 行`}>
      {tiles.map(({ tone, sign, word, count }) => (
        <li key={word} className={`tile tile-${count === 0 ? 'plain' : tone}`}>
          <span className="tile-count">{formatCount(count)}</span>
          <span>
            <span aria-hidden="true">{sign} </span>
            {word}
          </span>
        </li>
      ))}
    </ul>
  )
}

function BadRowsChoice(props: { count: number; value: BadRows; change(value: BadRows): void }) {
  return (
    <fieldset className="field">
      <legend>{formatCount(props.count)} 行有问题</legend>
      <Radio.Group
        name="badRows"
        value={props.value}
        onChange={(event) => props.change(event.target.value === 'refuse' ? 'refuse' : 'setAside')}
        options={[
          { value: 'setAside', label: '问题行搁置待改，其余导入' },
          { value: 'refuse', label: '全部退回不导入' },
        ]}
      />
    </fieldset>
  )
}

type Row = ImportRow & { id: string }
type Only = ImportRowsRequest['only']

const ONLY = [
  { value: 'bad', label: '有问题' },
  { value: 'differing', label: '有差异' },
  { value: 'warning', label: '提醒' },
]

function PreviewRows({ stageId, dataset }: { stageId: string; dataset: DatasetView }) {
  const [only, setOnly] = useState<Only>('all')
  const [open, setOpen] = useState<Row>()
  return (
    <>
      <RowList stageId={stageId} dataset={dataset} only={only} setOnly={setOnly} open={setOpen} />
      <RowDialog row={open} dataset={dataset} close={() => setOpen(undefined)} />
    </>
  )
}

function RowList(props: {
  stageId: string
  dataset: DatasetView
  only: Only
  setOnly(only: Only): void
  open(row: Row): void
}) {
  const { stageId, dataset, only, setOnly, open } = props
  return (
    <ListPage<Row, 'row'>
      name="import-rows"
      title="各行"
      embedded
      columns={columnsOf(dataset)}
      source={{
        key: ['imports', 'rows', stageId, only],
        fetch: async ({ offset, limit }, signal) => {
          const asked = { stageId, only, offset, limit }
          const { total, rows } = await api.imports.rows.query(asked, { signal })
          return { total, rows: rows.map((row) => ({ ...row, id: String(row.row) })) }
        },
      }}
      firstSort={{ key: 'row', descending: false }}
      open={open}
      filters={
        <ListFilter
          label="只看"
          value={only === 'all' ? '' : only}
          options={ONLY}
          change={(value) => setOnly(onlyOf(value))}
        />
      }
      empty={<p>没有这样的行。</p>}
      failureOf={failureOf}
    />
  )
}

/** One row with every cell, and what is wrong with it in full. */
function RowDialog(props: { row: Row | undefined; dataset: DatasetView; close(): void }) {
  const { row, dataset, close } = props
  return (
    <Dialog title={row === undefined ? '' : `第 ${row.row} 行`} open={row !== undefined} close={close}>
      {row === undefined ? null : (
        <div className="dialog-form">
          <Tag {...OUTCOME_LOOK[row.outcome]} />
          <FindingList findings={row.findings} count={row.findings.length} />
          <Lines lines={dataset.columns.map(({ key, title }) => [title, row.cells[key] ?? '—'] as const)} />
        </div>
      )}
    </Dialog>
  )
}

function onlyOf(value: string): Only {
  return value === 'bad' || value === 'differing' || value === 'warning' ? value : 'all'
}

const SHOWN_COLUMNS = 4

function columnsOf(dataset: DatasetView): ListColumn<Row, 'row'>[] {
  const shown = dataset.columns.slice(0, SHOWN_COLUMNS)
  return [
    { id: 'row', title: '行', width: 7, end: true, cell: (row) => row.row },
    { id: 'outcome', title: '结果', width: 11, cell: (row) => <Tag {...OUTCOME_LOOK[row.outcome]} /> },
    ...shown.map((column) => ({
      id: column.key,
      title: column.title,
      width: Math.floor(48 / shown.length),
      cell: (row: Row) => row.cells[column.key] ?? '',
    })),
    {
      id: 'findings',
      title: '问题和提醒',
      width: 34,
      cell: (row) => row.findings.map(({ message }) => message).join('；'),
    },
  ]
}

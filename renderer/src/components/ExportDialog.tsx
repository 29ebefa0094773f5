import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { ExportColumn } from '#shared/ipc/exports.ts'
import { Dialog } from './Dialog.tsx'
import { FailureAlert } from './FailureAlert.tsx'
import { formatCount } from './format.ts'
import { ImeSafeInput } from './ImeSafeInput.tsx'

const LEAST_REASON = 2
/** Columns that show personal numbers whole; the engine refuses them to others too. */
const WHOLE = /（完整）$/

export interface ExportDialogProps {
  title: string
  open: boolean
  /** Rows the list shows now. */
  rows: number
  /** Undefined until they are read. */
  columns: readonly ExportColumn[] | undefined
  /** Whether this person may export numbers that are not masked. */
  mayShowWhole: boolean
  busy: boolean
  failure: Failure | undefined
  close(): void
  give(columns: string[], reason: string): void
}

/** Asks which columns of a list leave as an Excel file, and why. */
export function ExportDialog(props: ExportDialogProps) {
  return (
    <Dialog title={`导出${props.title}`} open={props.open} close={props.close} width={560}>
      {props.columns === undefined ? (
        <span className="skeleton-line" role="status" aria-label="正在读取" />
      ) : (
        <AskExport {...props} columns={props.columns} />
      )}
    </Dialog>
  )
}

function AskExport(props: ExportDialogProps & { columns: readonly ExportColumn[] }) {
  const { columns, rows, mayShowWhole } = props
  const [chosen, setChosen] = useState(() =>
    columns.filter(({ title }) => !WHOLE.test(title)).map(({ key }) => key),
  )
  const [reason, setReason] = useState('')
  const ready = chosen.length > 0 && reason.trim().length >= LEAST_REASON
  const give = () => (ready ? props.give(chosen, reason.trim()) : undefined)
  return (
    <div className="dialog-form">
      <p>
        按列表现在的查找、筛选和排序导出 {formatCount(rows)} 行；文件首行写明导出人、时间和事由，并登记在册。
      </p>
      <fieldset className="field">
        <legend>导出的列</legend>
        <Checkbox.Group
          name="exportColumns"
          value={chosen}
          onChange={(values) =>
            setChosen(columns.map(({ key }) => key).filter((key) => values.includes(key)))
          }
          options={columns.map(({ key, title }) => ({
            value: key,
            label: title,
            disabled: WHOLE.test(title) && !mayShowWhole,
          }))}
        />
      </fieldset>
      {mayShowWhole || !columns.some(({ title }) => WHOLE.test(title)) ? null : (
        <p className="source">完整号码只有主管可以导出。</p>
      )}
      <label htmlFor="export-reason">事由（写在文件上，并登记）</label>
      <ImeSafeInput
        id="export-reason"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onEnter={give}
      />
      <FailureAlert failure={props.failure} />
      <div className="form-buttons">
        <span className="source">{ready ? '' : '请选至少一列，并写明事由。'}</span>
        <Button type="primary" disabled={!ready} loading={props.busy} onClick={give}>
          导出
        </Button>
      </div>
    </div>
  )
}

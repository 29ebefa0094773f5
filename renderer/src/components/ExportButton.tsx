import { Button } from 'antd'
import type { ExportRequest } from '#shared/ipc/exports.ts'
import { ExportDialog, type ExportDialogProps } from './ExportDialog.tsx'
import { formatCount } from './format.ts'

/** An export under way, as the page's api gives it. */
export interface Exporting extends Omit<ExportDialogProps, 'title' | 'rows' | 'give'> {
  start(): void
  /** Rows of the file that was just saved. */
  saved: number | undefined
  run(request: Pick<ExportRequest, 'columns' | 'question' | 'reason'>): Promise<void>
}

/** The button that exports what a list shows now; says afterwards how many rows were saved. */
export function ExportButton(props: {
  title: string
  exporting: Exporting
  shown: { text: string; sort: ExportRequest['question']['sort']; total: number }
  filters: ExportRequest['question']['filters']
}) {
  const { exporting, shown, filters } = props
  const { text, sort, total } = shown
  return (
    <>
      <span className="source export-saved" role="status">
        {exporting.saved === undefined ? '' : `已导出 ${formatCount(exporting.saved)} 行`}
      </span>
      <Button disabled={total === 0} onClick={exporting.start}>
        导出
      </Button>
      <ExportDialog
        {...exporting}
        title={props.title}
        rows={total}
        give={(columns, reason) => void exporting.run({ columns, reason, question: { text, sort, filters } })}
      />
    </>
  )
}

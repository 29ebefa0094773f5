import { Button } from 'antd'
import { useState } from 'react'
import type { BatchPage, ImportFinding, SetAsideRow } from '#shared/ipc/imports.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { QuestionField } from '../../components/QuestionField.tsx'
import { FindingList } from './FindingList.tsx'

/** Mends one row that was set aside; what is still wrong comes back beside its field. */
export function MendRow(props: { batch: BatchPage; row: SetAsideRow | undefined; close(): void }) {
  const { batch, row, close } = props
  return (
    <Dialog
      title={row === undefined ? '' : `修改第 ${row.row} 行`}
      open={row !== undefined}
      close={close}
      width={640}
    >
      {row === undefined ? null : <MendForm key={row.row} batch={batch} row={row} close={close} />}
    </Dialog>
  )
}

function MendForm({ batch, row, close }: { batch: BatchPage; row: SetAsideRow; close(): void }) {
  const [cells, setCells] = useState(row.cells)
  const [findings, setFindings] = useState<readonly ImportFinding[]>(row.findings)
  const { run, busy, failure } = useCommand(api.imports.mend.mutate)
  const titles = new Set(batch.columns.map(({ title }) => title))
  const elsewhere = findings.filter(({ column }) => column === null || !titles.has(column))

  async function mend(): Promise<void> {
    const mended = await run({ batchId: batch.id, row: row.row, cells })
    if (mended === undefined) return
    if (mended.outcome === 'bad') setFindings(mended.findings)
    else close()
  }
  return (
    <div className="dialog-form">
      <FindingList findings={elsewhere} count={elsewhere.length} />
      <div className="form-questions">
        {batch.columns.map((column) => (
          <QuestionField
            key={column.key}
            question={{
              name: column.key,
              label: column.title,
              kind: 'text',
              half: true,
              optional: !column.required,
            }}
            state={{
              answer: cells[column.key],
              error: wordsFor(findings, column.title),
              note: undefined,
              options: [],
            }}
            change={(answer) => setCells({ ...cells, [column.key]: String(answer) })}
            leave={() => undefined}
          />
        ))}
      </div>
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <Button onClick={close}>取消</Button>
        <Button type="primary" loading={busy} onClick={() => void mend()}>
          改好导入
        </Button>
      </div>
    </div>
  )
}

function wordsFor(findings: readonly ImportFinding[], title: string): string | undefined {
  const words = findings
    .filter(({ column, severity }) => column === title && severity === 'bad')
    .map(({ message }) => message)
  return words.length === 0 ? undefined : words.join('；')
}

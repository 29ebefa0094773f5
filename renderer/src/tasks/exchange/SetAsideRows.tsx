import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { BatchPage, SetAsideRow } from '#shared/ipc/imports.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatCount } from '../../components/format.ts'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { FindingList } from './FindingList.tsx'
import { MendRow } from './MendRow.tsx'

const PAGE = 20

/** The rows of a file that could not be taken in, each with what is wrong; a person mends or drops it. */
export function SetAsideRows({ batch }: { batch: BatchPage }) {
  const [offset, setOffset] = useState(0)
  const [mending, setMending] = useState<SetAsideRow>()
  const [dropping, setDropping] = useState<SetAsideRow>()
  const rows = useQuery(queries.setAsideRows({ batchId: batch.id, offset, limit: PAGE }))
  const drop = useCommand(api.imports.dropRow.mutate)
  if (rows.data === undefined) {
    if (rows.error !== null) return <FailureAlert failure={failureOf(rows.error)} />
    return <span className="skeleton-line" role="status" aria-label="正在读取" />
  }
  async function giveUp(reason: string): Promise<void> {
    if (dropping === undefined) return
    const done = await drop.run({ batchId: batch.id, row: dropping.row, reason })
    if (done !== undefined) setDropping(undefined)
  }
  return (
    <>
      <RowsTable rows={rows.data.rows} mend={setMending} drop={setDropping} />
      <Turning offset={offset} total={rows.data.total} turn={setOffset} />
      <FailureAlert failure={drop.failure} />
      <MendRow batch={batch} row={mending} close={() => setMending(undefined)} />
      <ReasonDialog
        title="不再导入这一行"
        open={dropping !== undefined}
        busy={drop.busy}
        close={() => setDropping(undefined)}
        give={(reason) => void giveUp(reason)}
      />
    </>
  )
}

function RowsTable(props: {
  rows: readonly SetAsideRow[]
  mend(row: SetAsideRow): void
  drop(row: SetAsideRow): void
}) {
  return (
    <table aria-label="搁置的行">
      <thead>
        <tr>
          <th scope="col">文件第几行</th>
          <th scope="col">哪里有问题</th>
          <th scope="col">办理</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.row}>
            <th scope="row">第 {row.row} 行</th>
            <td>
              <FindingList findings={row.findings} count={row.findings.length} />
            </td>
            <td>
              {row.state === 'waiting' ? (
                <span className="row">
                  <Button size="small" type="primary" onClick={() => props.mend(row)}>
                    修改
                  </Button>
                  <Button size="small" onClick={() => props.drop(row)}>
                    不再导入
                  </Button>
                </span>
              ) : (
                <span className="source">{row.state === 'mended' ? '已改好导入' : '不再导入'}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Turning(props: { offset: number; total: number; turn(offset: number): void }) {
  const { offset, total, turn } = props
  if (total <= PAGE) return null
  return (
    <div className="form-buttons">
      <Button disabled={offset === 0} onClick={() => turn(Math.max(0, offset - PAGE))}>
        前 {PAGE} 行
      </Button>
      <span className="source">
        第 {formatCount(offset + 1)}–{formatCount(Math.min(offset + PAGE, total))} 行，共 {formatCount(total)}{' '}
        行
      </span>
      <Button disabled={offset + PAGE >= total} onClick={() => turn(offset + PAGE)}>
        后 {PAGE} 行
      </Button>
    </div>
  )
}

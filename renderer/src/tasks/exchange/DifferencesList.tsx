import './exchange.css'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import type { DifferenceRow } from '#shared/ipc/facts.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { BatchResult } from '../../components/BatchResult.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { useOneByOne } from '../../components/one-by-one.ts'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { DifferenceDialog } from './DifferenceDialog.tsx'
import { ExchangeTabs } from './ExchangeTabs.tsx'

type Row = DifferenceRow & { id: string }

const COLUMNS: readonly ListColumn<Row, 'at'>[] = [
  { id: 'name', title: '姓名', width: 12, cell: (row) => row.name },
  { id: 'idNumber', title: '证件号', width: 18, cell: (row) => row.idNumberMasked },
  { id: 'title', title: '事项', width: 12, cell: (row) => row.title },
  { id: 'current', title: '现行', width: 27, cell: (row) => row.current?.text ?? '—' },
  { id: 'claimed', title: '新报', width: 31, cell: (row) => row.claimed.text },
]

/** Values that stand beside what holds, of one import or of all: each is adopted, or not, by a person. */
export function DifferencesList({ batchId }: { batchId?: string }) {
  const [open, setOpen] = useState<Row>()
  const batch = useDeciding()
  return (
    <>
      <ListPage<Row, 'at'>
        name={batchId === undefined ? 'differences' : 'batch-differences'}
        title="差异"
        columns={COLUMNS}
        embedded={batchId !== undefined}
        source={{
          key: ['differences', batchId],
          fetch: async ({ offset, limit }, signal) => {
            const asked = { offset, limit, ...(batchId === undefined ? {} : { batchId }) }
            const { total, rows } = await api.facts.differences.query(asked, { signal })
            return { total, rows: rows.map((row) => ({ ...row, id: row.factId })) }
          },
        }}
        firstSort={{ key: 'at', descending: false }}
        open={setOpen}
        notice={
          <>
            {batchId === undefined ? <ExchangeTabs /> : null}
            <BatchResult
              outcome={batch.outcome}
              done="条已决定"
              refused="条没有决定"
              open={() => undefined}
            />
          </>
        }
        withChosen={(ids, clear) => <ChosenActions ids={ids} clear={clear} batch={batch} />}
        empty={
          <>
            <h2>没有待定的差异</h2>
            <p>部门送来的数据与窗口已采信的不一致时，两个值并排列在这里，由人决定采信哪一个。</p>
          </>
        }
        failureOf={failureOf}
      />
      <DifferenceDialog difference={open} close={() => setOpen(undefined)} />
    </>
  )
}

interface Decision {
  accept: boolean
  reason?: string
}

/** Decides several differences one by one; one that is refused does not stop the others. */
function useDeciding() {
  const decision = useRef<Decision>({ accept: true })
  const { run, busy, outcome } = useOneByOne({
    act: (factId) => api.facts.decide.mutate({ commandId: crypto.randomUUID(), factId, ...decision.current }),
    failureOf,
  })
  function decide(ids: readonly string[], next: Decision): Promise<void> {
    decision.current = next
    return run(ids)
  }
  return { decide, busy, outcome }
}

function ChosenActions(props: {
  ids: readonly string[]
  clear(): void
  batch: ReturnType<typeof useDeciding>
}) {
  const { ids, clear, batch } = props
  const [asking, setAsking] = useState(false)
  async function decide(decision: Decision): Promise<void> {
    setAsking(false)
    await batch.decide(ids, decision)
    clear()
  }
  return (
    <>
      <Button size="small" type="primary" loading={batch.busy} onClick={() => void decide({ accept: true })}>
        采信 {ids.length} 条新值
      </Button>
      <Button size="small" disabled={batch.busy} onClick={() => setAsking(true)}>
        保留 {ids.length} 条原值
      </Button>
      <ReasonDialog
        title="保留原值"
        open={asking}
        busy={batch.busy}
        close={() => setAsking(false)}
        give={(reason) => void decide({ accept: false, reason })}
      />
    </>
  )
}

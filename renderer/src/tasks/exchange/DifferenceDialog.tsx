import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { DifferenceRow, FactEntry } from '#shared/ipc/facts.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatMoment } from '../../components/format.ts'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { Lines } from '../../components/Lines.tsx'

const LEAST_REASON = 2

/** Two values side by side with where each came from; adopting the new one or keeping the old one decides. */
export function DifferenceDialog(props: { difference: DifferenceRow | undefined; close(): void }) {
  const { difference } = props
  return (
    <Dialog
      title={difference === undefined ? '' : `${difference.name}：${difference.title}`}
      open={difference !== undefined}
      close={props.close}
      width={720}
    >
      {difference === undefined ? null : <Decide difference={difference} close={props.close} />}
    </Dialog>
  )
}

function Decide({ difference, close }: { difference: DifferenceRow; close(): void }) {
  const [reason, setReason] = useState('')
  const { run, busy, failure } = useCommand(api.facts.decide.mutate)
  const enough = reason.trim().length >= LEAST_REASON
  async function decide(accept: boolean): Promise<void> {
    const given = enough ? { reason: reason.trim() } : {}
    const done = await run({ factId: difference.factId, accept, ...given })
    if (done !== undefined) close()
  }
  return (
    <div className="dialog-form">
      <div className="two-values">
        <Value title="现行（已采信）" entry={difference.current} />
        <Value title="新报" entry={difference.claimed} />
      </div>
      <label htmlFor="difference-reason">事由（保留原值时必填，记入经过）</label>
      <ImeSafeInput
        id="difference-reason"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <p>
        <Link to="/residents/$id" params={{ id: difference.residentId }}>
          打开 {difference.name} 的记录
        </Link>
      </p>
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <Button disabled={!enough} loading={busy} onClick={() => void decide(false)}>
          保留原值
        </Button>
        <Button type="primary" loading={busy} onClick={() => void decide(true)}>
          采信新值
        </Button>
      </div>
    </div>
  )
}

function Value({ title, entry }: { title: string; entry: FactEntry | null }) {
  return (
    <section aria-label={title} className="one-value">
      <h3>{title}</h3>
      {entry === null ? (
        <p>—</p>
      ) : (
        <>
          <p className="value-text">{entry.text}</p>
          <Lines
            lines={[
              ['来源', `${entry.source.department} · ${entry.source.evidence}`],
              ['数据截至', entry.source.dataDate],
              ['记录', `${entry.recordedBy} ${formatMoment(entry.recordedAt)}`],
            ]}
          />
        </>
      )}
    </section>
  )
}

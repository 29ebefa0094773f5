import './results.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { ObjectionView, RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatMoment } from '../../components/format.ts'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { DecideObjection } from './DecideObjection.tsx'

/** Objections with their grounds and decisions; an upheld one leads to a corrected list and a new run. */
export function ObjectionsSection({ round }: { round: RoundPage }) {
  const { objections } = round
  const [deciding, setDeciding] = useState<ObjectionView>()
  const open = objections.filter(({ decision }) => decision === undefined).length
  const mayObject = round.actions.some(({ action, allowed }) => action === 'object' && allowed)
  if (objections.length === 0 && !mayObject) return null
  return (
    <Section title="异议" aside={`共 ${objections.length} 件，待答复 ${open} 件`}>
      {objections.length === 0 ? <p className="reason-why">还没有人提出异议。</p> : null}
      <ul className="objections">
        {objections.map((objection) => (
          <li key={objection.id}>
            <ObjectionLine roundId={round.id} objection={objection} />
            {objection.decision === undefined ? (
              <DecideButton objection={objection} start={() => setDeciding(objection)} />
            ) : null}
          </li>
        ))}
      </ul>
      {mayObject ? <ObjectByNumber roundId={round.id} /> : null}
      <DecideObjection round={round} objection={deciding} close={() => setDeciding(undefined)} />
    </Section>
  )
}

function ObjectionLine({ roundId, objection }: { roundId: string; objection: ObjectionView }) {
  const { no, grounds, at, by, decision } = objection
  return (
    <div>
      <div className="wish-head">
        <Link to="/rounds/$id/applicants/$no" params={{ id: roundId, no }}>
          {no}
        </Link>
        <DecisionTag decision={decision} />
        <span className="source">
          {by} {formatMoment(at)} 登记
        </span>
      </div>
      <p>{grounds}</p>
      {decision === undefined ? null : (
        <p className="reason-why">
          答复：{decision.reason}（{decision.by} {formatMoment(decision.at)}）
        </p>
      )}
    </div>
  )
}

function DecisionTag({ decision }: Pick<ObjectionView, 'decision'>) {
  if (decision === undefined) return <Tag tone="unknown" sign="?" word="待答复" />
  return decision.upheld ? (
    <Tag tone="yes" sign="✓" word="成立，名单更正" />
  ) : (
    <Tag tone="plain" sign="—" word="不成立" />
  )
}

/** Says in words why the person may not decide, and who may. */
function DecideButton({ objection, start }: { objection: ObjectionView; start(): void }) {
  const { allowed, reason } = objection.decide
  return allowed ? (
    <Button onClick={start}>答复</Button>
  ) : (
    <span className="source">{reason ?? '现在不能答复'}</span>
  )
}

/** Whoever objects at the counter has the number at hand, so nobody has to be looked for first. */
function ObjectByNumber({ roundId }: { roundId: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <div className="form-buttons">
        <span className="source">成立的，名单更正后重新冻结、重新运行；种子不变。</span>
        <Button onClick={() => setOpen(true)}>登记异议</Button>
      </div>
      <Dialog title="登记异议" open={open} close={() => setOpen(false)}>
        <AskObjection roundId={roundId} close={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function AskObjection({ roundId, close }: { roundId: string; close(): void }) {
  const { run, busy, failure } = useCommand(api.roundResults.object.mutate)
  const [no, setNo] = useState('')
  const [grounds, setGrounds] = useState('')
  const ready = no.trim() !== '' && grounds.trim().length >= 2
  async function give(): Promise<void> {
    if (!ready) return
    const done = await run({ roundId, no: no.trim(), grounds: grounds.trim() })
    if (done !== undefined) close()
  }
  return (
    <div className="dialog-form">
      <label htmlFor="object-no">申请编号（名单上的编号）</label>
      <ImeSafeInput id="object-no" value={no} onChange={(event) => setNo(event.target.value)} />
      <label htmlFor="object-grounds">对哪一项有异议、依据什么（照本人原话）</label>
      <ImeSafeInput
        id="object-grounds"
        maxLength={500}
        value={grounds}
        onChange={(event) => setGrounds(event.target.value)}
        onEnter={() => void give()}
      />
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <span className="source">{ready ? '' : '请写编号和理由，理由至少 2 个字。'}</span>
        <Button type="primary" disabled={!ready} loading={busy} onClick={() => void give()}>
          登记异议
        </Button>
      </div>
    </div>
  )
}

import { Button } from 'antd'
import { useState } from 'react'
import type { EvidenceView } from '#shared/ipc/evidence.ts'
import { api } from '../../api/client.ts'
import { type Command, useCommand } from '../../api/commands.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatMoment } from '../../components/format.ts'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { KeyHint } from '../../components/KeyHint.tsx'
import { Lines } from '../../components/Lines.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { EVIDENCE_LOOK, formWords, weightWords } from './evidence-files.ts'
import { useViewerKeys } from './evidence-keys.ts'

const LEAST_REASON = 2
const MOST_REASON = 200

/** Judges a scan: accepted at once, refused with a reason; both can be changed later and stay in the history. */
export function EvidenceJudgement(props: {
  scan: EvidenceView
  /** Nothing is accepted that could not be seen. */
  readable: boolean
  asking: boolean
  ask(asking: boolean): void
}) {
  const { scan, readable, asking, ask } = props
  const judge = useCommand(api.evidence.judge.mutate)
  const mayAccept = readable && scan.state !== 'accepted' && !judge.busy
  const accept = () => void judge.run({ evidenceId: scan.id, accept: true })
  useViewerKeys(mayAccept ? [{ keys: 'A', label: '采信', run: accept }] : [])
  return (
    <>
      <p className="row">
        <Tag {...EVIDENCE_LOOK[scan.state]} />
        {scan.judged === null ? null : (
          <span className="source">
            {scan.judged.by} {formatMoment(scan.judged.at)}
          </span>
        )}
      </p>
      <Lines
        lines={[
          ['理由', scan.judged?.reason ?? undefined],
          ['添加', `${scan.addedBy} ${formatMoment(scan.addedAt)}`],
          ['文件', `${formWords(scan)}，${weightWords(scan.byteCount)}`],
          ['校验', <span key="hash" className="source">{`SHA-256 ${scan.hash}…`}</span>],
        ]}
      />
      <div className="decide">
        <Button disabled={!mayAccept} loading={judge.busy && !asking} onClick={accept}>
          采信 <KeyHint keys="A" />
        </Button>
        <Button aria-expanded={asking} onClick={() => ask(!asking)}>
          不采信… <KeyHint keys="X" />
        </Button>
      </div>
      {readable ? null : <p className="source">打开以后才能采信。</p>}
      {asking ? <RefuseScan scan={scan} judge={judge} done={() => ask(false)} /> : null}
      <FailureAlert failure={judge.failure} />
    </>
  )
}

type JudgeCommand = Command<{ evidenceId: string; accept: boolean; reason?: string }, unknown>

function RefuseScan(props: { scan: EvidenceView; judge: JudgeCommand; done(): void }) {
  const { scan, judge, done } = props
  const [reason, setReason] = useState('')
  const ready = reason.trim().length >= LEAST_REASON
  async function refuse(): Promise<void> {
    if (!ready) return
    const judged = await judge.run({ evidenceId: scan.id, accept: false, reason: reason.trim() })
    if (judged !== undefined) done()
  }
  return (
    <div className="dialog-form">
      <label htmlFor="evidence-reason">不采信的理由（记入经过，本人可能看到）</label>
      <ImeSafeInput
        id="evidence-reason"
        autoFocus
        maxLength={MOST_REASON}
        placeholder="如：照片模糊，号码看不清"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onEnter={() => void refuse()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          // One step back: the reason is put away, the viewer stays.
          event.stopPropagation()
          done()
        }}
      />
      <div className="form-buttons">
        <span className="source">{ready ? '' : '请先写明理由，至少 2 个字。'}</span>
        <Button disabled={!ready} loading={judge.busy} onClick={() => void refuse()}>
          不采信 <KeyHint keys="Enter" />
        </Button>
      </div>
    </div>
  )
}

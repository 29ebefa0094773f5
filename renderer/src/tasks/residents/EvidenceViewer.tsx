import { Button } from 'antd'
import { useState } from 'react'
import type { EvidenceView } from '#shared/ipc/evidence.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { KeyHint } from '../../components/KeyHint.tsx'
import type { KeyBinding } from '../../components/key-match.ts'
import { EvidenceJudgement } from './EvidenceJudgement.tsx'
import { EvidenceStage, useScan } from './EvidenceStage.tsx'
import { EVIDENCE_LOOK, nextPending } from './evidence-files.ts'
import { useViewerKeys } from './evidence-keys.ts'
import { FLAT, type Lying, type Turn, turned } from './evidence-stage.ts'

const WIDTH = 1240

/** Shows the scans of a person one by one in full, to be accepted or refused; each opening is recorded. */
export function EvidenceViewer(props: {
  evidence: readonly EvidenceView[]
  openId: string | undefined
  show(id: string): void
  close(): void
}) {
  const { evidence, openId } = props
  const scan = evidence.find(({ id }) => id === openId)
  return (
    <Dialog title={scan?.title ?? ''} width={WIDTH} open={scan !== undefined} close={props.close}>
      {scan === undefined ? null : (
        <OneScan key={scan.id} scan={scan} evidence={evidence} show={props.show} />
      )}
    </Dialog>
  )
}

function OneScan(props: { scan: EvidenceView; evidence: readonly EvidenceView[]; show(id: string): void }) {
  const { scan, evidence, show } = props
  const opened = useScan(scan)
  const [lying, setLying] = useState<Lying>(FLAT)
  const [asking, setAsking] = useState(false)
  const pages = opened.pages?.count ?? scan.pages
  const pending = nextPending(evidence, scan.id)
  const turn = (next: Turn) => setLying((now) => turned(now, next, pages))
  const toPending: KeyBinding[] =
    pending === undefined ? [] : [{ keys: 'N', label: '下一份待核', run: () => show(pending.id) }]
  useViewerKeys([...turnKeys(turn), ...toPending, { keys: 'X', label: '不采信', run: () => setAsking(true) }])
  return (
    <div className="evidence-viewer">
      <div className="evidence-view">
        <EvidenceStage title={scan.title} scan={opened} lying={lying} />
        <StageTools lying={lying} pages={pages} turn={turn} />
      </div>
      <div className="evidence-side">
        <EvidenceJudgement
          scan={scan}
          readable={opened.pages !== undefined}
          asking={asking}
          ask={setAsking}
        />
        {pending === undefined ? (
          <p className="source">没有别的待核材料。</p>
        ) : (
          <Button onClick={() => show(pending.id)}>
            下一份待核 <KeyHint keys="N" />
          </Button>
        )}
        <ScanList evidence={evidence} scan={scan} show={show} />
      </div>
    </div>
  )
}

function turnKeys(turn: (next: Turn) => void): KeyBinding[] {
  return [
    { keys: 'ArrowRight', label: '下一页', run: () => turn('next') },
    { keys: 'ArrowLeft', label: '上一页', run: () => turn('before') },
    { keys: '+', label: '放大', run: () => turn('closer') },
    { keys: '=', label: '放大', run: () => turn('closer') },
    { keys: '-', label: '缩小', run: () => turn('farther') },
    { keys: '0', label: '合适大小', run: () => turn('fit') },
    { keys: 'R', label: '旋转', run: () => turn('rotate') },
  ]
}

function StageTools(props: { lying: Lying; pages: number; turn(next: Turn): void }) {
  const { lying, pages, turn } = props
  return (
    <div className="evidence-tools" role="toolbar" aria-label="看材料">
      <Button size="small" disabled={lying.page <= 1} onClick={() => turn('before')}>
        上一页 <KeyHint keys="←" />
      </Button>
      <span role="status" className="figures">
        第 {lying.page} 页，共 {pages} 页
      </span>
      <Button size="small" disabled={lying.page >= pages} onClick={() => turn('next')}>
        下一页 <KeyHint keys="→" />
      </Button>
      <span className="evidence-tools-apart" />
      <Button size="small" onClick={() => turn('farther')}>
        缩小 <KeyHint keys="-" />
      </Button>
      <span className="figures evidence-zoom">{Math.round(lying.zoom * 100)}%</span>
      <Button size="small" onClick={() => turn('closer')}>
        放大 <KeyHint keys="+" />
      </Button>
      <Button size="small" onClick={() => turn('fit')}>
        合适 <KeyHint keys="0" />
      </Button>
      <Button size="small" onClick={() => turn('rotate')}>
        旋转 <KeyHint keys="R" />
      </Button>
    </div>
  )
}

function ScanList(props: { evidence: readonly EvidenceView[]; scan: EvidenceView; show(id: string): void }) {
  return (
    <nav aria-label="这位居民的材料" className="evidence-others">
      <ul>
        {props.evidence.map(({ id, title, state }) => (
          <li key={id}>
            <button
              type="button"
              className="plain-button"
              {...(id === props.scan.id ? { 'aria-current': 'true' } : {})}
              onClick={() => props.show(id)}
            >
              <span className={`sign-${EVIDENCE_LOOK[state].tone}`} aria-hidden="true">
                {EVIDENCE_LOOK[state].sign}
              </span>{' '}
              {title}
              <span className="unseen">（{EVIDENCE_LOOK[state].word}）</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

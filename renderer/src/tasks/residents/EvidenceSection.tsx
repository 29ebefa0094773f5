import './evidence.css'
import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import type { EvidenceView } from '#shared/ipc/evidence.ts'
import { formatMoment } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { EvidenceAdd } from './EvidenceAdd.tsx'
import { EvidenceViewer } from './EvidenceViewer.tsx'
import { EVIDENCE_LOOK, formWords, TAKEN_TYPES, weightWords } from './evidence-files.ts'
import { useEvidenceQueue } from './use-evidence-queue.ts'

/** The scanned papers of a resident: what each shows, whether it is accepted, and the way to add more. */
export function EvidenceSection(props: { residentId: string; evidence: readonly EvidenceView[] }) {
  const { residentId, evidence } = props
  const queue = useEvidenceQueue(residentId)
  const [openId, setOpenId] = useState<string>()
  const [over, setOver] = useState(false)
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    queue.choose([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      className={over ? 'evidence-drop evidence-drop-over' : 'evidence-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Section title="材料" aside={countWords(evidence)}>
        {evidence.length === 0 ? (
          <p className="source">还没有材料。证件、证书、合同扫描后放在这里，记事实时可以勾选作依据。</p>
        ) : (
          <ul className="evidence-list">
            {evidence.map((scan) => (
              <ScanRow key={scan.id} scan={scan} open={() => setOpenId(scan.id)} />
            ))}
          </ul>
        )}
        <ChooseFiles choose={queue.choose} />
      </Section>
      <EvidenceAdd queue={queue} />
      <EvidenceViewer
        evidence={evidence}
        openId={openId}
        show={setOpenId}
        close={() => setOpenId(undefined)}
      />
    </div>
  )
}

function countWords(evidence: readonly EvidenceView[]): string | undefined {
  const pending = evidence.filter(({ state }) => state === 'pending').length
  if (evidence.length === 0) return undefined
  return pending === 0 ? `${evidence.length} 份` : `${evidence.length} 份，${pending} 份待核`
}

function ChooseFiles({ choose }: { choose(files: readonly File[]): void }) {
  const input = useRef<HTMLInputElement>(null)
  const ask = () => input.current?.click()
  useKeys('本页', [{ keys: 'E', label: '添加材料', run: ask }])
  return (
    <div className="row evidence-choose">
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        aria-label="选择材料文件"
        multiple
        accept={TAKEN_TYPES.join(',')}
        onChange={(event) => {
          choose([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button size="small" onClick={ask}>
        添加材料 <KeyHint keys="E" />
      </Button>
      <span className="source">或把 JPEG、PNG、PDF 拖到这里，可以一次几个</span>
    </div>
  )
}

function ScanRow({ scan, open }: { scan: EvidenceView; open(): void }) {
  const { judged } = scan
  return (
    <li className="evidence-item">
      <button type="button" className="plain-button evidence-row" onClick={open}>
        <Thumbnail scan={scan} />
        <span className="evidence-words">
          <span className="row">
            <span className="evidence-name">{scan.title}</span>
            <Tag {...EVIDENCE_LOOK[scan.state]} />
          </span>
          {scan.state === 'rejected' && judged?.reason != null ? <span>{judged.reason}</span> : null}
          <span className="source">
            {formWords(scan)}，{weightWords(scan.byteCount)} · {scan.addedBy} {formatMoment(scan.addedAt)} ·
            校验 {scan.hash}
          </span>
        </span>
      </button>
    </li>
  )
}

/** The small picture; where there is none, or it cannot be read, what kind of file it is. */
function Thumbnail({ scan }: { scan: EvidenceView }) {
  const [broken, setBroken] = useState(false)
  return (
    <span className="evidence-thumbnail">
      {scan.hasThumbnail && !broken ? (
        <img
          src={`/evidence/${encodeURIComponent(scan.id)}/thumbnail`}
          alt=""
          loading="lazy"
          onError={() => setBroken(true)}
        />
      ) : (
        <span aria-hidden="true">{formWords(scan)}</span>
      )}
    </span>
  )
}

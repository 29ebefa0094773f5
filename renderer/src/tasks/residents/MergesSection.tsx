import './compare.css'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MergeView } from '#shared/ipc/duplicates.ts'
import type { ResidentPage } from '#shared/ipc/residents.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { formatMoment } from '../../components/format.ts'
import { useRemembered } from '../../components/page-memory.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { Section } from '../../components/RecordPage.tsx'

/** Records that were merged into this one, each with the way back; nothing where there are none. */
export function MergesSection(props: { residentId: string; merges: readonly MergeView[] }) {
  const { residentId, merges } = props
  const [undoing, setUndoing] = useState<MergeView>()
  const undo = useCommand(api.duplicates.undoMerge.mutate)
  // Remembered beside the list, which may be empty once the merge is undone.
  const { value: newer, remember } = useRemembered<readonly string[]>(`kept-newer ${residentId}`, [])
  async function give(reason: string): Promise<void> {
    if (undoing === undefined) return
    const undone = await undo.run({ mergeId: undoing.id, reason })
    setUndoing(undefined)
    if (undone !== undefined) remember(undone.keptNewer)
  }
  if (merges.length === 0 && newer.length === 0) return null
  return (
    <Section title="并入的记录" aside="撤销后恢复成两份">
      <KeptNewer titles={newer} seen={() => remember([])} />
      <FailureAlert failure={undo.failure} />
      <ul className="merges">
        {merges.map((merge) => (
          <MergeLine key={merge.id} merge={merge} undo={() => setUndoing(merge)} />
        ))}
      </ul>
      <ReasonDialog
        title="撤销合并"
        open={undoing !== undefined}
        busy={undo.busy}
        close={() => setUndoing(undefined)}
        give={(reason) => void give(reason)}
      />
    </Section>
  )
}

function MergeLine({ merge, undo }: { merge: MergeView; undo(): void }) {
  return (
    <li>
      <span>
        <span className="row">
          <Link to="/residents/$id" params={{ id: merge.otherId }}>
            {merge.otherName}
          </Link>
          <span className="figures">{merge.otherIdNumberMasked}</span>
        </span>
        <span className="source">
          {merge.mergedBy} {formatMoment(merge.mergedAt)} 合并：{merge.reason}
        </span>
      </span>
      <button type="button" className="plain-button link-button" onClick={undo}>
        撤销合并<span className="unseen">（{merge.otherName}）</span>
      </button>
    </li>
  )
}

function KeptNewer({ titles, seen }: { titles: readonly string[]; seen(): void }) {
  if (titles.length === 0) return null
  return (
    <Notice tone="unknown">
      <p>合并已撤销。合并以后又记了新值，这几项没有退回原样，请核对：{titles.join('、')}。</p>
      <button type="button" className="plain-button link-button" onClick={seen}>
        看过了
      </button>
    </Notice>
  )
}

/** Other records that may be the same person, each with the way to compare; nothing where there are none. */
export function SuspectsBanner(props: { residentId: string; suspects: ResidentPage['suspects'] }) {
  const { residentId, suspects } = props
  if (suspects.length === 0) return null
  return (
    <Notice tone="unknown">
      <ul className="suspects" aria-label="疑似重复">
        {suspects.map((suspect) => (
          <li key={suspect.pairId}>
            <span aria-hidden="true">? </span>可能与 {suspect.name} 的另一份记录是同一人：{suspect.why}。{' '}
            <Link
              to="/residents/compare/$keptId/$otherId"
              params={{ keptId: residentId, otherId: suspect.id }}
            >
              并排比较<span className="unseen">（{suspect.name}）</span>
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FactKind } from '#shared/domain/people/index.ts'
import type { FactEntry, FactView } from '#shared/ipc/facts.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { TimelineList } from '../../components/RecordPage.tsx'
import { FactRecordedLine, FactSourceLine, FactStateTag, FactWords } from './FactState.tsx'
import { allEntries } from './fact-groups.ts'

const WIDTH = 680

/** A button that opens every value ever recorded for a kind and slot. */
export function FactHistoryButton({ view }: { view: FactView }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="plain-button link-button"
        aria-label={`${view.title}的历史`}
        onClick={() => setOpen(true)}
      >
        历史{view.earlier.length === 0 ? '' : ` ${view.earlier.length}`}
      </button>
      <Dialog title={`${view.title}的历史`} width={WIDTH} open={open} close={() => setOpen(false)}>
        <Entries title={view.title} entries={allEntries(view)} />
      </Dialog>
    </>
  )
}

/** A button that opens every statement of a kind, whatever its slot, read when it is wanted. */
export function KindHistoryButton(props: { residentId: string; kind: FactKind; title: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="plain-button link-button" onClick={() => setOpen(true)}>
        {props.title}
      </button>
      <Dialog title={props.title} width={WIDTH} open={open} close={() => setOpen(false)}>
        <KindHistory {...props} />
      </Dialog>
    </>
  )
}

function KindHistory({ residentId, kind, title }: { residentId: string; kind: FactKind; title: string }) {
  const history = useQuery(queries.factHistory(residentId, kind))
  if (history.error !== null) return <FailureAlert failure={failureOf(history.error)} />
  if (history.data === undefined) return <p className="source">正在读取</p>
  const entries = history.data.flatMap(allEntries)
  entries.sort((one, other) => (one.recordedAt < other.recordedAt ? 1 : -1))
  return <Entries title={title} entries={entries} />
}

function Entries({ title, entries }: { title: string; entries: readonly FactEntry[] }) {
  if (entries.length === 0) return <p className="source">还没有记过。</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol className="fact-history" tabIndex={0} aria-label="全部记录，新的在前">
      {entries.map((entry) => (
        <li key={entry.id}>
          <FactStateTag state={entry.state} />
          <div>
            <FactWords entry={entry} />
            <FactSourceLine entry={entry} />
            {entry.evidence.length === 0 ? null : (
              <p className="source">扫描件：{entry.evidence.map((scan) => scan.title).join('、')}</p>
            )}
            <FactRecordedLine entry={entry} />
            {entry.events.length === 0 ? null : <TimelineList entries={entry.events} />}
            {entry.state === 'accepted' ? <Reject title={title} fact={entry} /> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Takes back the acceptance of a value that turned out wrong; it is unknown afterwards. */
function Reject({ title, fact }: { title: string; fact: FactEntry }) {
  const { run, busy, failure } = useCommand(api.facts.decide.mutate)
  const [asking, setAsking] = useState(false)
  async function give(reason: string): Promise<void> {
    await run({ factId: fact.id, accept: false, reason })
    setAsking(false)
  }
  return (
    <>
      <button
        type="button"
        className="plain-button link-button"
        disabled={busy}
        onClick={() => setAsking(true)}
      >
        改为不采信…<span className="unseen">（{title}）</span>
      </button>
      <FailureAlert failure={failure} />
      <ReasonDialog
        title="改为不采信"
        open={asking}
        busy={busy}
        close={() => setAsking(false)}
        give={(reason) => void give(reason)}
      />
    </>
  )
}

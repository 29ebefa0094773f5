import { Button } from 'antd'
import { useState } from 'react'
import type { FactEntry } from '#shared/ipc/facts.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { FactSourceLine, FactStateTag, FactWords } from './FactState.tsx'

/** A claimed value beside the one that holds: both with their sources, and the two ways to decide. */
export function Difference(props: { title: string; current: FactEntry; claimed: FactEntry }) {
  const { title, current, claimed } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: two values side by side are no set of form fields
    <div className="difference" role="group" aria-label={`${title}有两个值，待决定`}>
      <Side name="原值" entry={current} />
      <Side name="新值" entry={claimed} />
      <Decide title={title} fact={claimed} accept="采信新值" reject="保留原值" />
    </div>
  )
}

function Side({ name, entry }: { name: string; entry: FactEntry }) {
  return (
    <div className="difference-side">
      <p className="row">
        <span className="source">{name}</span>
        <FactStateTag state={entry.state} />
      </p>
      <FactWords entry={entry} />
      <FactSourceLine entry={entry} />
    </div>
  )
}

/** Accepts a claimed value at once, or rejects it with a reason. */
export function Decide(props: { title: string; fact: FactEntry; accept: string; reject: string }) {
  const { title, fact, accept, reject } = props
  const { run, busy, failure } = useCommand(api.facts.decide.mutate)
  const [asking, setAsking] = useState(false)
  async function give(reason: string): Promise<void> {
    await run({ factId: fact.id, accept: false, reason })
    setAsking(false)
  }
  return (
    <div className="decide" data-waiting="" tabIndex={-1}>
      <Button size="small" loading={busy} onClick={() => void run({ factId: fact.id, accept: true })}>
        {accept}
        <span className="unseen">（{title}）</span>
      </Button>
      <Button size="small" disabled={busy} onClick={() => setAsking(true)}>
        {reject}…<span className="unseen">（{title}）</span>
      </Button>
      <FailureAlert failure={failure} />
      <ReasonDialog
        title={reject}
        open={asking}
        busy={busy}
        close={() => setAsking(false)}
        give={(reason) => void give(reason)}
      />
    </div>
  )
}

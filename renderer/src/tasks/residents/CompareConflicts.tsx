import { Button, Radio } from 'antd'
import type { Comparison } from '#shared/ipc/duplicates.ts'
import type { FactEntry } from '#shared/ipc/facts.ts'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { type Choices, openConflicts } from './compare-choices.ts'
import { FactSourceLine, FactWords } from './FactState.tsx'

/** What both records say differently; for each the value that holds from now on is chosen, with its source in view. */
export function CompareConflicts(props: {
  comparison: Comparison
  choices: Choices
  choose(choices: Choices): void
}) {
  const { comparison, choices, choose } = props
  const { conflicts } = comparison
  const open = openConflicts(conflicts, choices)
  const takeSide = (side: 'kept' | 'other') =>
    choose(Object.fromEntries(conflicts.map((conflict) => [conflict.key, conflict[side].id])))
  return (
    <Section
      title="两边说法不同，选定用哪一个"
      aside={
        open === 0 ? (
          <Tag tone="yes" sign="✓" word="都已选定" />
        ) : (
          <Tag tone="unknown" sign="?" word={`还有 ${open} 项`} />
        )
      }
    >
      {conflicts.length < 2 ? null : (
        <div className="row">
          <Button size="small" onClick={() => takeSide('kept')}>
            全部用保留的一边
          </Button>
          <Button size="small" onClick={() => takeSide('other')}>
            全部用并入的一边
          </Button>
        </div>
      )}
      {conflicts.map((conflict) => (
        <Conflict
          key={conflict.key}
          conflict={conflict}
          chosen={choices[conflict.key]}
          choose={(factId) => choose({ ...choices, [conflict.key]: factId })}
        />
      ))}
    </Section>
  )
}

function Conflict(props: {
  conflict: Comparison['conflicts'][number]
  chosen: string | undefined
  choose(factId: string): void
}) {
  const { conflict, chosen, choose } = props
  return (
    <fieldset className="compare-conflict">
      <legend>
        <span aria-hidden="true">≠ </span>
        {conflict.title}
      </legend>
      <Radio.Group
        name={conflict.key}
        value={chosen ?? null}
        onChange={(event) => choose(String(event.target.value))}
      >
        <Side side="保留的一边" entry={conflict.kept} />
        <Side side="并入的一边" entry={conflict.other} />
      </Radio.Group>
    </fieldset>
  )
}

function Side({ side, entry }: { side: string; entry: FactEntry }) {
  return (
    <Radio value={entry.id} className="compare-side">
      <span className="source">{side}</span>
      <FactWords entry={entry} />
      <FactSourceLine entry={entry} />
    </Radio>
  )
}

import './compare.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Comparison } from '#shared/ipc/duplicates.ts'
import { api } from '../../api/client.ts'
import { type Command, useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { type RecordAction, RecordPage, Section } from '../../components/RecordPage.tsx'
import { CompareConflicts } from './CompareConflicts.tsx'
import { type Choices, chosenFacts, mergeState, unlikelyFields } from './compare-choices.ts'

/** Two records that may be one person, side by side: made one, or marked as two people. */
export function CompareRecords() {
  const { keptId, otherId } = useParams({ from: '/residents/compare/$keptId/$otherId' })
  const comparison = useQuery(queries.comparison(keptId, otherId))
  // The choices are kept while the sides are swapped: they name facts, not sides.
  const [choices, setChoices] = useState<Choices>({})
  return (
    <Loaded query={comparison} failureOf={failureOf}>
      {(page) => <Compared comparison={page} choices={choices} choose={setChoices} />}
    </Loaded>
  )
}

interface ComparedProps {
  comparison: Comparison
  choices: Choices
  choose(choices: Choices): void
}

function Compared({ comparison, choices, choose }: ComparedProps) {
  const { kept, other, conflicts } = comparison
  const decision = useDeciding(comparison, choices)
  return (
    <RecordPage
      title="并排比较"
      about={
        <span className="source">
          保留 {kept.name} 的记录，并入 {other.name} 的记录；并入的随时可以撤销
        </span>
      }
      actions={decision.actions}
      notice={
        <>
          <FailureAlert failure={decision.failure} />
          <Unlikely differing={unlikelyFields(comparison)} />
        </>
      }
    >
      <Section title="本人信息" aside="号码比较的是完整号码">
        <FieldTable comparison={comparison} />
      </Section>
      {conflicts.length === 0 ? null : (
        <CompareConflicts comparison={comparison} choices={choices} choose={choose} />
      )}
      <Section title="各有多少" aside="合并后都归在保留的记录下，哪一边的都不会丢">
        <CountTable comparison={comparison} />
      </Section>
      {decision.dialogs}
    </RecordPage>
  )
}

/** People keep these for life; where they differ, a wrong number or two people are likelier than one person. */
function Unlikely({ differing }: { differing: readonly string[] }) {
  if (differing.length === 0) return null
  return (
    <Notice tone="unknown">
      {differing.join('、')}
      不同，多半不是同一人，或有一份号码登记错了。请先对照证件原件；号码错了的先更正，再来合并。
    </Notice>
  )
}

type Asking = 'merge' | 'notSame' | undefined

function useDeciding(comparison: Comparison, choices: Choices) {
  const navigate = useNavigate()
  const merge = useCommand(api.duplicates.merge.mutate)
  const notSame = useCommand(api.duplicates.notSame.mutate)
  const [asking, setAsking] = useState<Asking>()
  const { kept, other, conflicts } = comparison
  const asked = { merge, notSame, asking, close: () => setAsking(undefined) }

  async function giveMerge(reason: string): Promise<void> {
    const request = { keptId: kept.id, otherId: other.id, choices: chosenFacts(conflicts, choices), reason }
    const merged = await merge.run(request)
    setAsking(undefined)
    if (merged !== undefined) void navigate({ to: '/residents/$id', params: { id: kept.id } })
  }
  async function giveNotSame(reason: string): Promise<void> {
    const marked = await notSame.run({ firstId: kept.id, secondId: other.id, reason })
    setAsking(undefined)
    if (marked !== undefined) void navigate({ to: '/residents/duplicates' })
  }
  return {
    actions: compareActions({
      merge: mergeState(comparison, choices),
      ask: setAsking,
      swap: () =>
        void navigate({
          to: '/residents/compare/$keptId/$otherId',
          params: { keptId: other.id, otherId: kept.id },
          replace: true,
        }),
    }),
    failure: merge.failure ?? notSame.failure,
    dialogs: <Reasons {...asked} giveMerge={giveMerge} giveNotSame={giveNotSame} />,
  }
}

function compareActions(of: {
  merge: RecordAction['state']
  ask(asking: Asking): void
  swap(): void
}): RecordAction[] {
  return [
    { label: '对调保留', keys: 'S', state: { action: 'swap', allowed: true }, run: of.swap },
    {
      label: '不是同一人',
      keys: 'X',
      state: { action: 'notSame', allowed: true },
      run: () => of.ask('notSame'),
    },
    { label: '合并', keys: 'M', primary: true, state: of.merge, run: () => of.ask('merge') },
  ]
}

function Reasons(props: {
  merge: Pick<Command<never, unknown>, 'busy'>
  notSame: Pick<Command<never, unknown>, 'busy'>
  asking: Asking
  close(): void
  giveMerge(reason: string): Promise<void>
  giveNotSame(reason: string): Promise<void>
}) {
  return (
    <>
      <ReasonDialog
        title="合并两份记录"
        open={props.asking === 'merge'}
        busy={props.merge.busy}
        close={props.close}
        give={(reason) => void props.giveMerge(reason)}
      />
      <ReasonDialog
        title="不是同一人"
        open={props.asking === 'notSame'}
        busy={props.notSame.busy}
        close={props.close}
        give={(reason) => void props.giveNotSame(reason)}
      />
    </>
  )
}

/** The names of the two sides, each leading to its record. */
export function SideHeads({ comparison }: { comparison: Comparison }) {
  return (
    <>
      <th scope="col">
        保留：
        <Link to="/residents/$id" params={{ id: comparison.kept.id }}>
          {comparison.kept.name}
        </Link>
      </th>
      <th scope="col">
        并入：
        <Link to="/residents/$id" params={{ id: comparison.other.id }}>
          {comparison.other.name}
        </Link>
      </th>
    </>
  )
}

function FieldTable({ comparison }: { comparison: Comparison }) {
  return (
    <table className="compare-table" aria-label="本人信息并排">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <SideHeads comparison={comparison} />
          <th scope="col">是否一致</th>
        </tr>
      </thead>
      <tbody>
        {comparison.fields.map(({ title, kept, other, same }) => (
          <tr key={title} className={same ? 'compare-same' : 'compare-differs'}>
            <th scope="row">{title}</th>
            <td>{kept}</td>
            <td>{other}</td>
            <td className="compare-sign">
              <span aria-hidden="true">{same ? '＝' : '≠'}</span> {same ? '相同' : '不同'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CountTable({ comparison }: { comparison: Comparison }) {
  return (
    <table className="compare-table" aria-label="各有多少">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <SideHeads comparison={comparison} />
          <th scope="col">
            <span className="unseen">说明</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {comparison.counts.map(({ title, kept, other }) => (
          <tr key={title} className={kept + other === 0 ? 'compare-same' : undefined}>
            <th scope="row">{title}</th>
            <td className="figures">{kept}</td>
            <td className="figures">{other}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

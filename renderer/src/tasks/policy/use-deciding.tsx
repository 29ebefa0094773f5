import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { DecidePolicyRequest, PolicyDocumentPage, PolicyDocumentState } from '#shared/ipc/policies.ts'
import { api, desktop } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { policyQueries } from '../../api/policy-queries.ts'
import { useShellTask } from '../../api/shell-task.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import type { RecordAction } from '../../components/RecordPage.tsx'
import { packsBeside, whatConfirmingChanges, whatWithdrawingChanges } from './confirm-words.ts'
import { withoutCases } from './differences.ts'
import { findingsText } from './document-look.ts'

type Decision = DecidePolicyRequest['action']

const DECISIONS = [
  { action: 'confirm', label: '确认生效', keys: 'A', primary: true, danger: false },
  { action: 'withdraw', label: '撤回', keys: 'W', primary: false, danger: true },
] as const satisfies readonly (Omit<RecordAction, 'state' | 'run'> & { action: Decision })[]

/** The states in which a decision can come up at all; in others it is not offered. */
const IN_TURN: Readonly<Record<Decision, ReadonlySet<PolicyDocumentState>>> = {
  confirm: new Set(['draft']),
  withdraw: new Set(['draft', 'inForce']),
}

/** What can be done with a document, and the dialog that says what a decision changes before it asks for the reason. */
export function useDeciding(page: PolicyDocumentPage): {
  actions: RecordAction[]
  failure: Failure | undefined
  dialog: ReactNode
} {
  const decide = useCommand(api.policy.decide.mutate)
  const others = useOtherActions(page)
  const [asking, setAsking] = useState<Decision>()
  const decisions = DECISIONS.flatMap(({ action, ...look }): RecordAction[] => {
    const state = page.actions.find((other) => other.action === action)
    return state === undefined || !IN_TURN[action].has(page.state)
      ? []
      : [{ ...look, state, busy: decide.busy, run: () => setAsking(action) }]
  })
  async function give(reason: string): Promise<void> {
    if (asking === undefined) return
    const done = await decide.run({ key: page.key, action: asking, reason })
    if (done !== undefined) setAsking(undefined)
  }
  return {
    actions: [...decisions, ...others.actions],
    failure: others.failure,
    dialog: (
      <ReasonDialog
        title={DECISIONS.find(({ action }) => action === asking)?.label ?? ''}
        open={asking !== undefined}
        busy={decide.busy}
        readBy="以后可查"
        close={() => {
          decide.clear()
          setAsking(undefined)
        }}
        give={(reason) => void give(reason)}
      >
        {asking === 'confirm' ? <WhatChanges page={page} /> : <p>{whatWithdrawingChanges(page)}</p>}
        <FailureAlert failure={decide.failure} />
      </ReasonDialog>
    ),
  }
}

/** Comparing and trying out; an annex template only a pack has. */
function useOtherActions(page: PolicyDocumentPage) {
  const navigate = useNavigate()
  const saving = useShellTask()
  const { key } = page
  const free = (action: string) => ({ action, allowed: true })
  const template: RecordAction = {
    label: '下载附表模板',
    keys: 'T',
    state: free('template'),
    busy: saving.busy,
    run: () => void saving.run(() => desktop.saveAnnexTemplate.mutate({ key })),
  }
  const actions: RecordAction[] = [
    {
      label: page.kind === 'pack' ? '与另一版本比较' : '看政策包改成怎样',
      keys: 'C',
      state: free('compare'),
      run: () => void navigate({ to: '/policy/$key/compare', params: { key } }),
    },
    {
      label: '试算全体',
      keys: 'S',
      state: free('simulate'),
      run: () => void navigate({ to: '/policy/$key/simulate', params: { key } }),
    },
    ...(page.kind === 'pack' ? [template] : []),
  ]
  return { actions, failure: saving.failure }
}

/** Everything a second person takes on with their name: what is replaced, how many changes, what was noticed. */
function WhatChanges({ page }: { page: PolicyDocumentPage }) {
  const all = useQuery(policyQueries.documents()).data ?? []
  const [beside] = packsBeside(page, all)
  return (
    <>
      <p>
        您是第二人：确认后《{page.name}》（{page.documentNumber}）生效，之后不能改，只能撤回。
      </p>
      <ul className="plain-list">
        {whatConfirmingChanges(page, all, page.pack?.supersedes).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {beside === undefined ? null : <Changes before={beside.key} after={page.key} name={beside.name} />}
        {page.notices === 0 ? null : (
          <li>检查有 {findingsText({ errors: 0, notices: page.notices })}，请先看过。</li>
        )}
      </ul>
    </>
  )
}

function Changes({ before, after, name }: { before: string; after: string; name: string }) {
  const differences = useQuery(policyQueries.differences({ before, after }))
  if (differences.data === undefined) return null
  return (
    <li>
      与《{name}》相比有 {withoutCases(differences.data).length} 处不同（自带算例不计）。
      <Link to="/policy/$key/compare" params={{ key: after }}>
        逐处查看
      </Link>
    </li>
  )
}

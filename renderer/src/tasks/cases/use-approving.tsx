import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { allowedActions, caseActionText, isInTurn } from '#shared/domain/cases/index.ts'
import type { CaseRow } from '#shared/ipc/cases.ts'
import type { SignedIn } from '#shared/ipc/session.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { useSession } from '../../api/session.tsx'
import { BatchResult } from '../../components/BatchResult.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { useOneByOne } from '../../components/one-by-one.ts'

const APPROVE = caseActionText('approve')

/** Whether this person may approve a case that others entered. */
function mayApprove(account: SignedIn): boolean {
  const states = allowedActions({ status: 'submitted', enteredBy: [] }, account)
  return states.some(({ action, allowed }) => action === 'approve' && allowed)
}

/** Props of the list and elements around it for approving several cases. */
interface Approving {
  list: {
    choosable(row: CaseRow): boolean
    withChosen?: (ids: readonly string[], clear: () => void) => ReactNode
  }
  dialog: ReactNode
  result: ReactNode
}

/** Approves the chosen cases one after the other, each judged by the engine as if it were opened by itself. */
export function useApproving(): Approving {
  const navigate = useNavigate()
  const { account } = useSession()
  const [asked, setAsked] = useState<{ ids: readonly string[]; clear: () => void }>()
  const { run, busy, outcome } = useOneByOne({
    act: (caseId) => api.cases.act.mutate({ commandId: crypto.randomUUID(), caseId, action: 'approve' }),
    failureOf,
  })
  const open = (id: string) => void navigate({ to: '/cases/$id', params: { id } })
  async function approve(): Promise<void> {
    if (asked === undefined || busy) return
    await run(asked.ids)
    asked.clear()
    setAsked(undefined)
  }
  const withChosen: Approving['list']['withChosen'] = (ids, clear) => (
    <Button size="small" type="primary" onClick={() => setAsked({ ids, clear })}>
      {APPROVE} {ids.length} 件
    </Button>
  )
  return {
    list: {
      choosable: (row) => isInTurn(row.status, 'approve'),
      ...(mayApprove(account) ? { withChosen } : {}),
    },
    dialog: (
      <ApproveDialog
        count={asked?.ids.length}
        busy={busy}
        close={() => setAsked(undefined)}
        confirm={() => void approve()}
      />
    ),
    result: <BatchResult outcome={outcome} done="件通过" refused="件未通过" open={open} />,
  }
}

/** Names the number of cases and what will happen to each; undefined is closed. */
function ApproveDialog(props: { count: number | undefined; busy: boolean; close(): void; confirm(): void }) {
  const { count, ...rest } = props
  return (
    <ConfirmDialog title={`${APPROVE} ${count ?? 0} 件`} open={count !== undefined} {...rest}>
      <p>逐件按今天的事实再判断一次，条件都符合的通过；不能通过的不动，并列出第一件的原因。</p>
    </ConfirmDialog>
  )
}

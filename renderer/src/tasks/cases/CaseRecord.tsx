import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { CaseAction, caseActionText, isInTurn } from '#shared/domain/cases/index.ts'
import type { CasePage } from '#shared/ipc/cases.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatMoment } from '../../components/format.ts'
import { Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { Points } from '../../components/Points.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { type RecordAction, RecordPage, Section, Timeline } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { CASE_LOOK, outcomeText } from './case-look.ts'
import { Judgement } from './HealthCheckForm.tsx'

const KEYS = { approve: 'A', return: 'R', resubmit: 'S', withdraw: 'W', issueNotice: 'P' } as const
/** What must be answered for in words. */
const NEEDS_REASON: ReadonlySet<CaseAction> = new Set(['return', 'withdraw'])

/** One application: what was answered, the judgement with its reasons, the outcome, and what can be done next. */
export function CaseRecord() {
  const { id } = useParams({ from: '/cases/$id' })
  const record = useQuery(queries.caseRecord(id))
  return (
    <Loaded query={record} failureOf={failureOf}>
      {(page) => <Case page={page} />}
    </Loaded>
  )
}

function Case({ page }: { page: CasePage }) {
  const { perform, busy, failure } = useCaseActions(page)
  const [asking, setAsking] = useState<CaseAction>()
  const actions = caseActions(page, busy, (action) =>
    NEEDS_REASON.has(action) ? setAsking(action) : void perform(action),
  )
  return (
    <RecordPage
      title={`办件 ${page.receiptNo}`}
      about={
        <>
          <Link to="/residents/$id" params={{ id: page.residentId }}>
            {page.name}
          </Link>
          <Tag {...CASE_LOOK[page.status]} word={page.statusText} />
        </>
      }
      actions={actions}
      notice={<FailureAlert failure={failure} />}
    >
      <CaseSections page={page} />
      <ReasonDialog
        title={asking === undefined ? '' : caseActionText(asking)}
        open={asking !== undefined}
        busy={busy}
        close={() => setAsking(undefined)}
        give={(reason) => {
          if (asking !== undefined) void perform(asking, reason)
          setAsking(undefined)
        }}
      />
    </RecordPage>
  )
}

/** The steps of this status with what the engine says about each; what is out of turn is not offered. */
function caseActions(page: CasePage, busy: boolean, start: (action: CaseAction) => void): RecordAction[] {
  return CaseAction.options.flatMap((action) => {
    const state = page.actions.find((other) => other.action === action)
    if (state === undefined || !isInTurn(page.status, action)) return []
    return [
      {
        label: caseActionText(action),
        keys: KEYS[action],
        state,
        busy,
        primary: action === 'approve' || action === 'issueNotice',
        danger: action === 'withdraw',
        run: () => start(action),
      },
    ]
  })
}

function CaseSections({ page }: { page: CasePage }) {
  return (
    <div className="record-grid">
      <div className="record-column">
        <Section title="受理时的判断" aside={formatMoment(page.submittedAt)}>
          <Judgement view={page.eligibility} />
        </Section>
        {page.today === undefined ? null : (
          <Section title="今天再看" aside="事实或日期变了，与受理时不同">
            <Judgement view={page.today} />
          </Section>
        )}
      </div>
      <div className="record-column">
        <Overview page={page} />
        <Section title="受理时的问答" aside="当时原文，不随表单改动">
          <Lines wide lines={page.answers.map((line) => [line.question, line.answer])} />
        </Section>
        <Section title="经过" aside={`全部 ${page.timeline.length} 条`}>
          <Timeline entries={page.timeline} />
        </Section>
      </div>
    </div>
  )
}

/** Acting on a case; a notice that was issued is opened at once. */
function useCaseActions(page: CasePage) {
  const navigate = useNavigate()
  const act = useCommand(api.cases.act.mutate)
  const issue = useCommand(api.papers.issueNotice.mutate)
  async function perform(action: CaseAction, reason?: string): Promise<void> {
    act.clear()
    issue.clear()
    if (action === 'issueNotice') {
      const paper = await issue.run({ caseId: page.id })
      if (paper !== undefined) void navigate({ to: '/papers/$id', params: { id: paper.id } })
      return
    }
    await act.run({ caseId: page.id, action, ...(reason === undefined ? {} : { reason }) })
  }
  return { perform, busy: act.busy || issue.busy, failure: act.failure ?? issue.failure }
}

function Overview({ page }: { page: CasePage }) {
  const { paperId } = page
  const round = (
    <Link to="/rounds/$id" params={{ id: page.roundId }}>
      {page.roundTitle}
    </Link>
  )
  const paper =
    paperId === undefined ? undefined : (
      <Link to="/papers/$id" params={{ id: paperId }}>
        打开通知书
      </Link>
    )
  return (
    <Section title="概况">
      <Lines
        lines={[
          ['事项', page.title],
          ['批次', round],
          ['积分', <Points key="points" x100={page.pointsX100} />],
          ['受理', `${page.submittedBy} ${formatMoment(page.submittedAt)}`],
          ['批次结果', outcomeText(page)],
          ['通知书', paper],
        ]}
      />
    </Section>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { recheckActionText, recheckOutcomeText, recheckStateText } from '#shared/domain/cases/index.ts'
import type { ActionState } from '#shared/ipc/common.ts'
import type { RecheckPage } from '#shared/ipc/points.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { recheckQueries } from '../../api/recheck-queries.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { formatMoment, monthsText } from '../../components/format.ts'
import { Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { type RecordAction, RecordPage, Section, Timeline } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { dueLook, RECHECK_LOOK } from '../../text/recheck-look.ts'
import { BothResultsSection } from './BothResultsSection.tsx'

/** One re-check: what was asked, what was answered, and the points before and after beside each other. */
export function RecheckRecord() {
  const { id } = useParams({ from: '/rechecks/$id' })
  const recheck = useQuery(recheckQueries.one(id))
  return (
    <Loaded query={recheck} failureOf={failureOf}>
      {(page) => <Recheck key={page.id} page={page} />}
    </Loaded>
  )
}

function Recheck({ page }: { page: RecheckPage }) {
  const [closing, setClosing] = useState(false)
  const close = useCommand(api.rechecks.close.mutate)
  async function confirm(): Promise<void> {
    await close.run({ recheckId: page.id })
    setClosing(false)
  }
  return (
    <RecordPage
      title={`复核 ${page.receiptNo}`}
      about={
        <>
          <Link to="/residents/$id" params={{ id: page.residentId }}>
            {page.name}
          </Link>
          <Tag {...RECHECK_LOOK[page.state]} word={recheckStateText(page.state)} />
          {page.overdue ? <Tag {...dueLook(page)} /> : null}
        </>
      }
      actions={useRecheckActions(page, () => setClosing(true))}
      notice={
        <>
          <FailureAlert failure={close.failure} />
          {page.warning === null ? null : <Notice tone="unknown">{page.warning}</Notice>}
        </>
      }
    >
      <div className="record-grid">
        <div className="record-column">
          <BothResultsSection page={page} />
        </div>
        <div className="record-column">
          <AskedSection page={page} />
          <AnswerSection page={page} />
          <OthersSection page={page} />
          <Section title="经过" aside={`全部 ${page.timeline.length} 条`}>
            <Timeline entries={page.timeline} />
          </Section>
        </div>
      </div>
      <ConfirmDialog
        title="重新计分并办结"
        open={closing}
        busy={close.busy}
        close={() => setClosing(false)}
        confirm={() => void confirm()}
      >
        <p>按今天核实的事实重新计分，与提出时的结果一起保留。办结后不能再改。</p>
        {page.warning === null ? null : <Notice tone="unknown">{page.warning}</Notice>}
      </ConfirmDialog>
    </RecordPage>
  )
}

/** The two steps with what the engine says about each; what lies behind is not offered. */
function useRecheckActions(page: RecheckPage, startClosing: () => void): RecordAction[] {
  const navigate = useNavigate()
  if (page.state === 'closed') return []
  const stateOf = (action: string): ActionState =>
    page.actions.find((state) => state.action === action) ?? { action, allowed: false }
  const answer: RecordAction = {
    label: recheckActionText('answer'),
    keys: 'A',
    state: stateOf('answer'),
    primary: true,
    run: () => void navigate({ to: '/rechecks/$id/answer', params: { id: page.id } }),
  }
  const close: RecordAction = {
    label: recheckActionText('close'),
    keys: 'C',
    state: stateOf('close'),
    primary: true,
    run: startClosing,
  }
  return page.state === 'asked' ? [close, answer] : [close]
}

function AskedSection({ page }: { page: RecheckPage }) {
  return (
    <Section title="提出的复核" aside={formatMoment(page.askedAt)}>
      <Lines
        lines={[
          ['指标', page.indicatorName],
          ['月份', monthsText(page.months) || undefined],
          ['核对部门', page.department],
          ['本人的说法', page.claim],
          ['答复期限', <DueLine key="due" page={page} />],
          ['受理人', page.askedBy],
        ]}
      />
    </Section>
  )
}

/** The day by which an answer was due stays to be read once it came. */
function DueLine({ page }: { page: RecheckPage }) {
  return (
    <span className="row">
      {page.state === 'asked' || page.dueOn === null ? null : <span>{page.dueOn} 到期</span>}
      <Tag {...dueLook(page)} />
    </span>
  )
}

function AnswerSection({ page }: { page: RecheckPage }) {
  return (
    <Section title="部门的答复">
      {page.outcome === null ? (
        <p className="reason-why">还没有答复。收到后按 A 登记。</p>
      ) : (
        <Lines
          lines={[
            ['核对结果', recheckOutcomeText(page.outcome)],
            ['答复内容', page.answer],
            ['答复日期', page.answeredOn],
            ['答复人', page.answeredBy],
          ]}
        />
      )}
    </Section>
  )
}

/** The other re-checks of the same person, those of merged records among them. */
function OthersSection({ page }: { page: RecheckPage }) {
  const all = useQuery(recheckQueries.ofResident(page.residentId))
  const others = all.data?.filter(({ id }) => id !== page.id) ?? []
  if (all.error !== null) return <FailureAlert failure={failureOf(all.error)} />
  if (others.length === 0) return null
  return (
    <Section title="同一人的其他复核" aside={`${others.length} 件`}>
      <ul className="plain-list">
        {others.map((row) => (
          <li key={row.id}>
            <Link to="/rechecks/$id" params={{ id: row.id }}>
              {row.receiptNo}
            </Link>{' '}
            {row.indicatorName} {monthsText(row.months)} {recheckStateText(row.state)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

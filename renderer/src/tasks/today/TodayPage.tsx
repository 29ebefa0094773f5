import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { recheckStateText } from '#shared/domain/cases/index.ts'
import type { CaseRow } from '#shared/ipc/cases.ts'
import { failureOf } from '../../api/failure.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { recheckQueries } from '../../api/recheck-queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatMoment } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { dueLook, RECHECK_LOOK } from '../../text/recheck-look.ts'

const SHOWN = 12

/** What waits for the person signed in. */
export function TodayPage() {
  const navigate = useNavigate()
  const machine = useMachine()
  const register = () => void navigate({ to: '/residents/new' })
  useKeys('今日', [{ keys: 'N', label: '登记新居民', run: register }])
  const waiting = machine?.waiting
  const nothing =
    waiting !== undefined && waiting.cases + waiting.rechecks + waiting.rounds + waiting.papers === 0
  return (
    <div className="page page-scroll">
      <PageHead title="今日" about={<span className="source">{machine?.today}</span>} focus>
        <Button type="primary" onClick={register}>
          登记新居民 <KeyHint keys="N" />
        </Button>
      </PageHead>
      {nothing ? <NothingWaits /> : null}
      {waiting === undefined || waiting.cases === 0 ? null : <WaitingCases count={waiting.cases} />}
      {waiting === undefined || waiting.rechecks === 0 ? null : <WaitingRechecks count={waiting.rechecks} />}
      {waiting === undefined || waiting.rounds === 0 ? null : <WaitingRounds count={waiting.rounds} />}
      {waiting === undefined || waiting.papers === 0 ? null : (
        <Section title="文书" aside={`${waiting.papers} 份等您打印`}>
          <Link to="/papers">去打印 {waiting.papers} 份文书</Link>
        </Section>
      )}
    </div>
  )
}

function NothingWaits() {
  return (
    <div className="card empty">
      <h2>没有等您处理的事</h2>
      <p>有人来办事时，按 Ctrl K 查姓名、证件号后四位或手机尾号；查不到就按 N 登记。</p>
    </div>
  )
}

function WaitingCases({ count }: { count: number }) {
  const cases = useQuery(
    queries.cases({
      text: '',
      filters: { mine: true },
      sort: { key: 'submittedAt', descending: false },
      offset: 0,
      limit: SHOWN,
    }),
  )
  return (
    <Section title="办件" aside={`${count} 件等您处理，先到先办`}>
      <FailureAlert failure={cases.error === null ? undefined : failureOf(cases.error)} />
      <CaseTable rows={cases.data?.rows ?? []} />
      {count > SHOWN ? <Link to="/cases">全部 {count} 件</Link> : null}
    </Section>
  )
}

function CaseTable({ rows }: { rows: readonly CaseRow[] }) {
  return (
    <table aria-label="等我处理的办件">
      <thead>
        <tr>
          <th scope="col">收件号</th>
          <th scope="col">申请人</th>
          <th scope="col">办到哪一步</th>
          <th scope="col">受理</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <Link to="/cases/$id" params={{ id: row.id }}>
                {row.receiptNo}
              </Link>
            </td>
            <td>{row.name}</td>
            <td>{row.statusText}</td>
            <td>
              {row.submittedBy} {formatMoment(row.submittedAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The most urgent come first in the list of open ones, so that the first are those that are counted. */
function WaitingRechecks({ count }: { count: number }) {
  const shown = Math.min(count, SHOWN)
  const rechecks = useQuery(recheckQueries.list({ only: 'open', offset: 0, limit: SHOWN }))
  return (
    <Section title="复核" aside={`${count} 件等您处理：答复到期或超期的催办，已答复的办结`}>
      <FailureAlert failure={rechecks.error === null ? undefined : failureOf(rechecks.error)} />
      <table aria-label="等我处理的复核">
        <thead>
          <tr>
            <th scope="col">收件号</th>
            <th scope="col">居民</th>
            <th scope="col">指标</th>
            <th scope="col">核对部门</th>
            <th scope="col">办到哪一步</th>
            <th scope="col">答复期限</th>
          </tr>
        </thead>
        <tbody>
          {rechecks.data?.rows.slice(0, shown).map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/rechecks/$id" params={{ id: row.id }}>
                  {row.receiptNo}
                </Link>
              </td>
              <td>{row.name}</td>
              <td>{row.indicatorName}</td>
              <td>{row.department}</td>
              <td>
                <Tag {...RECHECK_LOOK[row.state]} word={recheckStateText(row.state)} />
              </td>
              <td>
                <Tag {...dueLook(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > SHOWN ? <Link to="/rechecks">全部 {count} 件</Link> : null}
    </Section>
  )
}

function WaitingRounds({ count }: { count: number }) {
  const rounds = useQuery(queries.rounds())
  return (
    <Section title="批次" aside={`${count} 个等您处理`}>
      <FailureAlert failure={rounds.error === null ? undefined : failureOf(rounds.error)} />
      <ul className="plain-list">
        {rounds.data === undefined ? <li>正在读取</li> : null}
        {rounds.data
          ?.filter((round) => round.status !== 'published')
          .map((round) => (
            <li key={round.id}>
              <Link to="/rounds/$id" params={{ id: round.id }}>
                {round.title}
              </Link>{' '}
              {round.statusText}
            </li>
          ))}
      </ul>
    </Section>
  )
}

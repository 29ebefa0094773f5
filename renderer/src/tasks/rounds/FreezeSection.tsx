import './rounds.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { FreezeView, FrozenCheck, RoundPage } from '#shared/ipc/rounds.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { formatCount, formatMoment } from '../../components/format.ts'
import { Lines } from '../../components/Lines.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { RoundHash } from './RoundHash.tsx'

/** The frozen list: its hash, who froze it and when, and what in the store is different by now. */
export function FreezeSection({ round }: { round: RoundPage }) {
  const { freeze } = round
  if (freeze === undefined) {
    return (
      <Section title="冻结名单">
        <p className="reason-why">
          还没有冻结。冻结时按截止日 {round.plan.cutOff}{' '}
          的积分定成一份名单并算出指纹；此后库里改了什么都不影响它，谁都能用指纹核对。
        </p>
      </Section>
    )
  }
  return (
    <Section title="冻结名单" aside={`${freeze.by} ${formatMoment(freeze.at)} 冻结`}>
      <FreezeLines freeze={freeze} />
      {round.status === 'closed' ? null : <FrozenDifferences roundId={round.id} />}
    </Section>
  )
}

function FreezeLines({ freeze }: { freeze: FreezeView }) {
  const again = freeze.number > 1
  return (
    <Lines
      lines={[
        ['名单人数', `${formatCount(freeze.applicants)} 人`],
        ['第几次冻结', again ? `第 ${freeze.number} 次，以前的都保留` : undefined],
        ['再次冻结的理由', freeze.reason ?? undefined],
        ['名单指纹', <RoundHash key="list" name="名单指纹" hash={freeze.listHash} />],
        ['政策指纹', <RoundHash key="policy" name="政策指纹" hash={freeze.policyHash} />],
      ]}
    />
  )
}

/** Compares the list with the store when asked; the list stays as it is whatever is found. */
function FrozenDifferences({ roundId }: { roundId: string }) {
  const [asked, setAsked] = useState(false)
  const check = useQuery({ ...queries.frozenCheck(roundId), enabled: asked })
  function ask(): void {
    if (asked) void check.refetch()
    else setAsked(true)
  }
  return (
    <div className="dialog-form round-part">
      <div className="row">
        <Button loading={check.isFetching} onClick={ask}>
          与现在的库核对
        </Button>
        <span className="source">只看有什么不同，名单保持不变。</span>
      </div>
      <FailureAlert failure={check.error === null ? undefined : failureOf(check.error)} />
      {check.data === undefined ? null : <CheckResult check={check.data} />}
    </div>
  )
}

function CheckResult({ check }: { check: FrozenCheck }) {
  const { total, differences, policyChanged } = check
  if (total === 0 && !policyChanged) {
    return <Notice tone="yes">核对了 {formatCount(check.checked)} 人，库里现在的内容与冻结名单一致。</Notice>
  }
  return (
    <>
      <Notice tone="unknown">
        {policyChanged ? <p>截止日适用的政策文件已经改动，与冻结时不同。运行前须再次冻结。</p> : null}
        {total === 0 ? null : (
          <p>
            核对了 {formatCount(check.checked)} 人，有 {formatCount(total)}{' '}
            处与冻结时不同。冻结名单不随之改变；确有错误的，由本人提出异议，成立后更正。
          </p>
        )}
      </Notice>
      {differences.length === 0 ? null : <Differences check={check} />}
    </>
  )
}

function Differences({ check: { differences, total } }: { check: FrozenCheck }) {
  return (
    <table aria-label="与冻结名单的不同">
      <thead>
        <tr>
          <th scope="col">编号</th>
          <th scope="col">哪一项</th>
          <th scope="col">冻结时</th>
          <th scope="col">现在</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <tr key={`${difference.no} ${difference.what}`}>
            <th scope="row">{difference.no}</th>
            <td>{difference.what}</td>
            <td>{difference.frozen}</td>
            <td>{difference.now}</td>
          </tr>
        ))}
        {total > differences.length ? (
          <tr>
            <td colSpan={4}>另有 {formatCount(total - differences.length)} 处没有列出。</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

import './policy.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type {
  PolicyDocumentRow,
  SimulateRequest,
  SimulationProgress,
  SimulationResult,
} from '#shared/ipc/policies.ts'
import { purposeWords } from '#shared/policy/index.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { useLongWork } from '../../api/long-work.ts'
import { useMachine } from '../../api/machine.tsx'
import { policyQueries } from '../../api/policy-queries.ts'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { dayError, readDay } from '../../components/form-checks.ts'
import { normalDay } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { ProgressView } from '../../components/ProgressView.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { QuestionField } from '../../components/QuestionField.tsx'
import { commonPurposes, comparable } from './differences.ts'
import { PackChoice } from './PackChoice.tsx'
import { SimulationSections } from './SimulationSections.tsx'

/** Tries a version on everybody beside the one in use, before anyone puts it in force; nothing is recorded. */
export function SimulatePolicy() {
  const { key } = useParams({ from: '/policy/$key/simulate' })
  const documents = useQuery(policyQueries.documents())
  return (
    <Loaded query={documents} failureOf={failureOf}>
      {(all) => <Trying document={all.find((row) => row.key === key)} all={all} />}
    </Loaded>
  )
}

function Trying(props: { document: PolicyDocumentRow | undefined; all: readonly PolicyDocumentRow[] }) {
  const { document, all } = props
  const offered =
    document === undefined ? [] : comparable(document, all).filter(({ state }) => state !== 'withdrawn')
  if (document === undefined || offered.length === 0)
    return (
      <div className="page">
        <PageHead title="试算全体" focus />
        <Notice tone="plain">没有另一个政策包可以对照。导入一份草稿后再来。</Notice>
      </div>
    )
  return <Simulation after={document} offered={offered} />
}

/** What was asked last, and what came of it; both stay while this window is open. */
interface Tried {
  before: string
  on: string
  purpose: string
  result: SimulationResult | undefined
}

function Simulation({ after, offered }: { after: PolicyDocumentRow; offered: readonly PolicyDocumentRow[] }) {
  const today = useMachine()?.today ?? ''
  const { value: tried, remember } = useRemembered<Tried>(`simulate:${after.key}`, {
    before: offered[0]?.key ?? '',
    on: after.effectiveFrom > today ? after.effectiveFrom : today,
    purpose: '',
    result: undefined,
  })
  const work = useLongWork<SimulationProgress>()
  async function start(request: SimulateRequest): Promise<void> {
    const told = await work.start((watcher) => api.pointsRuns.simulate.subscribe(request, watcher))
    if (told?.result !== undefined) remember({ ...tried, result: told.result })
  }
  return (
    <div className="page page-scroll">
      <PageHead
        title="试算全体"
        about={
          <Link to="/policy/$key" params={{ key: after.key }}>
            {after.name}
          </Link>
        }
        focus
      />
      <Ask
        after={after}
        offered={offered}
        tried={tried}
        change={(asked) => remember({ ...tried, ...asked })}
        busy={work.running}
        start={(request) => void start(request)}
      />
      {work.running ? (
        <ProgressView
          work="试算"
          stage={work.progress === undefined ? undefined : '正在逐人计分'}
          done={work.progress?.done ?? 0}
          total={work.progress?.total ?? 0}
          about="试算不改任何人的积分，也不留记录；可以离开此页，也可以取消。"
          cancel={work.cancel}
        />
      ) : null}
      <FailureAlert failure={work.failure} />
      {tried.result === undefined ? (
        <WhatItShows />
      ) : work.running ? null : (
        <SimulationSections result={tried.result} />
      )}
    </div>
  )
}

function Ask(props: {
  after: PolicyDocumentRow
  offered: readonly PolicyDocumentRow[]
  tried: Tried
  change(asked: Partial<Tried>): void
  busy: boolean
  start(request: SimulateRequest): void
}) {
  const { after, offered, tried, change, busy } = props
  const [attempted, setAttempted] = useState(false)
  const before = offered.find((row) => row.key === tried.before) ?? offered[0]
  const error = dayError(tried.on, '计分日期')
  const purposes =
    before === undefined ? [] : after.kind === 'pack' ? commonPurposes(before, after) : before.purposes
  const purpose = purposes.find((offered) => offered === tried.purpose) ?? purposes[0]
  function start(): void {
    setAttempted(true)
    const on = readDay(tried.on)
    if (on === undefined || before === undefined || busy) return
    props.start({ before: before.key, after: after.key, on, purpose: purpose ?? null })
  }
  useKeys('试算全体', [{ keys: 'Ctrl Enter', label: '开始试算', run: start }])
  return (
    <section className="card" aria-label="试算条件">
      <div className="simulate-ask">
        <PackChoice
          label={after.kind === 'pack' ? '对照的版本' : '用在哪个政策包上'}
          packs={offered}
          value={before?.key ?? ''}
          change={(key) => change({ before: key })}
        />
        <QuestionField
          question={{ name: 'on', label: '积分算到哪天', kind: 'day', half: true }}
          state={{ answer: tried.on, error: attempted ? error : undefined, note: undefined, options: [] }}
          change={(answer) => change({ on: String(answer) })}
          leave={() => change({ on: normalDay(tried.on) })}
        />
        <QuestionField
          question={{ name: 'purpose', label: '用途', kind: 'list', half: true }}
          state={{
            answer: purpose,
            error: undefined,
            note: purpose === undefined ? '两个版本没有共同的用途，各按自己的第一个用途计分' : undefined,
            options: purposes.map((value) => ({ value, label: purposeWords(value) })),
          }}
          change={(answer) => change({ purpose: String(answer) })}
          leave={() => undefined}
        />
        <Button type="primary" loading={busy} onClick={start}>
          开始试算 <KeyHint keys="Ctrl Enter" />
        </Button>
      </div>
    </section>
  )
}

function WhatItShows() {
  return (
    <section className="card">
      <p className="reason-why">
        试算把库里每个人按前后两种规定各算一遍，比较谁加分、谁减分：按变动大小、按总分、按镇街、按指标各一张图，旁边是同样的数字。
      </p>
    </section>
  )
}

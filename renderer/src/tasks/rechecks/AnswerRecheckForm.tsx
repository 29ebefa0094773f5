import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { PlainDate } from '#shared/base/plain-date.ts'
import type { RecheckPage } from '#shared/ipc/points.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { useMachine } from '../../api/machine.tsx'
import { recheckQueries } from '../../api/recheck-queries.ts'
import { FormPage, SummaryList } from '../../components/FormPage.tsx'
import { stepOf } from '../../components/form-page.ts'
import { formatDay, monthsText } from '../../components/format.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { useForm } from '../../components/use-form.ts'
import { answerPage } from './answer-page.ts'

/** Records what the department answered to a re-check. */
export function AnswerRecheckForm() {
  const { id } = useParams({ from: '/rechecks/$id/answer' })
  const recheck = useQuery(recheckQueries.one(id))
  return (
    <Loaded query={recheck} failureOf={failureOf}>
      {(page) => <Answer key={id} recheck={page} />}
    </Loaded>
  )
}

function Answer({ recheck }: { recheck: RecheckPage }) {
  const navigate = useNavigate()
  const today = useMachine()?.today
  const page = useMemo(
    () => answerPage({ askedOn: PlainDate.parse(formatDay(recheck.askedAt)), today }),
    [recheck.askedAt, today],
  )
  const form = useForm({
    draftKey: `recheck-answer ${recheck.id}`,
    steps: useMemo(() => [stepOf(page)], [page]),
    defaults: {
      answeredBy: recheck.department,
      ...(today === undefined ? {} : { answeredOn: today }),
    },
  })
  const answer = useCommand(api.rechecks.answer.mutate)
  const leave = () => void navigate({ to: '/rechecks/$id', params: { id: recheck.id } })
  async function submit(): Promise<boolean> {
    const { outcome, answer: words, answeredOn, answeredBy } = page.read(form.body)
    if (outcome === undefined || answeredOn === undefined) return false
    const request = { recheckId: recheck.id, outcome, answer: words, answeredOn, answeredBy }
    if ((await answer.run(request)) === undefined) return false
    leave()
    return true
  }
  return (
    <FormPage
      title="登记复核答复"
      about={
        <span>
          {recheck.receiptNo} {recheck.name}
        </span>
      }
      form={form}
      review={false}
      judgementTitle="请部门核对的"
      judgement={
        <>
          <SummaryList
            lines={[
              { question: '指标', answer: recheck.indicatorName },
              { question: '月份', answer: monthsText(recheck.months) || '—' },
              { question: '核对部门', answer: recheck.department },
              { question: '本人的说法', answer: recheck.claim },
            ]}
          />
          <p className="source">登记后不能再改。情况属实的，先在居民页登记核实后的事实，再重新计分并办结。</p>
        </>
      }
      submitLabel="登记答复"
      submit={submit}
      leave={leave}
      busy={answer.busy}
      failure={answer.failure}
    />
  )
}

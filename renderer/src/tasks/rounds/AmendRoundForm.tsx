import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FormPage } from '../../components/FormPage.tsx'
import { textOf } from '../../components/form-page.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { useForm } from '../../components/use-form.ts'
import { amendSteps, publishedSteps, readRound } from './open-round-pages.ts'
import { capacityBody, withCapacities } from './open-round-pages-capacities.ts'
import { bodyOfPlan } from './open-round-pages-prefill.ts'
import { PlanJudgement } from './PlanJudgement.tsx'
import { unknownTowns, usePlanOptions } from './use-round-options.ts'

/** Changes the plan of a round with a reason, which stands in its history. */
export function AmendRoundForm() {
  const { id } = useParams({ from: '/rounds/$id/amend' })
  const round = useQuery(queries.round(id))
  return (
    <Loaded query={round} failureOf={failureOf}>
      {(page) => <AmendRound round={page} />}
    </Loaded>
  )
}

/** Once published, only how many places there are may change. */
function amendmentOf({ title, plan, status }: RoundPage) {
  return status === 'published'
    ? { steps: publishedSteps(plan), defaults: capacityBody(plan) }
    : { steps: amendSteps, defaults: bodyOfPlan(title, plan) }
}

function PublishedJudgement() {
  return (
    <ul className="plain-list">
      <li>公布后只能增减名额，其他内容不再改动。</li>
      <li>已经给出的名额减不掉。</li>
      <li>增加的名额不重新分配，按候补次序递补；也可以由主管统筹安排，或留给第二轮。</li>
    </ul>
  )
}

function AmendRound({ round }: { round: RoundPage }) {
  const navigate = useNavigate()
  const published = round.status === 'published'
  const { steps, defaults } = useMemo(() => amendmentOf(round), [round])
  const draftKey = `amend-round ${published ? 'published ' : ''}${round.id}`
  const form = useForm({ draftKey, steps, defaults })
  const options = usePlanOptions(form.body)
  const amend = useCommand(api.rounds.amend.mutate)
  const leave = () => void navigate({ to: '/rounds/$id', params: { id: round.id } })
  async function submit(): Promise<boolean> {
    const plan = published ? withCapacities(round.plan, form.body) : readRound(form.body)?.plan
    if (plan === undefined) return false
    const done = await amend.run({ roundId: round.id, plan, reason: textOf(form.body, 'reason') })
    if (done === undefined) return false
    leave()
    return true
  }
  return (
    <FormPage
      title="调整方案"
      about={<span className="source">{round.title}</span>}
      form={form}
      options={options}
      extraErrors={unknownTowns(form.body, options.schools)}
      review
      judgementTitle="调整之后"
      judgement={published ? <PublishedJudgement /> : <PlanJudgement form={form} />}
      submitLabel="保存调整"
      submit={submit}
      leave={leave}
      busy={amend.busy}
      failure={amend.failure}
    />
  )
}

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
import { amendSteps, readRound } from './open-round-pages.ts'
import { bodyOfPlan } from './open-round-pages-prefill.ts'
import { PlanJudgement } from './PlanJudgement.tsx'
import { usePlanOptions } from './use-round-options.ts'

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

function AmendRound({ round }: { round: RoundPage }) {
  const navigate = useNavigate()
  const defaults = useMemo(() => bodyOfPlan(round.title, round.plan), [round])
  const form = useForm({ draftKey: `amend-round ${round.id}`, steps: amendSteps, defaults })
  const options = usePlanOptions(form.body)
  const amend = useCommand(api.rounds.amend.mutate)
  const leave = () => void navigate({ to: '/rounds/$id', params: { id: round.id } })
  async function submit(): Promise<boolean> {
    const plan = readRound(form.body)?.plan
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
      review
      judgementTitle="调整之后"
      judgement={<PlanJudgement form={form} />}
      submitLabel="保存调整"
      submit={submit}
      leave={leave}
      busy={amend.busy}
      failure={amend.failure}
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { FormPage } from '../../components/FormPage.tsx'
import { type Body, type Step, textOf } from '../../components/form-page.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { useForm } from '../../components/use-form.ts'
import { openRoundSteps, readRound, roundDefaults, secondRoundSteps } from './open-round-pages.ts'
import { bodyOfSecondRound } from './open-round-pages-prefill.ts'
import { PlanJudgement } from './PlanJudgement.tsx'
import { unknownTowns, usePlanOptions } from './use-round-options.ts'

/** Opens a round; with `after` in the address, the second round of one that left places over. */
export function OpenRoundForm() {
  const { after } = useSearch({ from: '/rounds/new' })
  return after === undefined ? (
    <OpenRound steps={openRoundSteps} defaults={{}} />
  ) : (
    <OpenSecondRound after={after} />
  )
}

function OpenSecondRound({ after }: { after: string }) {
  const round = useQuery(queries.round(after))
  const leftovers = useQuery(queries.leftovers(after))
  return (
    <Loaded query={round} failureOf={failureOf}>
      {({ title, plan, draw }) => (
        <Loaded query={leftovers} failureOf={failureOf}>
          {(left) => (
            <OpenRound
              after={after}
              steps={secondRoundSteps(plan.kind)}
              defaults={bodyOfSecondRound({ title, plan, seed: draw.seed ?? '' }, left)}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

/** What the city has not published is chosen here, in the open and before anyone applies. */
function OpenRound(props: { after?: string; steps: readonly Step[]; defaults: Body }) {
  const { after, steps, defaults } = props
  const navigate = useNavigate()
  const today = useMachine()?.today
  const [kind, setKind] = useState(textOf(defaults, 'kind') || 'health-check')
  const form = useForm({
    draftKey: after === undefined ? 'open-round' : `open-round ${after}`,
    steps,
    defaults: { ...roundDefaults(today, kind), ...defaults },
  })
  // What is usual follows from the kind, which is an answer of this form.
  if (textOf(form.body, 'kind') !== kind) setKind(textOf(form.body, 'kind'))
  const options = usePlanOptions(form.body)
  const open = useCommand(api.rounds.open.mutate)
  async function submit(): Promise<boolean> {
    const round = readRound(form.body)
    if (round === undefined) return false
    const made = await open.run({ ...round, ...(after === undefined ? {} : { after }) })
    if (made === undefined) return false
    void navigate({ to: '/rounds/$id', params: { id: made.id } })
    return true
  }
  return (
    <FormPage
      title={after === undefined ? '开始新批次' : '开始第二轮'}
      form={form}
      options={options}
      extraErrors={unknownTowns(form.body, options.schools)}
      review
      judgementTitle="开始之后"
      judgement={<PlanJudgement form={form} />}
      submitLabel="开始批次"
      submit={submit}
      leave={() => void navigate({ to: '/rounds' })}
      busy={open.busy}
      failure={open.failure}
    />
  )
}

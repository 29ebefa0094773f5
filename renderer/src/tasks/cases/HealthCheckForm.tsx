import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { EligibilityView, HealthCheckAnswers } from '#shared/ipc/cases.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { FormPage } from '../../components/FormPage.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { Reasons } from '../../components/Reasons.tsx'
import { useForm } from '../../components/use-form.ts'
import { VerdictTag } from '../../components/VerdictTag.tsx'
import { healthCheckSteps, readAnswers } from './health-check-pages.ts'

/** Takes an application for the health check, with the judgement of this moment beside the questions. */
export function HealthCheckForm() {
  const { residentId, roundId } = useParams({ from: '/cases/new/$residentId/$roundId' })
  const resident = useQuery(queries.resident(residentId))
  return (
    <Loaded query={resident} failureOf={failureOf}>
      {(page) => (
        <Application
          residentId={residentId}
          roundId={roundId}
          name={page.name}
          programme={page.programmes.find((programme) => programme.roundId === roundId)?.title ?? '申请'}
        />
      )}
    </Loaded>
  )
}

function Application(props: { residentId: string; roundId: string; name: string; programme: string }) {
  const { residentId, roundId } = props
  const navigate = useNavigate()
  const form = useForm({ draftKey: `health-check ${residentId} ${roundId}`, steps: healthCheckSteps })
  const submit = useCommand(api.cases.submit.mutate)
  const answers = readAnswers(form.body)
  async function send(): Promise<boolean> {
    const made = await submit.run({ residentId, roundId, answers })
    if (made === undefined) return false
    void navigate({ to: '/cases/$id', params: { id: made.id } })
    return true
  }
  return (
    <FormPage
      title={`受理：${props.programme}`}
      about={<span>{props.name}</span>}
      form={form}
      review
      judgementTitle="此刻的判断"
      judgement={<LiveJudgement residentId={residentId} roundId={roundId} answers={answers} />}
      submitLabel="受理"
      submit={send}
      leave={() => void navigate({ to: '/residents/$id', params: { id: residentId } })}
      busy={submit.busy}
      failure={submit.failure}
    />
  )
}

function LiveJudgement(props: { residentId: string; roundId: string; answers: HealthCheckAnswers }) {
  const preview = useQuery(queries.casePreview(props))
  if (preview.error !== null) return <FailureAlert failure={failureOf(preview.error)} />
  if (preview.data === undefined) return <p className="source">正在判断</p>
  return <Judgement view={preview.data} />
}

/** A verdict with its summary and every condition. */
export function Judgement({ view }: { view: EligibilityView }) {
  return (
    <>
      <p className="row judgement-head" aria-live="polite">
        <VerdictTag verdict={view.verdict} />
        <span className="reason-why">{view.summary}</span>
      </p>
      <Reasons reasons={view.reasons} />
    </>
  )
}

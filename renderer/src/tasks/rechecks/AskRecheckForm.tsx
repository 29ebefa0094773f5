import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { RecheckChoices } from '#shared/ipc/points.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { useMachine } from '../../api/machine.tsx'
import { recheckQueries } from '../../api/recheck-queries.ts'
import { FormPage, SummaryList } from '../../components/FormPage.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { useForm } from '../../components/use-form.ts'
import { askSteps, linePage, lineWords, readAsked } from './ask-pages.ts'

/** Asks a department to look again at one indicator of a resident; the link on the points card names the line. */
export function AskRecheckForm() {
  const { id } = useParams({ from: '/residents/$id/recheck' })
  const { line } = useSearch({ from: '/residents/$id/recheck' })
  const choices = useQuery(recheckQueries.choices(id))
  return (
    <Loaded query={choices} failureOf={failureOf}>
      {(found) => <Ask key={id} choices={found} line={line} />}
    </Loaded>
  )
}

function Ask({ choices, line }: { choices: RecheckChoices; line: string | undefined }) {
  const navigate = useNavigate()
  const today = useMachine()?.today
  const { lines, residentId } = choices
  const known = lines.some(({ code }) => code === line) ? line : undefined
  const form = useForm({
    draftKey: `recheck ${residentId} ${known ?? ''}`,
    steps: useMemo(() => askSteps(lines, today), [lines, today]),
    defaults: known === undefined ? {} : { indicator: known },
  })
  const ask = useCommand(api.rechecks.ask.mutate)
  async function submit(): Promise<boolean> {
    const asked = readAsked(lines, form.body)
    if (asked === undefined) return false
    const made = await ask.run({ residentId, ...asked })
    if (made === undefined) return false
    void navigate({ to: '/rechecks/$id', params: { id: made.id } })
    return true
  }
  const chosen = linePage(lines).read(form.body).line
  return (
    <FormPage
      title="提出复核"
      about={<span>{choices.name}</span>}
      form={form}
      review
      judgementTitle="现在的得分"
      judgement={
        <>
          <SummaryList
            lines={[
              { question: '指标', answer: chosen?.name ?? '—' },
              { question: '得分', answer: chosen === undefined ? '—' : lineWords(chosen) },
              { question: '依据', answer: chosen?.basis || '—' },
              { question: '答复期限', answer: dueWords(choices) },
            ]}
          />
          <p className="source">提出时的全部得分会原样保留；办结时重新计分，两次结果并排可看。</p>
        </>
      }
      submitLabel="提出复核"
      submit={submit}
      leave={() => void navigate({ to: '/residents/$id', params: { id: residentId } })}
      busy={ask.busy}
      failure={ask.failure}
    />
  )
}

function dueWords({ dueOn }: RecheckChoices): string {
  return dueOn === null ? '待定：放假安排公布后才能推算 5 个工作日' : `${dueOn}（5 个工作日）`
}

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { FactKind, factTitle } from '#shared/domain/people/index.ts'
import type { FactView } from '#shared/ipc/residents.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { FormPage, SummaryList } from '../../components/FormPage.tsx'
import { stepOf } from '../../components/form-page.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { useForm } from '../../components/use-form.ts'
import { factPage, readSource, sourcePage } from './fact-pages.ts'

/** Records one fact with its evidence; the value before stays in the history. */
export function FactForm() {
  const { id, kind } = useParams({ from: '/residents/$id/facts/$kind' })
  const resident = useQuery(queries.resident(id))
  const known = FactKind.parse(kind)
  return (
    <Loaded query={resident} failureOf={failureOf}>
      {(page) => (
        <RecordFact
          key={`${id} ${known}`}
          residentId={id}
          name={page.name}
          kind={known}
          present={page.facts.find((fact) => fact.kind === known)}
        />
      )}
    </Loaded>
  )
}

interface RecordFactProps {
  residentId: string
  name: string
  kind: FactKind
  present: FactView | undefined
}

function RecordFact({ residentId, name, kind, present }: RecordFactProps) {
  const navigate = useNavigate()
  const { pages, form } = useFactForm(residentId, kind)
  const towns = useQuery(queries.towns())
  const record = useCommand(api.facts.record.mutate)
  const draft = pages.value.read(form.body)
  const source = pages.source.read(form.body)

  const leave = () => void navigate({ to: '/residents/$id', params: { id: residentId } })
  async function submit(): Promise<boolean> {
    const whole = readSource(source)
    if (draft.value === undefined || whole === undefined) return false
    const made = await record.run({ residentId, fact: draft.value, source: whole })
    if (made === undefined) return false
    leave()
    return true
  }
  return (
    <FormPage
      title={`记录${factTitle(kind)}`}
      about={<span>{name}</span>}
      form={form}
      options={{ town: (towns.data ?? []).map((town) => ({ value: town, label: town })) }}
      review={false}
      judgementTitle="将记入"
      judgement={
        <>
          <SummaryList lines={[...pages.value.summary(draft), ...pages.source.summary(source)]} />
          <WhatFollows present={present} />
        </>
      }
      submitLabel="记入"
      submit={submit}
      leave={leave}
      busy={record.busy}
      failure={record.failure}
    />
  )
}

/** The pages of a kind of fact and their form; the data date is today's until another is typed. */
function useFactForm(residentId: string, kind: FactKind) {
  const today = useMachine()?.today
  const pages = useMemo(() => ({ value: factPage(kind, today), source: sourcePage(today) }), [kind, today])
  const form = useForm({
    draftKey: `fact ${residentId} ${kind}`,
    steps: useMemo(() => [stepOf(pages.value), stepOf(pages.source)], [pages]),
    defaults: today === undefined ? {} : { dataDate: today },
  })
  return { pages, form }
}

function WhatFollows({ present }: { present: FactView | undefined }) {
  return (
    <p className="source">
      {present === undefined ? '现在是未知。' : `现在的值：${present.text}（保留在历史中）。`}
      记入后积分和资格随即重算。
    </p>
  )
}

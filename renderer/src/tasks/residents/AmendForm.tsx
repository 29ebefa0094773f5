import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ResidentPage } from '#shared/ipc/residents.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { FormPage, SummaryList } from '../../components/FormPage.tsx'
import { stepOf } from '../../components/form-page.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { useForm } from '../../components/use-form.ts'
import { type AmendField, amendPage, FIELD_WORDS, isAmendField } from './amend-page.ts'

/** Corrects the name, number, telephone or town of a person, with the reason; the value before stays readable. */
export function AmendForm() {
  const { id, field } = useParams({ from: '/residents/$id/amend/$field' })
  const resident = useQuery(queries.resident(id))
  const known = isAmendField(field) ? field : 'name'
  return (
    <Loaded query={resident} failureOf={failureOf}>
      {(page) => <Amend key={`${id} ${known}`} resident={page} field={known} />}
    </Loaded>
  )
}

function Amend({ resident, field }: { resident: ResidentPage; field: AmendField }) {
  const navigate = useNavigate()
  const today = useMachine()?.today
  const page = useMemo(() => amendPage(field, today), [field, today])
  const form = useForm({
    draftKey: `amend ${resident.id} ${field}`,
    steps: useMemo(() => [stepOf(page)], [page]),
  })
  const towns = useQuery(queries.towns())
  const amend = useCommand(api.residents.amend.mutate)
  const facts = page.read(form.body)
  const leave = () => void navigate({ to: '/residents/$id', params: { id: resident.id } })
  async function submit(): Promise<boolean> {
    const { value, reason } = facts
    if ((await amend.run({ residentId: resident.id, field, value, reason })) === undefined) return false
    leave()
    return true
  }
  return (
    <FormPage
      title={`更正${FIELD_WORDS[field]}`}
      about={<span>{resident.name}</span>}
      form={form}
      options={{ town: (towns.data ?? []).map((town) => ({ value: town, label: town })) }}
      review={false}
      judgementTitle="将更正为"
      judgement={
        <>
          <SummaryList
            lines={[{ question: '现在', answer: presentValue(resident, field) }, ...page.summary(facts)]}
          />
          <p className="source">原来的值留在“本人信息的更改”里，谁、何时、为什么都看得到。</p>
        </>
      }
      submitLabel="更正"
      submit={submit}
      leave={leave}
      busy={amend.busy}
      failure={amend.failure}
    />
  )
}

function presentValue(resident: ResidentPage, field: AmendField): string {
  switch (field) {
    case 'name':
      return resident.name
    case 'idNumber':
      return resident.idNumberMasked
    case 'phone':
      return resident.phoneMasked ?? '未填'
    case 'town':
      return resident.town
  }
}

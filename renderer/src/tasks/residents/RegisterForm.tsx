import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { fullYears, type PlainDate } from '#shared/base/plain-date.ts'
import type { ResidentIdCheck } from '#shared/base/resident-id.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { FormPage, type FormPageProps, SummaryList } from '../../components/FormPage.tsx'
import { stepOf } from '../../components/form-page.ts'
import { useForm } from '../../components/use-form.ts'
import { VerdictTag } from '../../components/VerdictTag.tsx'
import { type RegisterFacts, registerPage } from './register-page.ts'

/** Registers a resident, with checks as you type and a look for the same number among those registered. */
export function RegisterForm() {
  const navigate = useNavigate()
  const today = useMachine()?.today
  const page = useMemo(() => registerPage(today), [today])
  const form = useForm({ draftKey: 'register', steps: useMemo(() => [stepOf(page)], [page]) })
  const facts = page.read(form.body)
  const towns = useQuery(queries.towns())
  const { submit, busy, failure } = useRegistering(facts)
  return (
    <FormPage
      title="登记新居民"
      form={form}
      options={{ town: (towns.data ?? []).map((name) => ({ value: name, label: name })) }}
      {...useSameNumber(facts)}
      review={false}
      judgementTitle="将登记为"
      judgement={
        <>
          <ReadFromNumber id={facts.id} today={today} />
          <SummaryList lines={page.summary(facts)} />
        </>
      }
      submitLabel="登记"
      submit={submit}
      leave={() => void navigate({ to: '/residents' })}
      busy={busy}
      failure={failure}
    />
  )
}

/** Registers and opens the new record. */
function useRegistering({ name, id, phone, town }: RegisterFacts) {
  const navigate = useNavigate()
  const { run, busy, failure } = useCommand(api.residents.register.mutate)
  async function submit(): Promise<boolean> {
    const made = await run({ name, idNumber: id.normal, town, ...(phone === undefined ? {} : { phone }) })
    if (made === undefined) return false
    void navigate({ to: '/residents/$id', params: { id: made.id } })
    return true
  }
  return { submit, busy, failure }
}

/** What the form says where the number is registered already; nothing otherwise. */
function useSameNumber({ id }: RegisterFacts): Pick<FormPageProps, 'extraErrors' | 'extraNotes'> {
  const same = useQuery(queries.residentByIdNumber(id.valid ? id.normal : undefined)).data ?? undefined
  if (!id.valid || same === undefined) return {}
  return {
    extraErrors: { idNumber: '此号码已登记，不必再登记。' },
    extraNotes: { idNumber: <OpenRegistered id={same.id} name={same.name} /> },
  }
}

function OpenRegistered({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/residents/$id" params={{ id }}>
      打开 {name} 的记录
    </Link>
  )
}

function ReadFromNumber({ id, today }: { id: ResidentIdCheck; today: PlainDate | undefined }) {
  if (id.normal === '') return <p className="source">填写号码后，这里显示性别、出生日期和是否已登记。</p>
  const age =
    id.birth !== undefined && today !== undefined && id.valid ? fullYears(id.birth, today) : undefined
  return (
    <p className="row">
      <VerdictTag verdict={id.valid ? 'TRUE' : 'UNKNOWN'} word={id.valid ? '号码无误' : '号码还不能用'} />
      {age === undefined ? null : <span>{age} 周岁</span>}
    </p>
  )
}

import './residents.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { fullYears, type PlainDate } from '#shared/base/plain-date.ts'
import type { ResidentIdCheck } from '#shared/base/resident-id.ts'
import type { DuplicateCandidate } from '#shared/ipc/duplicates.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { FormPage, type FormPageProps, SummaryList } from '../../components/FormPage.tsx'
import { stepOf } from '../../components/form-page.ts'
import { NAME_TO_REGISTER, useRemembered } from '../../components/page-memory.tsx'
import { useForm } from '../../components/use-form.ts'
import { usePaused } from '../../components/use-paused.ts'
import { VerdictTag } from '../../components/VerdictTag.tsx'
import { CandidateLink, LikelyCandidates, TwinNote } from './RegisterCandidates.tsx'
import { type RegisterFacts, registerPage, registerRequest } from './register-page.ts'

const CHECK_PAUSE_MILLISECONDS = 250

/** Registers a resident, with checks as you type and a look for the same person among those registered. */
export function RegisterForm() {
  const navigate = useNavigate()
  const { page, form, facts, candidates, today } = useRegisterForm()
  const towns = useQuery(queries.towns())
  const { submit, busy, failure } = useRegistering(facts)
  return (
    <FormPage
      title="登记新居民"
      form={form}
      options={{ town: (towns.data ?? []).map((name) => ({ value: name, label: name })) }}
      {...saidOf(candidates, facts)}
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

/** The form and the people found who may be the one it describes; these decide whether it asks one question more. */
function useRegisterForm() {
  const today = useMachine()?.today
  const looked = useRemembered(NAME_TO_REGISTER, '')
  const [plain, asking] = useMemo(
    () => [registerPage(today, false), registerPage(today, true)] as const,
    [today],
  )
  // The steps follow from the answers and these from the form, so it is read once with the fewest questions.
  const form = useForm({
    draftKey: 'register',
    steps: useMemo(() => [stepOf(plain)], [plain]),
    defaults: looked.value === '' ? {} : { name: looked.value },
  })
  const { name, id } = plain.read(form.body)
  const candidates = useCandidates(name, id)
  const page = candidates.some(({ strength }) => strength === 'likely') ? asking : plain
  const step = useMemo(() => stepOf(page), [page])
  return { page, form: { ...form, path: [step], step }, facts: page.read(form.body), candidates, today }
}

/** Who may be the person that is typed; what was found for a whole name or number stays until the next answer. */
function useCandidates(name: string, id: ResidentIdCheck): readonly DuplicateCandidate[] {
  const asked = usePaused(`${id.valid ? id.normal : ''} ${name}`, CHECK_PAUSE_MILLISECONDS)
  const [idNumber = '', ...names] = asked.split(' ')
  const query = queries.duplicates(names.join(' '), idNumber)
  const { data = [] } = useQuery(query)
  return query.enabled === false ? [] : data
}

/** Registers and opens the new record. */
function useRegistering(facts: RegisterFacts) {
  const navigate = useNavigate()
  const { run, busy, failure } = useCommand(api.residents.register.mutate)
  const looked = useRemembered(NAME_TO_REGISTER, '')
  async function submit(): Promise<boolean> {
    const made = await run(registerRequest(facts))
    if (made === undefined) return false
    looked.forget()
    void navigate({ to: '/residents/$id', params: { id: made.id } })
    return true
  }
  return { submit, busy, failure }
}

/** What the form says about the people found: the same one refuses, a likely one asks, a twin only informs. */
function saidOf(
  candidates: readonly DuplicateCandidate[],
  facts: RegisterFacts,
): Pick<FormPageProps, 'extraErrors' | 'extraNotes'> {
  const same = candidates.find(({ strength }) => strength === 'same')
  if (same !== undefined && facts.id.valid) {
    return {
      extraErrors: { idNumber: '此号码已登记，不必再登记。' },
      extraNotes: { idNumber: <CandidateLink candidate={same} /> },
    }
  }
  const likely = candidates.filter(({ strength }) => strength === 'likely')
  const twins = candidates.filter(({ strength }) => strength === 'twin')
  return {
    extraNotes: {
      ...(twins.length === 0 ? {} : { idNumber: <TwinNote twins={twins} /> }),
      ...(likely.length === 0 ? {} : { notSame: <LikelyCandidates facts={facts} candidates={likely} /> }),
    },
  }
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

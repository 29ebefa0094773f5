import './residents.css'
import './family.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import type { ResidentPage } from '#shared/ipc/residents.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FormPage, type FormPageProps, SummaryList } from '../../components/FormPage.tsx'
import { textOf } from '../../components/form-page.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { relationWarningsKey } from './FamilyWarnings.tsx'
import { LikelyCandidates, TwinNote } from './RegisterCandidates.tsx'
import { registerRequest } from './register-page.ts'
import { NEWCOMER, personOptions, relationOf } from './relate-page.ts'
import { useRelateForm } from './use-relate-form.ts'

/** Records a member of a resident's family: somebody registered, or somebody who is registered on the way. */
export function RelateForm() {
  const { id } = useParams({ from: '/residents/$id/relate' })
  const resident = useQuery(queries.resident(id))
  return (
    <Loaded query={resident} failureOf={failureOf}>
      {(page) => <Relate key={id} resident={page} />}
    </Loaded>
  )
}

type RelateFormState = ReturnType<typeof useRelateForm>

function Relate({ resident }: { resident: ResidentPage }) {
  const navigate = useNavigate()
  const towns = useQuery(queries.towns())
  const state = useRelateForm(resident.id)
  const leave = () => void navigate({ to: '/residents/$id', params: { id: resident.id } })
  const { submit, busy, failure } = useRelating(resident.id, state, leave)
  return (
    <FormPage
      title="添加家庭成员"
      about={<span>{resident.name}</span>}
      form={state.form}
      options={{
        otherId: personOptions(state.people.shown),
        town: (towns.data ?? []).map((name) => ({ value: name, label: name })),
      }}
      {...saidOf(state)}
      review={false}
      judgementTitle="将登记为"
      judgement={
        <>
          <SummaryList
            lines={[
              { question: '本人', answer: resident.name },
              { question: '对方', answer: otherName(state) },
              ...state.summary,
            ]}
          />
          <p className="source">登记后两个人的页面上都看得到。</p>
        </>
      }
      submitLabel="登记关系"
      submit={submit}
      leave={leave}
      busy={busy}
      failure={failure}
    />
  )
}

function otherName({ who, newcomer, people }: RelateFormState): string {
  if (who.otherId === NEWCOMER) return newcomer?.name ? `${newcomer.name}（新登记）` : '新登记'
  return people.chosen?.name ?? '—'
}

/** Registers the newcomer where there is one, once, then records the relation. */
function useRelating(residentId: string, state: RelateFormState, leave: () => void) {
  const register = useCommand(api.residents.register.mutate)
  const relate = useCommand(api.families.relate.mutate)
  const { remember } = useRemembered<readonly string[]>(relationWarningsKey(residentId), [])
  /** The newcomer by their number, so that a second attempt does not register them again. */
  const registered = useRef(new Map<string, string>())

  async function otherId(): Promise<string | undefined> {
    const { who, newcomer, people } = state
    if (who.otherId !== NEWCOMER) return people.chosen?.id
    if (newcomer === undefined) return undefined
    const known = registered.current.get(newcomer.id.normal)
    if (known !== undefined) return known
    const made = await register.run(registerRequest(newcomer))
    if (made !== undefined) registered.current.set(newcomer.id.normal, made.id)
    return made?.id
  }
  async function submit(): Promise<boolean> {
    const relation = relationOf(state.who, state.basis)
    const other = relation === undefined ? undefined : await otherId()
    if (relation === undefined || other === undefined) return false
    const made = await relate.run({ residentId, otherId: other, ...relation })
    if (made === undefined) return false
    remember(made.warnings)
    leave()
    return true
  }
  return { submit, busy: register.busy || relate.busy, failure: register.failure ?? relate.failure }
}

/** What the form says about the people found. */
function saidOf(state: RelateFormState): Pick<FormPageProps, 'extraErrors' | 'extraNotes'> {
  const { who, people, newcomer, form } = state
  if (newcomer !== undefined) return saidOfNewcomer(state)
  const lost = who.otherId !== '' && people.chosen === undefined && !people.searching
  const nobody = textOf(form.body, 'find') !== '' && people.shown.length === 0 && !people.searching
  return {
    extraErrors: lost ? { otherId: '请在找到的人里再选一次。' } : {},
    extraNotes: nobody ? { find: '没有找到。少写几个字再查，或选“没有登记过”。' } : {},
  }
}

/** The same number is the same person, who is then simply chosen; a likely one asks, a twin only informs. */
function saidOfNewcomer(state: RelateFormState): Pick<FormPageProps, 'extraErrors' | 'extraNotes'> {
  const { newcomer, candidates, form } = state
  if (newcomer === undefined) return {}
  const same = candidates.find(({ strength }) => strength === 'same')
  if (same !== undefined && newcomer.id.valid) {
    return {
      extraErrors: { idNumber: '此号码已登记，不必再登记。' },
      extraNotes: {
        idNumber: (
          <button
            type="button"
            className="plain-button link-button"
            onClick={() => {
              form.answer('otherId', same.id)
              form.goTo(0)
            }}
          >
            就选已登记的 {same.name}
          </button>
        ),
      },
    }
  }
  const likely = candidates.filter(({ strength }) => strength === 'likely')
  const twins = candidates.filter(({ strength }) => strength === 'twin')
  return {
    extraNotes: {
      ...(twins.length === 0 ? {} : { idNumber: <TwinNote twins={twins} /> }),
      ...(likely.length === 0 ? {} : { notSame: <LikelyCandidates facts={newcomer} candidates={likely} /> }),
    },
  }
}

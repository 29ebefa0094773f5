import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { FactKind, factTitle } from '#shared/domain/people/index.ts'
import type { EvidenceView } from '#shared/ipc/evidence.ts'
import type { FactView } from '#shared/ipc/facts.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { FormPage, SummaryList } from '../../components/FormPage.tsx'
import { type Option, stepOf } from '../../components/form-page.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { useForm } from '../../components/use-form.ts'
import { type FactWarnings, factWarningsKey, NO_WARNINGS } from './FactWarnings.tsx'
import { factPage } from './fact-pages.ts'
import type { FactDraft } from './fact-questions.ts'
import { readSource, type SourceDraft, sourcePage } from './fact-source-page.ts'
import { useFactChoices } from './use-fact-choices.ts'

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
          present={page.facts.filter((fact) => fact.kind === known && fact.current !== null)}
          scans={scanOptions(page.evidence)}
        />
      )}
    </Loaded>
  )
}

/** Papers that can stand behind a fact; a rejected one cannot. */
function scanOptions(evidence: readonly EvidenceView[]): Option[] {
  return evidence
    .filter(({ state }) => state !== 'rejected')
    .map(({ id, title }) => ({ value: id, label: title }))
}

interface RecordFactProps {
  residentId: string
  name: string
  kind: FactKind
  /** What holds now of this kind, one value a slot. */
  present: readonly FactView[]
  scans: readonly Option[]
}

function RecordFact({ residentId, name, kind, present, scans }: RecordFactProps) {
  const navigate = useNavigate()
  const { pages, form } = useFactForm({ residentId, kind, scans })
  const towns = useQuery(queries.towns())
  const choices = useFactChoices(kind)
  const facts = pages.value.read(form.body)
  const source = pages.source.read(form.body)
  const leave = () => void navigate({ to: '/residents/$id', params: { id: residentId } })
  const { submit, busy, failure } = useRecording({ residentId, facts, source, leave })
  return (
    <FormPage
      title={`记录${factTitle(kind)}`}
      about={<span>{name}</span>}
      form={form}
      options={{ town: (towns.data ?? []).map((town) => ({ value: town, label: town })), answer: choices }}
      review={false}
      judgementTitle="将记入"
      judgement={
        <>
          <SummaryList lines={[...pages.value.summary(facts), ...pages.source.summary(source)]} />
          <WhatFollows present={present} claimed={source.origin === 'resident'} />
        </>
      }
      submitLabel="记入"
      submit={submit}
      leave={leave}
      busy={busy}
      failure={failure}
    />
  )
}

/** Records the fact once value and source are whole, then leaves the form. */
function useRecording(form: { residentId: string; facts: FactDraft; source: SourceDraft; leave(): void }) {
  const { run, busy, failure } = useCommand(api.facts.record.mutate)
  const { remember } = useRemembered<FactWarnings>(factWarningsKey(form.residentId), NO_WARNINGS)
  async function submit(): Promise<boolean> {
    const { residentId, facts, source } = form
    const whole = readSource(source)
    if (facts.value === undefined || whole === undefined) return false
    const made = await run({
      residentId,
      fact: facts.value,
      ...(facts.valid === undefined ? {} : { valid: facts.valid }),
      origin: source.origin,
      source: whole,
      ...(source.scans.length === 0 ? {} : { evidenceIds: [...source.scans] }),
    })
    if (made === undefined) return false
    if (made.warnings.length > 0) remember({ kind: facts.value.kind, words: made.warnings })
    form.leave()
    return true
  }
  return { submit, busy, failure }
}

/** The pages of a kind of fact and their form; the data date is today's until another is typed. */
function useFactForm(about: { residentId: string; kind: FactKind; scans: readonly Option[] }) {
  const { residentId, kind, scans } = about
  const today = useMachine()?.today
  const pages = useMemo(
    () => ({ value: factPage(kind, today), source: sourcePage(today, scans) }),
    [kind, today, scans],
  )
  const form = useForm({
    draftKey: `fact ${residentId} ${kind}`,
    steps: useMemo(() => [stepOf(pages.value), stepOf(pages.source)], [pages]),
    defaults: { origin: 'clerk', ...(today === undefined ? {} : { dataDate: today }) },
  })
  return { pages, form }
}

function WhatFollows({ present, claimed }: { present: readonly FactView[]; claimed: boolean }) {
  const now = present.map(({ current }) => current?.text).filter((text) => text !== undefined)
  return (
    <p className="source">
      {now.length === 0 ? '现在是未知。' : `现在采信的：${now.join('；')}（保留在历史中）。`}
      {claimed ? '记入后待核；与现在的值不同时，在居民页上决定用哪一个。' : '记入后积分和资格随即重算。'}
    </p>
  )
}

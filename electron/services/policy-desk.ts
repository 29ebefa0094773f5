import type { PlainDate } from '#shared/base/plain-date.ts'
import type { TimelineEntry } from '#shared/ipc/common.ts'
import type { PolicyDocumentRow, PolicyFindingView } from '#shared/ipc/policies.ts'
import { dayOf } from './clock.ts'
import type { ServiceContext } from './context.ts'
import { type Policies, policiesAsFiled, readablePolicies } from './policies.ts'
import type { PolicyQuestion } from './policy-actions.ts'
import { type PolicyContent, type PolicyTitle, titleOf } from './policy-content.ts'
import { type Beside, examinePolicy, type PolicyExamination, whyNeeded } from './policy-findings.ts'
import type { RegisteredPolicy, UnreadPolicy } from './policy-register.ts'
import type { Loaded } from './resources.ts'

type AnyPolicy = RegisteredPolicy | UnreadPolicy

/** Examinations by document and day, beside what was in force then. */
const examinedBeside = new WeakMap<Policies, Map<string, PolicyExamination>>()

/** What use cases about documents ask the store and the clock. */
export type PolicyContext = Pick<ServiceContext, 'reader' | 'resources' | 'clock'>

/** What a document goes by. Of one that cannot be read only what stood beside its text is known. */
export function namesOf({ content, drafted }: AnyPolicy): PolicyTitle & { kind: PolicyContent['kind'] } {
  if (content !== null) return { kind: content.kind, ...titleOf(content) }
  return {
    kind: drafted.kind,
    policyId: drafted.policy_id,
    name: '本程序读不了的文件',
    documentNumber: '',
    effectiveFrom: dayOf(drafted.drafted_at),
    effectiveTo: null,
    purposes: [],
  }
}

/** What is in force beside a document. */
function besideOf({ reader, resources, clock }: PolicyContext, document: AnyPolicy): Beside {
  const filed = policiesAsFiled(reader, resources, { unread: 'skip' })
  return { others: without(filed, document), today: clock.today(), isDraft: document.state === 'draft' }
}

/** Policies without those of the same content; a draft or a withdrawn document is not among them in any case. */
function without(filed: Policies, { state, content, sha256: hash }: AnyPolicy): Policies {
  if (content === null || state === 'draft' || state === 'withdrawn') return filed
  const others = <Policy>(loaded: readonly Loaded<Policy>[], kind: PolicyContent['kind']) =>
    loaded.filter((one) => content.kind !== kind || one.sha256 !== hash)
  return {
    packs: others(filed.packs, 'pack'),
    amendments: others(filed.amendments, 'amendment'),
    lists: others(filed.lists, 'list'),
  }
}

/** What was found in a document; worked out once a day as long as nothing is decided, for worked cases take a while. */
export function examine(context: PolicyContext, document: AnyPolicy): PolicyExamination {
  if (document.content === null) return { findings: [unread(document)], cases: [] }
  const policies = readablePolicies(context.reader, context.resources)
  const known = examinedBeside.get(policies) ?? new Map<string, PolicyExamination>()
  examinedBeside.set(policies, known)
  const key = `${document.key} ${context.clock.today()}`
  const examination = known.get(key) ?? examinePolicy(document.content, besideOf(context, document))
  known.set(key, examination)
  return examination
}

/** What is asked before anything is decided about a document. */
export function questionOf(
  context: PolicyContext,
  document: AnyPolicy,
  { findings }: PolicyExamination,
): PolicyQuestion {
  return {
    document,
    errors: countOf(findings, 'error'),
    whyNeeded: () => whyNeeded(besideOf(context, document)),
  }
}

/** A document as lists show it. */
export function documentRow(
  context: PolicyContext,
  document: AnyPolicy,
  { findings }: PolicyExamination,
): PolicyDocumentRow {
  const { key, state, sha256: hash } = document
  const title = namesOf(document)
  const effectiveTo = effectiveEnd(context, document) ?? title.effectiveTo
  const today = context.clock.today()
  const isUsed = state === 'installed' || state === 'inForce'
  return {
    key,
    ...title,
    effectiveTo,
    state,
    sha256: hash,
    errors: countOf(findings, 'error'),
    notices: countOf(findings, 'notice'),
    current: isUsed && title.effectiveFrom <= today && (effectiveTo === null || today <= effectiveTo),
  }
}

/** The last day of a pack in force, which a later one may have set; undefined where the file's own holds. */
function effectiveEnd(
  { reader, resources }: PolicyContext,
  document: AnyPolicy,
): PlainDate | null | undefined {
  if (document.content?.kind !== 'pack' || document.state === 'draft' || document.state === 'withdrawn')
    return undefined
  const { packs } = readablePolicies(reader, resources)
  return packs.find(({ sha256: hash }) => hash === document.sha256)?.policy.effectiveTo
}

/** What was decided about a document, the newest first. */
export function timelineOf({ drafted, events }: AnyPolicy): TimelineEntry[] {
  if (drafted === null) return []
  const decided = events.map(({ at, actor, action, reason }) => ({
    at,
    who: actor,
    what: `${action === 'confirm' ? '生效' : '撤回'}：${reason}`,
  }))
  return [...decided.toReversed(), { at: drafted.drafted_at, who: drafted.drafter, what: '起草' }]
}

function countOf(findings: PolicyExamination['findings'], severity: 'error' | 'notice'): number {
  return findings.filter((found) => found.severity === severity).length
}

function unread({ fault, state }: UnreadPolicy): PolicyFindingView {
  return {
    severity: 'error',
    code: 'UNREADABLE',
    at: '$',
    message: fault.message,
    remedy:
      state === 'inForce'
        ? '在它撤回以前不能计分。请由主管撤回，再起草本程序读得了的版本；或换用能读它的程序版本。'
        : '请撤回后重新起草，或换用能读它的程序版本。',
  }
}

import type { Reader } from '#electron/store/database.ts'
import {
  listPolicyDocuments,
  listPolicyEvents,
  type PolicyDocumentWithDrafter,
  type PolicyEventRow,
} from '#electron/store/tables/policies.ts'
import { assertNever } from '#shared/base/assert-never.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PolicyDocumentState } from '#shared/ipc/policies.ts'
import { type PolicyContent, readDocument, titleOf } from './policy-content.ts'
import type { Resources } from './resources.ts'

/** What two persons can decide about a document. */
export type PolicyAction = PolicyEventRow['action']

/** A document installed or drafted, with what became of it. */
export type RegisteredPolicy = {
  /** `kind:id` of what was installed, else the draft's own id. */
  key: string
  content: PolicyContent
  sha256: string
  state: PolicyDocumentState
  /** Who drafted it, when and from which file; null for what was installed. */
  drafted: PolicyDocumentWithDrafter | null
  /** What was decided, oldest first. */
  events: PolicyEventRow[]
}

/** Every policy document, those installed first, then as they were drafted. @throws CounterError POLICY_BAD */
export function registeredPolicies(reader: Reader, resources: Resources): RegisteredPolicy[] {
  const events = Map.groupBy(listPolicyEvents(reader), ({ document }) => document)
  const drafted = listPolicyDocuments(reader).map((row) => draftedPolicy(row, events.get(row.id) ?? []))
  return [...installedDocuments(resources), ...drafted]
}

/** @throws CounterError NOT_FOUND; POLICY_BAD */
export function getRegisteredPolicy(reader: Reader, resources: Resources, key: string): RegisteredPolicy {
  const registered = registeredPolicies(reader, resources).find((candidate) => candidate.key === key)
  if (registered !== undefined) return registered
  throw new CounterError('NOT_FOUND', '没有找到这份政策文件，没有做任何改动。', {
    hint: '请返回政策列表重新选择。',
  })
}

/** The state after what was decided: a draft until it is confirmed, and for good withdrawn. */
export function stateAfter(events: readonly { action: PolicyAction }[]): PolicyDocumentState {
  return events.reduce<PolicyDocumentState>((_before, { action }) => {
    switch (action) {
      case 'confirm':
        return 'inForce'
      case 'withdraw':
        return 'withdrawn'
      default:
        return assertNever(action)
    }
  }, 'draft')
}

function installedDocuments({ packs, amendments, lists }: Resources): RegisteredPolicy[] {
  const contents = [
    ...packs.map(({ policy, sha256 }) => ({ content: { kind: 'pack', policy } as const, sha256 })),
    ...amendments.map(({ policy, sha256 }) => ({ content: { kind: 'amendment', policy } as const, sha256 })),
    ...lists.map(({ policy, sha256 }) => ({ content: { kind: 'list', policy } as const, sha256 })),
  ]
  return contents.map(({ content, sha256 }) => ({
    key: `${content.kind}:${titleOf(content).policyId}`,
    content,
    sha256,
    state: 'installed',
    drafted: null,
    events: [],
  }))
}

function draftedPolicy(row: PolicyDocumentWithDrafter, events: PolicyEventRow[]): RegisteredPolicy {
  const { id: key, sha256 } = row
  return { key, content: readDocument(row), sha256, state: stateAfter(events), drafted: row, events }
}

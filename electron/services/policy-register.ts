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
import { isUnreadable, type PolicyContent, readDocument, titleOf } from './policy-content.ts'
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

/** A drafted document that this version of the program cannot read, and why. */
export type UnreadPolicy = Omit<RegisteredPolicy, 'content' | 'drafted'> & {
  content: null
  drafted: PolicyDocumentWithDrafter
  fault: CounterError
}

/** Every policy document, those installed first, then as they were drafted. */
export function registeredPolicies(
  reader: Reader,
  resources: Resources,
): (RegisteredPolicy | UnreadPolicy)[] {
  const events = Map.groupBy(listPolicyEvents(reader), ({ document }) => document)
  const drafted = listPolicyDocuments(reader).map((row) => draftedPolicy(row, events.get(row.id) ?? []))
  return [...installedDocuments(resources), ...drafted]
}

/** A document, even where it cannot be read. @throws CounterError NOT_FOUND */
export function getAnyPolicy(
  reader: Reader,
  resources: Resources,
  key: string,
): RegisteredPolicy | UnreadPolicy {
  const registered = registeredPolicies(reader, resources).find((candidate) => candidate.key === key)
  if (registered !== undefined) return registered
  throw new CounterError('NOT_FOUND', '没有找到这份政策文件，没有做任何改动。', {
    hint: '请返回政策列表重新选择。',
  })
}

/** @throws CounterError NOT_FOUND; POLICY_BAD where it cannot be read */
export function getRegisteredPolicy(reader: Reader, resources: Resources, key: string): RegisteredPolicy {
  const registered = getAnyPolicy(reader, resources, key)
  if (registered.content === null) throw registered.fault
  return registered
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

function draftedPolicy(
  row: PolicyDocumentWithDrafter,
  events: PolicyEventRow[],
): RegisteredPolicy | UnreadPolicy {
  const { id: key, sha256 } = row
  const document = { key, sha256, state: stateAfter(events), drafted: row, events }
  try {
    return { ...document, content: readDocument(row) }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return { ...document, content: null, fault: error }
  }
}

import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { OutsideList, PointsPack } from '#shared/policy/index.ts'
import type { ServiceContext } from '../context.ts'
import { type Policies, packAsAmended, policiesOf, policyHash } from '../policies.ts'
import { getRegisteredPolicy, type RegisteredPolicy } from '../policy-register.ts'
import { besideAndWith, requireEffect } from '../policy-trial.ts'
import type { Loaded } from '../resources.ts'

/** A pack by which everybody is to be scored, as it stands on the day, with the lists in force. */
export type OpenedPolicy = {
  key: string
  /** What it is called in results: the pack, and what is tried on top of it. */
  name: string
  pack: Loaded<PointsPack>
  /** Hex SHA-256 over the pack as amended and the lists it asks. */
  hash: string
  /** The purpose asked for, or the first of the pack. */
  purpose: string
  lists: OutsideList[]
  /** The days on which it is or was in force; null for a draft or what was taken back. */
  inForce: Pick<PointsPack, 'effectiveFrom' | 'effectiveTo'> | null
}

export type PolicyQuestion = { key: string; on: PlainDate; purpose: string | null }

type Context = Pick<ServiceContext, 'reader' | 'resources'>

/**
 * A draft, a pack in force or one that was in force.
 * @throws CounterError NOT_FOUND; BAD_INPUT where it is no pack, or not for this purpose; POLICY_BAD
 */
export function openPolicy({ reader, resources }: Context, question: PolicyQuestion): OpenedPolicy {
  const document = getRegisteredPolicy(reader, resources, question.key)
  return opened(document, policiesOf(reader, resources), question)
}

/**
 * What is to be tried and what it is tried beside. A pack stands for itself; an amendment or a list is tried on the
 * pack that `before` names: without it, and with it on top of what is in force.
 * @throws CounterError NOT_FOUND; POLICY_BAD; BAD_INPUT where `before` is no pack or not for this purpose, or where an
 *   amendment or a list changes nothing of it on the day
 */
export function openTrial(
  { reader, resources }: Context,
  { before, after, on, purpose }: Omit<PolicyQuestion, 'key'> & { before: string; after: string },
): { before: OpenedPolicy; after: OpenedPolicy } {
  const tried = getRegisteredPolicy(reader, resources, after)
  const base = getRegisteredPolicy(reader, resources, before)
  const policies = policiesOf(reader, resources)
  const open = (document: RegisteredPolicy, among: Policies) =>
    opened(document, among, { key: document.key, on, purpose })
  const { content } = tried
  if (content.kind === 'pack') return { before: open(base, policies), after: open(tried, policies) }
  const [without, having] = besideAndWith(policies, tried)
  const sides = { before: open(base, without), after: open(base, having) }
  requireEffect(content, { pack: sides.before.pack.policy, on })
  const name = `${sides.after.name}，${content.kind === 'list' ? '装载' : '按'} ${content.policy.documentNumber}`
  return { ...sides, after: { ...sides.after, key: after, name } }
}

function opened(
  { content, sha256 }: RegisteredPolicy,
  policies: Policies,
  { key, on, purpose }: PolicyQuestion,
): OpenedPolicy {
  if (content.kind !== 'pack') throw notAPack()
  const { id, name, purposes } = content.policy
  const [first = ''] = purposes
  if (purpose !== null && !purposes.includes(purpose)) {
    throw new CounterError('BAD_INPUT', `政策包 ${id} 不用于这个用途，没有计算。`, {
      at: 'purpose',
      hint: `它的用途：${purposes.join('、')}。`,
    })
  }
  const pack = packAsAmended(policies, { policy: content.policy, sha256 }, on)
  return {
    key,
    name,
    pack,
    hash: policyHash(policies.lists, pack),
    purpose: purpose ?? first,
    lists: policies.lists.map(({ policy }) => policy),
    inForce: policies.packs.find((candidate) => candidate.sha256 === sha256)?.policy ?? null,
  }
}

function notAPack(): CounterError {
  return new CounterError('BAD_INPUT', '这份文件是修订或名单，本身不能计分，没有计算。', {
    at: 'key',
    hint: '请选择一个积分政策包；修订生效后会自动计入它所修订的政策包。',
  })
}

import { snapshot } from '#electron/store/snapshot.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { ComparePoliciesRequest, PolicyDifference } from '#shared/ipc/policies.ts'
import { comparePacks, type OutsideList, type PointsPack } from '#shared/policy/index.ts'
import { type Policies, packAsAmended, policiesOf, readablePolicies } from './policies.ts'
import type { PolicyContext } from './policy-desk.ts'
import { getRegisteredPolicy, type RegisteredPolicy } from './policy-register.ts'
import { besideAndWith, requireEffect } from './policy-trial.ts'
import type { Loaded } from './resources.ts'

/**
 * What changed from one pack to another, in words. Of an amendment what it changes of the pack `before` names; of a
 * list what it says otherwise than the one of that name before it.
 * @throws CounterError NOT_FOUND; BAD_INPUT where `before` is no pack, or is not changed by what is compared
 */
export function comparePolicies(
  context: PolicyContext,
  { before, after }: ComparePoliciesRequest,
): PolicyDifference[] {
  const { reader, resources } = context
  return snapshot(reader, () => {
    const base = getRegisteredPolicy(reader, resources, before)
    const pack = packAsItStands(context, base)
    if (pack === undefined) throw notAPack('before')
    const document = getRegisteredPolicy(reader, resources, after)
    const { content } = document
    if (content.kind === 'pack') {
      return comparePacks(
        pack.policy,
        packToday(context, { policy: content.policy, sha256: document.sha256 }).policy,
      )
    }
    const [without, having] = besideAndWith(policiesOf(reader, resources), document)
    if (content.kind === 'list') {
      requireEffect(content, { pack: pack.policy, on: null })
      return listDifferences(findListBefore(without.lists, content.policy), content.policy)
    }
    const day = later(nearestDay(pack.policy, context.clock.today()), content.policy.effectiveFrom)
    const old = packOn(without, base, day)
    requireEffect(content, { pack: old, on: null })
    return comparePacks(old, packOn(having, base, day))
  })
}

/** A pack as it holds today, or on the nearest day of its own; undefined for what is no pack. */
export function packAsItStands(
  context: PolicyContext,
  { content, sha256 }: RegisteredPolicy,
): Loaded<PointsPack> | undefined {
  return content.kind === 'pack' ? packToday(context, { policy: content.policy, sha256 }) : undefined
}

function packToday(
  { reader, resources, clock }: PolicyContext,
  pack: Loaded<PointsPack>,
): Loaded<PointsPack> {
  return packAsAmended(readablePolicies(reader, resources), pack, nearestDay(pack.policy, clock.today()))
}

export function notAPack(at: string): CounterError {
  return new CounterError('BAD_INPUT', '这份政策文件不是积分政策包，这一步办不了。', {
    at,
    hint: '请选择一份积分政策包。',
  })
}

function packOn(policies: Policies, { content, sha256 }: RegisteredPolicy, on: PlainDate): PointsPack {
  if (content.kind !== 'pack') throw notAPack('before')
  return packAsAmended(policies, { policy: content.policy, sha256 }, on).policy
}

/** The day itself, or the first or last day of a pack that does not hold then. */
function nearestDay({ effectiveFrom, effectiveTo }: PointsPack, day: PlainDate): PlainDate {
  if (day < effectiveFrom) return effectiveFrom
  return effectiveTo !== null && effectiveTo < day ? effectiveTo : day
}

function later(one: PlainDate, other: PlainDate): PlainDate {
  return one < other ? other : one
}

/** The list of the same name in force for that year, or for the last year before it. */
function findListBefore(
  lists: readonly Loaded<OutsideList>[],
  { id, year }: OutsideList,
): OutsideList | undefined {
  return lists
    .map(({ policy }) => policy)
    .filter((list) => list.id === id && list.year <= year)
    .sort((a, b) => b.year - a.year)[0]
}

function listDifferences(before: OutsideList | undefined, after: OutsideList): PolicyDifference[] {
  const [old, now] = [new Set(before?.entries), new Set(after.entries)]
  const place = `名单：${after.name}`
  const removed = [...old].filter((entry) => !now.has(entry))
  const added = [...now].filter((entry) => !old.has(entry))
  return [
    ...removed.map((entry) => ({ place, change: 'removed' as const, before: entry, after: null })),
    ...added.map((entry) => ({ place, change: 'added' as const, before: null, after: entry })),
  ]
}

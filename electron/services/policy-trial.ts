import { CounterError } from '#shared/base/failure.ts'
import { type PlainDate, yearOf } from '#shared/base/plain-date.ts'
import { askedLists, type PointsPack } from '#shared/policy/index.ts'
import { inOrder, type Policies } from './policies.ts'
import type { PolicyContent } from './policy-content.ts'
import type { RegisteredPolicy } from './policy-register.ts'
import { touches } from './policy-words.ts'

/** An amendment or a list that is tried before it is in force. */
export type Tried = Exclude<PolicyContent, { kind: 'pack' }>

/** What is in force without a document, and the same with it; a list takes the place of one of its year. */
export function besideAndWith(
  policies: Policies,
  { content, sha256 }: RegisteredPolicy,
): [without: Policies, having: Policies] {
  const amendments = policies.amendments.filter((other) => other.sha256 !== sha256)
  const lists = policies.lists.filter((other) => other.sha256 !== sha256)
  const without = { ...policies, amendments, lists }
  switch (content.kind) {
    case 'pack':
      return [without, without]
    case 'amendment': {
      const amendment = { policy: content.policy, sha256 }
      return [without, { ...without, amendments: inOrder([...amendments, amendment]) }]
    }
    case 'list': {
      const { id, year } = content.policy
      const others = lists.filter(({ policy }) => policy.id !== id || policy.year !== year)
      return [without, { ...without, lists: [...others, { policy: content.policy, sha256 }] }]
    }
  }
}

/**
 * Refuses to try what cannot change anything: it would come out as if it moved nobody.
 * @param asked the pack it is tried on, without it, and the day; null where the day does not matter
 * @throws CounterError BAD_INPUT at `before` or `on`
 */
export function requireEffect(
  { kind, policy }: Tried,
  { pack, on }: { pack: PointsPack; on: PlainDate | null },
): void {
  const isMeant = kind === 'amendment' ? touches(policy, pack) : askedLists(pack).has(policy.id)
  if (!isMeant) {
    const why = kind === 'amendment' ? '没有这份修订所改的指标' : `没有用到名单 ${policy.id}`
    throw new CounterError('BAD_INPUT', `政策包 ${pack.id} ${why}，试算不出差别，没有计算。`, {
      at: 'before',
      hint: '请选择它所适用的政策包。',
    })
  }
  if (on === null) return
  const begins = kind === 'amendment' ? policy.effectiveFrom : `${policy.year}-01-01`
  if (kind === 'amendment' ? on >= begins : yearOf(on) === policy.year) return
  const when = kind === 'amendment' ? `自 ${begins} 起有效` : `用于 ${policy.year} 年`
  throw new CounterError('BAD_INPUT', `这份文件${when}，${on} 还用不上，没有计算。`, {
    at: 'on',
    hint: '请选择它有效的日期。',
  })
}

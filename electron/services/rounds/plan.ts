import type { Reader } from '#electron/store/database.ts'
import type { RoundTable } from '#electron/store/schema.ts'
import { CounterError } from '#shared/base/failure.ts'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import { getPack, policiesOf, policyHash } from '../policies.ts'
import type { Resources } from '../resources.ts'

/** The plan a round has now. */
export function planOf({ plan }: Pick<RoundTable, 'plan'>): RoundPlan {
  return RoundPlan.parse(JSON.parse(plan))
}

/**
 * The hash of what points of a round rest on beside the facts: the pack in force on its cut-off and the lists it asks,
 * as `sha256:` and hex.
 * @throws CounterError NOT_FOUND, POLICY_BAD where no one pack is in force
 */
export function policyHashOf(reader: Reader, resources: Resources, { cutOff }: RoundPlan): string {
  const policies = policiesOf(reader, resources)
  return `sha256:${policyHash(policies.lists, getPack(policies, { on: cutOff }))}`
}

/** @throws CounterError BAD_INPUT where a town of the plan is none of the office's */
export function requireTowns({ towns: known }: Resources, { towns, places, quotas }: RoundPlan): void {
  const unknown = (town: string | null) => town !== null && !known.includes(town)
  if (towns.some(unknown)) throw badPlan('towns', '所选镇（街道）有不在名单里的')
  if (places.some(({ town }) => unknown(town))) throw badPlan('places', '有去处的镇（街道）不在名单里')
  if (quotas.some(({ town }) => !towns.includes(town)))
    throw badPlan('quotas', '有名额留给了本批次没有开放的镇（街道）')
}

/** A refusal of a plan at one of its parts. */
export function badPlan(part: string, words: string): CounterError {
  return new CounterError('BAD_INPUT', `批次方案不能使用，没有保存：${words}。`, {
    at: `plan.${part}`,
    hint: '请改正方案后再保存。',
  })
}
